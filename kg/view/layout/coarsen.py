"""A smaller graph of the same shape: nodes joined with their best-connected neighbours."""

import numpy as np

from kg.view.layout.graph import Graph, Integers, joined, total
from kg.view.layout.parts import parts

_SAME_GROUP = 8.0  # how much more readily members of one community are joined


def coarser(graph: Graph) -> tuple[Graph, Integers]:
    """The smaller graph, and for each node the node of it that it became part of.

    Each node picks the link that is strongest for the masses it joins; what the picked links
    connect becomes one. Ties are settled by a mixed number of the link, not by its place:
    otherwise a row of equal links would fall together at once.
    """
    if not len(graph.links):
        return graph, np.arange(graph.count)
    a, b = graph.links[:, 0], graph.links[:, 1]
    worth = graph.weight / (graph.mass[a] * graph.mass[b])
    worth = np.where(graph.group[a] == graph.group[b], worth * _SAME_GROUP, worth)
    mixed = ((a * 0x9E3779B1 + b * 0x85EBCA77) ^ (a >> 3) ^ (b << 7)) * 0xC2B2AE3D & 0xFFFFFFFF
    best_last = np.lexsort((mixed, worth))  # then by their order, as sorting is stable
    place = np.empty(len(best_last), dtype=np.int64)
    place[best_last] = np.arange(len(best_last))
    picked = np.full(graph.count, -1, dtype=np.int64)
    np.maximum.at(picked, a, place)
    np.maximum.at(picked, b, place)
    parent = parts(graph.count, graph.links[best_last[np.unique(picked[picked >= 0])]])
    return _merged(graph, parent), parent


def _merged(graph: Graph, parent: Integers) -> Graph:
    count = int(parent.max()) + 1
    links, weight = joined(parent[graph.links], graph.weight, count)
    first = np.full(count, graph.count, dtype=np.int64)
    np.minimum.at(first, parent, np.arange(graph.count))
    return Graph(
        links=links,
        weight=weight,
        mass=total(parent, graph.mass, count),
        part=graph.part[first],
        group=graph.group[first],
    )
