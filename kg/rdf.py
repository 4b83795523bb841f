"""The one door to the RDF engine (pyoxigraph): terms, parsing, writing, the store."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)

from kg.errors import InputError, OntologyError

_PREFIX_LINES = re.compile(rb"(?:@prefix [^\n]*\n)+")

__all__ = [
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "NamedNode",
    "Quad",
    "QueryBoolean",
    "QueryResultsFormat",
    "QuerySolutions",
    "QueryTriples",
    "RdfFormat",
    "Store",
    "Triple",
    "dump",
    "dump_head",
    "is_absolute_iri",
    "parse",
    "parse_text",
    "read_turtle",
]


def read_turtle(path: Path) -> Iterator[Quad]:
    """The statements of a Turtle file.

    Raises:
        OntologyError: it cannot be read or does not parse; names file, line and the problem.
    """
    try:
        yield from parse(path=str(path), format=RdfFormat.TURTLE)
    except SyntaxError as error:
        raise OntologyError(str(path), error.lineno or 0, error.msg) from error
    except OSError as error:
        raise OntologyError(str(path), 0, f"cannot be read: {error.strerror}") from error


def parse_text(text: str | bytes, form: RdfFormat) -> Iterator[Quad]:
    """The statements of ``text`` in one of the engine's formats.

    Raises:
        InputError: it does not parse; names line and problem.
    """
    try:
        yield from parse(input=text, format=form)
    except SyntaxError as error:
        raise InputError(f"RDF, line {error.lineno or 0}: {error.msg}") from error


def is_absolute_iri(text: str) -> bool:
    """Whether ``text`` is an absolute IRI by RFC 3987."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def dump_head(form: RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    """The lines with prefixes with which :func:`dump` begins whatever is not empty."""
    term = NamedNode("urn:x")
    written = dump([Triple(term, term, term)], form, prefixes)
    head = _PREFIX_LINES.match(written)
    return head.group() if head else b""


def dump(
    statements: Iterable[Triple] | Iterable[Quad],
    form: RdfFormat,
    prefixes: Mapping[str, str] | None = None,
) -> bytes:
    """``statements`` in one of the engine's formats, in the order given; the same bytes always."""
    written = serialize(statements, format=form, prefixes=dict(prefixes or {})) or b""
    # The engine writes prefixes in a different order every time.
    head = _PREFIX_LINES.match(written)
    if head is None:
        return written
    return b"".join(sorted(head.group().splitlines(keepends=True))) + written[head.end() :]
