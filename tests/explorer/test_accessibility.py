"""axe-core finds nothing serious or critical in any main state of the page."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.explorer.opening import LAB, LIN, Reading, opened, page_of

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
  const found = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, ...nodes.slice(0, 4).map(node => node.html.slice(0, 300))]);
}"""
WIDTH = 375

STATES: dict[str, dict[str, Any]] = {
    "graph": {},
    "entity": {"selection": {"kind": "node", "iri": LIN}},
    "document": {"selection": {"kind": "document", "id": "lab-day", "start": 20, "end": 30}},
    "paths": {"selection": {"kind": "paths", "from": LIN, "to": LAB, "number": 0}},
    "first end of a path": {"selection": {"kind": "paths", "from": LIN, "to": "", "number": 0}},
    "list": {"screen": "list", "selection": {"kind": "node", "iri": LIN}},
    "map": {"screen": "map"},
    "sparql": {"screen": "sparql", "sparql": "SELECT * WHERE { ?s a kg:Person }"},
    "communities": {"colour": "community", "size": "pagerank", "marked": [LIN]},
    "nothing visible": {"hidden": [], "focus": ["Person/nobody"]},
}  # fmt: skip


@cache
def axe() -> str:
    if not AXE.exists():
        pytest.skip("axe-core is not installed; run: npm --prefix web ci")
    return AXE.read_text("utf-8")


def assert_accessible(page: Reading) -> None:
    page.page.wait_for_timeout(250)
    if not page.run("'axe' in globalThis"):
        page.run(axe())
    assert page.run(RUN) == []


@pytest.fixture(scope="module")
def lab(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    axe()
    with opened(browser, tmp_path_factory.mktemp("lab"), page_of("lab")[1]) as page:
        yield page


@pytest.fixture(scope="module")
def phone(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    axe()
    folder = tmp_path_factory.mktemp("phone")
    with opened(browser, folder, page_of("lab")[1], width=WIDTH, height=812) as page:
        yield page


def put(page: Reading, state: dict[str, Any], **more: str) -> None:
    """This state over that of the start."""
    page.run("kgExplorer.start ??= kgExplorer.app.state.peek()")
    page.run("state => kgExplorer.app.set({ ...kgExplorer.start, ...state })", {**state, **more})
    page.settle()


@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
@pytest.mark.parametrize("state", STATES)
def test_main_states(lab: Reading, state: str, language: str, theme: str) -> None:
    put(lab, STATES[state], language=language, theme=theme)
    assert_accessible(lab)


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("zh", "dark")])
@pytest.mark.parametrize("state", STATES)
def test_main_states_on_a_phone(phone: Reading, state: str, language: str, theme: str) -> None:
    put(phone, STATES[state], language=language, theme=theme)
    assert phone.run("document.documentElement.scrollWidth") <= WIDTH
    assert_accessible(phone)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_fact_with_its_evidence(lab: Reading, theme: str) -> None:
    selection = {
        "kind": "fact",
        "subject": LIN,
        "predicate": "memberOf",
        "object": LAB,
        "modality": "asserted",
    }
    put(lab, {"selection": selection}, theme=theme)
    assert_accessible(lab)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_facts_in_the_list_with_ticked_rows(lab: Reading, theme: str) -> None:
    put(lab, {"screen": "list"}, theme=theme)
    lab.page.locator(".list-choice").nth(1).click()
    lab.page.locator(".list-row input").first.click()
    assert_accessible(lab)
    lab.page.locator(".list-actions .button").last.click()
    lab.page.locator(".list-choice").first.click()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_opens_over_the_page(lab: Reading, theme: str) -> None:
    put(lab, {"selection": {"kind": "node", "iri": LIN}}, theme=theme)
    lab.page.get_by_role("button", name="导出", exact=True).click()
    assert_accessible(lab)
    lab.page.keyboard.press("Escape")
    lab.page.get_by_role("button", name="帮助").click()
    assert_accessible(lab)
    lab.page.keyboard.press("Escape")
    lab.page.fill("#search", "lin")
    lab.page.wait_for_selector("[role=option]")
    assert_accessible(lab)
    lab.page.fill("#search", "")
    lab.page.keyboard.press("Escape")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_filters(lab: Reading, theme: str) -> None:
    put(lab, {}, theme=theme)
    lab.page.locator(".shell-filter").click()
    assert_accessible(lab)
    lab.page.locator(".shell-filter").click()


def test_answers_of_sparql(lab: Reading) -> None:
    put(lab, STATES["sparql"])
    lab.page.locator(".sparql-run").click()
    lab.page.wait_for_selector(".sparql-row")
    assert_accessible(lab)


def test_the_help_holds_the_focus_and_gives_it_back(lab: Reading) -> None:
    put(lab, {})
    lab.page.get_by_role("button", name="帮助").click()
    dialog = lab.page.get_by_role("dialog", name="怎样使用这张图谱")
    assert dialog.is_visible()
    for _ in range(6):
        lab.page.keyboard.press("Tab")
        inside = "document.activeElement === document.body"
        assert lab.run(
            f"{inside} || document.querySelector('dialog').contains(document.activeElement)"
        )
    assert "人物" in dialog.inner_text()
    lab.page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert lab.run("document.activeElement.getAttribute('aria-label')") == "帮助"
    lab.run("document.activeElement.blur()")
    lab.page.keyboard.press("?")
    assert dialog.is_visible()
    lab.page.get_by_role("button", name="关闭帮助").click()
    assert not dialog.is_visible()


def test_help_in_english(lab: Reading) -> None:
    put(lab, {}, language="en")
    lab.page.get_by_role("button", name="Help").click()
    dialog = lab.page.get_by_role("dialog", name="How to use this graph")
    assert "Double-click a dot" in dialog.inner_text()
    lab.page.mouse.click(4, 4)
    assert not dialog.is_visible()
    put(lab, {})


def test_the_page_says_its_language_and_marks_quotes_as_chinese(lab: Reading) -> None:
    put(lab, {"selection": {"kind": "node", "iri": LIN}}, language="en")
    assert lab.run("document.documentElement.lang") == "en"
    assert lab.page.locator(".panel-quote").first.get_attribute("lang") == "zh"
    put(lab, {})
    assert lab.run("document.documentElement.lang") == "zh-CN"
