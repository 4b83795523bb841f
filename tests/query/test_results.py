"""Tables, and the standard formats read back by the engine."""

import csv
import json
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kg.errors import InputError, OutputError, QueryError
from kg.query import (
    Answer,
    Build,
    Rows,
    Triples,
    cut,
    inert,
    open_build,
    pad,
    render,
    run,
    table,
    width,
)
from kg.query.results import python_value
from kg.rdf import Literal, NamedNode, RdfFormat, Store
from tests.query.sample import EVIL, write_sample

_LABELS = "SELECT ?s ?l ?none { ?s rdfs:label ?l . OPTIONAL { ?s kg:nothing ?none } } ORDER BY ?l"
_XML = {"s": "http://www.w3.org/2005/sparql-results#"}


def _rows(build: Build, query: str) -> Rows:
    results = run(build, query)
    assert isinstance(results, Rows)
    return results


def test_columns_are_straight_under_chinese(build: Build) -> None:
    query = """SELECT ?name ?count ?iri { ?iri rdfs:label ?name ; kg:mentionCount ?count .
               FILTER(?iri != <https://kg.example/id/Work/evil>) } ORDER BY ?name"""
    text = table(_rows(build, query), build.prefixes, build.label)
    head, rule, *lines = text.splitlines()
    sizes = [len(part) for part in rule.split("  ")]
    assert set(rule) == {"-", " "}
    starts = [0, sizes[0] + 2, sizes[0] + sizes[1] + 4]
    assert head[starts[1] :].startswith("count")
    for line in lines:
        columns = [width(line[:place]) for place in range(len(line))]
        assert all(start in columns for start in starts)
        number = line[columns.index(starts[1]) : columns.index(starts[2])]
        assert number.rstrip() == "    2"  # right under its head
        name = line[: columns.index(starts[1])].strip()
        assert line[columns.index(starts[2]) :] == name  # an entity is shown by its label


def test_a_table_is_cut_to_the_terminal(build: Build) -> None:
    query = "SELECT ?quote ?document { ?e kg:quote ?quote ; kg:document/kg:source ?document }"
    text = table(_rows(build, query), build.prefixes, build.label, 40)
    assert max(width(line) for line in text.splitlines()) <= 40
    assert "…" in text
    assert "brief.txt" in text


def test_nothing_in_a_table_steers_the_terminal(build: Build) -> None:
    text = table(_rows(build, _LABELS), build.prefixes, build.label)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert len(text.splitlines()) == 2 + len(_rows(build, _LABELS).rows)
    assert r"x\"; \x1b[31m<script> =1+1\u202e".replace('\\"', '"') in text


@pytest.mark.parametrize(
    ("text", "columns"), [("陈奕", 4), ("e\u0301", 1), ("ａ", 2), ("a·b", 3), ("—", 1), ("𠮷", 2)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_cutting_and_padding() -> None:
    assert cut("时光坐标公司", 12) == "时光坐标公司"
    assert cut("时光坐标公司", 8) == "时光坐…"
    assert pad("时光", 6) == "时光  "
    assert pad("12", 4, right=True) == "  12"
    assert inert("a\x07\u2028b") == r"a\x07\u2028b"


def test_csv_is_the_standard_one(build: Build) -> None:
    text = render(_rows(build, _LABELS), "csv", build.prefixes)
    assert text.startswith("s,l,none\r\n")
    rows = list(csv.reader(StringIO(text, newline="")))
    assert [EVIL.iri, EVIL.label, ""] in rows
    assert len(rows) == 1 + len(_rows(build, _LABELS).rows)


def test_tsv_holds_terms_as_turtle_writes_them(build: Build) -> None:
    lines = render(_rows(build, _LABELS), "tsv", build.prefixes).splitlines()
    assert lines[0] == "?s\t?l\t?none"
    assert '<https://kg.example/id/Person/林晚>\t"林晚"@zh\t' in lines
    assert all(line.count("\t") == 2 for line in lines)


def test_json_is_the_standard_one(build: Build) -> None:
    value = json.loads(render(_rows(build, _LABELS), "json", build.prefixes))
    assert value["head"] == {"vars": ["s", "l", "none"]}
    assert {
        "s": {"type": "uri", "value": EVIL.iri},
        "l": {"type": "literal", "value": EVIL.label, "xml:lang": "zh"},
    } in value["results"]["bindings"]
    assert json.loads(render(Answer(value=True), "json", {})) == {"head": {}, "boolean": True}
    counted = json.loads(render(_rows(build, "SELECT (1 AS ?n) {}"), "json", {}))
    assert counted["results"]["bindings"][0]["n"]["datatype"].endswith("integer")


def test_xml_is_well_formed_whatever_a_label_holds(build: Build) -> None:
    root = ET.fromstring(render(_rows(build, _LABELS), "xml", build.prefixes))
    names = [node.get("name") for node in root.findall("s:head/s:variable", _XML)]
    assert names == ["s", "l", "none"]
    texts = [node.text for node in root.findall(".//s:literal", _XML)]
    assert EVIL.label.replace("\x1b", "\ufffd") in texts
    answer = ET.fromstring(render(Answer(value=False), "xml", {}))
    assert [node.text for node in answer.findall("s:boolean", _XML)] == ["false"]


def test_statements_as_turtle(build: Build) -> None:
    results = run(build, "CONSTRUCT { ?s kg:memberOf ?o } WHERE { ?s kg:memberOf ?o }")
    assert isinstance(results, Triples)
    text = render(results, "ttl", build.prefixes)
    assert text.startswith("@prefix id: ")
    store = Store()
    store.load(text.encode(), format=RdfFormat.TURTLE)
    assert {quad.triple for quad in store} == set(results.triples)
    assert render(results, "nt", build.prefixes).count("\n") == 1


def test_formats_that_do_not_fit_are_refused(build: Build) -> None:
    rows = _rows(build, _LABELS)
    with pytest.raises(QueryError, match="only CONSTRUCT and DESCRIBE"):
        render(rows, "ttl", {})
    with pytest.raises(QueryError, match="use ttl or nt"):
        render(Triples(()), "csv", {})
    with pytest.raises(QueryError, match="yes or no"):
        render(Answer(value=True), "csv", {})
    with pytest.raises(InputError, match="is not one of csv"):
        render(rows, "xlsx", {})


def test_describe_and_star(build: Build) -> None:
    results = run(build, r"DESCRIBE id:Person\/林晚")
    assert isinstance(results, Triples)
    assert any(triple.predicate.value.endswith("memberOf") for triple in results.triples)
    assert _rows(build, "SELECT * { ?z kg:memberOf ?a }").variables == ("z", "a")
    assert _rows(build, "SELECT DISTINCT * { ?z ?p ?a }").variables == ("z", "p", "a")


def test_documents_are_in_the_default_graph_and_quarantine_is_not(build: Build) -> None:
    assert run(build, "ASK { ?d a kg:Document ; kg:source 'brief.txt' }") == Answer(value=True)
    assert run(build, "ASK { GRAPH kg:documents { ?d a kg:Document } }") == Answer(value=True)
    assert run(build, "ASK { ?e kg:problem ?p }") == Answer(value=False)
    assert run(build, "ASK { GRAPH kg:quarantine { ?e kg:problem ?p } }") == Answer(value=True)


def test_python_values() -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert python_value(Literal("7", datatype=NamedNode(xsd + "integer"))) == 7
    assert python_value(Literal("x", datatype=NamedNode(xsd + "integer"))) == "x"
    assert python_value(Literal("0.5", datatype=NamedNode(xsd + "decimal"))) == 0.5
    assert python_value(Literal(value=True)) is True
    assert python_value(None) is None


def test_no_build_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"no build in .*; run kg build first"):
        open_build(tmp_path)


def test_a_damaged_build_says_so(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "out")
    (folder / "graph.trig").write_text("<a:b> <a:c> ", "utf-8")
    with pytest.raises(OutputError, match="the build is damaged"):
        open_build(folder)
