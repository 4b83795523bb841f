"""Marked text for the tests: ``[甲公司|O]经理[乙|P]`` is a document with its entities."""

import re
from dataclasses import replace

from kg.model import Annotation, Claim, Document, Entity, Mention, Span
from kg.relate import Related, Relater, load_relater
from kg.resources import ontology_dir

TYPES = {
    "P": "Person",
    "O": "Organization",
    "L": "Place",
    "G": "Program",
    "A": "Award",
    "W": "Work",
}
RELATER = load_relater(ontology_dir())
# What the patterns say by themselves, whatever weights ship.
PATTERNS = replace(RELATER, scorer=None)

_MARK = re.compile(r"\[([^\[\]|]+)\|([POLGAW])\]")


def marked(text: str, published: str = "") -> tuple[Document, tuple[Entity, ...]]:
    """The document without its marks, and an entity for each marked name, wherever it stands."""
    kinds = {match[1]: TYPES[match[2]] for match in _MARK.finditer(text)}
    plain = _MARK.sub(r"\1", text)
    entities = [
        Entity(
            f"e{number}",
            kind,
            name,
            tuple(
                Mention(match.start(), match.end(), name, kind)
                for match in re.finditer(re.escape(name), plain)
            ),
        )
        for number, (name, kind) in enumerate(kinds.items(), 1)
    ]
    document = Document("d", "d.txt", plain, (Span(0, len(plain)),), published=published)
    return document, tuple(entities)


def relate(text: str, *, published: str = "", relater: Relater = PATTERNS) -> Related:
    """What a relater finds in marked text."""
    document, entities = marked(text, published)
    return relater(document, Annotation((), ()), entities)


def claims(
    text: str, *, published: str = "", relater: Relater = PATTERNS
) -> dict[tuple[str, str, str], Claim]:
    """The claims of marked text, by the names of their ends."""
    names = {entity.id: entity.name for entity in marked(text)[1]}
    return {
        (names[claim.subject], claim.predicate, names[claim.object]): claim
        for claim in relate(text, published=published, relater=relater).claims
    }


def triples(text: str) -> set[str]:
    """The claims of marked text, as ``甲 visited 乙``."""
    return {" ".join(key) for key in claims(text)}
