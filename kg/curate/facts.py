"""What edits say of facts: reject, add; and the record of what a curation file states."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.curate.edits import Cell, Edit
from kg.curate.names import Things
from kg.curate.table import closest
from kg.curate.work import Ledger, Shapes
from kg.errors import CurationError
from kg.model import Claim, Document, Entity, Evidence, Mention, Record, Span
from kg.resolve import Key
from kg.schema import Predicate, Schema
from kg.text import name_key

_Fact = tuple[int, str, int]
_ADDED = ("new", "add")
_STATES = ("name", "relation", "other", "role", "time")


@dataclass
class Facts:
    """What edits say of facts, the ends by the homes of things.

    Attributes:
        rejected: by core relation and ends, either way round for a symmetric relation; with the
            finer relation (``""`` for all) and the edit that says so.
        added: the finest relation, by edit.
    """

    rejected: dict[_Fact, list[tuple[str, Edit]]] = field(default_factory=dict)
    added: dict[Edit, Predicate] = field(default_factory=dict)


def read_facts(
    edits: Sequence[Edit], things: Things, shapes: Shapes, schema: Schema, ledger: Ledger
) -> Facts:
    """Who and what is meant by the edits that reject and add facts."""
    facts = Facts()
    for edit in edits:
        try:
            relation = _relation(edit, schema)
            if edit["role"] and (relation.parent or relation.name) != "memberOf":
                raise edit.error("a role goes with memberOf alone")
        except CurationError as error:
            ledger.errors.append(error)
            continue
        try:
            ends = things.find(edit, "name"), things.find(edit, "other")
            if edit.action == "add":
                _check_ends(edit, ends, relation, shapes, schema)
        except CurationError as error:
            ledger.failed(edit, error)
            continue
        shapes.about[edit] = ends
        if edit.action == "add":
            facts.added[edit] = relation
        else:
            _reject(edit, _fact(ends, relation, shapes), relation, schema, facts)
    for edit, relation in facts.added.items():
        core, *_ = [relation.parent or relation.name]
        for finer, other in facts.rejected.get(_fact(shapes.about[edit], relation, shapes), ()):
            if finer in ("", relation.name) or finer == core:
                first, last = sorted((edit, other), key=lambda each: (each.file, each.line))
                ledger.contradicts(last, f"this fact is {_done(last)} here and {_done(first)} by "
                                   f"{first.where}")  # fmt: skip
    return facts


def _done(edit: Edit) -> str:
    return "added" if edit.action == "add" else "rejected"


def _relation(edit: Edit, schema: Schema) -> Predicate:
    text = edit["relation"].removeprefix("kg:")
    for relation in schema.predicates.values():
        if text.lower() in (relation.name.lower(), relation.en.lower()) or text == relation.zh:
            return relation
    known = {*schema.predicates, *(each.zh for each in schema.predicates.values())}
    raise edit.error(f"no relation is called {text}", closest(text, known))


def _check_ends(
    edit: Edit, ends: tuple[int, int], relation: Predicate, shapes: Shapes, schema: Schema
) -> None:
    one, other = (shapes.type_of(number)[0] for number in ends)
    if shapes.home(ends[0]) == shapes.home(ends[1]):
        raise edit.error(f"{edit['name']} and {edit['other']} are one entity")
    if not schema.admits(relation.name, one, other):
        both = " of one type" if relation.one_type else ""
        raise edit.error(
            f"{relation.name} joins {_any(relation.domain)} to {_any(relation.range)}{both}, but "
            f"{shapes.shown(ends[0])} is {_any({one})} and {shapes.shown(ends[1])} {_any({other})}"
        )


def _any(types: set[str] | frozenset[str]) -> str:
    return " or ".join(sorted(types))


def _fact(ends: tuple[int, ...], relation: Predicate, shapes: Shapes) -> _Fact:
    one, other = (shapes.home(number) for number in ends)
    return one, relation.parent or relation.name, other


def _reject(edit: Edit, fact: _Fact, relation: Predicate, schema: Schema, facts: Facts) -> None:
    finer = relation.name if relation.parent else ""
    facts.rejected.setdefault(fact, []).append((finer, edit))
    one, core, other = fact
    if schema.predicates[core].symmetric:
        known = schema.predicates.get(finer)
        back = known.inverse if known and known.inverse in schema.predicates else finer
        facts.rejected.setdefault((other, core, one), []).append((back, edit))


def without_rejected(
    records: Sequence[Record],
    homes: Mapping[Key, int],
    facts: Facts,
    shapes: Shapes,
    ledger: Ledger,
) -> tuple[Sequence[Record], int]:
    """The records without the claims that a person rejects, and how many those are."""
    if not facts.rejected and not shapes.hidden:
        return records, 0
    hits: Counter[Edit] = Counter()
    kept_records = []
    total = 0
    for record in records:
        kept = []
        for claim in record.claims:
            ends = [homes.get(Key(record.id, end), -1) for end in (claim.subject, claim.object)]
            rejecting = [
                edit
                for finer, edit in facts.rejected.get((ends[0], claim.predicate, ends[1]), ())
                if finer in ("", claim.subpredicate)
            ]
            hits.update(rejecting)
            if rejecting or not shapes.hidden.keys().isdisjoint(ends):
                total += 1
            else:
                kept.append(claim)
        same = len(kept) == len(record.claims)
        kept_records.append(record if same else replace(record, claims=tuple(kept)))
    for edit in {edit: 0 for found in facts.rejected.values() for _, edit in found}:
        if not hits[edit]:
            ledger.failed(edit, edit.error("no document states this fact"))
    return kept_records, total


class Statement:
    """The record of a curation file, as its edits are found to state something."""

    def __init__(self, document: Document, shapes: Shapes) -> None:
        self._document = document
        self._shapes = shapes
        self._mentions: dict[int, list[Mention]] = {}
        self._claims: list[Claim] = []

    @property
    def members(self) -> Mapping[int, Key]:
        """The entities that it names, by the home of the thing."""
        return {home: Key(self._document.id, self._id(home)) for home in self._mentions}

    def take(self, edit: Edit, relation: Predicate | None) -> None:
        """Put in what an edit states: an entity, or a fact by its finest relation."""
        numbers = self._shapes.about[edit]
        for column, number in zip(("name", "other"), numbers, strict=False):
            self._mention(edit, edit.cells[column], self._shapes.home(number))
        if relation is None:
            return
        one, other = (self._id(self._shapes.home(number)) for number in numbers)
        self._claims.append(
            Claim(
                subject=one,
                predicate=relation.parent or relation.name,
                object=other,
                evidence=self._evidence(edit),
                role=edit["role"],
                time=edit["time"],
                by=edit.producer,
                subpredicate=relation.name if relation.parent else "",
            )
        )

    def _mention(self, edit: Edit, cell: Cell, home: int) -> None:
        type_, subtype = self._shapes.type_of(home)
        span = _name_within(cell, self._shapes.things, self._document.text)
        mention = Mention(
            span.start, span.end, span.of(self._document.text), type_, subtype, edit.producer
        )
        self._mentions.setdefault(home, []).append(mention)

    def _id(self, home: int) -> str:
        return f"e{list(self._mentions).index(home) + 1}"

    def _evidence(self, edit: Edit) -> Evidence:
        spans = [edit.cells[column].span for column in _STATES if column in edit.cells]
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        text = self._document.text
        return Evidence(span.start, span.end, span.of(text), edit.span.start, edit.span.of(text))

    def record(self) -> Record:
        """All of it."""
        document = self._document
        return Record(
            id=document.id,
            source=document.source,
            text_sha256=document.text_sha256,
            encoding=document.encoding,
            entities=tuple(self._entity(home) for home in self._mentions),
            claims=tuple(self._claims),
        )

    def _entity(self, home: int) -> Entity:
        type_, subtype = self._shapes.type_of(home)
        mentions = tuple(sorted(self._mentions[home]))
        known = {name_key(name) for part in self._shapes.parts(home) for name in part.names}
        known |= {name_key(name) for name in self._shapes.more.get(home, ())}
        texts = (mention.text for mention in mentions if name_key(mention.text) in known)
        name = next(texts, self._shapes.shown(home))
        return Entity(self._id(home), type_, name, mentions, subtype)


def _name_within(cell: Cell, things: Things, text: str) -> Span:
    """Where the name stands in a cell that may have a type before it."""
    type_, name = things.typed(cell.text)
    end = cell.span.end
    start = end - len(name)
    is_there = type_ and start >= cell.span.start and text[start:end] == name
    return Span(start, end) if is_there else cell.span
