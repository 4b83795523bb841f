"""What the page is given: columns, as ``web/src/explorer/contract/blocks.ts`` says.

The fields have the names that the page reads. A column has one value a row, so that it compresses
well; -1 and ``""`` mean none; offsets are UTF-16 code units, half open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Term:
    """A type or predicate; ``parent`` is the index of the core one above it, or -1."""

    name: str
    zh: str
    en: str
    parent: int


@dataclass(frozen=True, slots=True)
class PredicateTerm(Term):
    """A predicate, and whether it says the same from both ends."""

    symmetric: bool


@dataclass(frozen=True, slots=True)
class Meta:
    """What the page is of; ``counts`` are those of the whole graph, of which it may show a part."""

    kg: str
    base: str
    engine: str
    counts: Mapping[str, int]
    texts: bool


@dataclass(frozen=True, slots=True)
class DocumentColumns:
    """The documents, in the order of the network's records."""

    id: Sequence[str]
    title: Sequence[str]
    published: Sequence[str]
    publisher: Sequence[str]
    source: Sequence[str]


@dataclass(frozen=True, slots=True)
class NodeColumns:
    """The nodes, in the network's order."""

    iri: Sequence[str]
    type: Sequence[int]
    names: Sequence[Sequence[str]]
    mentions: Sequence[int]
    documents: Sequence[Sequence[int]]
    degree: Sequence[int]
    x: Sequence[int]
    y: Sequence[int]
    community: Sequence[int]
    pagerank: Sequence[int]
    betweenness: Sequence[int]
    places: Sequence[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class FactColumns:
    """The facts, in the network's order."""

    subject: Sequence[int]
    predicate: Sequence[int]
    object: Sequence[int]
    modality: Sequence[int]
    finer: Sequence[Sequence[int]]
    roles: Sequence[Sequence[str]]
    times: Sequence[Sequence[str]]
    score: Sequence[int]
    proofs: Sequence[int]
    documents: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class CommunityColumns:
    """For each community its best-connected node and how many nodes it has."""

    node: Sequence[int]
    size: Sequence[int]


@dataclass(frozen=True, slots=True)
class GraphBlock:
    """All that the picture needs."""

    meta: Meta
    types: Sequence[Term]
    predicates: Sequence[PredicateTerm]
    documents: DocumentColumns
    nodes: NodeColumns
    facts: FactColumns
    communities: CommunityColumns
    readings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EvidenceBlock:
    """Every place that states a fact, by fact."""

    first: Sequence[int]
    document: Sequence[int]
    sentence: Sequence[int]
    start: Sequence[int]
    end: Sequence[int]
    role: Sequence[str]
    time: Sequence[str]
    finer: Sequence[int]
    score: Sequence[int]
    by: Sequence[int]
    rules: Sequence[str]
    sentences: Sequence[tuple[int, int, int] | tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class TextsBlock:
    """The texts of the documents; for each its mentions as start, end and node, flat."""

    texts: Sequence[str]
    mentions: Sequence[Sequence[int]]


def plain(value: Any) -> Any:
    """Dataclasses as objects of JSON; columns are kept as they are."""
    if is_dataclass(value):
        return {part.name: plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, list | tuple) and value and is_dataclass(value[0]):
        return [plain(part) for part in value]
    return value
