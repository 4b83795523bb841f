"""The list: a table of what is visible, by keyboard, by mouse and on a phone."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.explorer import render
from kg.graph.iris import segment
from tests.explorer import stories
from tests.explorer.opening import Reading, opened, page_of

GRID = ".list-grid"
ACTIVE = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"


@pytest.fixture
def lab(browser: Any, tmp_path: Path) -> Iterator[Reading]:
    with opened(browser, tmp_path, page_of("lab")[1], "view=list") as page:
        yield page


def column(page: Reading, key: str) -> list[str]:
    """The texts of a column from top to bottom."""
    return page.texts(f".list-of-{key}")


def sort(page: Reading, title: str) -> None:
    page.page.get_by_role("columnheader", name=title).get_by_role("button").click()
    page.settle()


def facts(page: Reading) -> None:
    page.page.get_by_role("button", name="事实", exact=True).and_(
        page.page.locator(".list-choice")
    ).click()
    page.settle()


def quick_filter(page: Reading, words: str) -> None:
    page.page.fill(".list-filter", words)
    page.page.wait_for_timeout(400)


def active(page: Reading) -> str:
    return str(page.run(f"{ACTIVE}.textContent"))


def test_entities_with_their_figures(lab: Reading) -> None:
    network = page_of("lab")[0].network
    assert sorted(column(lab, "name")) == sorted(node.label for node in network.nodes)
    row = lab.page.get_by_role("row").filter(has_text="林晓岚").first
    assert row.locator(".list-of-type").inner_text() == "学者"
    degree = sum(f"{stories.BASE}Person/林晓岚" in (f.subject, f.object) for f in network.facts)
    assert row.locator(".list-of-degree").inner_text() == str(degree)
    assert row.locator(".list-of-documents").inner_text() == "2"
    assert row.locator(".list-of-dates").inner_text() == "2024-05-20 – 06-01"
    assert lab.text(".list-count") == f"共 {len(network.nodes)} 行"


def test_facts_with_their_ends_and_how_sure_they_are(lab: Reading) -> None:
    facts(lab)
    network = page_of("lab")[0].network
    assert len(column(lab, "subject")) == len(network.facts)
    row = lab.page.get_by_role("row").filter(has_text="教授")
    cells = {
        key: row.locator(f".list-of-{key}").inner_text()
        for key in ("subject", "predicate", "object", "modality", "role", "time", "score", "proofs")
    }
    assert cells == {
        "subject": "林晓岚",
        "predicate": "任职于",
        "object": "东屏大学",
        "modality": "已结束",
        "role": "教授",
        "time": "2015 – 2019",
        "score": "80%",
        "proofs": "1",
    }


def test_a_title_sorts_and_sorts_back(lab: Reading) -> None:
    assert column(lab, "degree") == sorted(column(lab, "degree"), key=int, reverse=True)
    sort(lab, "提及")
    down = [int(text) for text in column(lab, "mentions")]
    assert down == sorted(down, reverse=True)
    heading = lab.page.get_by_role("columnheader", name="提及")
    assert heading.get_attribute("aria-sort") == "descending"
    sort(lab, "提及")
    assert [int(text) for text in column(lab, "mentions")] == sorted(down)
    assert heading.get_attribute("aria-sort") == "ascending"


def test_names_are_sorted_as_chinese_is(lab: Reading) -> None:
    sort(lab, "名称")
    names = column(lab, "name")
    sorted_there = lab.run("names => [...names].sort(new Intl.Collator('zh').compare)", names)
    assert [name for name in names if name[0] not in "《𠮷"] == [
        name for name in sorted_there if name[0] not in "《𠮷"
    ]


def test_the_quick_filter_looks_at_all_names_and_types(lab: Reading) -> None:
    quick_filter(lab, "lin xiao")
    assert column(lab, "name") == ["林晓岚"]
    quick_filter(lab, "城市")
    assert column(lab, "name") == ["临海市"]
    quick_filter(lab, "没有这样的")
    assert column(lab, "name") == []
    assert lab.text(".list-empty") == "没有符合的行。"
    quick_filter(lab, "")
    facts(lab)
    quick_filter(lab, "林晓岚 主任")
    assert column(lab, "object") == ["𠮷野实验室"]


def test_it_shows_what_passes_the_filters(lab: Reading) -> None:
    lab.run(
        "kgExplorer.app.set({ filter: { ...kgExplorer.app.state.value.filter,"
        " types: ['Person'] } })"
    )
    lab.settle()
    assert "林晓岚" not in column(lab, "name")
    facts(lab)
    assert "林晓岚" not in column(lab, "subject")


def test_the_grid_is_walked_by_keys(lab: Reading) -> None:
    grid = lab.page.locator(GRID)
    grid.focus()
    first = column(lab, "name")
    lab.page.keyboard.press("ArrowDown")
    assert active(lab) == first[1]
    lab.page.keyboard.press("End")
    assert active(lab) == column(lab, "dates")[1]
    lab.page.keyboard.press("Home")
    lab.page.keyboard.press("Space")
    assert (
        lab.page.get_by_role("row", selected=True).locator(".list-of-name").inner_text() == first[1]
    )
    lab.page.keyboard.press("Control+End")
    lab.page.keyboard.press("ArrowRight")
    assert active(lab) == first[-1]
    lab.page.keyboard.press("Enter")
    lab.settle()
    assert lab.selection["kind"] == "node"
    assert lab.selection["iri"].endswith(segment(first[-1]))
    assert lab.text(".panel-head h2").startswith(first[-1])
    assert lab.page.locator("[aria-current=true].list-row").inner_text().startswith(first[-1])


def test_a_click_on_a_fact_opens_it(lab: Reading) -> None:
    facts(lab)
    lab.page.get_by_role("row").filter(has_text="教授").click()
    lab.settle()
    chosen = lab.selection
    assert (chosen["kind"], chosen["subject"], chosen["modality"]) == (
        "fact",
        "Person/林晓岚",
        "ended",
    )
    assert lab.page.locator(".list-current").count() == 1


def test_ticked_rows_are_exported(lab: Reading) -> None:
    for name in ("林晓岚", "临海市"):
        lab.page.get_by_role("checkbox", name=f"勾选：{name}").click()
    assert lab.text(".list-ticked") == "已勾选 2 行"
    with lab.page.expect_download() as waiting:
        lab.page.get_by_role("button", name="导出 CSV").click()
    saved = waiting.value
    assert saved.suggested_filename == "kg-entities.csv"
    data = Path(saved.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert {row["label"] for row in rows} == {"林晓岚", "临海市"}


def test_ticked_rows_are_marked_hidden_and_looked_at_alone(lab: Reading) -> None:
    lab.page.get_by_role("checkbox", name="勾选：林晓岚").click()
    lab.page.get_by_role("button", name="在图中标出").click()
    lab.settle()
    assert (lab.state["marked"], lab.state["screen"]) == (["Person/林晓岚"], "graph")
    lab.run("kgExplorer.app.set({ screen: 'list' })")
    lab.settle()
    lab.page.get_by_role("button", name="只看这些").click()
    lab.settle()
    assert lab.state["focus"] == ["Person/林晓岚"]
    lab.run("kgExplorer.app.undo()")
    lab.settle()
    lab.page.get_by_role("button", name="隐藏", exact=True).click()
    lab.settle()
    assert lab.state["hidden"] == ["Person/林晓岚"]
    assert "林晓岚" not in column(lab, "name")
    assert lab.page.locator(".list-actions").count() == 0


def test_shift_ticks_a_stretch_and_the_head_ticks_all(lab: Reading) -> None:
    boxes = lab.page.locator(".list-row input")
    boxes.nth(1).click()
    boxes.nth(4).click(modifiers=["Shift"])
    assert lab.text(".list-ticked") == "已勾选 4 行"
    lab.page.get_by_role("checkbox", name="勾选全部").click()
    assert lab.text(".list-ticked") == f"已勾选 {len(page_of('lab')[0].network.nodes)} 行"
    lab.page.get_by_role("button", name="取消勾选").click()
    assert lab.page.locator(".list-actions").count() == 0


def test_two_thousand_rows_are_scrolled_with_few_in_the_page(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, page_of("hub")[1], "view=list") as page:
        assert page.page.locator(GRID).get_attribute("aria-rowcount") == "2002"
        sort(page, "名称")
        assert page.page.get_by_role("row").count() < 60
        page.page.locator(GRID).focus()
        page.page.keyboard.press("Control+End")
        page.settle()
        assert "青禾协会" in column(page, "name")
        assert page.page.get_by_role("row").count() < 60
        page.run("document.querySelector('.list-grid').scrollTop = 40 * 1000")
        page.page.wait_for_timeout(200)
        assert "成员1005号" in column(page, "name")


def test_cards_on_a_phone(browser: Any, tmp_path: Path) -> None:
    html = render(page_of("lab")[0].network)
    with opened(browser, tmp_path, html, "view=list", width=375, height=812) as page:
        assert page.page.locator(".list-cards").count() == 1
        assert page.run("document.documentElement.scrollWidth") <= 375
        page.page.get_by_label("排序").select_option("name")
        page.settle()
        first = page.page.locator(".list-row").first
        size = first.bounding_box()
        assert size is not None
        assert size["height"] >= 80
        first.click()
        page.settle()
        assert page.selection["kind"] == "node"
