"""The frozen values in which the stages meet.

    path → Document → Annotation (tokens, mentions) → Entity… → Claim…  = Record   per document
    Record… → Network (nodes, facts, documents)                                    per build

Offsets are code points, half open, into ``Document.text``; ``text[start:end] ==
mention.text`` always. Types and predicates are names from ``ontology/kg.ttl``
(``"Organization"``, ``"memberOf"``).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal, NamedTuple

Modality = Literal["asserted", "planned", "denied", "doubtful", "ended"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: code points, half open."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` in this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Document:
    """One decoded document.

    Attributes:
        id: stem of the file name, or the relative path without suffix where stems collide.
        source: path relative to the folder the user named, with ``/``.
        text: the decoded text, never edited; for HTML the text of the page.
        body: spans of ``text`` that are the article, in order; the rest is page furniture.
        title, published, publisher, issue: metadata, ``""`` where unknown; dates in ISO 8601.
        encoding: the encoding it was decoded from, e.g. ``"gb18030"``.
    """

    id: str
    source: str
    text: str
    body: tuple[Span, ...]
    title: str = ""
    published: str = ""
    publisher: str = ""
    issue: str = ""
    encoding: str = "utf-8"

    @property
    def text_sha256(self) -> str:
        """Hex digest of the text in UTF-8."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Token:
    """A word as the tagger cut it, with its part of speech (LAC's tags: ``n v PER LOC ORG …``)."""

    start: int
    end: int
    pos: str


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place where a text names something.

    Attributes:
        by: what found it: ``"tagger"``, ``"pattern:NAME"``, ``"lexicon:NAME"``, ``"repeat"``.
        score: calibrated confidence, 0 to 1, two decimals.
    """

    start: int
    end: int
    text: str
    type: str
    subtype: str = ""
    by: str = "tagger"
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the mention stage found: all words of the body and the names among them, by offset.

    ``rejected`` counts the candidates that are no names, by reason, sorted by reason.
    """

    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    rejected: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that a document names: its fullest name there, its other names, its mentions."""

    id: str
    type: str
    name: str
    mentions: tuple[Mention, ...]
    subtype: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The shortest stretch that states a claim, and the sentence around it.

    ``sentence`` is the text from ``sentence_start`` on; the stretch lies inside it.
    """

    start: int
    end: int
    text: str
    sentence_start: int = 0
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation that a document states between two of its entities (by their local ids).

    Attributes:
        predicate: one of the core predicates; ``subpredicate`` the finer one below it, or ``""``.
        role: post or position in the text's own words (``memberOf`` only), or ``""``.
        time: when it held, ISO 8601 date or interval, or ``""``.
        by: the rule or model that asserts it, e.g. ``"pattern:title-before-name"``.
    """

    subject: str
    predicate: str
    object: str
    evidence: Evidence
    role: str = ""
    modality: Modality = "asserted"
    time: str = ""
    score: float = 1.0
    by: str = ""
    subpredicate: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """All that one document gave; the unit of caching, adding and removing.

    ``rejected`` counts the candidates turned down, by reason, sorted by reason.
    """

    id: str
    source: str
    text_sha256: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    issue: str = ""
    encoding: str = "utf-8"
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    rejected: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where a node is named: a document, and how often there."""

    document: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Node:
    """One entity of the whole graph. ``iri`` is absolute; ``names`` starts with the label.

    ``problem`` is empty, or says which shape it breaks; then it lies in quarantine.
    """

    iri: str
    type: str
    subtype: str
    names: tuple[str, ...]
    appearances: tuple[Appearance, ...]
    problem: str = ""

    @property
    def label(self) -> str:
        """The preferred name."""
        return self.names[0]

    @property
    def mentions(self) -> int:
        """How often all documents name it."""
        return sum(appearance.mentions for appearance in self.appearances)


@dataclass(frozen=True, slots=True)
class Proof:
    """One place that states a fact, with the names its two ends have there."""

    document: str
    evidence: Evidence
    role: str = ""
    time: str = ""
    score: float = 1.0
    by: str = ""
    subpredicate: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation between two nodes (by IRI) under one modality, with every place that states it.

    ``problem`` is empty, or says which shape it breaks; then it lies in quarantine.
    """

    subject: str
    predicate: str
    object: str
    modality: Modality
    proofs: tuple[Proof, ...]
    problem: str = ""

    @property
    def roles(self) -> tuple[str, ...]:
        """The distinct roles that the proofs give, sorted."""
        return tuple(sorted({proof.role for proof in self.proofs if proof.role}))


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that could not be read, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A line of a curation file, and what it did to the graph.

    Attributes:
        document: the id of the file as a document.
        line: its number; ``start`` and ``end`` are where ``text``, the line, stands in the file.
        action: ``"merge"``, ``"add"`` and so on.
        by: who says so, as evidence has it: ``"curator"`` or ``"curator:NAME"``.
        nodes: the IRIs of the entities that it is about, as they are now, sorted.
        problem: why it changes nothing; ``""`` where it does.
    """

    document: str
    line: int
    start: int
    end: int
    text: str
    action: str
    reason: str = ""
    by: str = ""
    nodes: tuple[str, ...] = ()
    problem: str = ""


class Local(NamedTuple):
    """An entity of one document, as part of the graph.

    Attributes:
        node: the IRI of what it is.
        places: where its mentions start and end, one after the other, in code points.
    """

    id: str
    node: str
    name: str
    aliases: Sequence[str]
    subtype: str
    places: Sequence[int]

    @property
    def mentions(self) -> int:
        """How often the document names it."""
        return len(self.places) // 2


def local_of(entity: Entity, node: str) -> Local:
    """An entity of a document, and of which node it is."""
    places = tuple(at for mention in entity.mentions for at in (mention.start, mention.end))
    return Local(entity.id, node, entity.name, entity.aliases, entity.subtype, places)


@dataclass(frozen=True, slots=True)
class Network:
    """The whole graph as plain values, sorted; what exports, the view and the RDF are made of.

    ``facts`` holds the good ones (asserted or under another modality), ``quarantined`` those
    that break a shape, ``quarantined_nodes`` such entities. ``records`` are the documents' records,
    sorted by id; where the network was made from an earlier one, those of unchanged documents only
    tell what the documents are. ``named`` has by their ids the entities of all documents.
    ``engine`` says what found the names and relations; ``edits`` are the lines of curation files,
    by file and line.
    """

    base: str
    nodes: tuple[Node, ...]
    facts: tuple[Fact, ...]
    records: tuple[Record, ...]
    quarantined: tuple[Fact, ...] = ()
    rejected: tuple[tuple[str, int], ...] = ()
    skipped: tuple[Skipped, ...] = field(default=())
    quarantined_nodes: tuple[Node, ...] = ()
    engine: str = "kg"
    named: Mapping[str, Sequence[Local]] = field(default_factory=dict, hash=False, repr=False)
    edits: tuple[Edited, ...] = ()

    def degrees(self) -> Counter[str]:
        """Of how many facts each node is an end, by IRI."""
        found = Counter(fact.subject for fact in self.facts)
        found.update(fact.object for fact in self.facts if fact.object != fact.subject)
        return found
