"""The values that the steps of the layout meet in, and the sums they share.

Why the same bytes come out everywhere: IEEE 754 rounds ``+ - * /`` and square roots in one way, so
only these are used on floats; and a sum of floats is taken by ``bincount``, which adds in the order
of its input, never by ``sum``, whose order depends on the processor.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Graph:
    """What is laid out.

    Attributes:
        links: pairs of nodes, each pair once, the smaller number first, sorted.
        weight: how strongly each link pulls.
        mass: how strongly each node pushes.
        part: the connected part of each node.
        group: the community of each node.
    """

    links: Integers
    weight: Floats
    mass: Floats
    part: Integers
    group: Integers

    @property
    def count(self) -> int:
        """How many nodes."""
        return len(self.mass)


def total(index: Integers, values: Floats, count: int) -> Floats:
    """Sums of values by index, added in the order in which they stand."""
    return np.bincount(index, weights=values, minlength=count).astype(np.float64, copy=False)


def totals(index: Integers, points: Floats, count: int) -> Floats:
    """Sums of points by index."""
    return np.stack([total(index, points[:, axis], count) for axis in (0, 1)], axis=1)


def joined(ends: Integers, values: Floats, count: int) -> tuple[Integers, Floats]:
    """Links between ends, each once, the smaller number first, sorted; what is joined adds up.

    Args:
        ends: pairs of numbers, in any order; pairs of one number with itself are left out.
        values: what each pair counts.
        count: above all numbers.
    """
    low, high = ends.min(axis=1), ends.max(axis=1)
    outer = low != high
    keys, inverse = np.unique((low * count + high)[outer], return_inverse=True)
    links = np.stack([keys // max(1, count), keys % max(1, count)], axis=1)
    return links, total(inverse, values[outer], len(keys))


def rank_within(keys: Integers) -> Integers:
    """The place of each element among those before it with the same key, from 0."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    lengths = np.diff(np.r_[starts, len(keys)])
    rank = np.empty(len(keys), dtype=np.int64)
    rank[order] = np.arange(len(keys)) - np.repeat(starts, lengths)
    return rank


def ranges(starts: Integers, lengths: Integers) -> tuple[Integers, Integers]:
    """All the numbers of several ranges, and which range each is from."""
    owner = np.repeat(np.arange(len(starts)), lengths)
    before = np.cumsum(lengths) - lengths
    return np.arange(len(owner)) - before[owner] + starts[owner], owner


def spiral(count: int) -> Floats:
    """Points on a sunflower's spiral, one unit of area for each, the same everywhere.

    Each is the one before turned by the golden angle, given as numbers because sine and cosine
    differ between libraries; the turns are doubled, not repeated, so few roundings add up.
    """
    turned = np.array([[1.0, 0.0]])
    x, y = -0.7373688780783197, 0.6754902942615238
    while len(turned) < count:
        a, b = turned[:, 0], turned[:, 1]
        turned = np.concatenate([turned, np.stack([a * x - b * y, a * y + b * x], axis=1)])
        x, y = x * x - y * y, 2.0 * x * y
    points: Floats = turned[:count]
    return points * np.sqrt(np.arange(count) / 3.141592653589793)[:, None]
