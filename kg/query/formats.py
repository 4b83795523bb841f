"""Results in the standard formats of SPARQL and RDF.

Written here because the engine's XML lets through characters that XML cannot hold.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from io import StringIO
from typing import Any

from kg.errors import InputError, QueryError
from kg.query.results import Answer, Results, Rows, Term, Triples
from kg.rdf import BlankNode, Literal, NamedNode, RdfFormat, Triple, dump

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_RESULTS = "http://www.w3.org/2005/sparql-results#"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(results: Results, format_name: str, prefixes: Mapping[str, str]) -> str:
    """``results`` as text in one of ``FORMATS``.

    Raises:
        InputError: no such format.
        QueryError: a format of tables for statements, or the other way round.
    """
    if format_name not in FORMATS:
        raise InputError(f"format {format_name!r} is not one of {', '.join(FORMATS)}")
    if format_name in _FOR_TRIPLES:
        if not isinstance(results, Triples):
            problem = "holds statements, and only CONSTRUCT and DESCRIBE give some"
            raise QueryError(f"{format_name} {problem}; use table, csv, tsv, json or xml")
        return _graph(results, _FOR_TRIPLES[format_name], prefixes)
    if isinstance(results, Triples):
        raise QueryError(
            f"{format_name} holds rows, and this query gives statements; use ttl or nt"
        )
    if isinstance(results, Answer) and format_name in ("csv", "tsv"):
        raise QueryError(f"{format_name} has no form for yes or no; use table, json or xml")
    return _FOR_ROWS[format_name](results)


def _csv(results: Rows | Answer) -> str:
    assert isinstance(results, Rows)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(results.variables)
    for row in results.rows:
        writer.writerow("" if term is None else _plain(term) for term in row)
    return text.getvalue()


def _plain(term: Term) -> str:
    if isinstance(term, NamedNode | Literal):
        return term.value
    return str(term)


def _tsv(results: Rows | Answer) -> str:
    assert isinstance(results, Rows)
    lines = ["\t".join(f"?{name}" for name in results.variables)]
    for row in results.rows:
        cells = ("" if term is None else str(term).replace("\t", "\\t") for term in row)
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def _json(results: Rows | Answer) -> str:
    if isinstance(results, Answer):
        return json.dumps({"head": {}, "boolean": results.value}) + "\n"
    bindings = [
        {
            name: _json_term(term)
            for name, term in zip(results.variables, row, strict=True)
            if term is not None
        }
        for row in results.rows
    ]
    value = {"head": {"vars": list(results.variables)}, "results": {"bindings": bindings}}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {
            "subject": _json_term(term.subject),
            "predicate": _json_term(term.predicate),
            "object": _json_term(term.object),
        }
        return {"type": "triple", "value": parts}
    value = {"type": "literal", "value": term.value}
    if term.language:
        value["xml:lang"] = term.language
    elif term.datatype.value != _XSD_STRING:
        value["datatype"] = term.datatype.value
    return value


def _xml(results: Rows | Answer) -> str:
    return "\n".join(_xml_lines(results)) + "\n"


def _xml_lines(results: Rows | Answer) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="{_RESULTS}">'
    if isinstance(results, Answer):
        yield f" <head/>\n <boolean>{str(results.value).lower()}</boolean>\n</sparql>"
        return
    names = "".join(f"<variable name={_quoted(name)}/>" for name in results.variables)
    yield f" <head>{names}</head>\n <results>"
    for row in results.rows:
        yield "  <result>"
        for name, term in zip(results.variables, row, strict=True):
            if term is not None:
                yield f"   <binding name={_quoted(name)}>{_xml_term(term)}</binding>"
        yield "  </result>"
    yield " </results>\n</sparql>"


def _quoted(value: str) -> str:
    return f'"{escape(value)}"'


def _xml_term(term: Term) -> str:
    if isinstance(term, Triple):
        parts = (
            f"<{role}>{_xml_term(part)}</{role}>"
            for role, part in (
                ("subject", term.subject),
                ("predicate", term.predicate),
                ("object", term.object),
            )
        )
        return f"<triple>{''.join(parts)}</triple>"
    text = escape(_NOT_XML.sub("\ufffd", term.value), quote=False).replace("\r", "&#13;")
    if isinstance(term, NamedNode):
        return f"<uri>{text}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{text}</bnode>"
    if term.language:
        return f"<literal xml:lang={_quoted(term.language)}>{text}</literal>"
    if term.datatype.value != _XSD_STRING:
        return f"<literal datatype={_quoted(term.datatype.value)}>{text}</literal>"
    return f"<literal>{text}</literal>"


def _graph(results: Triples, rdf_format: RdfFormat, prefixes: Mapping[str, str]) -> str:
    iris = {iri for triple in results.triples for iri in _iris(triple)}
    used = {
        name: namespace
        for name, namespace in prefixes.items()
        if name and any(iri.startswith(namespace) for iri in iris)
    }
    lines = dump(results.triples, rdf_format, used).decode("utf-8").splitlines(keepends=True)
    count = len(used) if rdf_format == RdfFormat.TURTLE else 0
    return "".join(sorted(lines[:count]) + lines[count:])


def _iris(triple: Triple) -> Iterator[str]:
    for term in (triple.subject, triple.predicate, triple.object):
        if isinstance(term, NamedNode):
            yield term.value
        elif isinstance(term, Literal):
            yield term.datatype.value


_FOR_ROWS: Mapping[str, Callable[[Rows | Answer], str]] = {
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "xml": _xml,
}
_FOR_TRIPLES: Mapping[str, RdfFormat] = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}

FORMATS = (*_FOR_ROWS, *_FOR_TRIPLES)
