"""Communities by the method of Louvain, in whole numbers, so that no rounding decides a tie."""

from collections import deque

import numpy as np

from kg.view.layout.graph import Integers, joined, total

Lists = list[list[int]]


def partition(count: int, links: Integers, weights: Integers) -> Integers:
    """A number for the community of each node, any number.

    Nodes move to the neighbouring community that raises modularity most, in the order of their
    numbers; communities become nodes, and so on. At last nodes are looked at once more by
    themselves, because some only strayed while communities were joined.

    Args:
        count: how many nodes.
        links: pairs of nodes, each once, none with itself.
        weights: of the links, positive.
    """
    found = np.arange(count, dtype=np.int64)
    inside = np.zeros(count, dtype=np.int64)
    pairs, weight = links, weights
    while len(pairs):
        size = len(inside)
        moved = _moved(size, pairs, weight, inside, list(range(size)))
        _, number = np.unique(moved, return_inverse=True)
        smaller = int(number.max()) + 1
        found = number[found]
        if smaller == size:
            break
        pairs, weight, inside = _communities_as_nodes(number, smaller, pairs, weight, inside)
    if not len(links):
        return found
    return _moved(count, links, weights, np.zeros(count, dtype=np.int64), found.tolist())


def _communities_as_nodes(
    number: Integers, count: int, pairs: Integers, weight: Integers, inside: Integers
) -> tuple[Integers, Integers, Integers]:
    """The graph of communities: links between them, their weights, and the weights within."""
    ends, counted = number[pairs], weight.astype(np.float64)
    inner = ends[:, 0] == ends[:, 1]
    within = total(number, inside.astype(np.float64), count)
    within += total(ends[inner, 0], counted[inner], count)
    links, summed = joined(ends, counted, count)
    return links, summed.astype(np.int64), within.astype(np.int64)


def _moved(
    count: int, pairs: Integers, weight: Integers, inside: Integers, community: list[int]
) -> Integers:
    """The community of each node after moving nodes as long as that is better."""
    neighbours, weights = _neighbours(count, pairs, weight)
    strength = [2 * own + sum(each) for own, each in zip(inside.tolist(), weights, strict=True)]
    sums = [0] * count
    for node, where in enumerate(community):
        sums[where] += strength[node]
    twice = sum(strength)
    waiting, is_waiting = deque(range(count)), [True] * count
    while waiting:
        node = waiting.popleft()
        is_waiting[node] = False
        near, old = neighbours[node], community[node]
        sums[old] -= strength[node]
        linked = {old: 0}
        for other, each in zip(near, weights[node], strict=True):
            where = community[other]
            linked[where] = linked.get(where, 0) + each
        best = _best(linked, old, sums, strength[node], twice)
        sums[best] += strength[node]
        if best == old:
            continue
        community[node] = best
        for other in near:
            if community[other] != best and not is_waiting[other]:
                is_waiting[other] = True
                waiting.append(other)
    return np.array(community)


def _best(linked: dict[int, int], old: int, sums: list[int], strength: int, twice: int) -> int:
    """The community to be in: of equally good ones the old one, then the lowest number."""
    best, most = old, linked[old] * twice - strength * sums[old]
    for where, each in linked.items():
        gain = each * twice - strength * sums[where]
        if gain > most or (gain == most and where < best and best != old):
            best, most = where, gain
    return best


def _neighbours(count: int, pairs: Integers, weight: Integers) -> tuple[Lists, Lists]:
    neighbours: Lists = [[] for _ in range(count)]
    weights: Lists = [[] for _ in range(count)]
    for (a, b), each in zip(pairs.tolist(), weight.tolist(), strict=True):
        neighbours[a].append(b)
        neighbours[b].append(a)
        weights[a].append(each)
        weights[b].append(each)
    return neighbours, weights
