"""Results in any of the formats, as values that can be compared."""

import csv
import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import StringIO
from itertools import permutations
from xml.etree import ElementTree as ET

from rdflib import RDF, XSD, Graph, Namespace
from rdflib.term import BNode, Literal, Node, URIRef
from rdflib.util import from_n3

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
_SRX = "{http://www.w3.org/2005/sparql-results#}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MOST_BLANKS = 7

Row = tuple[tuple[str, str], ...]  # pairs of variable and term, sorted


@dataclass(frozen=True)
class Table:
    """Rows in their order, or the answer of an ASK."""

    rows: tuple[Row, ...] = ()
    truth: bool | None = None


def read(data: str, suffix: str, base: str) -> Table:
    """A table in the format that goes with a suffix: srx, srj, csv, tsv, ttl, rdf."""
    if suffix == "srx":
        return _xml(data)
    if suffix == "srj":
        return _json(data)
    if suffix in ("csv", "tsv"):
        return _csv(data) if suffix == "csv" else _tsv(data)
    return _result_set(
        Graph().parse(data=data, format={"rdf": "xml"}.get(suffix, "turtle"), publicID=base)
    )


def same(one: Table, other: Table, *, ordered: bool) -> bool:
    """Whether two tables say the same, whatever their blank nodes are called."""
    if one.truth is not None or other.truth is not None:
        return one.truth == other.truth
    if len(one.rows) != len(other.rows):
        return False
    ours, theirs = _blanks(one), _blanks(other)
    if len(ours) != len(theirs):
        return False
    if len(ours) > _MOST_BLANKS:
        return Counter(map(_nameless, one.rows)) == Counter(map(_nameless, other.rows))
    wanted = list(other.rows) if ordered else Counter(other.rows)
    for order in permutations(theirs):
        names = dict(zip(ours, order, strict=True))
        rows = [_renamed(row, names) for row in one.rows]
        if (rows if ordered else Counter(rows)) == wanted:
            return True
    return False


def _blanks(table: Table) -> list[str]:
    return sorted({term for row in table.rows for _, term in row if term.startswith("_:")})


def _renamed(row: Row, names: dict[str, str]) -> Row:
    return tuple((name, names.get(term, term)) for name, term in row)


def _nameless(row: Row) -> Row:
    return tuple((name, "_:" if term.startswith("_:") else term) for name, term in row)


def _row(cells: dict[str, str]) -> Row:
    return tuple(sorted(cells.items()))


def _term(node: Node) -> str:
    """A term; numbers and truth values by value, because the engine stores them so."""
    if isinstance(node, BNode):
        return f"_:{node}"
    if isinstance(node, URIRef):
        return f"<{node}>"
    assert isinstance(node, Literal)
    if node.language:
        return f'"{node}"@{node.language.lower()}'
    datatype = node.datatype or XSD.string
    text = str(node)
    if datatype in (XSD.integer, XSD.decimal, XSD.double, XSD.float):
        try:
            text = str(Decimal(text).normalize() + 0)
        except InvalidOperation:
            text = str(node)
    if datatype == XSD.boolean:
        text = {"1": "true", "0": "false"}.get(text, text)
    return f'"{text}"^^<{datatype}>'


def _literal(text: str, language: str | None, datatype: str | None) -> Literal:
    kind = None if language or not datatype else URIRef(datatype)
    return Literal(text, lang=language or None, datatype=kind, normalize=False)


def _xml(data: str) -> Table:
    root = ET.fromstring(data)
    boolean = root.find(f"{_SRX}boolean")
    if boolean is not None:
        return Table(truth=boolean.text == "true")
    rows = []
    for result in root.iter(f"{_SRX}result"):
        cells = {}
        for binding in result:
            (value,) = binding
            text = value.text or ""
            kind = value.tag.removeprefix(_SRX)
            node: Node = URIRef(text) if kind == "uri" else BNode(text)
            if kind == "literal":
                node = _literal(text, value.get(_XML_LANG), value.get("datatype"))
            cells[binding.get("name", "")] = _term(node)
        rows.append(_row(cells))
    return Table(tuple(rows))


def _json(data: str) -> Table:
    found = json.loads(data)
    if "boolean" in found:
        return Table(truth=found["boolean"])
    rows = []
    for binding in found["results"]["bindings"]:
        cells = {}
        for name, value in binding.items():
            node: Node = URIRef(value["value"]) if value["type"] == "uri" else BNode(value["value"])
            if "literal" in value["type"]:
                node = _literal(value["value"], value.get("xml:lang"), value.get("datatype"))
            cells[name] = _term(node)
        rows.append(_row(cells))
    return Table(tuple(rows))


def _csv(data: str) -> Table:
    head, *lines = csv.reader(StringIO(data, newline=""))
    return Table(
        tuple(_row({k: v for k, v in zip(head, line, strict=True) if v}) for line in lines)
    )


def _tsv(data: str) -> Table:
    head, *lines = data.splitlines()
    names = [name.removeprefix("?") for name in head.split("\t")]
    rows = []
    for line in lines:
        cells = zip(names, line.split("\t"), strict=True)
        rows.append(_row({name: _term(_turtle_term(cell)) for name, cell in cells if cell}))
    return Table(tuple(rows))


def _turtle_term(text: str) -> Node:
    return BNode(text[2:]) if text.startswith("_:") else from_n3(text)


def _result_set(graph: Graph) -> Table:
    root = graph.value(predicate=RDF.type, object=RS.ResultSet)
    truth = graph.value(root, RS.boolean)
    if truth is not None:
        return Table(truth=bool(truth.toPython()))
    found = []
    for solution in graph.objects(root, RS.solution):
        cells = {}
        for binding in graph.objects(solution, RS.binding):
            cells[str(graph.value(binding, RS.variable))] = _term(graph.value(binding, RS.value))
        index = graph.value(solution, RS.index)
        found.append((int(index) if index is not None else 0, _row(cells)))
    return Table(tuple(row for _, row in sorted(found)))
