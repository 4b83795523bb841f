"""Annotated documents for the tests: names found wherever they stand."""

from collections.abc import Sequence

from kg.link import load_linker
from kg.model import Annotation, Document, Entity, Mention, Span
from kg.resources import ontology_dir

LINKER = load_linker(ontology_dir())


def document(text: str) -> Document:
    return Document("d", "d.txt", text, (Span(0, len(text)),))


def link(text: str, names: Sequence[tuple[str, str]]) -> tuple[Entity, ...]:
    """Entities of a text in which the given names (name, type) are found, the longest first."""
    mentions: list[Mention] = []
    for name, kind in sorted(names, key=lambda pair: -len(pair[0])):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not any(m.start < end and start < m.end for m in mentions):
                mentions.append(Mention(start, end, name, kind))
            start = text.find(name, end)
    annotation = Annotation((), tuple(sorted(mentions)))
    return LINKER(document(text), annotation)


def name_sets(entities: Sequence[Entity]) -> list[tuple[str, ...]]:
    return [(entity.name, *entity.aliases) for entity in entities]
