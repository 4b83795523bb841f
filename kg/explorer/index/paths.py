"""Shortest ways in a graph of any size: from both ends at once, with an end."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

#: Nodes looked at before a search is given up.
MOST_SEEN = 500_000
_LONGEST = 12

Whole = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways as rows of nodes; ``given_up`` where the search met its limit and found none."""

    rows: list[list[int]]
    given_up: bool = False


def ways(first: Whole, near: Whole, start: int, end: int, limit: int) -> Ways:
    """The shortest ways between two nodes, in the order of their nodes.

    Args:
        first: for each node where its neighbours begin in ``near``.
        near: the neighbours of all nodes.
        start: one of the two.
        end: the other.
        limit: how many ways at the most.
    """
    if start == end:
        return Ways([])
    there, back = _Reach(first, near, start), _Reach(first, near, end)
    while not there.meets(back):
        if not len(there.edge) or not len(back.edge):
            return Ways([])
        length = len(there.rings) + len(back.rings) - 1
        if there.size + back.size > MOST_SEEN or length > _LONGEST:
            return Ways([], given_up=True)
        (there if len(there.edge) <= len(back.edge) else back).widen()
    middle = sorted(there.meeting(back).tolist())
    rows = (
        [*before[::-1], node, *after]
        for node in middle
        for before in there.ways(node)
        for after in back.ways(node)
    )
    return Ways(sorted(islice(rows, limit)))


class _Reach:
    """What can be reached from a node, in rings of equal distance."""

    def __init__(self, first: Whole, near: Whole, start: int) -> None:
        self._first = first
        self._near = near
        self._seen = np.zeros(len(first) - 1, dtype=bool)
        self._seen[start] = True
        self.rings = [np.array([start])]
        self.size = 1

    @property
    def edge(self) -> NDArray[np.int64]:
        """The outermost ring."""
        return self.rings[-1]

    def widen(self) -> None:
        """Add a ring."""
        found = np.unique(_neighbours(self._first, self._near, self.edge))
        ring = found[~self._seen[found]]
        self._seen[ring] = True
        self.rings.append(ring)
        self.size += len(ring)

    def meets(self, other: "_Reach") -> bool:
        """Whether the two have a node in common."""
        return bool(len(self.meeting(other)))

    def meeting(self, other: "_Reach") -> NDArray[np.int64]:
        """Nodes of the outermost rings that both have; a shortest way leads through each."""
        return np.intersect1d(self.edge, other.edge, assume_unique=True)

    def ways(self, node: int) -> Iterator[list[int]]:
        """The shortest ways from a node of the outermost ring back to the start, without it."""
        yield from self._back(node, len(self.rings) - 2)

    def _back(self, node: int, ring: int) -> Iterator[list[int]]:
        if ring < 0:
            yield []
            return
        around = self._near[self._first[node] : self._first[node + 1]]
        for before in np.intersect1d(around, self.rings[ring], assume_unique=True).tolist():
            for rest in self._back(before, ring - 1):
                yield [before, *rest]


def _neighbours(first: Whole, near: Whole, nodes: NDArray[np.int64]) -> Whole:
    starts = first[nodes].astype(np.int64)
    counts = first[nodes + 1] - starts
    offsets = np.repeat(starts - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    found: Whole = near[offsets + np.arange(int(counts.sum()))]
    return found
