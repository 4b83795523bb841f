"""The page in a real Chromium: what a reader does with it, and what hostile text cannot do."""

from typing import Any

import pytest

from kg.model import Network
from tests.export import sample
from tests.view.browsing import Opened
from tests.view.test_page import HOSTILE

pytestmark = pytest.mark.browser


def test_opens_with_counts_and_legend(opened: Opened) -> None:
    assert opened.page.title() == "知识图谱"
    assert "11 个实体 · 10 条事实 · 11 处证据 · 4 篇文档" in opened.text("#counts")
    assert opened.text("#types [data-value=Place]").split() == ["地点", "4"]
    assert opened.text("#predicates [data-value=organizes]").split() == ["主办", "3"]
    assert opened.page.is_hidden("#panel")
    assert opened.page.is_hidden("#notice")
    assert "南塘村" not in opened.visible_names()


def test_search_by_part_of_a_name_and_enter(opened: Opened) -> None:
    assert opened.search("设计") == ["云栖设计园", "“青禾杯”设计大赛"]
    opened.page.press("#query", "Enter")
    assert opened.text("#panel h2") == "云栖设计园"
    assert opened.page.is_hidden("#suggestions")


def test_search_by_an_alias_with_arrow_keys(opened: Opened) -> None:
    names = opened.search("青禾杯")
    assert names == ["“青禾杯”设计大赛"]
    assert opened.text("#suggestions li small") == "青禾杯"
    names = opened.search("园区")
    opened.page.press("#query", "ArrowDown")
    opened.page.press("#query", "Enter")
    assert opened.text("#panel h2") == names[1]


def test_search_that_finds_nothing_says_so(opened: Opened) -> None:
    assert opened.search("不存在的名称") == []
    assert "不存在的名称" in opened.text("#suggestions")
    opened.page.press("#query", "Escape")
    assert opened.page.is_hidden("#suggestions")


def test_keyboard_alone_reaches_an_entity_and_closes_it(opened: Opened) -> None:
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("周明兰")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "周明兰"
    opened.page.keyboard.press("Escape")
    assert opened.page.is_hidden("#panel")


def test_type_filter_hides_and_shows(opened: Opened) -> None:
    assert {"苏州", "宁波市", "杭州市青山区"} <= opened.visible_names()
    opened.page.click("#types [data-value=Place]")
    assert opened.page.get_attribute("#types [data-value=Place]", "aria-pressed") == "false"
    assert not {"苏州", "宁波市", "杭州市青山区"} & opened.visible_names()
    hidden = "id => kgView.network.body.nodes[id].options.hidden"
    assert opened.run(hidden, opened.node("苏州")) is True
    opened.page.click("#reset")
    assert {"苏州", "宁波市", "杭州市青山区"} <= opened.visible_names()
    assert opened.run(hidden, opened.node("苏州")) is False


def test_predicate_filter_hides_edges_and_what_only_they_held(opened: Opened) -> None:
    before = opened.run("kgView.visible().edges.size")
    opened.page.click("#predicates [data-value=origin]")
    assert opened.run("kgView.visible().edges.size") == before - 1
    assert "苏州" not in opened.visible_names()
    assert "周明兰" in opened.visible_names()


def test_entities_without_relations_on_demand(opened: Opened) -> None:
    opened.page.click("#lonely")
    assert "南塘村" in opened.visible_names()


def test_a_mouse_click_on_a_node_opens_its_panel(opened: Opened) -> None:
    place = opened.place(opened.node("周明兰"))
    opened.page.mouse.click(place["x"], place["y"])
    opened.page.wait_for_selector("#panel:not([hidden])")
    assert opened.text("#panel h2") == "周明兰"
    assert "人物" in opened.text("#panel .kind")
    headings = opened.page.locator("#panel h3").all_inner_texts()
    assert [heading.split()[1] for heading in headings] == ["任职于", "创作发布", "来自"]
    roles = opened.page.locator("#panel .tag.role").all_inner_texts()
    assert roles == ["主任", "党委书记、主任"]
    marks = opened.page.locator("#panel mark").all_inner_texts()
    assert "云栖设计园主任周明兰" in marks
    assert opened.page.locator("#panel mark").first.is_visible()
    assert "设计园与高校携手办赛 · 2019-05-20" in opened.text("#panel .proof figcaption")
    opened.page.click("#panel details summary")
    opened.page.wait_for_selector("#panel details .proof")
    assert "现任云栖设计园党委书记" in opened.text("#panel details .proof mark")


def test_a_mouse_click_on_an_edge_shows_all_its_proofs(opened: Opened) -> None:
    one = opened.place(opened.node("周明兰"))
    other = opened.place(opened.node("云栖设计园"))
    opened.page.mouse.click((one["x"] + other["x"]) / 2, (one["y"] + other["y"]) / 2)
    opened.page.wait_for_selector("#panel:not([hidden])")
    ends = opened.page.locator("#panel h2 .name").all_inner_texts()
    assert ends == ["周明兰", "云栖设计园"]
    marks = opened.page.locator("#panel mark").all_inner_texts()
    assert marks == ["云栖设计园主任周明兰", "周明兰，苏州人，现任云栖设计园党委书记、主任"]
    assert "pattern:title-before-name · 可信度 0.9" in opened.text("#panel .proof .how")


def test_an_alias_both_directions_and_neighbours(opened: Opened) -> None:
    opened.run("id => kgView.select(id)", opened.node("云栖设计园"))
    assert opened.text("#panel .also li") == "设计园"
    labels = [
        group.get_attribute("aria-label") for group in opened.page.locator("#panel .group").all()
    ]
    assert "此实体 → 主办" in labels
    assert "任职于 → 此实体" in labels
    assert "此实体 ↔ 合作" in labels
    opened.page.click("#panel .entity:has-text('北湖大学')")
    assert opened.text("#panel h2") == "北湖大学"
    opened.page.click("#close")
    assert opened.page.is_hidden("#panel")


def test_what_is_only_planned_is_dashed_and_says_so(opened: Opened) -> None:
    edge = opened.run(
        "([a, b]) => kgView.data.draw.edges.find(edge => edge.from === a && edge.to === b).id",
        [opened.node("云栖设计园"), opened.node("海丝论坛")],
    )
    assert opened.run("id => kgView.network.body.edges[id].options.dashes", edge)
    opened.run("id => kgView.selectEdge(id)", edge)
    assert opened.text("#panel .tag.modality") == "计划"
    label = opened.run("id => kgView.network.body.edges[id].options.label", edge)
    assert label == "主办（计划）"


def test_language_switch_turns_every_label(opened: Opened) -> None:
    opened.run("id => kgView.select(id)", opened.node("周明兰"))
    opened.page.click("#language")
    assert opened.page.title() == "Knowledge graph"
    assert opened.page.get_attribute("html", "lang") == "en"
    assert opened.text("#types [data-value=Person]").split() == ["person", "1"]
    assert opened.text("#panel .kind") == "person"
    assert "member of" in opened.text("#panel h3")
    assert "11 entities" in opened.text("#counts")
    chinese = "[...document.querySelectorAll('[data-text]')].map(e => e.textContent).join(' ')"
    assert opened.run(chinese).replace("中文", "").isascii()
    opened.page.click("#language")
    assert opened.text("#panel .kind") == "人物"


def test_over_the_limit_the_page_says_what_it_shows(open_page: Any) -> None:
    nodes = tuple(sample.node(f"单位{number:04}", "Organization") for number in range(1510))
    facts = tuple(
        sample.fact(node, "partOf", nodes[0], sample.proof("brief", f"{node.label}属总部", "属"))
        for node in nodes[1:40]
    )
    opened: Opened = open_page(Network(sample.BASE, nodes, facts, sample.RECORDS))
    assert "1510" in opened.text("#notice")
    assert "1500" in opened.text("#notice")
    assert opened.run("kgView.data.nodes.length") == 1500
    opened.page.click("#language")
    assert "1500 best-connected" in opened.text("#notice")
    assert opened.problems == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_never_run(open_page: Any, text: str) -> None:
    opened: Opened = open_page(sample.network_of_names([text, "乙"]))
    opened.run("kgView.select(0)")
    shown = opened.run("document.querySelector('#panel h2').textContent")
    assert shown == text
    opened.run("kgView.selectEdge(0)")
    opened.page.fill("#query", text[:3])
    opened.page.click("#language")
    place = opened.place(0)
    opened.page.mouse.move(place["x"], place["y"])
    opened.page.wait_for_timeout(50)
    assert opened.run("window.pwned") is None
    assert (
        opened.run("document.querySelectorAll('#panel img, #panel svg, main script').length") == 0
    )
    assert opened.problems == []
    assert len(opened.requests) == 1


@pytest.mark.parametrize("width", [320, 390])
def test_fits_a_phone(open_page: Any, width: int) -> None:
    opened: Opened = open_page(sample.network(), width=width, height=720)
    opened.run("id => kgView.select(id)", opened.node("云栖设计园"))
    assert opened.run("document.documentElement.scrollWidth") <= width
    assert opened.page.is_visible("#panel h2")
    opened.page.click("#panel .entity:has-text('周明兰')")
    opened.page.wait_for_timeout(100)
    panel = opened.page.locator("#panel").bounding_box()
    assert opened.place(opened.node("周明兰"))["y"] < panel["y"], "the node lies under the panel"
    opened.page.click("#close")
    opened.page.click("#show-filters")
    assert opened.page.is_visible("#types")
    assert opened.page.get_attribute("#show-filters", "aria-expanded") == "true"
    assert opened.run("document.documentElement.scrollWidth") <= width
    assert opened.problems == []


def test_dark_scheme_recolours_the_drawing(opened: Opened) -> None:
    colour = "id => kgView.network.body.nodes[id].options.color.background"
    node = opened.node("周明兰")
    before = opened.run(colour, node)
    opened.page.emulate_media(color_scheme="dark")
    opened.page.wait_for_timeout(100)
    assert opened.run(colour, node) != before
    assert opened.run("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 29)"


def test_everything_to_press_has_a_name(opened: Opened) -> None:
    opened.run("kgView.select(0)")
    nameless = """[...document.querySelectorAll('button, input')]
      .filter(e => !(e.textContent.trim() || e.getAttribute('aria-label'))).length"""
    assert opened.run(nameless) == 0
