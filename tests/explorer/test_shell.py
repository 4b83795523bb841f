"""Header, screens, languages, themes, phone: the frame round all parts."""

from html import escape
from pathlib import Path
from typing import Any

import pytest

from tests.explorer.exploring import Setting, drawn, far_from_all, pixel, place, rest
from tests.explorer.opening import LIN, opened, page_of


def test_the_first_look_explains_itself(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path) as page:
        assert page.text("h1") == "知识图谱"
        assert "10 个节点" in page.text(".shell-title")
        assert "2 篇文档" in page.text(".shell-title")
        legend = page.text(".shell-legend")
        assert all(word in legend for word in ("人物", "组织机构", "地点", "虚线"))
        assert page.run("document.title") != ""
        assert page.run("document.documentElement.lang") == "zh-CN"


def test_screens(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path) as page:
        tabs = page.page.get_by_role("navigation", name="视图").get_by_role("button")
        assert [text.strip() for text in tabs.all_inner_texts()] == ["图", "列表", "地图", "SPARQL"]
        for at, screen in enumerate(("graph", "list", "map", "sparql")):
            tabs.nth(at).click()
            assert page.state["screen"] == screen
            assert tabs.nth(at).get_attribute("aria-current") == "page"
            stage = page.page.locator(".stage")
            assert stage.is_visible() == (screen == "graph")
        tabs.first.click()
        # The picture has stayed.
        assert page.run("kgExplorer.app.stage.value.drawn.value.nodes") == 10


def test_the_language_of_the_browser_and_the_other_one(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path, locale="en-GB") as page:
        assert page.text("h1") == "Knowledge graph"
        assert "10 nodes" in page.text(".shell-title")
        assert page.run("document.documentElement.lang") == "en"
        page.page.get_by_role("button", name="切换到中文").click()
        assert page.text("h1") == "知识图谱"
        page.page.wait_for_timeout(400)
        assert page.run("location.hash") == "#lang=zh"


def test_themes_follow_the_system_until_one_is_chosen(browser: Any, tmp_path: Path) -> None:
    with drawn(Setting(browser, {"color_scheme": "dark"}), tmp_path) as page:
        shown = "document.documentElement.dataset.theme"
        assert page.run(shown) == "dark"
        assert sum(pixel(page, *far_from_all(page))) < 120
        page.page.get_by_role("button", name="外观").click()
        rest(page)
        assert page.run(shown) == "light"
        assert sum(pixel(page, *far_from_all(page))) > 600
        page.page.get_by_role("button", name="外观").click()
        page.page.get_by_role("button", name="外观").click()
        assert page.state["theme"] == "auto"
        page.page.emulate_media(color_scheme="light")
        page.page.wait_for_function("() => document.documentElement.dataset.theme === 'light'")


def test_the_panel_opens_beside_and_escape_closes_it(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path) as page:
        page.select("node", iri=LIN)
        rest(page)
        panel = page.page.locator(".shell-panel").bounding_box()
        stage = page.page.locator(".stage-field").bounding_box()
        assert panel
        assert stage
        assert stage["x"] + stage["width"] == pytest.approx(panel["x"], abs=2)
        page.page.locator("body").press("Escape")
        assert page.selection == {"kind": "none"}
        assert page.page.locator(".shell-panel").count() == 0


def test_an_unknown_node_in_a_link_harms_nothing(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path, hash_="node=Person/nobody") as page:
        assert page.selection == {"kind": "node", "iri": "Person/nobody"}
        assert page.run("kgExplorer.app.stage.value.drawn.value.nodes") == 10


def test_the_skip_link_goes_to_the_content(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, tmp_path) as page:
        page.page.keyboard.press("Tab")
        assert "跳到主要内容" in page.run("document.activeElement.textContent")
        page.page.keyboard.press("Enter")
        assert page.run("document.activeElement.id") == "shell-main"
        page.page.wait_for_timeout(400)
        assert page.run("location.hash") == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_shows_all_within_its_width(browser: Any, tmp_path: Path, language: str) -> None:
    with drawn(browser, tmp_path, hash_=f"lang={language}", width=375, height=812) as page:
        wide = "document.documentElement.scrollWidth"
        assert page.run(wide) <= 375
        assert page.page.locator(".shell-legend ul").count() == 0
        page.click(".shell-more")
        for button in page.page.locator(".shell-header button:visible").all():
            box = button.bounding_box()
            assert box
            assert box["height"] >= 39
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 375
        page.click(".shell-filter")
        drawer = page.page.locator(".filters").bounding_box()
        assert drawer
        assert drawer["width"] <= 375
        page.page.keyboard.press("Escape")
        page.select("node", iri=LIN)
        rest(page)
        sheet = page.page.locator(".shell-panel").bounding_box()
        assert sheet
        assert sheet["width"] == pytest.approx(375, abs=1)
        # What is selected is not below the sheet.
        assert place(page, "林晓岚")[1] < sheet["y"]
        assert page.run(wide) <= 375


def test_a_page_that_cannot_be_read_says_why(browser: Any, tmp_path: Path) -> None:
    html = page_of("lab")[1].replace('id="kg-graph">', 'id="kg-graph">!!')
    context = browser.new_context(locale="zh-CN")
    path = tmp_path / "broken.html"
    path.write_text(html, "utf-8", newline="")
    page = context.new_page()
    page.goto(path.as_uri())
    page.get_by_role("heading", name="无法打开图谱").wait_for()
    assert page.get_by_role("alert").inner_text() != ""
    context.close()


def test_a_frame_without_an_origin_works(browser: Any, tmp_path: Path) -> None:
    """As in a notebook: no storage, no history, no clipboard."""
    page_html = page_of("lab")[1]
    outer = (
        '<iframe sandbox="allow-scripts" width=900 height=700 '
        f'srcdoc="{escape(page_html)}"></iframe>'
    )
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{outer}", "utf-8", newline="")
    page = browser.new_page(locale="zh-CN")
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(path.as_uri())
    inner = page.frame_locator("iframe")
    inner.locator("body[data-ready=true]").wait_for()
    inner.locator("#search").fill("lxl")
    inner.get_by_role("option").first.click()
    inner.locator(".shell-panel").get_by_role("heading", name="林晓岚").wait_for()
    page.wait_for_timeout(500)
    assert problems == []
    page.close()


def test_only_one_thing_is_announced_at_a_time(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, page_of("lab")[1]) as page:
        page.run("kgExplorer.app.say('一'); kgExplorer.app.say('二')")
        page.settle()
        assert page.text(".shell-message") == "二"
        status = page.page.locator(".shell-message")
        assert status.get_attribute("aria-live") == "polite"
