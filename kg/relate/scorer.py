"""The trained scorer: how likely the text states each relation between two mentions.

One logistic regression a class over the features of ``kg.relate.pairs``. A class is a predicate
with the way it runs, ``"visited>"`` from the left mention to the right one, ``"visited<"`` back;
symmetric predicates have only the first. Weights are made by ``training/relations.py``.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.relate.pairs import Pair

# A pattern lifts the margin of its class by this much, and by the log odds of its score.
_PRIOR = 4.0
_BACKED = 0.1
_WEIGHTS = Path(__file__).resolve().parent / "relations.npz"


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights by feature and class.

    Attributes:
        classes: predicate and way, ``"memberOf>"``.
        columns: where a feature's weights stand, by feature.
        weights: (features, classes).
        bias: by class.
        thresholds: the least probability to assert a predicate with, by predicate.
    """

    classes: tuple[str, ...]
    columns: dict[str, int]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    thresholds: dict[str, float]

    def score(self, pairs: Sequence[Pair]) -> npt.NDArray[np.float32]:
        """The probability of every class for each pair."""
        rows = [pair.features for pair in pairs]
        columns = self.columns
        found = [[columns[f] for f in row if f in columns] for row in rows]
        total = np.tile(self.bias, (len(rows), 1)) + prior_margins(pairs, self.classes)
        flat = np.fromiter((c for row in found for c in row), dtype=np.int64)
        if len(flat):
            owner = np.repeat(np.arange(len(rows)), [len(row) for row in found])
            starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
            weights = np.take(self.weights, flat, axis=0)
            total[owner[starts]] += np.add.reduceat(weights, starts, axis=0)
        total = np.clip(total, -30, 30)
        probability: npt.NDArray[np.float32] = (1 / (1 + np.exp(-total))).astype(np.float32)
        return probability


def least(threshold: float, *, backed: bool) -> float:
    """The least probability to assert a relation with, given the threshold of its predicate.

    What a pattern found in a clause the scorer must only not think unlikely.
    """
    return min(threshold, _BACKED) if backed else threshold


def prior_margins(pairs: Sequence[Pair], classes: Sequence[str]) -> npt.NDArray[np.float32]:
    """What the patterns that joined the pairs add to the margin of each class."""
    place = {class_: column for column, class_ in enumerate(classes)}
    margins = np.zeros((len(pairs), len(classes)), dtype=np.float32)
    for row, pair in enumerate(pairs):
        if pair.hits:
            for class_, score in pair.priors().items():
                if class_ in place:
                    margins[row, place[class_]] = _PRIOR + math.log(score / (1.001 - score))
    return margins


def read_scorer(path: Path) -> Scorer:
    """A scorer from a weights file: plain arrays, no pickles."""
    with np.load(path, allow_pickle=False) as arrays:
        classes = tuple(bytes(arrays["classes"]).decode().split("\n"))
        features = bytes(arrays["features"]).decode().split("\n")
        predicates = bytes(arrays["predicates"]).decode().split("\n")
        return Scorer(
            classes=classes,
            columns=dict(zip(features, range(len(features)), strict=True)),
            weights=arrays["weights"].astype(np.float32),
            bias=arrays["bias"].astype(np.float32),
            thresholds=dict(zip(predicates, arrays["thresholds"].tolist(), strict=True)),
        )


@cache
def load_scorer() -> Scorer | None:
    """The scorer that ships with kg, read once; None where it was left out."""
    return read_scorer(_WEIGHTS) if _WEIGHTS.is_file() else None
