"""The editor and the pages in a real browser: no error, and no request to anywhere else."""

from collections.abc import Iterator
from typing import Any

import pytest

from kg.serve.paths import local_path
from tests.query.sample import BASE, EVIL, LIN
from tests.serve.serving import Server
from tests.view.browsing import Opened

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(browser: Any, server: Server) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    opened = Opened(context.new_page())
    yield opened
    context.close()
    assert opened.problems == []
    elsewhere = [u for u in opened.requests if not u.startswith((server.address, "data:", "blob:"))]
    assert elsewhere == []


def _editor(tab: Opened, server: Server) -> Any:
    tab.page.goto(server.address + "sparql")
    tab.page.wait_for_selector("body[data-ready]")
    return tab.page


def _type(page: Any, text: str) -> list[str]:
    """Replace the query; the completions that are offered."""
    page.click(".CodeMirror >> visible=true")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hint")
    return list(page.locator(".CodeMirror-hint").all_inner_texts())


def test_a_template_runs(tab: Opened, server: Server) -> None:
    page = _editor(tab, server)
    page.select_option("#templates", "people")
    query = page.evaluate(
        "[...document.querySelectorAll('.CodeMirror')].at(-1).CodeMirror.getValue()"
    )
    assert query.startswith("PREFIX kg: <https://kg.example/ontology#>")
    page.locator(".yasqe_queryButton >> visible=true").click()
    page.wait_for_selector(".yasr table tbody tr >> visible=true")
    assert "林晚" in page.locator(".yasr table >> visible=true").inner_text()
    assert page.locator(".parseErrorIcon").count() == 0


def test_terms_and_names_are_completed(tab: Opened, server: Server) -> None:
    page = _editor(tab, server)
    assert _type(page, "PREFIX kg: <https://kg.example/ontology#>\nSELECT * { ?s kg:mem") == [
        "kg:memberOf  任职于 · member of"
    ]
    assert _type(page, "SELECT * { 青石") == ["青石公司  Company", "青石数码公司  Company"]
    page.keyboard.press("Enter")
    text = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert text == "SELECT * { <https://kg.example/id/Organization/青石数码公司>"


def test_an_entity_in_a_result_leads_to_its_page(tab: Opened, server: Server) -> None:
    page = _editor(tab, server)
    page.evaluate(
        "text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)",
        f"SELECT ?x {{ VALUES ?x {{ <{LIN.iri}> }} }}",
    )
    page.locator(".yasqe_queryButton").click()
    with page.context.expect_page() as opening:
        page.locator(".yasr table a", has_text="林晚").click()
    entity = opening.value
    entity.wait_for_load_state()
    assert entity.locator("h1").inner_text() == "林晚"
    entity.close()


def test_pages_of_hostile_and_plain_things(tab: Opened, server: Server) -> None:
    for path in (
        local_path(EVIL.iri, BASE),
        local_path(LIN.iri, BASE),
        "/entity/document/brief",
        "/",
    ):
        tab.page.goto(server.address.rstrip("/") + path)
        assert tab.page.evaluate("document.styleSheets.length") >= 1
    tab.page.goto(server.address.rstrip("/") + local_path(LIN.iri, BASE))
    tab.page.click("text=云栖园简报 >> nth=0")
    tab.page.wait_for_selector("#evidence")
    assert tab.page.locator("mark").first.is_visible()
