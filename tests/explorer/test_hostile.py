"""Whatever stands in a graph or in a link: it is text on every screen, and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from kg.explorer import render
from kg.graph.iris import segment
from kg.model import Fact, Network, Node
from tests.explorer.corpus import CORPUS
from tests.explorer.opening import Reading, opened
from tests.explorer.stories import BASE, Story, document, fact, node, proof, story

INERT = """() => {
  const bad = [...document.querySelectorAll('*')].filter(element =>
    element.getAttributeNames().some(name => name.startsWith('on'))
    || /^(IFRAME|OBJECT|EMBED|BASE|MARQUEE|VIDEO|FRAME|APPLET|IMG)$/i.test(element.tagName)
    || (element.tagName === 'SCRIPT' && !element.type && element !== [...document.scripts].at(-1))
    || ['href', 'src', 'xlink:href', 'action', 'formaction', 'style'].some(name =>
      /javascript:|vbscript:|data:text|example.invalid/i.test(element.getAttribute(name) ?? '')));
  const ran = 'kgRan' in globalThis || 'kgRan' in Object.prototype;
  return [...(ran ? ['ran'] : []), ...bad.map(element => element.outerHTML.slice(0, 200))];
}"""
# Puts each of many changes into the state, and gives back what was not inert after it.
EACH = f"""async changes => {{
  const inert = {INERT};
  const bad = [];
  for (const change of changes) {{
    kgExplorer.app.set(change);
    await new Promise(done => requestAnimationFrame(() => setTimeout(done, 5)));
    bad.push(...inert());
  }}
  return bad;
}}"""
SHOWN = [text for text in CORPUS if 0 < len(text) < 400 and text.strip()]


def hostile() -> Story:
    """Each text as name, title, id, role, time, rule, publisher, source and sentence."""
    middle = node("靶心", "Organization", "Company")
    place = replace(node("巴黎", "Place", "City"), names=(CORPUS[0], "巴黎", *CORPUS[:3]))
    ends, documents, facts = [], [], []
    for number, text in enumerate(CORPUS):
        kind = ("Person", "Organization", "Place", "Program", "Award", "Work")[number % 6]
        name = text or "无名"
        iri = f"{BASE}{kind}/{segment(name)}~{number:012}"
        end = Node(iri, kind, "", (name, f"又名{text}", text), ())
        sentence = f"据说{text}属于靶心。"
        source = document(
            f"d{number}{text}", f"开头{text}\n{sentence}\n结尾", text, text, publisher=text
        )
        quoted = f"{text}属于靶心"
        by = f"pattern:{text}"
        made = proof(source, sentence, quoted, role=text, time=text, by=by)
        facts.append(fact(end, "memberOf", middle, made))
        ends.append(end)
        documents.append(source)
    facts.append(
        fact(middle, "locatedIn", place, proof(documents[0], "据说", "据说"), modality="doubtful")
    )
    return story([middle, place, *ends], facts, documents)


@pytest.fixture(scope="module")
def made() -> tuple[Network, str]:
    told = hostile()
    return told.network, render(told.network, told.documents)


@pytest.fixture
def page(browser: Any, tmp_path: Path, made: tuple[Network, str]) -> Iterator[Reading]:
    with opened(browser, tmp_path, made[1], width=1000, height=560) as opened_page:
        yield opened_page
        assert_inert(opened_page)


def assert_inert(page: Reading) -> None:
    assert page.run(INERT) == []


def ends(network: Network) -> list[Node]:
    return [each for each in network.nodes if "~" in each.iri]


def test_the_corpus_is_large_enough() -> None:
    assert len(set(CORPUS)) >= 100


def through(page: Reading, changes: Iterable[dict[str, Any]]) -> None:
    assert page.run(EACH, list(changes)) == []
    page.settle()


def test_the_panel_shows_names_roles_and_sentences_as_text(
    page: Reading, made: tuple[Network, str]
) -> None:
    network, _ = made
    through(page, (node_selection(each) for each in network.nodes))
    through(
        page, ({"selection": {"kind": "fact", **each}} for each in map(fact_fields, network.facts))
    )
    for each in ends(network)[::15]:
        page.run("change => kgExplorer.app.set(change)", node_selection(each))
        page.settle()
        heading = page.run("document.querySelector('.panel-head h2').textContent")
        assert each.label in str(heading)
        quotes = page.run("[...document.querySelectorAll('.panel-quote')].map(q => q.textContent)")
        assert any("据说" in quote for quote in quotes)


def node_selection(each: Node) -> dict[str, Any]:
    return {"selection": {"kind": "node", "iri": each.iri.removeprefix(BASE)}}


def fact_fields(each: Fact) -> dict[str, str]:
    return {
        "subject": each.subject.removeprefix(BASE),
        "predicate": each.predicate,
        "object": each.object.removeprefix(BASE),
        "modality": each.modality,
    }


def test_the_reader_shows_titles_and_texts_as_text(page: Reading) -> None:
    ids = [f"d{number}{text}" for number, text in enumerate(CORPUS)]
    through(
        page, ({"selection": {"kind": "document", "id": id_, "start": 2, "end": 4}} for id_ in ids)
    )
    page.select("document", id=ids[0])
    assert CORPUS[0] in str(page.run("document.querySelector('.shell-main').textContent"))


def test_paths_between_hostile_names(page: Reading, made: tuple[Network, str]) -> None:
    some = [each.iri.removeprefix(BASE) for each in ends(made[0])]
    through(
        page,
        (
            {"selection": {"kind": "paths", "from": one, "to": other, "number": 0}}
            for one, other in pairwise(some[::3])
        ),
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_and_the_map(page: Reading, language: str) -> None:
    page.run("language => kgExplorer.app.set({ screen: 'list', language })", language)
    page.settle()
    for table in (0, 1):
        page.page.locator(".list-choice").nth(table).click()
        for sort in range(page.page.locator(".list-titles button").count()):
            page.page.locator(".list-titles button").nth(sort).click()
        for top in range(0, 5000, 900):
            page.run("top => { document.querySelector('.list-grid').scrollTop = top }", top)
            page.settle()
            assert_inert(page)
        for text in SHOWN[::9]:
            page.page.fill(".list-filter", text)
        page.page.fill(".list-filter", "")
    page.run("kgExplorer.app.set({ screen: 'map' })")
    page.page.wait_for_timeout(400)
    assert page.texts(".map-place bdi") == [CORPUS[0]]
    page.click(".map-place")
    assert_inert(page)


def test_search_and_filters(page: Reading) -> None:
    for text in SHOWN:
        page.page.fill("#search", text)
        page.page.wait_for_timeout(20)
    page.page.fill("#search", "script")
    page.page.wait_for_timeout(300)
    assert "<script>" in " ".join(page.texts("[role=option]"))
    page.page.fill("#search", "")
    page.page.keyboard.press("Escape")
    page.page.locator(".shell-filter").click()
    page.settle()
    for details in page.page.locator(".filters summary, .filters [aria-expanded=false]").all():
        if details.is_visible():
            details.click()
    page.settle()
    assert_inert(page)
    ids = [f"d{number}{text}" for number, text in enumerate(CORPUS)]
    page.run(
        "ids => kgExplorer.app.set({ filter: { ...kgExplorer.app.state.value.filter,"
        " documents: ids, types: ids, predicates: ids }, hidden: ids, focus: ids, marked: ids })",
        ids[:100],
    )
    page.settle()


def test_answers_and_errors_of_sparql(page: Reading) -> None:
    page.run("kgExplorer.app.set({ screen: 'sparql' })")
    page.settle()
    rows = page.run(
        "kgExplorer.app.source.query('SELECT ?s ?l WHERE { ?s rdfs:label ?l } ORDER BY ?l')"
    )["rows"]
    assert len(rows) > len(CORPUS)
    queries = [
        "SELECT * WHERE { ?s ?p ?o } LIMIT 3000",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        *SHOWN[::5],
        *(f'SELECT * WHERE {{ ?s rdfs:label "{text}" }}' for text in SHOWN[::7]),
    ]
    for query in queries:
        page.run("sparql => kgExplorer.app.set({ sparql })", query)
        page.settle()
        run = page.page.locator(".sparql-run")
        if run.count():
            run.click()
        page.page.wait_for_timeout(150)
        assert_inert(page)
    page.page.wait_for_timeout(1000)


def test_the_export_menu_and_the_help(page: Reading, made: tuple[Network, str]) -> None:
    for each in ends(made[0])[::12]:
        page.select("node", iri=each.iri.removeprefix(BASE))
        page.page.get_by_role("button", name="导出", exact=True).click()
        with page.page.expect_download() as waiting:
            page.page.locator(".export-item").filter(has_text="实体 CSV").click()
        name = waiting.value.suggested_filename
        assert name.startswith("kg-")
        assert not set(name) & set('/\\:<>"|?*\n\x00')
        page.page.keyboard.press("Escape")
    page.page.keyboard.press("Escape")
    page.page.get_by_role("button", name="帮助").click()
    assert_inert(page)


KEYS = (
    *("view", "node", "fact", "paths", "doc", "hide", "without", "not", "docs", "groups", "from"),
    *(
        "to",
        "score",
        "degree",
        "hidden",
        "only",
        "colour",
        "size",
        "marked",
        "sparql",
        "at",
        "lang",
    ),
    *("theme", "__proto__", "constructor", "x"),
)


def hashes() -> list[str]:
    """Links that say each text under each key: as it is, encoded once and twice, and in rows."""
    texts = [
        *SHOWN,
        "长" * 3000,
        "1e999",
        "-1",
        "NaN",
        "0x10",
        "9" * 40,
        "2024-13-99",
        ",,,,",
        "a," * 6000,
    ]
    safe = [text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for text in texts]
    found = list(safe)
    for number, text in enumerate(safe):
        once = quote(text, safe="")
        for key in (KEYS[number % len(KEYS)], "node"):
            found += [f"{key}={text}", f"{key}={once}", f"{key}={quote(once)}"]
        found.append("&".join(f"{key}={once}" for key in KEYS))
        found.append(f"fact={once},{once},{once},asserted&view=list")
        found.append(f"paths={once},{once},{once}&view=map")
        found.append(f"doc={once},{once},{once},{once}")
    return found


def test_links_that_say_anything(page: Reading) -> None:
    links = hashes()
    for at in range(0, len(links), 60):
        page.run(
            """async texts => {
              for (const text of texts) {
                location.hash = '#' + text;
                await new Promise(done => setTimeout(done));
              }
            }""",
            links[at : at + 60],
        )
        assert_inert(page)
    page.run("location.hash = '#node=' + encodeURIComponent('Organization/靶心')")
    page.page.wait_for_function("() => kgExplorer.app.state.value.selection.kind === 'node'")
    page.page.wait_for_timeout(400)
    assert page.selection == {"kind": "node", "iri": "Organization/靶心"}


@pytest.mark.parametrize(
    "text", [CORPUS[3], "__proto__=x&constructor=y", "at=1,2,NaN", "%E0%A4%A", "=" * 50]
)
def test_a_page_opened_with_a_hostile_link(
    browser: Any, tmp_path: Path, made: tuple[Network, str], text: str
) -> None:
    with opened(browser, tmp_path, made[1], f"node={text}&view={text}&{text}") as page:
        assert page.state["screen"] == "graph"
        assert "无法识别" in page.message
        assert_inert(page)
