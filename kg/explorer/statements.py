"""All statements of a graph as columns, for the page's own SPARQL engine.

Subjects that have the same predicates in the same graph are one group; a group has a column of
objects for each of its predicates. Terms stand in a dictionary, in the order in which the columns
first use them, so that the differences between the numbers of a column are small and mostly the
same: a hundred thousand statements take about 300 kB.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, pairwise
from operator import itemgetter

from kg.explorer.evidence_block import holds_quote
from kg.graph import DOCUMENTS, QUARANTINE, document_iri
from kg.graph.blocks import text
from kg.model import Fact
from kg.rdf import Quad

#: A browser would take more than it has memory for.
MOST_STATEMENTS = 1_500_000

Line = tuple[str, str, str]
_DEFAULT = ""


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


@dataclass(slots=True)
class _Group:
    subjects: list[str] = field(default_factory=list)
    counts: list[list[int]] = field(default_factory=list)
    objects: list[list[str]] = field(default_factory=list)

    def add(self, subject: str, objects: Sequence[Sequence[str]]) -> None:
        self.subjects.append(subject)
        if not self.objects:
            self.objects = [[] for _ in objects]
            self.counts = [[] for _ in objects]
        for number, found in enumerate(objects):
            self.counts[number].append(len(found))
            self.objects[number] += found


def statements_block(
    triples: bytes, quarantine: Iterable[Quad], base: str, quotes: Mapping[str, int]
) -> StatementsBlock | None:
    """The statements of a build.

    Args:
        triples: all good ones in N-Triples, those of a subject together: ``graph.nt``.
        quarantine: the others.
        base: what the IRIs of entities start with.
        quotes: the terms that need not be written, with their numbers (:func:`quoted`).

    Returns:
        None where there are more than :data:`MOST_STATEMENTS`.
    """
    count = triples.count(b"\n")
    if count > MOST_STATEMENTS:
        return None
    groups: dict[tuple[str, tuple[str, ...]], _Group] = defaultdict(_Group)
    document = f"<{document_iri(base, '')[:-1]}"
    named = str(DOCUMENTS)
    for subject, pairs in _by_subject(_lines(triples)):
        graph = named if subject.startswith(document) else _DEFAULT
        _add(groups, graph, subject, pairs)
    bad = [(str(q.subject), str(q.predicate), str(q.object)) for q in quarantine]
    for subject, pairs in _by_subject(bad):
        _add(groups, str(QUARANTINE), subject, pairs)
    return _numbered(groups, quotes, count + len(bad))


def quoted(facts: Iterable[Fact]) -> dict[str, int]:
    """Quotes and sentences that the block of evidence holds, as terms, with their numbers.

    Args:
        facts: those of the block, in its order.
    """
    found: dict[str, int] = {}
    proofs = (proof for fact in facts for proof in fact.proofs)
    for number, proof in enumerate(proofs):
        found.setdefault(str(text(proof.evidence.text)), number)
        if holds_quote(proof.evidence):
            found.setdefault(str(text(proof.evidence.sentence)), -1 - number)
    return found


def _lines(triples: bytes) -> Iterator[Line]:
    for line in triples.decode("utf-8").split("\n"):
        if line:
            subject, predicate, rest = line.split(" ", 2)
            yield subject, predicate, rest[:-2]


def _by_subject(lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
    for subject, found in groupby(lines, key=itemgetter(0)):
        yield subject, list(found)


def _add(
    groups: dict[tuple[str, tuple[str, ...]], _Group],
    graph: str,
    subject: str,
    lines: Sequence[Line],
) -> None:
    objects: dict[str, list[str]] = {}
    for _, predicate, object_ in lines:
        objects.setdefault(predicate, []).append(object_)
    groups[graph, tuple(objects)].add(subject, list(objects.values()))


def _numbered(
    groups: Mapping[tuple[str, tuple[str, ...]], _Group], quotes: Mapping[str, int], count: int
) -> StatementsBlock:
    """The groups with numbers for terms."""
    numbers: dict[str, int] = {}

    def number(term: str) -> int:
        return numbers.setdefault(term, len(numbers))

    written = [
        StatementGroup(
            graph=number(graph) if graph else -1,
            predicates=[number(predicate) for predicate in predicates],
            subjects=_differences(map(number, group.subjects)),
            counts=[[] if set(counts) == {1} else counts for counts in group.counts],
            objects=[_differences(map(number, column)) for column in group.objects],
        )
        for (graph, predicates), group in groups.items()
    ]
    return StatementsBlock([quotes.get(term, term) for term in numbers], written, count)


def _differences(numbers: Iterable[int]) -> list[int]:
    return [after - before for before, after in pairwise(chain((0,), numbers))]
