"""Where the nodes of a graph come to rest: first roughly, joined to a few, then ever finer.

Three forces: links pull their ends together, the harder the further they are apart; nodes push each
other off by their masses, the less the further they are apart; and a weak pull to the middle keeps
long arms in.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kg.view.layout import grids, overlap, pairs
from kg.view.layout.coarsen import coarser
from kg.view.layout.graph import Floats, Graph, Integers, rank_within, spiral, total

Push = Callable[[Floats], Floats]

_ROUNDS_AT_FIRST = 80  # in the smallest graph
_ROUNDS, _FEWER_ROUNDS = 60, 30  # in each finer one; in large ones
_LARGE = 5_000
_SMALL = 60  # nodes that need no smaller graph to start from
_MOST_PAIRS = 15_000  # that are pushed apart each by itself: about what a grid costs
_PAIR_BUDGET = 12_000_000  # pairs times rounds
_GRAVITY = np.array([0.015, 0.03])  # to the middle, sideways and upright: wider than high
_STEP = 0.6  # share of the way to where the forces on a node are even
_LOOSE = 0.12  # how a link between communities pulls
_LESS_LOOSE = 0.6  # in small parts, which are clear anyway
_ROUNDS_OF_DISCS = 10
_ELBOW_ROOM = 1.15  # of a disc while others still move
_LIST_KEPT = 5  # rounds for which a list of near discs is used


@dataclass(frozen=True, slots=True)
class Forces:
    """What moves the nodes of a graph.

    Attributes:
        ends: of the links, in two rows.
        push: on each node at its position, for one unit of mass.
        pull: of each link, for one unit of length.
        gravity: on each node, for one unit of length.
        yielding: how far each node moves for one unit of force.
    """

    graph: Graph
    ends: Integers
    push: Push
    pull: Floats
    gravity: Floats
    yielding: Floats

    def step(self, points: Floats, reach: float) -> Floats:
        """How far each node moves in a round: no further than ``reach``, heavy ones more."""
        a, b = self.ends
        count, mass = self.graph.count, self.graph.mass
        step = np.empty((2, count))
        for at, push, gravity, move in zip(
            np.ascontiguousarray(points.T), self.push(points).T, self.gravity.T, step, strict=True
        ):
            tension = (at[b] - at[a]) * self.pull
            force = total(a, tension, count) - total(b, tension, count)
            force += push * mass - at * gravity
            np.multiply(force, self.yielding, out=move)
        length = np.sqrt(step[0] * step[0] + step[1] * step[1]) + 1e-9
        step *= np.minimum(1.0, reach * np.sqrt(mass) / length)
        return step.T


def forces(graph: Graph, *, by_pairs: bool) -> Forces:
    """The forces in a graph; pushes are taken pair by pair if wished, or if pairs are few."""
    a, b = ends = np.ascontiguousarray(graph.links.T)
    near = graph.group[a] == graph.group[b]
    pull = np.where(near, graph.weight, graph.weight * (_LESS_LOOSE if by_pairs else _LOOSE))
    gravity = graph.mass[:, None] * _GRAVITY
    stiff = total(a, pull, graph.count) + total(b, pull, graph.count)
    yielding = _STEP / (stiff + gravity[:, 1])
    if by_pairs or graph.count * graph.count < 2 * _MOST_PAIRS:
        first, second = pairs.pairs(graph.part)

        def push(at: Floats) -> Floats:
            return pairs.push(at, graph.mass, first, second)
    else:

        def push(at: Floats) -> Floats:
            return grids.push(at, graph.mass)

    return Forces(graph, ends, push, pull, gravity, yielding)


def settled(graph: Graph, *, by_pairs: bool = False) -> Floats:
    """Positions for the nodes of a graph, each part round the origin, in lengths of no unit.

    Args:
        graph: connected, or several parts that do not see each other if ``by_pairs``.
        by_pairs: whether pushes are taken pair by pair whatever that costs.
    """
    levels: list[tuple[Graph, Integers]] = []
    small = graph
    while small.count > _SMALL:
        smaller, parent = coarser(small)
        if smaller.count > 0.9 * small.count:
            break
        levels.append((small, parent))
        small = smaller
    points = _rounds(small, spiral(small.count) * 3.0, _ROUNDS_AT_FIRST, 8.0, by_pairs=by_pairs)
    for finer, parent in reversed(levels):
        points = _opened(finer, parent, points)
        rounds = _FEWER_ROUNDS if finer.count > _LARGE else _ROUNDS
        points = _rounds(finer, points, rounds, 3.0, by_pairs=by_pairs)
    return points


def spaced(graph: Graph, points: Floats, radius: Floats) -> Floats:
    """Some more rounds in which discs take up room, so that none is squeezed out of its place."""
    acting = forces(graph, by_pairs=False)
    radius = radius * _ELBOW_ROOM
    margin = float(np.sort(radius)[len(radius) // 2]) * 0.5
    points = np.asfortranarray(points)
    for number in range(_ROUNDS_OF_DISCS):
        if number % _LIST_KEPT == 0:
            first, second = overlap.near(points, radius, margin)
        points = points + acting.step(points, 0.3 * (1.0 - number / _ROUNDS_OF_DISCS))
        points = points + overlap.step(points, radius, first, second)
    return points


def _opened(finer: Graph, parent: Integers, points: Floats) -> Floats:
    """Each node near the one it was part of, the heaviest where that one was."""
    order = np.lexsort((np.arange(finer.count), -finer.mass))
    rank = np.empty(finer.count, dtype=np.int64)
    rank[order] = rank_within(parent[order])
    offsets = spiral(int(rank.max()) + 1)
    return points[parent] + offsets[rank] * np.sqrt(finer.mass)[:, None]


def _rounds(graph: Graph, points: Floats, rounds: int, reach: float, *, by_pairs: bool) -> Floats:
    acting = forces(graph, by_pairs=by_pairs)
    if by_pairs:
        size = np.bincount(graph.part)
        rounds = max(15, min(rounds, _PAIR_BUDGET // max(1, int((size * size).sum()))))
    points = np.asfortranarray(points)  # by columns: rows of two are slow to work on
    for number in range(rounds):
        points = points + acting.step(points, reach * (1.0 - number / rounds) + 0.02)
    return points
