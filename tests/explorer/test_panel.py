"""The details panel: what it says of a node and a fact, and the sentence behind each."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.explorer import render
from kg.model import Fact
from tests.explorer import stories
from tests.explorer.opening import LAB, LIN, Reading, fact_of, opened, page_of
from tests.strategies import HOSTILE_NAMES


@pytest.fixture
def lab(browser: Any, tmp_path: Path) -> Iterator[Reading]:
    with opened(browser, tmp_path, page_of("lab")[1]) as page:
        yield page


def facts() -> tuple[Fact, ...]:
    return page_of("lab")[0].network.facts


@pytest.mark.parametrize("texts", [True, False])
def test_each_fact_shows_its_sentences_with_what_states_it_marked(
    browser: Any, tmp_path: Path, *, texts: bool
) -> None:
    base = stories.BASE
    with opened(browser, tmp_path, page_of("lab", texts=texts)[1]) as page:
        for fact in facts():
            page.select(
                "fact",
                subject=fact.subject.removeprefix(base),
                predicate=fact.predicate,
                object=fact.object.removeprefix(base),
                modality=fact.modality,
            )
            best_first = sorted(fact.proofs, key=lambda proof: -proof.score)
            sentences = [proof.evidence.sentence for proof in best_first]
            assert page.texts(".panel-quote") == sentences
            assert page.texts(".panel-quote mark") == [p.evidence.text for p in best_first]
            assert page.page.locator(".panel-quote").first.get_attribute("lang") == "zh"


def test_the_names_of_both_ends_stand_out(lab: Reading) -> None:
    lab.select("fact", **fact_of(page_of("lab")[0], "林晓岚", "memberOf", "𠮷野实验室"))
    first = lab.page.locator(".panel-quote").first
    assert first.locator("strong").all_inner_texts() == ["𠮷野实验室", "林晓岚", "实验室"]
    assert lab.texts(".panel-triple .panel-node") == ["林晓岚", "𠮷野实验室"]
    assert "主任" in lab.text(".panel-tags")
    how = lab.texts(".panel-how")
    assert "可信度 0.98" in how[0]
    assert "句式规则 made" in how[0]
    assert lab.texts(".panel-title") == ["𠮷野实验室开放日", "访林晓岚"]
    assert lab.texts(".panel-origin .panel-day") == ["2024-05-20", "2024-06-01"]


def test_what_found_it_is_told_in_words(lab: Reading) -> None:
    story = page_of("lab")[0]
    lab.select("fact", **fact_of(story, "𠮷野实验室", "partnerOf", "东屏大学"))
    assert "关系模型" in lab.text(".panel-how")
    lab.select("fact", **fact_of(story, "《潮间带笔记》", "receivedAward", "青藤奖"))
    assert "人工编辑: Wen" in lab.text(".panel-how")
    lab.run("kgExplorer.app.set({ language: 'en' })")
    lab.settle()
    assert "a curator: Wen" in lab.text(".panel-how")


def test_a_node_with_names_figures_documents_and_grouped_facts(lab: Reading) -> None:
    lab.select("node", iri=LIN)
    assert lab.text(".panel-head h2").startswith("林晓岚")
    assert lab.text(".panel-kind") == "人物 · 学者"
    assert lab.texts(".panel-also li bdi") == ["Lin Xiaolan"]
    assert lab.texts(".panel-counts span") == ["4 条事实", "提及 4 次", "2 篇文档"]
    assert f"{stories.BASE}{LIN}" in lab.text(".panel-iri")
    assert lab.texts(".panel-document bdi") == ["访林晓岚", "𠮷野实验室开放日"]
    groups = lab.page.locator(".panel-group")
    kinds = [(g.get_attribute("data-direction"), g.get_attribute("data-predicate"))
             for g in groups.all()]  # fmt: skip
    assert kinds == [("outgoing", "memberOf"), ("outgoing", "created"), ("outgoing", "visited")]
    assert lab.texts(".panel-group .panel-node") == [
        "𠮷野实验室",
        "东屏大学",
        "《潮间带笔记》",
        "石门村",
    ]
    assert lab.texts(".panel-time") == ["2015 – 2019"]
    assert lab.texts(".panel-modality") == ["已结束", "否定"]
    lab.select("node", iri=LAB)
    kinds = [(g.get_attribute("data-direction"), g.get_attribute("data-predicate"))
             for g in groups.all()]  # fmt: skip
    assert kinds == [
        ("outgoing", "locatedIn"),
        ("outgoing", "organizes"),
        ("both", "partnerOf"),
        ("incoming", "memberOf"),
        ("incoming", "partOf"),
    ]


def test_ends_are_selected_by_a_click_and_undo_goes_back(lab: Reading) -> None:
    lab.select("node", iri=LIN)
    lab.click(".panel-group .panel-node")
    assert lab.selection == {"kind": "node", "iri": LAB}
    lab.run("kgExplorer.app.undo()")
    lab.settle()
    assert lab.text(".panel-head h2").startswith("林晓岚")
    lab.click(".panel-open-fact")
    assert lab.selection["kind"] == "fact"
    lab.click(".panel-triple .panel-node >> nth=1")
    assert lab.selection == {"kind": "node", "iri": LAB}


def test_facts_that_filters_leave_out_are_counted_and_dimmed_when_asked_for(lab: Reading) -> None:
    lab.run("""{ const { app } = kgExplorer; const { filter } = app.state.value;
        app.set({ filter: { ...filter, modalities: ["ended"] } }) }""")
    lab.select("node", iri=LIN)
    assert lab.page.locator(".panel-fact").count() == 3
    assert "另有 1 条被筛选掉" in lab.text(".panel-filtered")
    lab.click(".panel-filtered button")
    assert lab.page.locator(".panel-fact").count() == 4
    assert "东屏大学" in lab.text(".panel-dimmed")


def test_facts_are_sorted(lab: Reading) -> None:
    lab.select("node", iri=LIN)
    lab.page.select_option(".panel-order select", "time")
    lab.settle()
    members = ".panel-group[data-predicate=memberOf] .panel-node"
    assert lab.texts(members) == ["𠮷野实验室", "东屏大学"]
    lab.page.select_option(".panel-order select", "name")
    lab.settle()
    assert lab.texts(members) == ["东屏大学", "𠮷野实验室"]


def test_actions(lab: Reading) -> None:
    lab.select("node", iri=LIN)
    lab.click("[data-action=hide]")
    assert (lab.state["hidden"], lab.selection) == ([LIN], {"kind": "none"})
    lab.run("kgExplorer.app.undo()")
    lab.click("[data-action=focus]")
    assert set(lab.state["focus"]) == {
        LIN, LAB, "Organization/东屏大学", "Work/《潮间带笔记》", "Place/石门村",
    }  # fmt: skip
    lab.select("node", iri=LAB)
    lab.click("[data-action=expand]")
    assert "Program/星河论坛" in lab.state["focus"]
    assert "3" in lab.message
    lab.click("[data-action=path]")
    assert lab.selection == {"kind": "paths", "from": LAB, "to": "", "number": 0}


def test_names_identifier_and_link_are_copied(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, page_of("lab")[1], f"node={LIN}") as page:
        page.run("""() => { window.copied = [];
            navigator.clipboard.writeText = async text => void copied.push(text); }""")
        for selector in ("h2 .panel-copy", ".panel-also .panel-copy", ".panel-iri .panel-copy"):
            page.click(selector)
        page.click("[data-action=share]")
        *names, link = page.run("copied")
        assert names == ["林晓岚", "Lin Xiaolan", f"{stories.BASE}{LIN}"]
        assert "#node=Person/" in link
        assert page.message == "已复制"
        page.run("""() => { navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
            document.execCommand = () => false; }""")
        page.click("h2 .panel-copy")
        assert page.message == "浏览器不允许复制"


def test_a_hub_of_thousands_of_facts_comes_in_pages(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, page_of("hub")[1]) as page:
        took = page.run("""async () => {
            const before = performance.now();
            kgExplorer.app.set({ selection: { kind: "node", iri: "Organization/青禾协会" } });
            await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
            return performance.now() - before;
        }""")
        assert took < 2000  # milliseconds, on a busy machine; 100 to 250 on a quiet one
        page.settle()
        assert page.page.locator(".panel-fact").count() == 30
        assert "2,000" in page.text(".panel-counts")
        page.page.select_option(".panel-order select", "name")
        page.settle()
        assert page.texts(".panel-fact .panel-node")[:2] == ["成员0000号", "成员0001号"]
        page.click(".panel-group .panel-more")
        assert page.page.locator(".panel-fact").count() == 60


def test_a_source_that_fails_can_be_asked_again(lab: Reading) -> None:
    lab.run("""() => { const { source } = kgExplorer.app; const proofs = source.proofs;
        let first = true;
        source.proofs = async fact => {
          if (first) { first = false; throw new Error("<b>502</b>"); }
          return proofs(fact);
        } }""")
    lab.select("fact", **fact_of(page_of("lab")[0], "林晓岚", "created", "《潮间带笔记》"))
    assert "<b>502</b>" in lab.text(".panel-failed[role=alert]")
    lab.click(".panel-failed button")
    assert lab.texts(".panel-quote mark") == ["她著有《潮间带笔记》"]


def test_what_takes_long_shows_that_it_is_coming(lab: Reading) -> None:
    lab.run("""() => { const { source } = kgExplorer.app; const proofs = source.proofs;
        source.proofs = fact =>
          new Promise(done => { window.come = () => done(proofs(fact)); }) }""")
    chosen = fact_of(page_of("lab")[0], "林晓岚", "created", "《潮间带笔记》")
    lab.run("selection => kgExplorer.app.set({ selection })", {"kind": "fact", **chosen})
    lab.page.wait_for_selector(".panel-waiting[role=status]")
    lab.run("come()")
    lab.settle()
    assert lab.texts(".panel-quote mark") == ["她著有《潮间带笔记》"]


def test_unknown_items_are_told_of(lab: Reading) -> None:
    lab.select("node", iri="Person/没有此人")
    assert "没有此项" in lab.text(".panel")
    lab.select("fact", subject=LIN, predicate="kinOf", object=LAB, modality="asserted")
    assert "没有此项" in lab.text(".panel")
    lab.select("document", id="没有此文")
    assert "没有这篇文档" in lab.text(".reader")


def test_all_is_reached_by_keyboard(lab: Reading) -> None:
    lab.select("node", iri=LAB)
    places = lab.page.locator(".panel-places").first
    lab.page.locator(".panel-group .panel-node").first.focus()
    lab.page.keyboard.press("Tab")
    assert places.evaluate("element => element === document.activeElement")
    lab.page.keyboard.press("Enter")
    lab.settle()
    assert places.get_attribute("aria-expanded") == "true"
    assert lab.texts(".panel-quote mark") == ["实验室位于临海市"]
    levels = lab.run(
        "[...document.querySelectorAll('.panel :is(h2, h3, h4)')].map(h => +h.tagName[1])"
    )
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(levels))
    lab.page.keyboard.press("Escape")
    lab.settle()
    assert lab.selection == {"kind": "none"}


def test_english(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, page_of("lab")[1], f"node={LAB}", locale="en-GB") as page:
        text = page.text(".panel")
        for words in ("organization · research institute", "5 facts", "member of", "planned"):
            assert words in text
        assert not set("实体事条类社群") & set("".join(page.texts(".panel h3, .panel dt")))


def test_on_a_phone_nothing_is_too_wide_or_too_small_to_touch(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, page_of("lab")[1], f"node={LIN}", width=375, height=812) as page:
        sizes = page.run("""() => [...document.querySelectorAll(".panel button, .panel select")]
            .map(e => [e.className || e.tagName, Math.round(e.getBoundingClientRect().height)])""")
        assert [size for size in sizes if size[1] < 40] == []
        wide = page.run("""() => {
            const panel = document.querySelector(".panel");
            const { right } = panel.getBoundingClientRect();
            return [panel.scrollWidth - panel.clientWidth, right]; }""")
        assert wide[0] <= 0
        assert wide[1] <= 375


def test_hostile_strings_stay_text(browser: Any, tmp_path: Path) -> None:
    strings = [*HOSTILE_NAMES, "<img src=x onerror=alert(1)>", "javascript:alert(1)", "__proto__"]
    strings = [text for text in dict.fromkeys(strings) if text.strip()]
    story = stories.hostile(strings)
    with opened(browser, tmp_path, render(story.network, story.documents)) as page:
        bad = ":is(script, img, iframe, a[href], [onclick])"
        elements = f"document.querySelectorAll('.panel {bad}').length"
        page.select("node", iri="Organization/靶心")
        while page.page.locator(".panel-group .panel-more").count():
            page.click(".panel-group .panel-more")
        page.run("document.querySelectorAll('.panel-places').forEach(button => button.click())")
        page.settle()
        assert page.run(elements) == 0
        quoted = page.run(
            "[...document.querySelectorAll('.panel-quote mark')].map(e => e.textContent)"
        )
        assert sorted(quoted) == sorted(f"{text}属于靶心" for text in strings)
        for number in range(len(strings)):
            page.select("node", iri=f"Person/目标{number}")
            assert page.run(elements) == 0
