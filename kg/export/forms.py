"""RDF files as a head, a block for each subject, and a tail.

What a block says depends on its own statements alone (in JSON-LD also on the context, which stands
in the head). So the blocks of a file can be taken over from an earlier file: ``kg.export.splice``.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from kg.export.inert import utf8_text
from kg.export.jsonld import JsonLd, Usage
from kg.export.rdfxml import head as xml_head
from kg.export.rdfxml import subjects as xml_subjects
from kg.export.rdfxml import tail as xml_tail
from kg.rdf import Quad, RdfFormat, dump, dump_head
from kg.schema import PREFIXES

Buffer = bytes | memoryview


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

    def blocks_in(self, data: bytes, end: int) -> bytes:
        """A file up to the ``end`` of its last block, as :meth:`blocks` gave them."""
        return data if len(data) >= end else b""


@dataclass(frozen=True, slots=True)
class _Engine(Form):
    """Turtle, and TriG, by the engine's own writer."""

    form: RdfFormat

    @property
    def graphs(self) -> bool:  # type: ignore[override]
        """Whether named graphs are in the file."""
        return self.form == RdfFormat.TRIG

    def head(self) -> bytes:
        return dump_head(self.form, PREFIXES)

    def blocks(self, quads: Sequence[Quad]) -> bytes:
        if self.graphs:
            return dump(quads, self.form, PREFIXES).removeprefix(self.head())
        return dump((q.triple for q in quads), self.form, PREFIXES).removeprefix(self.head())


class _Xml(Form):
    """RDF/XML."""

    def head(self) -> bytes:
        return "".join(xml_head(PREFIXES)).encode()

    def blocks(self, quads: Sequence[Quad]) -> bytes:
        lines = xml_subjects((quad.triple for quad in quads), PREFIXES)
        return utf8_text("".join(lines)).encode()

    def start(self, iri: str) -> bytes:
        return f"  <rdf:Description rdf:about={quoteattr(iri)}>".encode()

    def file(self, blocks: Sequence[Buffer]) -> list[Buffer]:
        return [self.head(), *blocks, xml_tail().encode()]


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

    def blocks_in(self, data: bytes, end: int) -> bytes:
        return data[: end - len(_JSON_JOINT)] + _JSON_JOINT


N_TRIPLES, XML = Form(), _Xml()
TURTLE, TRIG = _Engine(RdfFormat.TURTLE), _Engine(RdfFormat.TRIG)


def json_ld(usage: Usage) -> Form:
    """JSON-LD for statements of such a usage."""
    return _Json(JsonLd(usage, PREFIXES))
