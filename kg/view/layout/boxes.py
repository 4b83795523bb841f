"""Places for nodes whose names are always to be read: no two boxes lie on each other."""

from collections.abc import Sequence

import numpy as np

from kg.view.layout import place
from kg.view.layout.graph import Floats, Integers, ranges, totals

_RADIUS = 0.55  # of the disc that stands for a box, by the side of a square as large
_ROUNDS = 100
_FARTHEST = 40.0  # pixels that a box moves in a round, at most


def place_boxes(
    boxes: Sequence[tuple[float, float]], links: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Positions in whole pixels for nodes that take up ``boxes`` (width, height).

    Args:
        boxes: the room that a node and its label need.
        links: pairs of nodes by their numbers, as for ``place``.
    """
    size = np.array(boxes, dtype=np.float64).reshape(-1, 2)
    radius = _RADIUS * np.sqrt(size[:, 0] * size[:, 1])
    pairs = np.array(links, dtype=np.int64).reshape(-1, 2)
    points, half = place(radius, pairs).astype(np.float64), size / 2.0
    for _ in range(_ROUNDS):
        first, second = _overlapping(points, half)
        if not len(first):
            break
        points += _apart(points, half, first, second)
    return [(int(x), int(y)) for x, y in np.rint(points).tolist()]


def _apart(points: Floats, half: Floats, first: Integers, second: Integers) -> Floats:
    """How far each box moves: along the axis where less is needed."""
    apart = points[second] - points[first]
    need = half[first] + half[second] - np.abs(apart) + 1.0
    sideways = need[:, 0] * 0.5 < need[:, 1]  # rows of text read better than columns
    push = np.where(np.stack([sideways, ~sideways], axis=1), need, 0.0)
    push *= np.where(apart < 0.0, -0.5, 0.5)
    count = len(points)
    moves = totals(second, push, count) - totals(first, push, count)
    moved: Floats = np.clip(moves, -_FARTHEST, _FARTHEST)
    return moved


def _overlapping(points: Floats, half: Floats) -> tuple[Integers, Integers]:
    """All pairs of boxes that overlap, by their numbers, the smaller first."""
    # In the order of their upper edges: a box can overlap those that begin before it ends.
    top = points[:, 1] - half[:, 1]
    order = np.argsort(top, kind="stable")
    ends = np.searchsorted(top[order], (points[:, 1] + half[:, 1])[order] + 1e-6)
    after = np.arange(1, len(order) + 1)
    other, one = ranges(after, ends - after)
    one, other = order[one], order[other]
    first, second = np.minimum(one, other), np.maximum(one, other)
    near = (np.abs(points[first] - points[second]) < half[first] + half[second]).all(axis=1)
    return first[near], second[near]
