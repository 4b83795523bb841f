"""Binary logistic regression on sparse 0/1 features, L2, by L-BFGS, in plain numpy."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows: the columns of all rows one after the other, and where each row begins."""

    columns: Ints
    starts: Ints

    @classmethod
    def of(cls, rows: list[list[int]]) -> "Rows":
        """Rows from lists of columns."""
        lengths = np.array([len(row) for row in rows], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths)])
        return cls(np.fromiter((c for row in rows for c in row), dtype=np.int64), starts)

    def take(self, which: Ints) -> "Rows":
        """The rows of these numbers."""
        lengths = self.starts[which + 1] - self.starts[which]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        offsets = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths)
        return Rows(self.columns[np.repeat(self.starts[which], lengths) + offsets], starts)

    def dot(self, weights: Floats) -> Floats:
        """For each row the sum of the weights of its columns."""
        sums = np.concatenate([[0.0], np.cumsum(weights[self.columns])])
        return sums[self.starts[1:]] - sums[self.starts[:-1]]

    def spread(self, values: Floats, width: int) -> Floats:
        """For each column the sum of the values of the rows that have it."""
        lengths = np.diff(self.starts)
        return np.bincount(self.columns, np.repeat(values, lengths), minlength=width)


def fit(
    rows: Rows, labels: Floats, importance: Floats, prior: Floats, *, width: int, l2: float
) -> tuple[Floats, float]:
    """Weights by column, and the bias, that minimise the weighted log loss plus L2.

    ``prior`` is added to the margin of each row as it is.
    """

    def loss(point: Floats) -> tuple[float, Floats]:
        weights, bias = point[:-1], point[-1]
        margin = rows.dot(weights) + bias + prior
        value = importance @ (np.logaddexp(0, margin) - labels * margin)
        error = importance * (1 / (1 + np.exp(-margin)) - labels)
        gradient = np.append(rows.spread(error, width) + l2 * weights, error.sum())
        return float(value + 0.5 * l2 * weights @ weights), gradient

    start = np.zeros(width + 1)
    share = float(importance @ labels) / max(float(importance.sum()), 1e-9)
    start[-1] = np.log((share + 1e-4) / (1 - share + 1e-4))
    best = minimise(loss, start)
    return best[:-1], float(best[-1])


def minimise(
    loss: Callable[[Floats], tuple[float, Floats]], point: Floats, rounds: int = 60, memory: int = 8
) -> Floats:
    """L-BFGS with a backtracking line search."""
    value, gradient = loss(point)
    past: deque[tuple[Floats, Floats, float]] = deque(maxlen=memory)
    for _ in range(rounds):
        direction = -_two_loops(gradient, past)
        slope = float(gradient @ direction)
        if slope > -1e-9:
            break
        step = 1.0 if past else min(1.0, 1.0 / float(np.abs(gradient).sum()))
        while True:
            new_value, new_gradient = loss(point + step * direction)
            if new_value <= value + 1e-4 * step * slope or step < 1e-8:
                break
            step *= 0.5
        moved, turned = step * direction, new_gradient - gradient
        curvature = float(moved @ turned)
        if curvature > 1e-12:
            past.append((moved, turned, 1 / curvature))
        point = point + moved
        if abs(value - new_value) < 1e-6 * max(1.0, abs(value)):
            break
        value, gradient = new_value, new_gradient
    return point


def _two_loops(gradient: Floats, past: deque[tuple[Floats, Floats, float]]) -> Floats:
    turned = gradient.copy()
    factors = []
    for moved, change, inverse in reversed(past):
        factor = inverse * float(moved @ turned)
        turned -= factor * change
        factors.append(factor)
    if past:
        moved, change, _ = past[-1]
        turned *= float(moved @ change) / float(change @ change)
    for (moved, change, inverse), factor in zip(past, reversed(factors), strict=True):
        turned += (factor - inverse * float(change @ turned)) * moved
    return turned
