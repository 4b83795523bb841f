"""What is taken out of the page: real downloads, and what is in them."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import rdflib

from kg.cells import cell_text
from kg.explorer import render
from kg.export import triples
from kg.export.tables import (
    ENTITY_COLUMNS,
    EVIDENCE_COLUMNS,
    RELATION_COLUMNS,
    entity_rows,
    evidence_rows,
    relation_rows,
)
from kg.graph import quads
from kg.model import Network
from tests.explorer import stories
from tests.explorer.opening import LAB, LIN, Reading, opened, page_of
from tests.strategies import HOSTILE_NAMES

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def lab(browser: Any, tmp_path: Path) -> Iterator[Reading]:
    with opened(browser, tmp_path, page_of("lab")[1]) as page:
        yield page


def network() -> Network:
    return page_of("lab")[0].network


def saved(page: Reading, item: str, scope: str = "") -> tuple[str, bytes]:
    """What the menu saves: name of the file and its bytes."""
    open_menu(page, scope)
    with page.page.expect_download() as waiting:
        page.page.locator(".export-item").filter(has_text=item).first.click()
    found = waiting.value
    page.page.keyboard.press("Escape")
    return str(found.suggested_filename), Path(found.path()).read_bytes()


def open_menu(page: Reading, scope: str = "") -> None:
    if not page.page.locator(".export-menu").count():
        page.page.get_by_role("button", name="导出", exact=True).click()
    if scope:
        page.page.get_by_role("radio", name=re.compile(scope)).check()


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def as_text(rows: Any) -> list[dict[str, str]]:
    return [{key: str(value) for key, value in row.items()} for row in rows]


def test_entities_are_as_in_entities_csv(lab: Reading) -> None:
    name, data = saved(lab, "实体 CSV", "所有可见的")
    assert name == "kg-entities.csv"
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert tuple(data.decode("utf-8-sig").split("\r\n")[0].split(",")) == ENTITY_COLUMNS
    assert table(data) == as_text(entity_rows(network()))


def test_facts_are_as_in_relations_csv(lab: Reading) -> None:
    _, data = saved(lab, "事实 CSV", "所有可见的")
    assert tuple(data.decode("utf-8-sig").split("\r\n")[0].split(",")) == RELATION_COLUMNS
    assert table(data) == as_text(relation_rows(network()))


def test_evidence_is_as_in_evidence_csv(lab: Reading) -> None:
    _, data = saved(lab, "出处 CSV", "所有可见的")
    assert tuple(data.decode("utf-8-sig").split("\r\n")[0].split(",")) == EVIDENCE_COLUMNS
    key: Callable[[dict[str, str]], tuple[str, ...]] = lambda row: tuple(row.values())  # noqa: E731
    assert sorted(table(data), key=key) == sorted(as_text(evidence_rows(network())), key=key)


def test_without_texts_offsets_are_left_out_not_guessed(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, page_of("lab", texts=False)[1]) as page:
        _, data = saved(page, "出处 CSV", "所有可见的")
    rows = table(data)
    assert {row["start"] + row["end"] for row in rows} == {""}
    assert sorted(row["text"] for row in rows) == sorted(
        str(row["text"]) for row in evidence_rows(network())
    )


def test_only_the_selection(lab: Reading) -> None:
    lab.select("node", iri=LIN)
    name, data = saved(lab, "事实 CSV", "选中的")
    assert name == "kg-林晓岚-relations.csv"
    rows = table(data)
    assert len(rows) == 4
    assert all("林晓岚" in (row["subject_label"], row["object_label"]) for row in rows)
    _, data = saved(lab, "实体 CSV", "周围一圈")
    around = {row["label"] for row in table(data)}
    assert around == {"林晓岚", "𠮷野实验室", "东屏大学", "《潮间带笔记》", "石门村"}
    _, data = saved(lab, "事实 CSV", "周围一圈")
    assert ("𠮷野实验室", "东屏大学") in {
        (row["subject_label"], row["object_label"]) for row in table(data)
    }


def test_only_what_passes_the_filters(lab: Reading) -> None:
    lab.run(
        "kgExplorer.app.set({ filter: { ...kgExplorer.app.state.value.filter,"
        " modalities: ['denied', 'planned'] } })"
    )
    lab.settle()
    _, data = saved(lab, "事实 CSV", "所有可见的")
    assert {row["modality"] for row in table(data)} == {"asserted", "ended"}


def test_cells_that_would_be_formulas_are_inert(browser: Any, tmp_path: Path) -> None:
    made = stories.hostile(HOSTILE_NAMES)
    html = render(made.network, made.documents)
    with opened(browser, tmp_path, html) as page:
        _, entities = saved(page, "实体 CSV", "所有可见的")
        _, evidence = saved(page, "出处 CSV", "所有可见的")
    formula = re.compile(r"[\s\x00-\x1f\ufeff]*[=+\-@＝＋－＠]")
    for data in (entities, evidence):
        rows = [list(row.values()) for row in table(data)]
        assert not [value for row in rows for value in row if formula.match(value)]
    labels = {cell_text(row["label"]) for row in table(entities)}
    surrogate = re.compile("[\ud800-\udfff]")
    assert {surrogate.sub("\ufffd", name) for name in HOSTILE_NAMES} <= labels
    assert table(entities) == [
        {key: written(value) for key, value in row.items()} for row in entity_rows(made.network)
    ]


def written(value: object) -> str:
    from kg.cells import cell

    return cell(value) if isinstance(value, str) else str(value)


@pytest.mark.parametrize("scope", ["选中的", "所有可见的"])
def test_turtle_is_a_part_of_the_graph_with_all_evidence(lab: Reading, scope: str) -> None:
    lab.select("node", iri=LIN)
    name, data = saved(lab, "Turtle", scope)
    assert name == ("kg-林晓岚.ttl" if scope == "选中的" else "kg.ttl")
    found = set(rdflib.Graph().parse(data=data, format="turtle"))
    whole = triples.ntriples(triples.without_graphs(tuple(quads(network()))))
    every = set(rdflib.Graph().parse(data=whole, format="nt"))
    assert found <= every
    kg = rdflib.Namespace("https://kg.example/ontology#")
    lin = rdflib.URIRef(stories.BASE + LIN)
    assert (lin, kg.memberOf, rdflib.URIRef(stories.BASE + LAB)) in found
    assert (lin, rdflib.RDFS.label, rdflib.Literal("林晓岚", lang="zh")) in found
    quotes = {str(value) for _, _, value in found if _ == kg.quote}
    facts = network().facts
    if scope == "选中的":
        facts = tuple(fact for fact in facts if stories.BASE + LIN in (fact.subject, fact.object))
    assert quotes == {proof.evidence.text for fact in facts for proof in fact.proofs}
    assert any(predicate == rdflib.DCTERMS.title for _, predicate, _ in found)


def test_svg_shows_all_and_holds_nothing_that_runs(lab: Reading) -> None:
    name, data = saved(lab, "SVG", "所有可见的")
    assert name == "kg.svg"
    root = ET.fromstring(data)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "rect", "path", "circle", "polygon", "g", "text"}
    named = {
        title.text
        for kind in ("circle", "polygon")
        for title in root.iterfind(f".//{SVG}{kind}/{SVG}title")
    }
    assert named == {node.label for node in network().nodes}
    written_names = {element.text for element in root.iterfind(f".//{SVG}text")}
    assert {"林晓岚", "𠮷野实验室"} <= written_names
    attributes = {key for element in root.iter() for key in element.attrib}
    assert not [key for key in attributes if key.startswith("on") or "href" in key]
    dashed = root.findall(f".//{SVG}path[@stroke-dasharray]")
    assert len(dashed) == 1


def test_an_svg_of_hostile_names_draws_in_a_browser(browser: Any, tmp_path: Path) -> None:
    made = stories.hostile(HOSTILE_NAMES)
    with opened(browser, tmp_path, render(made.network, made.documents)) as page:
        _, data = saved(page, "SVG", "所有可见的")
    path = tmp_path / "drawn.svg"
    path.write_bytes(data)
    svg = browser.new_page()
    problems: list[str] = []
    svg.on("console", lambda message: problems.append(message.text))
    svg.on("dialog", lambda dialog: problems.append(dialog.message))
    svg.goto(path.as_uri())
    assert svg.locator("circle, polygon").count() == len(HOSTILE_NAMES) + 1
    assert problems == []
    svg.close()


def test_png(lab: Reading) -> None:
    lab.page.wait_for_selector("body[data-ready]")
    name, data = saved(lab, "PNG", "所有可见的")
    assert name == "kg.png"
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(data) > 10_000
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    assert width > 1500
    assert height > 900


def test_a_query_gives_the_selection_back(lab: Reading) -> None:
    lab.select("node", iri=LIN)
    open_menu(lab, "选中的")
    lab.page.locator(".export-item").filter(has_text="SPARQL").click()
    lab.settle()
    assert lab.state["screen"] == "sparql"
    answer = lab.run("kgExplorer.app.source.query(kgExplorer.app.state.value.sparql)")
    facts = [f for f in network().facts if stories.BASE + LIN in (f.subject, f.object)]
    assert answer["kind"] == "table"
    found = {
        (row["subject"]["value"], row["object"]["value"], row["quote"]["value"])
        for row in answer["rows"]
    }
    assert found == {(f.subject, f.object, p.evidence.text) for f in facts for p in f.proofs}


def test_a_link_to_the_view_is_copied(browser: Any, tmp_path: Path) -> None:
    with opened(browser, tmp_path, page_of("lab")[1]) as page:
        page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.select("node", iri=LIN)
        open_menu(page)
        page.page.locator(".export-item").filter(has_text="链接").click()
        page.page.wait_for_function("() => kgExplorer.app.message.value !== ''")
        copied = str(page.run("navigator.clipboard.readText()"))
    assert copied.endswith("#node=Person/林晓岚")


def test_the_menu_closes_by_escape_and_by_a_click_beside_it(lab: Reading) -> None:
    open_menu(lab)
    lab.page.keyboard.press("Escape")
    assert lab.page.locator(".export-menu").count() == 0
    assert lab.run("document.activeElement.getAttribute('aria-label')") == "导出"
    open_menu(lab)
    lab.page.mouse.click(200, 400)
    lab.settle()
    assert lab.page.locator(".export-menu").count() == 0


def test_nothing_visible_is_told(lab: Reading) -> None:
    lab.run(
        "kgExplorer.app.set({ filter: { ...kgExplorer.app.state.value.filter, degree: 9999 } })"
    )
    lab.settle()
    open_menu(lab)
    lab.page.locator(".export-item").filter(has_text="实体 CSV").click()
    lab.settle()
    assert lab.message == "没有可导出的内容。"
