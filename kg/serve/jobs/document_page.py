"""The page of a document: its text with every mention marked and linked to its entity."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kg.model import Entity, Mention, Record
from kg.query import Named, named
from kg.rdf import DefaultGraph, NamedNode
from kg.schema import VOCABULARY
from kg.serve.jobs.entity_page import Link
from kg.serve.jobs.render import html
from kg.serve.paths import local_path
from kg.serve.session import Session
from kg.serve.wire import Reply

_MENTIONED_IN = NamedNode(VOCABULARY + "mentionedIn")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that is shown in one way.

    Attributes:
        text: its characters.
        link: the entity that it names, if any.
        aside: whether it is page furniture and no part of the article.
        evidence: whether it is the stretch that the reader came for.
    """

    text: str
    link: Link | None
    aside: bool
    evidence: bool


def document_page(
    session: Session, iri: str, document: Mapping[str, Any], values: Mapping[str, Any]
) -> Reply:
    """The page of a document (its line of ``documents.jsonl``)."""
    base = session.build.base
    record = session.texts.record(iri)
    links = _links(session, iri, record) if record else {}
    shown = (_offset(values.get("start", "")), _offset(values.get("end", "")))
    counts: Counter[Link] = Counter()
    for entity in record.entities if record else ():
        counts[links[entity.id]] += len(entity.mentions)
    return html(
        "document.html",
        values["language"],
        title=document["title"] or document["source"],
        path=local_path(iri, base),
        iri=iri,
        document=document,
        pieces=pieces(document["text"], document["body"], record, links, shown),
        entities=sorted(counts.items(), key=lambda item: (-item[1], item[0].text, item[0].path)),
    )


def pieces(
    text: str,
    body: Sequence[Sequence[int]],
    record: Record | None,
    links: Mapping[str, Link],
    shown: tuple[int, int] = (0, 0),
) -> list[Piece]:
    """The whole text in pieces; where mentions lie in each other, the shortest one has its part."""
    owner: list[Link | None] = [None] * len(text)
    place = [0] * len(text)
    ordered = sorted(_mentions(record), key=lambda found: found[0].start - found[0].end)
    for number, (mention, entity) in enumerate(ordered, 1):
        size = min(mention.end, len(text)) - mention.start
        owner[mention.start : mention.end] = [links[entity.id]] * size
        place[mention.start : mention.end] = [number] * size
    aside = [True] * len(text)
    for start, end in body:
        aside[start:end] = [False] * (min(end, len(text)) - start)

    def look(at: int) -> tuple[int, bool, bool]:
        return place[at], aside[at], shown[0] <= at < shown[1]

    found = []
    for (_, is_aside, is_evidence), group in groupby(range(len(text)), key=look):
        offsets = list(group)
        part = text[offsets[0] : offsets[-1] + 1]
        found.append(Piece(part, owner[offsets[0]], is_aside, is_evidence))
    return found


def _mentions(record: Record | None) -> list[tuple[Mention, Entity]]:
    entities = record.entities if record else ()
    return [(mention, entity) for entity in entities for mention in entity.mentions]


def _links(session: Session, document: str, record: Record) -> dict[str, Link]:
    """Which entity of the graph each entity of the record became, by its local id."""
    store = session.build.store
    quads = store.quads_for_pattern(None, _MENTIONED_IN, NamedNode(document), DefaultGraph())
    subjects = sorted(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
    nodes = [node for iri in subjects if (node := named(session.build, iri))]
    by_name: dict[tuple[str, str], Named] = {}
    for node in nodes:
        for name in node.names:
            for type_ in node.types:
                by_name.setdefault((name, type_), node)
    return {entity.id: _link(entity, by_name, session.build.base) for entity in record.entities}


def _link(entity: Entity, by_name: Mapping[tuple[str, str], Named], base: str) -> Link:
    for name in (entity.name, *entity.aliases):
        if node := by_name.get((name, entity.type)):
            return Link(node.label, local_path(node.iri, base), entity.type)
    return Link(entity.name, "", entity.type)


def _offset(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
