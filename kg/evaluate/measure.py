"""The measure: see ``kg.evaluate``."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from kg.evaluate.sheets import Edge, Sheet, comparable
from kg.schema import default_schema

ALL = "ALL"

_CHAINS = ("locatedIn", "partOf")

Part = Literal["entity", "relation"]


Kind = Literal["missed", "wrong"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something missed or wrong: what kind, of which type or predicate, and its name or ends."""

    document: str
    kind: Kind
    part: Part
    label: str
    names: tuple[str, ...]

    @property
    def what(self) -> str:
        """The name, or the two ends."""
        return " → ".join(self.names)


@dataclass(frozen=True, slots=True, order=True)
class Tally:
    """How many were right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what the system gave that is right, 0 where it gave nothing."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of gold that was found, 0 where there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """The judgement of one document or of several: tallies by part and label, and the mistakes."""

    tallies: Mapping[tuple[Part, str], Tally]
    mistakes: tuple[Mistake, ...]

    def overall(self, part: Part) -> Tally:
        """All types, or all predicates, together."""
        return sum((t for (p, _), t in self.tallies.items() if p == part), Tally())

    def rows(self) -> Iterator[tuple[Part, str, Tally]]:
        """Entities, then relations: all together first, then by label."""
        parts: tuple[Part, ...] = ("entity", "relation")
        for part in parts:
            yield part, ALL, self.overall(part)
            for (p, label), tally in sorted(self.tallies.items()):
                if p == part:
                    yield part, label, tally


def evaluate(gold: Sequence[Sheet], system: Iterable[Sheet]) -> tuple[Score, dict[str, Score]]:
    """Judge a system on all gold documents; one that it gave nothing for is missed whole.

    Returns:
        The score of all together, and that of each document by its id.
    """
    given = {sheet.id: sheet for sheet in system}
    scores = {g.id: judge(g, given.get(g.id, Sheet(g.id, (), ()))) for g in gold}
    total: defaultdict[tuple[Part, str], Tally] = defaultdict(Tally)
    for score in scores.values():
        for label, tally in score.tallies.items():
            total[label] += tally
    mistakes = tuple(mistake for score in scores.values() for mistake in score.mistakes)
    return Score(dict(total), mistakes), scores


def judge(gold: Sheet, system: Sheet) -> Score:
    """Judge one document."""
    counts: Counter[tuple[Part, str, str]] = Counter()
    mistakes: list[Mistake] = []
    for part, outcomes in (
        ("entity", _judge_things(gold, system)),
        ("relation", _judge_edges(gold, system)),
    ):
        part_name: Part = "entity" if part == "entity" else "relation"
        for outcome, label, names in outcomes:
            counts[part_name, label, outcome] += 1
            if outcome != "right":
                kind: Kind = "wrong" if outcome == "wrong" else "missed"
                mistakes.append(Mistake(gold.id, kind, part_name, label, names))
    tallies = {
        (part, label): Tally(*(counts[part, label, o] for o in ("right", "wrong", "missed")))
        for part, label in {(part, label) for part, label, _ in counts}
    }
    return Score(tallies, tuple(mistakes))


# An outcome is ("right" | "wrong" | "missed", type or predicate, the name or those of the ends).
_Outcome = tuple[str, str, tuple[str, ...]]


def _judge_things(gold: Sheet, system: Sheet) -> Iterator[_Outcome]:
    found, explained = _pair(gold, system)
    for thing in gold.things:
        if not thing.optional:
            yield ("right" if thing.id in found else "missed"), thing.type, (thing.name,)
    free = frozenset[str]().union(*(thing.keys for thing in gold.things if thing.optional))
    for thing in system.things:
        if thing.id not in explained and not thing.keys & free:
            yield "wrong", thing.type, (thing.name,)


def _pair(gold: Sheet, system: Sheet) -> tuple[set[str], set[str]]:
    """Ids of the gold things that are found, and of the system's things that found one.

    The best pairs are taken first: with a required thing, of the same main name, sharing most
    names. An optional thing may be found many times, a required one once.
    """
    pairs = []
    for s, g in product(system.things, gold.things):
        shared = len(s.keys & g.keys)
        if shared and s.type == g.type:
            rank = (g.optional, comparable(s.name) != comparable(g.name), -shared, s.id, g.id)
            pairs.append((rank, s, g))
    found: set[str] = set()
    explained: set[str] = set()
    for _, s, g in sorted(pairs, key=lambda pair: pair[0]):
        if s.id not in explained and (g.optional or g.id not in found):
            explained.add(s.id)
            found.add(g.id)
    return found, explained


def _judge_edges(gold: Sheet, system: Sheet) -> Iterator[_Outcome]:
    optional = {thing.id for thing in gold.things if thing.optional}
    required = {_undirected(edge) for edge in gold.edges}
    free = {_undirected(edge) for edge in gold.optional_edges}
    free |= _implied({*gold.edges, *gold.optional_edges})
    ends = {s.id: frozenset(g.id for g in gold.things if s.keys & g.keys) for s in system.things}
    names = {thing.id: thing.name for thing in system.things}
    found: set[Edge] = set()
    given = (*system.edges, *system.optional_edges)  # only gold may call something optional
    for edge in dict.fromkeys(map(_undirected, given)):
        subject, predicate, object_ = edge
        subjects = ends.get(subject, frozenset())
        objects = ends.get(object_, frozenset())
        meant = {_undirected((a, predicate, b)) for a, b in product(subjects, objects)}
        if meant & required:
            found |= meant & required
        elif not meant & free and not (subjects | objects) & optional:
            yield "wrong", predicate, (names.get(subject, "?"), names.get(object_, "?"))
    gold_names = {thing.id: thing.name for thing in gold.things}
    for edge in dict.fromkeys(map(_undirected, gold.edges)):
        both = (gold_names[edge[0]], gold_names[edge[2]])
        yield ("right" if edge in found else "missed"), edge[1], both


def _undirected(edge: Edge) -> Edge:
    """A symmetric relation in one of its two directions; others as they are."""
    subject, predicate, object_ = edge
    relation = default_schema().predicates.get(predicate)
    if relation and relation.symmetric and object_ < subject:
        return object_, predicate, subject
    return edge


def _implied(edges: Iterable[Edge]) -> set[Edge]:
    """What follows from chains: a part of a part is a part, and lies where the whole lies."""
    stated = {edge for edge in edges if edge[1] in _CHAINS}
    known = set(stated)
    fresh = stated
    while fresh:
        longer = {
            (a, "partOf" if p == q == "partOf" else "locatedIn", d)
            for (a, p, b), (c, q, d) in product(known, known)
            if b == c and a != d
        }
        fresh = longer - known
        known |= fresh
    return known - stated
