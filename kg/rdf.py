"""The one door to the RDF engine (pyoxigraph): terms, parsing, writing, the store."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)

from kg.errors import OntologyError

__all__ = [
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "NamedNode",
    "Quad",
    "RdfFormat",
    "Store",
    "Triple",
    "read_turtle",
    "serialize",
]


def read_turtle(path: Path) -> Iterator[Quad]:
    """The statements of a Turtle file.

    Raises:
        OntologyError: it does not parse; names file, line and the problem.
    """
    try:
        yield from parse(path=str(path), format=RdfFormat.TURTLE)
    except SyntaxError as error:
        raise OntologyError(str(path), error.lineno or 0, error.msg) from error
