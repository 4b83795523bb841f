"""SPARQL in the page: the statements of the build, and the answers of ``kg query``."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.explorer import render
from kg.explorer.blocks import plain
from kg.explorer.statements import MOST_STATEMENTS, statements_block
from kg.graph import build_network, quads
from kg.query import Build, open_build, saved_queries
from kg.query.prepare import prepare
from kg.rdf import Literal, Quad, QueryResultsFormat, QuerySolutions, RdfFormat, parse_text
from kg.resources import ontology_dir
from kg.schema import VOCABULARY
from tests.explorer.decoded import blocks
from tests.explorer.opening import Reading, opened
from tests.query.sample import DOCUMENT, NETWORK, write_sample
from tests.strategies import Case, corpora, hostile_names

SEEDS = Path(__file__).parents[2] / "seeds"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@dataclass(frozen=True)
class Made:
    folder: Path
    html: str

    def build(self) -> Build:
        return open_build(self.folder)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("seeds") / "out"
    pipeline.build([SEEDS], output=folder, workers=1)
    return Made(folder, (folder / "explorer.html").read_text("utf-8"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Hostile names, and a fact in quarantine."""
    folder = write_sample(tmp_path_factory.mktemp("sample") / "out")
    return Made(folder, render(NETWORK, [DOCUMENT]))


@pytest.fixture(scope="module", params=["seeds", "sample"])
def made(request: pytest.FixtureRequest) -> Made:
    found: Made = request.getfixturevalue(request.param)
    return found


def test_the_page_holds_just_the_statements_of_the_build(made: Made) -> None:
    data = (made.folder / "graph.trig").read_bytes()
    wanted = {str(quad) for quad in parse_text(data, RdfFormat.TRIG)}
    found = list(decoded(blocks(made.html)))
    assert {str(quad) for quad in found} == wanted
    assert len(found) == len(wanted)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    corpora(name=hostile_names(), max_size=3),
    st.sampled_from(["https://kg.example/id/", "https://schema.org/", f"{VOCABULARY}x/", "urn:x:"]),
)
def test_statements_of_hostile_documents(cases: list[Case], base: str) -> None:
    records = [case.record for case in cases]
    network = build_network(records, base=base, ontology=ontology_dir())
    found = blocks(render(network, [case.document for case in cases]))
    assert sorted(map(str, decoded(found))) == sorted(map(str, quads(network)))
    terms = found["statements"]["terms"]
    assert len(set(terms)) == len(terms)


def test_quotes_are_written_once(seeds: Made) -> None:
    found = blocks(seeds.html)
    quotes = [term for term in found["statements"]["terms"] if isinstance(term, int)]
    assert quotes
    longest = max((t for t in found["statements"]["terms"] if isinstance(t, str)), key=len)
    assert len(longest) < 120, longest


def test_without_texts_the_statements_are_the_same(seeds: Made, tmp_path: Path) -> None:
    pipeline.build([SEEDS], output=tmp_path / "out", workers=1, texts=False)
    found = blocks((tmp_path / "out" / "explorer.html").read_text("utf-8"))
    assert "texts" not in found
    with_texts = {str(quad) for quad in decoded(blocks(seeds.html))}
    assert {str(quad) for quad in decoded(found)} == with_texts


def test_too_many_statements_are_left_out() -> None:
    line = b"<urn:s> <urn:p> <urn:o> .\n"
    assert statements_block(line * (MOST_STATEMENTS + 1), (), "urn:x:", {}) is None
    block = statements_block(line, (), "urn:x:", {})
    assert plain(block)["count"] == 1


def test_the_engine_has_all_of_it(browser: Any, made: Made, tmp_path: Path) -> None:
    with opened(browser, tmp_path, made.html) as page:
        for query in (
            "SELECT ?s ?p ?o { ?s ?p ?o }",
            "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }",
        ):
            rows = asked(page, query)["rows"]
            assert rows
            assert bag(rows) == bag(rows_of(made.build(), query))


def test_each_saved_query_gives_what_kg_query_gives(
    browser: Any, made: Made, tmp_path: Path
) -> None:
    build = made.build()
    with opened(browser, tmp_path, made.html) as page:
        library = {query["name"]: query for query in blocks(made.html)["queries"]["saved"]}
        assert set(library) == set(saved_queries())
        for name, saved in saved_queries().items():
            given = {p.name: p.default or "园" for p in saved.parameters}
            wanted = rows_of(build, saved.text, given)
            page.page.evaluate("kgExplorer.app.set({ screen: 'sparql' })")
            filled_in(page, name, given)
            page.page.wait_for_selector(".sparql-frame, .sparql-note")
            text = page.state["sparql"]
            answer = asked(page, text)
            assert answer["rows"] == wanted, name
            assert [*answer["variables"]] == variables_of(saved.text, build, given)


def filled_in(page: Reading, name: str, given: Mapping[str, str]) -> None:
    page.page.select_option(".sparql-saved select", name)
    for label, value in zip(
        page.page.locator(".sparql-saved input").all(), given.values(), strict=True
    ):
        label.fill(value)
    if given:
        page.page.locator(".sparql-saved button").click()


def test_answers_that_are_no_table(browser: Any, sample: Made, tmp_path: Path) -> None:
    with opened(browser, tmp_path, sample.html, "view=sparql") as page:
        run(page, "ASK { ?x kg:memberOf ?y }")
        assert page.text(".sparql-boolean") == "是"
        run(page, "CONSTRUCT { ?x kg:memberOf ?y } WHERE { ?x kg:memberOf ?y }")
        turtle = page.text(".sparql-turtle")
        found = {str(quad.triple) for quad in parse_text(turtle, RdfFormat.TURTLE)}
        query = "SELECT ?x ?y { ?x kg:memberOf ?y }"
        assert len(found) == len(rows_of(sample.build(), query)) == 1
        run(page, "SELECT * { ?x kg:metWith ?y }")
        assert page.text(".sparql-found") == "没有结果。"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT *\nWHERE { ?s ?p ?o ", "第 2 行第 17 列：查询不完整"),
        ("SELEC * {}", "第 1 行第 1 列：此处不应有 SELEC（是否为 SELECT？）"),
        ("SELECT * { ?s foo:x ?o }", "未知前缀 foo:"),
        ("SELECT * { ?s ?p “x” }", 'SPARQL 要用 "'),
        ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", "不接受 SERVICE"),
        ("LOAD <http://x.example/>", "不接受 LOAD"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "不接受 INSERT"),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o }", "SELECT 中有变量"),
    ],
)
def test_errors_say_what_and_where(
    browser: Any, sample: Made, tmp_path: Path, query: str, said: str
) -> None:
    with opened(browser, tmp_path, sample.html, "view=sparql") as page:
        run(page, query)
        assert said in page.text(".sparql-error")
        run(page, "ASK {}")  # and it goes on
        assert page.text(".sparql-boolean") == "是"


def test_a_query_can_be_stopped_and_another_asked(
    browser: Any, sample: Made, tmp_path: Path
) -> None:
    with opened(browser, tmp_path, sample.html, "view=sparql") as page:
        page.page.fill(".sparql-editor textarea", RUNAWAY)
        page.page.keyboard.press("Control+Enter")
        page.page.wait_for_timeout(600)
        assert page.page.locator(".sparql-run").count() == 0
        page.page.locator(".sparql-stop").click()
        assert page.text(".sparql-bar [role=status]") == "已停止。"
        run(page, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        (row,) = rows_of(sample.build(), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert page.texts(".sparql-row [role=cell]") == [row["n"]["value"]]


def test_results_are_marked_and_shown_alone(browser: Any, sample: Made, tmp_path: Path) -> None:
    with opened(browser, tmp_path, sample.html, "view=sparql") as page:
        run(page, "SELECT ?park ?name { ?park a kg:Park ; rdfs:label ?name }")
        page.page.get_by_role("button", name="在图中标出").click()
        assert (page.state["screen"], page.state["marked"]) == (
            "graph",
            ["Organization/云栖创意园"],
        )
        assert "1" in page.message
        page.page.evaluate("kgExplorer.app.set({ screen: 'sparql' })")
        page.page.get_by_role("button", name="只看这些").click()
        assert page.state["focus"] == ["Organization/云栖创意园"]
        page.page.evaluate("kgExplorer.app.set({ screen: 'sparql' })")
        page.click(".sparql-link")
        assert page.selection == {"kind": "node", "iri": "Organization/云栖创意园"}


def test_a_label_leads_to_the_one_entity_that_has_it(
    browser: Any, sample: Made, tmp_path: Path
) -> None:
    with opened(browser, tmp_path, sample.html, "view=sparql") as page:
        filled_in(page, "people", {"name": "林"})
        page.page.wait_for_selector(".sparql-link")
        assert page.texts(".sparql-link") == ["林晚", "青石数码公司"]
        page.click(".sparql-link")
        assert page.selection == {"kind": "node", "iri": "Person/林晚"}


def test_a_phone_shows_it_without_scrolling_sideways(
    browser: Any, sample: Made, tmp_path: Path
) -> None:
    with opened(browser, tmp_path, sample.html, "view=sparql", width=375, height=812) as page:
        filled_in(page, "people", {"name": ""})
        page.page.wait_for_selector(".sparql-frame")
        script = "[...document.querySelectorAll('.sparql, .sparql-ask, .sparql-found')]"
        assert page.run(f"{script}.every(e => e.scrollWidth <= e.clientWidth)")
        small = "[...document.querySelectorAll('.sparql button:not(.sparql-link), .sparql select')]"
        assert page.run(f"{small}.every(e => e.getBoundingClientRect().height >= 40)")


def test_many_rows_are_few_in_the_document(browser: Any, seeds: Made, tmp_path: Path) -> None:
    with opened(browser, tmp_path, seeds.html, "view=sparql", locale="en-US") as page:
        run(page, "SELECT * { ?s ?p ?o . ?a rdfs:label ?b } LIMIT 60000")
        assert "60,000 rows" in page.text(".sparql-bar [role=status]")
        assert 5 < page.page.locator(".sparql-row").count() < 120
        page.run("document.querySelector('.sparql-frame').scrollTo(0, 1e7)")
        page.settle()
        last = page.page.locator(".sparql-row").last
        assert last.get_attribute("aria-rowindex") == "60001"
        page.page.locator(".sparql-frame").evaluate("frame => frame.scrollTo(0, 0)")
        with page.page.expect_download() as download:
            page.page.get_by_role("button", name="Download CSV").click()
        lines = Path(download.value.path()).read_text("utf-8-sig").splitlines()
        assert lines[0] == "s,p,o,a,b"
        assert len(lines) == 60_001


def test_hostile_values_are_text(browser: Any, sample: Made, tmp_path: Path) -> None:
    with opened(browser, tmp_path, sample.html, "view=sparql") as page:
        value = '<img src=x onerror=\\"alert(1)\\"><script>alert(1)</script>'
        run(page, f'SELECT ("{value}" AS ?x) (<javascript:alert(1)> AS ?y) {{}}')
        cells = page.texts(".sparql-row [role=cell]")
        assert cells == [value.replace("\\", ""), "javascript:alert(1)"]
        assert (
            page.page.locator(".sparql-found img, .sparql-found a, .sparql-found script").count()
            == 0
        )


def decoded(found: Mapping[str, Any]) -> Iterator[Quad]:
    """The statements of a page, by what the contract says of its blocks."""
    block, evidence, texts = found["statements"], found["evidence"], found.get("texts")
    terms = [
        term if isinstance(term, str) else str(Literal(quoted(term, evidence, texts)))
        for term in block["terms"]
    ]
    lines = []
    for group in block["groups"]:
        graph = "" if group["graph"] < 0 else terms[group["graph"]]
        subjects = summed(group["subjects"])
        for number, predicate in enumerate(group["predicates"]):
            objects = iter(summed(group["objects"][number]))
            counts = group["counts"][number] or [1] * len(subjects)
            for subject, count in zip(subjects, counts, strict=True):
                start = f"{terms[subject]} {terms[predicate]}"
                lines += [f"{start} {terms[next(objects)]} {graph} ." for _ in range(count)]
            assert next(objects, None) is None
    yield from parse_text("\n".join(lines), RdfFormat.N_QUADS)


def quoted(number: int, evidence: Mapping[str, Any], texts: Mapping[str, Any] | None) -> str:
    proof = -1 - number if number < 0 else number
    document, start, rest = evidence["sentences"][evidence["sentence"][proof]]
    units = rest.encode("utf-16-le") if isinstance(rest, str) else b""
    if not units:
        assert texts
        units = texts["texts"][document].encode("utf-16-le")[2 * start : 2 * rest]
    if number >= 0:
        units = units[2 * evidence["start"][proof] : 2 * evidence["end"][proof]]
    return str(units.decode("utf-16-le"))


def summed(differences: list[int]) -> list[int]:
    found, number = [], 0
    for difference in differences:
        number += difference
        found.append(number)
    return found


def run(page: Reading, query: str) -> None:
    """Types a query and runs it by the keyboard."""
    page.page.fill(".sparql-editor textarea", query)
    page.page.keyboard.press("Control+Enter")
    page.page.wait_for_selector(".sparql-run")
    page.settle()


def asked(page: Reading, query: str) -> Any:
    return page.run("query => kgExplorer.app.source.query(query)", query)


def solutions(build: Build, query: str, given: Mapping[str, str]) -> Any:
    ready = prepare(query, dict(given), build.prefixes)
    found = build.store.query(ready.text, prefixes=ready.prefixes)
    assert isinstance(found, QuerySolutions)
    output = BytesIO()
    found.serialize(output, QueryResultsFormat.JSON)
    return json.loads(output.getvalue())


def rows_of(build: Build, query: str, given: Mapping[str, str] | None = None) -> list[Any]:
    return list(solutions(build, query, given or {})["results"]["bindings"])


def variables_of(query: str, build: Build, given: Mapping[str, str]) -> list[str]:
    return list(solutions(build, query, given)["head"]["vars"])


def bag(rows: list[Any]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)
