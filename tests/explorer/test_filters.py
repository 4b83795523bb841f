"""What each filter leaves, and the drawer, chips and counts that say so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.model import Fact, Node
from tests.explorer import stories
from tests.explorer.exploring import drawn, names, number
from tests.explorer.opening import LIN, Reading, opened, page_of

NodeTest = Callable[[Node], bool]
FactTest = Callable[[Fact], bool]


def expected(
    node_passes: NodeTest, fact_passes: FactTest, *, joined: bool
) -> tuple[set[str], set[str]]:
    """Names of nodes and ends of facts that should be left; `joined` leaves only nodes of facts."""
    network = page_of("lab")[0].network
    nodes = {node.iri: node.label for node in network.nodes if node_passes(node)}
    facts = [
        fact
        for fact in network.facts
        if fact.subject in nodes and fact.object in nodes and fact_passes(fact)
    ]
    ends = {f"{nodes[fact.subject]} {nodes[fact.object]}" for fact in facts}
    if joined:
        left = {nodes[iri] for fact in facts for iri in (fact.subject, fact.object)}
        return left, ends
    return set(nodes.values()), ends


def everything(_: object) -> bool:
    return True


def score(fact: Fact) -> float:
    return max(proof.score for proof in fact.proofs)


def degree(node: Node) -> int:
    return sum(node.iri in (f.subject, f.object) for f in page_of("lab")[0].network.facts)


CASES: list[tuple[dict[str, Any], NodeTest, FactTest]] = [
    ({"types": ["Place"]}, lambda n: n.type != "Place", everything),
    ({"types": ["School", "Prize"]}, lambda n: n.subtype not in {"School", "Prize"}, everything),
    ({"predicates": ["memberOf"]}, everything, lambda f: f.predicate != "memberOf"),
    (
        {"predicates": ["heads"]},
        everything,
        lambda f: any(proof.subpredicate != "heads" for proof in f.proofs) and
        not (f.predicate == "memberOf" and f.modality == "asserted"),
    ),
    ({"modalities": ["denied", "planned"]}, everything,
     lambda f: f.modality not in {"denied", "planned"}),
    ({"score": 0.85}, everything, lambda f: score(f) >= 0.85),
    ({"degree": 2}, lambda n: degree(n) >= 2, everything),
    ({"from": "2020"}, everything, lambda f: "2015/2019" not in {p.time for p in f.proofs}),
    ({"to": "2018"}, everything, lambda f: "2015/2019" in {p.time for p in f.proofs}),
    ({"from": "2019", "to": "2019"}, everything,
     lambda f: "2015/2019" in {p.time for p in f.proofs}),
    (
        {"documents": ["news"]},
        lambda n: any(a.document == "news" for a in n.appearances),
        lambda f: any(proof.document == "news" for proof in f.proofs),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("change", "node", "fact"), CASES, ids=[str(case[0]) for case in CASES])
def test_what_a_filter_leaves(
    browser: Any, tmp_path: Path, change: dict[str, Any], node: NodeTest, fact: FactTest
) -> None:
    with opened(browser, tmp_path, page_of("lab")[1]) as page:
        put(page, change)
        joined = bool({"predicates", "modalities", "score", "from", "to"} & set(change))
        left, ends = expected(node, fact, joined=joined)
        assert names(page) == left
        assert names(page, "facts") == ends


def put(page: Reading, change: dict[str, Any]) -> None:
    script = """change => {
      const { app } = kgExplorer;
      app.set({ filter: { ...app.state.value.filter, ...change } });
    }"""
    page.run(script, change)


def test_all_is_shown_at_first(browser: Any, tmp_path: Path) -> None:
    network = page_of("lab")[0].network
    with drawn(browser, tmp_path) as page:
        assert names(page) == {node.label for node in network.nodes}
        assert len(network.facts) == page.run("kgExplorer.app.visible.value.facts.size")
        assert "显示 10 / 10 个节点，10 / 10 条事实" in page.text(".shell-status")


def test_one_community(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path) as page:
        script = "n => kgExplorer.app.source.graph.nodes[n].community"
        community = page.run(script, number(page, "林晓岚"))
        put(page, {"communities": [community]})
        members = page.run(
            """c => kgExplorer.app.source.graph.nodes
              .filter(n => n.community === c).map(n => n.names[0])""",
            community,
        )
        assert names(page) == set(members)
        assert "林晓岚" in page.text(".filters-chips") or "社群" in page.text(".filters-chips")


def open_drawer(page: Reading) -> None:
    page.page.get_by_role("button", name="筛选", exact=True).click()
    page.page.locator(".filters").wait_for()


def test_types_are_ticked_in_a_tree_with_counts(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path) as page:
        open_drawer(page)
        row = page.page.locator(".filters-check").filter(has_text="组织机构")
        assert row.locator("small").inner_text() == "3"
        page.page.get_by_role("button", name="更多: 组织机构").click()
        page.page.get_by_label("学校").uncheck()
        assert "东屏大学" not in names(page)
        assert row.locator("small").inner_text() == "2 / 3"
        assert row.locator("input").evaluate("box => box.indeterminate") is True
        row.locator("input").uncheck()
        assert page.state["filter"]["types"] == ["School", "Organization"]
        assert names(page) & {"𠮷野实验室", "𠮷野实验室工会", "东屏大学"} == set()
        chips = page.page.locator(".filters-chips button")
        assert [text.split("\n")[0] for text in chips.all_inner_texts()] == [
            "不含 学校",
            "不含 组织机构",
        ]
        chips.nth(1).click()
        assert page.state["filter"]["types"] == ["School"]
        page.page.get_by_role("button", name="全部重置").click()
        assert len(names(page)) == 10
        assert page.page.locator(".filters-chips").count() == 0


def test_dates_are_checked_before_they_filter(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path) as page:
        open_drawer(page)
        start = page.page.get_by_label("从", exact=True)
        start.fill("去年")
        assert start.get_attribute("aria-invalid") == "true"
        start.press("Enter")
        start.blur()
        assert "2019" in page.message
        assert page.state["filter"]["from"] == ""
        start.fill("2020-01")
        start.blur()
        assert page.state["filter"]["from"] == "2020-01"
        assert "林晓岚 东屏大学" not in names(page, "facts")
        # A bar of the years takes just them.
        page.page.locator(".filters-years g").first.click()
        assert page.state["filter"]["from"] == "2015"
        assert names(page, "facts") == {"林晓岚 东屏大学"}


def test_documents_are_found_and_ticked(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path) as page:
        open_drawer(page)
        page.page.locator("summary").filter(has_text="文档").click()
        page.page.get_by_label("查找文档").fill("访林")
        rows = page.page.locator(".filters-section ul label").filter(has_text="访林晓岚")
        assert rows.count() == 1
        rows.locator("input").check()
        assert page.state["filter"]["documents"] == ["news"]
        assert "星河论坛" not in names(page)


def test_hidden_nodes_come_back(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path) as page:
        page.run("iri => kgExplorer.app.set({ hidden: [iri] })", LIN)
        assert "林晓岚" not in names(page)
        assert not any("林晓岚" in ends for ends in names(page, "facts"))
        assert "1 个节点已隐藏" in page.text(".filters-chips")
        open_drawer(page)
        page.page.get_by_role("button", name=f"重新显示: {LIN}").click()
        assert "林晓岚" in names(page)


def test_only_a_neighbourhood(browser: Any, tmp_path: Path) -> None:
    base = stories.BASE
    with drawn(browser, tmp_path) as page:
        page.run(
            "iris => kgExplorer.app.set({ focus: iris })",
            [LIN, "Organization/东屏大学", "Work/none"],
        )
        assert names(page) == {"林晓岚", "东屏大学"}
        assert names(page, "facts") == {"林晓岚 东屏大学"}
        assert base not in page.text(".filters-chips")
        page.click(".filters-chips button")
        assert len(names(page)) == 10


def test_nothing_left_is_said_with_a_way_back(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path) as page:
        put(page, {"degree": 99})
        notice = page.page.locator(".stage-notice")
        assert "没有符合筛选条件" in notice.inner_text()
        notice.get_by_role("button").click()
        assert len(names(page)) == 10


def test_the_legend_shows_and_hides_types(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path) as page:
        entry = page.page.locator(".shell-legend button").filter(has_text="地点")
        assert entry.locator("small").inner_text() == "3"
        assert entry.get_attribute("aria-pressed") == "true"
        entry.click()
        assert entry.get_attribute("aria-pressed") == "false"
        assert names(page) & {"临海市", "石门村", "远山镇"} == set()
        page.run("kgExplorer.app.set({ colour: 'community' })")
        assert "社群" in page.text(".shell-legend")
