"""Paths between two nodes: which there are, what each step rests on, and why there are none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.explorer.opening import LAB, LIN, Reading, opened, page_of

_TOWN = "Place/临海市"
_CHOSEN = "[...document.querySelectorAll('.paths-step')].length"


@pytest.fixture
def lab(browser: Any, tmp_path: Path) -> Iterator[Reading]:
    with opened(browser, tmp_path, page_of("lab")[1]) as page:
        yield page


def between(page: Reading, one: str, other: str, number: int = 0) -> None:
    page.select("paths", **{"from": one, "to": other, "number": number})


def test_a_path_is_a_chain_with_the_sentence_of_each_step(lab: Reading) -> None:
    between(lab, "Award/青藤奖", _TOWN)
    assert "2 条最短路径，各 4 步" in lab.text(".paths-count")
    assert lab.texts(".paths-node")[:3] == ["青藤奖", "《潮间带笔记》", "林晓岚"]
    assert lab.texts(".paths-node")[-1] == "临海市"
    assert lab.texts(".paths-predicate strong")[:3] == ["获得", "创作发布", "任职于"]
    steps = lab.page.locator(".paths-step")
    assert [step.get_attribute("data-direction") for step in steps.all()] == [
        "up", "up", "down", "down",
    ]  # fmt: skip
    assert lab.texts(".paths-step .panel-quote mark")[:2] == [
        "这本书后来获得青藤奖",
        "她著有《潮间带笔记》",
    ]


def test_paths_are_stepped_through_and_the_link_says_which(lab: Reading) -> None:
    between(lab, LIN, _TOWN)
    middle = ".paths-node >> nth=1"
    first = lab.text(middle)
    lab.page.get_by_label("下一条路径").click()
    lab.settle()
    assert lab.selection["number"] == 1
    assert {first, lab.text(middle)} == {"𠮷野实验室", "东屏大学"}
    lab.page.get_by_label("下一条路径").click()
    lab.settle()
    assert lab.selection["number"] == 0
    lab.page.locator(".paths-all summary").click()
    assert lab.page.locator(".paths-all li").count() == 2
    lab.page.locator(".paths-all button").nth(1).click()
    assert lab.selection["number"] == 1
    between(lab, LIN, _TOWN, 999)
    assert lab.run(_CHOSEN) == 2


def test_the_ends_change_places(lab: Reading) -> None:
    between(lab, LIN, _TOWN)
    lab.page.get_by_text("交换两端").click()
    lab.settle()
    assert lab.selection == {"kind": "paths", "from": _TOWN, "to": LIN, "number": 0}
    assert lab.texts(".paths-node")[0] == "临海市"


def test_only_stated_facts(lab: Reading) -> None:
    between(lab, LIN, _TOWN)
    lab.page.get_by_label("只经过文中陈述的事实").check()
    lab.settle()
    assert "1 条最短路径" in lab.text(".paths-count")
    between(lab, LIN, "Place/石门村")
    assert "文中陈述的事实连不起" in lab.text(".paths-no")
    lab.click(".paths-no button")
    assert lab.texts(".paths-node") == ["林晓岚", "石门村"]
    assert lab.texts(".paths-step .panel-modality") == ["否定"]


def test_no_path_says_why(lab: Reading) -> None:
    between(lab, LIN, "Place/远山镇")
    assert "没有任何事实链" in lab.text(".paths-no")
    assert lab.page.locator(".paths-no button").count() == 0
    lab.run("""() => { const { app } = kgExplorer;
        app.set({ filter: { ...app.state.value.filter, predicates: ["locatedIn"] } }); }""")
    between(lab, LIN, _TOWN)
    assert "如果不筛选，则有路径" in lab.text(".paths-no")
    lab.click(".paths-no button")
    assert lab.state["filter"]["predicates"] == []
    assert lab.texts(".paths-node")[-1] == "临海市"
    between(lab, LIN, LIN)
    assert "同一个实体" in lab.text(".paths-no")
    between(lab, LIN, "Person/没有此人")
    assert "Person/没有此人" in lab.text(".panel-failed")


def test_the_second_end_is_searched_for_by_keyboard(lab: Reading) -> None:
    lab.select("node", iri=LIN)
    lab.click("[data-action=path]")
    assert lab.run("document.activeElement.getAttribute('role')") == "combobox"
    lab.page.keyboard.type("临")
    lab.page.wait_for_selector(".paths-end [role=option]")
    assert lab.texts(".paths-end [role=option] bdi")[0] == "临海市"
    lab.page.keyboard.press("Enter")
    lab.settle()
    assert lab.selection == {"kind": "paths", "from": LIN, "to": _TOWN, "number": 0}
    assert lab.run(_CHOSEN) == 2
    lab.page.get_by_text("换一个").first.click()
    assert lab.selection["from"] == ""
    lab.page.wait_for_selector("#paths-from:focus")
    lab.page.keyboard.type("没有的名字")
    lab.page.wait_for_selector(".paths-end .search-list p")
    lab.page.keyboard.press("Escape")
    assert lab.page.locator("#paths-from").input_value() == ""
    lab.page.keyboard.press("Escape")
    assert lab.selection == {"kind": "none"}


def test_a_search_that_fails_can_be_repeated(lab: Reading) -> None:
    lab.run("""() => { const { source } = kgExplorer.app; const paths = source.paths;
        let first = true;
        source.paths = async (...asked) => {
          if (first) { first = false; throw new Error("away"); }
          return paths(...asked);
        } }""")
    between(lab, LIN, _TOWN)
    assert "away" in lab.text(".panel-failed[role=alert]")
    lab.click(".panel-failed button")
    assert lab.run(_CHOSEN) == 2


def test_a_link_opens_a_path_also_in_english_and_on_a_phone(browser: Any, tmp_path: Path) -> None:
    link = f"paths={LAB},Award/青藤奖,0"
    html = page_of("lab")[1]
    with opened(browser, tmp_path, html, link, width=375, height=812, locale="en-GB") as page:
        assert "1 shortest path of 3 steps" in page.text(".paths-count")
        wide = page.run("""() => { const panel = document.querySelector(".paths");
            return panel.scrollWidth - panel.clientWidth; }""")
        assert wide <= 0
        small = page.run("""() => [...document.querySelectorAll(".paths :is(button, label)")]
            .filter(e => e.getBoundingClientRect().height < 40).map(e => e.className)""")
        assert small == []
    with opened(browser, tmp_path, html, f"paths={LAB}") as page:
        assert page.selection == {"kind": "paths", "from": LAB, "to": "", "number": 0}
        assert "选好两个实体" in page.text(".paths")
