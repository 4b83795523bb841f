"""The values of a comparison."""

from dataclasses import dataclass
from typing import Literal

Triple = tuple[str, str, str]
Kind = Literal["came", "went", "changed"]


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of one build; ``names`` starts with its label."""

    iri: str
    type: str
    subtype: str
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its preferred name."""
        return self.names[0]


@dataclass(frozen=True, slots=True, order=True)
class Stated:
    """One place that states a fact: the words, and how it is meant there."""

    document: str
    sentence: str
    text: str
    modality: str
    role: str
    time: str
    finer: str
    by: str


@dataclass(frozen=True, slots=True)
class Tables:
    """What one build says.

    Attributes:
        documents: the digest of each document's text, by id.
        texts: the texts themselves.
        entities: by IRI.
        facts: by subject, predicate and object; the places that state each, sorted.
    """

    documents: dict[str, str]
    texts: dict[str, str]
    entities: dict[str, Entity]
    facts: dict[Triple, tuple[Stated, ...]]


@dataclass(frozen=True, slots=True)
class EntityChange:
    """An entity before and after, None where it was not; ``sentence`` of ``document`` names it."""

    before: Entity | None
    after: Entity | None
    document: str = ""
    sentence: str = ""

    @property
    def kind(self) -> Kind:
        """Whether it came, went or changed."""
        return _kind(self.before, self.after)

    @property
    def now(self) -> Entity:
        """The entity as it is, or was where it is gone."""
        entity = self.after or self.before
        if entity is None:
            raise ValueError("a change of nothing")
        return entity


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact with the places that state it before and after; none where it was not there."""

    subject: Entity
    predicate: str
    object: Entity
    before: tuple[Stated, ...]
    after: tuple[Stated, ...]

    @property
    def kind(self) -> Kind:
        """Whether it came, went or changed."""
        return _kind(self.before, self.after)

    @property
    def came(self) -> tuple[Stated, ...]:
        """The places that state it now and did not."""
        return _without(self.after, self.before)

    @property
    def went(self) -> tuple[Stated, ...]:
        """The places that stated it and do no longer."""
        return _without(self.before, self.after)

    def values(self, name: str) -> tuple[list[str], list[str]]:
        """What its places say of ``modality``, ``role``, ``time``, ``finer``; before and after."""
        both = (self.before, self.after)
        before, after = ({getattr(place, name) for place in places} for places in both)
        return sorted(before - {""}), sorted(after - {""})


@dataclass(frozen=True, slots=True)
class Diff:
    """All that differs, sorted: documents by id, entities and facts by their names."""

    documents_came: tuple[str, ...] = ()
    documents_went: tuple[str, ...] = ()
    documents_changed: tuple[str, ...] = ()
    entities: tuple[EntityChange, ...] = ()
    facts: tuple[FactChange, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        documents = self.documents_came + self.documents_went + self.documents_changed
        return bool(documents or self.entities or self.facts)

    def counts(self) -> dict[str, dict[Kind, int]]:
        """How many of each sort came, went and changed."""
        kinds: tuple[Kind, ...] = ("came", "went", "changed")
        documents = (self.documents_came, self.documents_went, self.documents_changed)
        return {
            "documents": {kind: len(ids) for kind, ids in zip(kinds, documents, strict=True)},
            "entities": {kind: sum(one.kind == kind for one in self.entities) for kind in kinds},
            "facts": {kind: sum(one.kind == kind for one in self.facts) for kind in kinds},
        }


def _kind(before: object, after: object) -> Kind:
    if not before:
        return "came"
    return "changed" if after else "went"


def _without(some: tuple[Stated, ...], others: tuple[Stated, ...]) -> tuple[Stated, ...]:
    known = set(others)
    return tuple(place for place in some if place not in known)
