"""All statements of a graph as columns, for the page's own SPARQL engine.

Subjects that have the same predicates in the same graph are one group; a group has a column of
objects for each of its predicates. Terms stand in a dictionary, in the order in which the columns
first use them, so that the differences between the numbers of a column are small and mostly the
same: a hundred thousand statements take about 300 kB.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.explorer.evidence_block import holds_quote
from kg.graph import DOCUMENTS, QUARANTINE, document_iri
from kg.graph.blocks import text
from kg.model import Fact
from kg.rdf import Quad, RdfFormat, dump, dump_head, parse_text
from kg.schema import PREFIXES
from kg.view.layout.graph import ranges

#: A browser would take more than it has memory for.
MOST_STATEMENTS = 1_500_000

# How the engine writes Turtle. No literal holds a line break.
_SUBJECT_ENDS, _PREDICATE_ENDS, _OBJECT_ENDS = b" .\n", b" ;\n\t", b" , "
_TYPE = b"rdf:type"  # as a predicate, "a"
_SAME = ('"', '"@zh')  # texts that are the same in N-Triples end so
_OBJECT = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"\S*|[^\s",]\S*')

_Key = TypeVar("_Key", bound=Hashable)
_Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """Statements of one graph whose subjects have the same predicates; all by number of the term.

    Attributes:
        graph: -1 is the default graph.
        subjects: each as the difference to the one before.
        counts: for each predicate how many objects each subject has; empty where all have one.
        objects: for each predicate a column, each as the difference to the one before.
    """

    graph: int
    predicates: Sequence[int]
    subjects: Sequence[int]
    counts: Sequence[Sequence[int]]
    objects: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class StatementsBlock:
    """The dataset of ``graph.trig``.

    Attributes:
        terms: as in N-Triples; a number n stands for the quote of proof n as a plain literal, and
            -1 - n for its sentence.
        groups: in the order of their first subjects.
    """

    terms: Sequence[str | int]
    groups: Sequence[StatementGroup]
    count: int


def statements_block(
    turtle: bytes, quarantine: Iterable[Quad], base: str, quotes: Mapping[str, int]
) -> StatementsBlock | None:
    """The statements of a build.

    Args:
        turtle: all good ones as the engine writes them, each subject once: ``graph.ttl``.
        quarantine: the others.
        base: what the IRIs of entities start with.
        quotes: the terms that need not be written, with their numbers (:func:`quoted`).

    Returns:
        None where there are more than :data:`MOST_STATEMENTS`.
    """
    said = _Said()
    said.add(turtle)
    document = f"<{document_iri(base, '')[:-1]}"
    subjects = _in_n_triples(said.subjects)
    graphs = [str(DOCUMENTS) if name.startswith(document) else "" for name in subjects]
    bad = (quad.triple for quad in quarantine)
    said.add(dump(bad, RdfFormat.TURTLE, PREFIXES))
    graphs += [str(QUARANTINE)] * (len(said.subjects) - len(graphs))
    if len(said.of) > MOST_STATEMENTS:
        return None
    terms = _Numbers[bytes]()
    groups = list(_groups(said, graphs, terms))
    total = sum(len(column) for group in groups for column in group.objects)
    if total > MOST_STATEMENTS:
        return None
    order, number = _by_first_use([column for group in groups for column in group.columns()])
    names = _in_n_triples(terms)
    return StatementsBlock(
        [quotes.get(name, name) for name in map(names.__getitem__, order.tolist())],
        [group.written(number) for group in groups],
        total,
    )


def quoted(facts: Iterable[Fact]) -> dict[str, int]:
    """Quotes and sentences that the block of evidence holds, as terms, with their numbers.

    Args:
        facts: those of the block, in its order.
    """
    found: dict[str, int] = {}
    proofs = (proof for fact in facts for proof in fact.proofs)
    for number, proof in enumerate(proofs):
        found.setdefault(proof.evidence.text, number)
        if holds_quote(proof.evidence):
            found.setdefault(proof.evidence.sentence, -1 - number)
    terms: dict[str, int] = {}
    for words, number in found.items():
        terms.setdefault(_plain(words), number)
    return terms


def _plain(words: str) -> str:
    """A plain literal in N-Triples; in most nothing needs a backslash."""
    if words.isprintable() and '"' not in words and "\\" not in words:
        return f'"{words}"'
    return str(text(words))


class _Numbers(defaultdict[_Key, int]):
    """Gives each new key the next number."""

    def __init__(self) -> None:
        super().__init__(count().__next__)

    def of(self, keys: Iterable[_Key]) -> _Whole:
        """The numbers of some keys."""
        return _whole(list(map(self.__getitem__, keys)))


@dataclass(slots=True)
class _Said:
    """Turtle cut up.

    Attributes:
        subjects: as they are written.
        pairs: predicates with all their objects, as they are written: most are said of many.
        of: the numbers of the pairs that are said of the subjects, one subject after the other.
        ends: for each subject where its own end in ``of``.
    """

    subjects: list[bytes] = field(default_factory=list)
    pairs: _Numbers[bytes] = field(default_factory=_Numbers)
    of: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, turtle: bytes) -> None:
        """Take in more statements."""
        of, number = self.of, self.pairs.__getitem__
        for block in turtle.split(_SUBJECT_ENDS):
            if block and not block.startswith(b"@prefix "):
                subject, _, rest = block.partition(b" ")
                self.subjects.append(subject)
                of += map(number, rest.split(_PREDICATE_ENDS))
                self.ends.append(len(of))

    def cut(self, terms: _Numbers[bytes]) -> tuple[_Whole, _Whole, _Whole]:
        """The predicate of each pair, the objects of all, and how many objects each has."""
        predicates, objects, counts = [], [], []
        for pair in self.pairs:
            predicate, rest = pair.split(b" ", 1)
            found = [rest]
            if _OBJECT_ENDS in rest:
                found = _OBJECT.findall(rest) if b'"' in rest else rest.split(_OBJECT_ENDS)
            predicates.append(_TYPE if predicate == b"a" else predicate)
            objects += found
            counts.append(len(found))
        return terms.of(predicates), terms.of(objects), _whole(counts)


@dataclass(slots=True)
class _Group:
    """A group whose terms have other numbers yet; ``graph`` has one or none."""

    graph: _Whole
    predicates: _Whole
    subjects: _Whole
    counts: list[_Whole]
    objects: list[_Whole]

    def columns(self) -> list[_Whole]:
        """The terms in the order in which they get their numbers."""
        return [self.graph, self.predicates, self.subjects, *self.objects]

    def written(self, number: _Whole) -> StatementGroup:
        """The group by the new numbers of the terms."""
        return StatementGroup(
            graph=int(number[self.graph[0]]) if len(self.graph) else -1,
            predicates=number[self.predicates].tolist(),
            subjects=_differences(number[self.subjects]),
            counts=[[] if (counts == 1).all() else counts.tolist() for counts in self.counts],
            objects=[_differences(number[column]) for column in self.objects],
        )


def _groups(said: _Said, graphs: Sequence[str], terms: _Numbers[bytes]) -> Iterator[_Group]:
    """The groups in the order of their first subjects."""
    predicates, objects, counts = said.cut(terms)
    first = np.cumsum(counts) - counts
    subjects, of, ends = terms.of(said.subjects), _whole(said.of), _whole(said.ends)
    keys = predicates[of].tobytes()
    cuts = pairwise([0, *(ends * predicates.itemsize).tolist()])
    numbers = _Numbers[tuple[str, bytes]]()
    group = numbers.of((graph, keys[a:b]) for graph, (a, b) in zip(graphs, cuts, strict=True))
    order = np.argsort(group, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(group[order])) + 1)
    for (graph, key), rows in zip(numbers, members, strict=False):
        size = len(key) // predicates.itemsize
        columns = [of[ends[rows] - back] for back in range(size, 0, -1)]
        yield _Group(
            graph=terms.of([graph.encode()] if graph else []),
            predicates=np.frombuffer(key, np.int64),
            subjects=subjects[rows],
            counts=[counts[pairs] for pairs in columns],
            objects=[objects[ranges(first[pairs], counts[pairs])[0]] for pairs in columns],
        )


def _by_first_use(columns: Sequence[_Whole]) -> tuple[_Whole, _Whole]:
    """The terms of the columns in the order of their first use, and the place of each in it."""
    used = np.concatenate([_whole([]), *columns])
    first = np.empty(used.max(initial=-1) + 1, np.int64)
    first[used[::-1]] = np.arange(len(used))[::-1]  # of several the last one stays
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return order, place


def _in_n_triples(terms: Iterable[bytes]) -> list[str]:
    """Terms as the engine writes them in Turtle → in N-Triples."""
    names = [term.decode("utf-8") for term in terms]
    other = [
        n for n, name in enumerate(names) if not name.startswith("<") and not name.endswith(_SAME)
    ]
    if other:
        objects = " , ".join([names[number] for number in other])
        written = f"<x:> <x:> {objects} .".encode()
        found = parse_text(dump_head(RdfFormat.TURTLE, PREFIXES) + written, RdfFormat.TURTLE)
        for number, quad in zip(other, found, strict=True):
            names[number] = str(quad.object)
    return names


def _whole(numbers: Sequence[int]) -> _Whole:
    return np.array(numbers, np.int64)


def _differences(numbers: _Whole) -> list[int]:
    found: list[int] = np.diff(numbers, prepend=0).tolist()
    return found
