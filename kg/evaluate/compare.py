"""Two systems on the same gold: where they differ, and whether more than by chance."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.evaluate.measure import ALL, Mistake, Part, Score, Tally, evaluate
from kg.evaluate.sheets import Sheet, comparable

RESAMPLINGS = 10_000
_SEED = 20_240_601
_TAILS = (2.5, 97.5)
_BLOCK = 1000


@dataclass(frozen=True, slots=True)
class Chance:
    """What drawing the documents anew, many times, says of a difference in F1.

    Attributes:
        difference: F1 of the second system less that of the first.
        low, high: the middle 95 % of the differences over all drawings.
        p: how likely a difference at least this far from zero is by chance, two-sided.
        documents: how many documents there were to draw from.
    """

    difference: float
    low: float
    high: float
    p: float
    documents: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two systems, judged alike.

    Attributes:
        first, second: their scores.
        chance: for each part, what the difference is worth.
        only_first, only_second: mistakes that one makes and the other does not.
    """

    first: Score
    second: Score
    chance: Mapping[Part, Chance]
    only_first: tuple[Mistake, ...]
    only_second: tuple[Mistake, ...]

    def rows(self) -> Iterator[tuple[Part, str, Tally, Tally]]:
        """Entities, then relations: all together first, then by type or predicate."""
        sides = [
            {(part, label): tally for part, label, tally in score.rows()}
            for score in (self.first, self.second)
        ]
        known = sides[0].keys() | sides[1].keys()
        for part, label in sorted(known, key=lambda row: (row[0], row[1] != ALL, row[1])):
            first, second = (side.get((part, label), Tally()) for side in sides)
            yield part, label, first, second


def compare(gold: Sequence[Sheet], first: Iterable[Sheet], second: Iterable[Sheet]) -> Comparison:
    """Judge two systems on all gold documents."""
    one, one_by_document = evaluate(gold, first)
    two, two_by_document = evaluate(gold, second)
    ids = [sheet.id for sheet in gold]
    parts: tuple[Part, ...] = ("entity", "relation")
    chance = {
        part: bootstrap(
            [one_by_document[id_].overall(part) for id_ in ids],
            [two_by_document[id_].overall(part) for id_ in ids],
        )
        for part in parts
    }
    return Comparison(
        one,
        two,
        chance,
        tuple(_without(one.mistakes, two.mistakes)),
        tuple(_without(two.mistakes, one.mistakes)),
    )


def bootstrap(first: Sequence[Tally], second: Sequence[Tally]) -> Chance:
    """Draw documents anew with replacement, the same for both systems, and look at F1 each time.

    Both are lists by document. The draws are the same on every call.
    """
    count = len(first)
    counts = np.array([_counts(tallies) for tallies in (first, second)], dtype=np.float64)
    generator = np.random.default_rng(_SEED)
    differences = []
    for start in range(0, RESAMPLINGS, _BLOCK):
        drawn = generator.multinomial(
            count, [1 / count] * count, size=min(_BLOCK, RESAMPLINGS - start)
        )
        one, two = (_f1(drawn @ side) for side in counts)
        differences.append(two - one)
    spread = np.concatenate(differences)
    low, high = np.percentile(spread, _TAILS)
    observed = float(_f1(counts[1].sum(axis=0)) - _f1(counts[0].sum(axis=0)))
    # Both tails at zero; one is added, as the data as it is are one of the draws.
    tail = min(int((spread <= 0).sum()), int((spread >= 0).sum()))
    p = min(1.0, 2 * (tail + 1) / (RESAMPLINGS + 1))
    return Chance(observed, float(low), float(high), p, count)


def _counts(tallies: Sequence[Tally]) -> list[tuple[int, int, int]]:
    return [(tally.right, tally.wrong, tally.missed) for tally in tallies]


def _f1(counts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """F1 of each row of (right, wrong, missed)."""
    right, wrong, missed = counts[..., 0], counts[..., 1], counts[..., 2]
    given = 2 * right + wrong + missed
    return 2 * right / np.where(given > 0, given, 1.0)


def _without(mistakes: Iterable[Mistake], others: Iterable[Mistake]) -> Iterator[Mistake]:
    """The mistakes that are not among others, by document, kind, label and compared names."""
    known = {_key(other) for other in others}
    return (mistake for mistake in mistakes if _key(mistake) not in known)


def _key(mistake: Mistake) -> tuple[str, str, str, str, tuple[str, ...]]:
    names = tuple(map(comparable, mistake.names))
    return mistake.document, mistake.kind, mistake.part, mistake.label, names
