"""RDF files as a head, a block for each subject, and a tail.

What a block says depends on its own statements alone (in JSON-LD also on the context, which stands
in the head). So the blocks of a file can be taken over from an earlier file: ``kg.export.splice``.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from kg.export.inert import utf8_text
from kg.export.jsonld import JsonLd, Usage
from kg.export.rdfxml import RdfXml
from kg.rdf import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, dump, dump_head
from kg.schema import PREFIXES

Buffer = bytes | memoryview
Graph = NamedNode | BlankNode | DefaultGraph


class NotFoundError(Exception):
    """A file is not laid out as it should be: it must be written anew."""


_JSON_JOINT = b",\n"


class Form:
    """How one kind of file is put together; this one is for N-Triples."""

    graphs = False

    def head(self) -> bytes:
        """What stands before all blocks."""
        return b""

    def blocks(self, quads: Sequence[Quad]) -> bytes:
        """The blocks of subjects that follow each other."""
        return dump((quad.triple for quad in quads), RdfFormat.N_TRIPLES)

    def start(self, iri: str) -> bytes:
        """How the block of a subject begins, at the start of a line."""
        return f"<{iri}> ".encode()

    def file(self, blocks: Sequence[Buffer]) -> list[Buffer]:
        """The file of all blocks, in pieces."""
        return [self.head(), *blocks] if any(map(len, blocks)) else []

    def taken(self, data: memoryview, first: int, last: int) -> list[Buffer]:
        """Some blocks out of a file, as :meth:`blocks` gave them."""
        return [data[first:last]]


@dataclass(frozen=True, slots=True)
class _Engine(Form):
    """Turtle, and TriG, by the engine's own writer."""

    form: RdfFormat

    @property
    def graphs(self) -> bool:  # type: ignore[override]
        """Whether named graphs are in the file."""
        return self.form == RdfFormat.TRIG

    def head(self) -> bytes:
        return _head(self.form)

    def blocks(self, quads: Sequence[Quad]) -> bytes:
        if not self.graphs:
            return dump((q.triple for q in quads), self.form, PREFIXES).removeprefix(self.head())
        if not quads:
            return b""
        opening, _, closing = enclosure(self, quads[0].graph_name)
        written = dump(quads, self.form, PREFIXES)
        return written.removeprefix(self.head() + opening).removesuffix(closing)


@dataclass(frozen=True, slots=True)
class _Xml(Form):
    """RDF/XML."""

    writer: RdfXml

    def head(self) -> bytes:
        return self.writer.head().encode()

    def blocks(self, quads: Sequence[Quad]) -> bytes:
        lines = self.writer.subjects(quad.triple for quad in quads)
        return utf8_text("".join(lines)).encode()

    def start(self, iri: str) -> bytes:
        return f"  <rdf:Description rdf:about={quoteattr(iri)}>".encode()

    def file(self, blocks: Sequence[Buffer]) -> list[Buffer]:
        return [self.head(), *blocks, self.writer.tail().encode()]


@dataclass(frozen=True, slots=True)
class _Json(Form):
    """Compact JSON-LD."""

    writer: JsonLd

    def head(self) -> bytes:
        return self.writer.head().encode()

    def blocks(self, quads: Sequence[Quad]) -> bytes:
        nodes = self.writer.nodes(quad.triple for quad in quads)
        return "".join(f"{node}{_JSON_JOINT.decode()}" for node in nodes).encode()

    def start(self, iri: str) -> bytes:
        return f'{{"@id": {json.dumps(iri, ensure_ascii=False)},'.encode()

    def file(self, blocks: Sequence[Buffer]) -> list[Buffer]:
        # The last block has no comma.
        *before, last = [block for block in blocks if len(block)] or [_JSON_JOINT]
        return [self.head(), *before, last[: -len(_JSON_JOINT)], b"\n]\n}\n"]

    def taken(self, data: memoryview, first: int, last: int) -> list[Buffer]:
        joint = last - len(_JSON_JOINT)
        if first == last or data[joint:last] == _JSON_JOINT:
            return [data[first:last]]
        return [data[first:joint], _JSON_JOINT]  # they end with the last block


class Enclosure(NamedTuple):
    """What stands before the blocks of a graph, before each line of them, and behind them."""

    opening: bytes = b""
    indent: bytes = b""
    closing: bytes = b""


@cache
def _head(form: RdfFormat) -> bytes:
    return dump_head(form, PREFIXES)


def enclosure(form: Form, graph: Graph) -> Enclosure:
    """How a graph is written down in a form."""
    return _enclosure(form, graph) if form.graphs else Enclosure()


@cache  # of few graphs
def _enclosure(form: Form, graph: Graph) -> Enclosure:
    if isinstance(graph, DefaultGraph):
        return Enclosure()
    term = NamedNode("urn:x")
    written = dump([Quad(term, term, term, graph)], RdfFormat.TRIG, PREFIXES)
    opening, _, closing = written.removeprefix(form.head()).splitlines(keepends=True)
    return Enclosure(opening, b"\t", closing)


def enclosed(pieces: Sequence[Buffer], form: Form, graph: Graph) -> list[Buffer]:
    """The pieces of a graph's blocks, with what stands around them if there are any."""
    around = enclosure(form, graph) if any(map(len, pieces)) else Enclosure()
    return [around.opening, *pieces, around.closing]


def by_subject(quads: Iterable[Quad]) -> dict[str, list[Quad]]:
    """Sorted statements by the IRIs of their subjects."""
    return {iri: list(group) for iri, group in groupby(quads, key=_subject)}


def _subject(quad: Quad) -> str:
    return str(quad.subject.value) if isinstance(quad.subject, NamedNode) else ""


N_TRIPLES, XML = Form(), _Xml(RdfXml(PREFIXES))
TURTLE, TRIG = _Engine(RdfFormat.TURTLE), _Engine(RdfFormat.TRIG)


def json_ld(usage: Usage) -> Form:
    """JSON-LD for statements of such a usage."""
    return _Json(JsonLd(usage, PREFIXES))
