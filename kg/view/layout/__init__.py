"""Where each node of a page stands, worked out when a graph is built.

The same positions on any machine, for one node and for a hundred thousand: see ``graph`` for what
that takes, and ``docs/decisions/0021-layout.md`` for why no library does it.
"""

import numpy as np
from numpy.typing import NDArray

from kg.view.layout import overlap, pairs, scale
from kg.view.layout.graph import Floats, Graph, Integers
from kg.view.layout.pack import packed
from kg.view.layout.parts import clean, parts
from kg.view.layout.settle import settled, spaced
from kg.view.layout.turn import lying

_LARGE = 200  # nodes from which a part is laid out by itself, on grids
_ROUNDS_APART = 200
_FEWER_ROUNDS_APART = 60  # where there are very many nodes
_MANY = 20_000


def place(
    sizes: NDArray[np.floating],
    links: NDArray[np.integer],
    groups: NDArray[np.integer] | None = None,
) -> NDArray[np.int32]:
    """Positions in whole pixels.

    Args:
        sizes: the room each node takes up with its label: the radius of a disc, in pixels.
        links: pairs of nodes by their numbers; order, direction and repetition do not matter.
        groups: the community of each node, if known; members are kept together.
    """
    radius: Floats = np.maximum(np.asarray(sizes, dtype=np.float64), 1.0)
    count = len(radius)
    if not count:
        return np.zeros((0, 2), dtype=np.int32)
    pairs_ = clean(links, count)
    part = parts(count, pairs_)
    group = np.zeros(count, dtype=np.int64) if groups is None else np.asarray(groups, np.int64)
    degree = np.bincount(pairs_.ravel(), minlength=count)
    whole = Graph(pairs_, np.ones(len(pairs_)), degree.astype(np.float64) + 1.0, part, group)
    points = np.zeros((count, 2))
    size = np.bincount(part)
    large = int((size > _LARGE).sum())  # parts are numbered by size
    for number in range(large):
        members = np.flatnonzero(part == number)
        points[members] = _one_large(_within(whole, members), radius[members])
    rest = np.flatnonzero(part >= large)
    if len(rest):
        points[rest] = _many_small(_within(whole, rest), radius[rest])
    placed: NDArray[np.int32] = np.rint(packed(lying(points, part), radius, part)).astype(np.int32)
    return placed


def _within(graph: Graph, members: Integers) -> Graph:
    """The graph of some whole parts; parts are numbered from 0 again."""
    number = np.full(graph.count, -1, dtype=np.int64)
    number[members] = np.arange(len(members))
    kept = number[graph.links[:, 0]] >= 0
    return Graph(
        number[graph.links[kept]],
        graph.weight[kept],
        graph.mass[members],
        graph.part[members] - graph.part[members].min(),
        graph.group[members],
    )


def _one_large(graph: Graph, radius: Floats) -> Floats:
    points = settled(graph)
    unit = scale.by_crowd(points, radius)
    points = spaced(graph, points, radius / unit) * unit
    rounds = _ROUNDS_APART if graph.count < _MANY else _FEWER_ROUNDS_APART
    return overlap.apart(points, radius, rounds)


def _many_small(graph: Graph, radius: Floats) -> Floats:
    points = settled(graph, by_pairs=True)
    first, second = pairs.pairs(graph.part)
    points = points * scale.by_nearest(points, radius, graph.part, first, second)[graph.part, None]
    # Each part in a place of its own while overlaps are looked for.
    wide = 2.0 * float(np.abs(points).max() + radius.max()) + 1000.0
    columns = int(np.sqrt(float(graph.part.max()))) + 1
    shift = np.stack([graph.part % columns, graph.part // columns], axis=1) * wide
    return overlap.apart(points + shift, radius, _ROUNDS_APART) - shift
