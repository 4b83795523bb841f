"""Places for more nodes than forces can lay out: the others stand round their best neighbour."""

import numpy as np
from numpy.typing import NDArray

from kg.view.layout import place
from kg.view.layout.graph import rank_within, spiral

Integers = NDArray[np.int64]

# The layout takes about three seconds for so many.
MOST_PLACED = 100_000

_STEP = 14.0  # between nodes round a neighbour, in pixels
_FIRST = 8  # places left free for the neighbour itself


def places(
    sizes: NDArray[np.float64],
    links: Integers,
    groups: NDArray[np.int32],
    degree: Integers,
    most: int = MOST_PLACED,
) -> NDArray[np.int32]:
    """Positions in whole pixels, y upwards: by forces up to ``most`` nodes, the best-connected.

    Each other node stands on a spiral round its best-connected neighbour that has a place, and
    those that have no such neighbour in a field of their own below.
    """
    count = len(sizes)
    if count <= most:
        return place(sizes, links, groups)
    order = np.lexsort((np.arange(count), -degree))
    rank = np.empty(count, dtype=np.int64)
    rank[order] = np.arange(count)
    chosen = np.sort(order[:most])
    points = np.zeros((count, 2))
    points[chosen] = place(sizes[chosen], _within(links, chosen, count), groups[chosen])
    anchors = _anchors(links, rank, chosen)
    return _around(points, anchors, chosen, rank)


def _within(links: Integers, chosen: Integers, count: int) -> Integers:
    number = np.full(count, -1)
    number[chosen] = np.arange(len(chosen))
    both = number[links]
    kept: Integers = both[(both >= 0).all(axis=1)]
    return kept


def _anchors(links: Integers, rank: Integers, chosen: Integers) -> list[tuple[Integers, Integers]]:
    """Nodes to place, in rounds, each with the neighbour placed before that it stands round."""
    placed = np.zeros(len(rank), dtype=np.bool_)
    placed[chosen] = True
    ways = np.concatenate([links, links[:, ::-1]])
    rounds: list[tuple[Integers, Integers]] = []
    while True:
        ways = ways[~placed[ways[:, 1]]]
        near = ways[placed[ways[:, 0]]]
        if not len(near):
            return rounds
        near = near[np.lexsort((rank[near[:, 0]], near[:, 1]))]
        nodes, first = np.unique(near[:, 1], return_index=True)
        rounds.append((nodes, near[first, 0]))
        placed[nodes] = True


def _around(
    points: NDArray[np.float64],
    rounds: list[tuple[Integers, Integers]],
    chosen: Integers,
    rank: Integers,
) -> NDArray[np.int32]:
    left = np.ones(len(points), dtype=np.bool_)
    left[chosen] = False
    for unsorted, theirs in rounds:
        by_rank = np.argsort(rank[unsorted], kind="stable")
        nodes, anchors = unsorted[by_rank], theirs[by_rank]
        # Chains in which each stands round the one before would else all go one way.
        turn = rank_within(anchors) + _FIRST + rank[anchors] % 11
        points[nodes] = points[anchors] + spiral(int(turn.max()) + 1)[turn] * _STEP
        left[nodes] = False
    points[left] = _field(points[~left], int(left.sum()))
    placed: NDArray[np.int32] = np.rint(points).astype(np.int32)
    return placed


def _field(points: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Rows of points below all ``points``, as wide as they are."""
    low, high = points.min(axis=0), points.max(axis=0)
    columns = max(1, int((high[0] - low[0]) / _STEP))
    number = np.arange(count)
    rows = np.stack([number % columns, -(number // columns) - 2], axis=1).astype(np.float64)
    placed: NDArray[np.float64] = rows * _STEP + np.array([low[0], low[1]])
    return placed
