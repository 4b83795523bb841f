"""What the shape of a graph says of its nodes: communities, and how central each node is.

Links are taken without direction, whatever the facts they stand for say. All results are whole
numbers and the same on any machine: see ``docs/decisions/0021-layout.md``.
"""

import numpy as np
from numpy.typing import NDArray

from kg.explorer.louvain import partition
from kg.view.layout.graph import Floats, Integers, joined, ranges, total
from kg.view.layout.parts import by_size, clean, parts

_MILLION = 1_000_000
# Ranks are whole numbers that add up to this. It leaves room for hundredths in 64 bits, and sums
# of it are exact as floats too.
_WHOLE = 1 << 52
_FOLLOWED = 85  # of a hundred readers who follow a link, while the others start anywhere
_MOST_ROUNDS = 100
_STILL = _WHOLE // 1_000_000_000
_WORK = 7_500_000  # steps along links, about a tenth of a second
_WORK_PER_ROUND = 1_500  # what a round costs whatever it does, in such steps
_STATES = 150_000  # walked from at once: what the processor keeps at hand
_MOST_PATHS = 1e300


def communities(
    count: int, links: NDArray[np.integer], weights: NDArray[np.integer] | None = None
) -> NDArray[np.int32]:
    """The community of each node: numbers from 0, the largest first, then by smallest member.

    Every community is connected; a node without links is one of its own.

    Args:
        count: how many nodes.
        links: pairs of nodes by their numbers; repeated links add up.
        weights: how much each link counts: positive whole numbers; 1 if not given.
    """
    if not count:
        return np.zeros(0, dtype=np.int32)
    pairs = np.asarray(links, dtype=np.int64).reshape(-1, 2)
    weight = np.ones(len(pairs), np.int64) if weights is None else np.asarray(weights, np.int64)
    once, summed = joined(pairs, weight.astype(np.float64), count)
    found = partition(count, once, summed.astype(np.int64))
    inner = once[found[once[:, 0]] == found[once[:, 1]]]
    return by_size(parts(count, inner)).astype(np.int32)


def centrality(count: int, links: NDArray[np.integer]) -> NDArray[np.int32]:
    """PageRank in parts per million: of a million readers who follow links, how many are where."""
    if not count:
        return np.zeros(0, dtype=np.int32)
    start, end = _both_ways(clean(links, count))
    degree = np.bincount(start, minlength=count)
    rank = np.full(count, _WHOLE // count, dtype=np.int64)
    for _ in range(_MOST_ROUNDS):
        share = rank * _FOLLOWED // (np.maximum(degree, 1) * 100)
        come = total(end, share[start].astype(np.float64), count).astype(np.int64)
        after = come + (_WHOLE - int(come.sum())) // count
        moved = int(np.abs(after - rank).max())
        rank = after
        if moved < _STILL:
            break
    # In two steps, because the product of both would not go into 64 bits.
    return (((rank >> 20) * _MILLION + (1 << 31)) >> 32).astype(np.int32)


def betweenness(count: int, links: NDArray[np.integer]) -> NDArray[np.int32]:
    """On how many of a million pairs' shortest paths a node lies.

    Exact where the paths from all nodes can be walked in a fixed amount of work, as in most graphs
    of a thousand nodes. In larger ones those from evenly chosen nodes stand for all: good for
    telling the first nodes from the rest.
    """
    pairs = clean(links, count)
    start, end = _both_ways(pairs)
    neighbours = end[np.argsort(start, kind="stable")]
    degree = np.bincount(start, minlength=count)
    linked = np.flatnonzero(degree)
    if not len(linked) or count < 3:
        return np.zeros(count, dtype=np.int32)
    between = np.zeros(count)
    left, asked = _WORK, 0
    sources = linked[_spread(len(linked))]
    batch = max(1, _STATES // max(count, 2 * len(pairs)))
    while asked < len(sources) and left > 0:
        now = sources[asked : asked + batch]
        shares, work = _dependencies(now, neighbours, degree)
        between += shares
        asked += len(now)
        left -= work
    share = between * (len(linked) / asked / (float(count - 1) * float(count - 2)))
    return np.rint(share * _MILLION).astype(np.int32)


def _both_ways(pairs: Integers) -> tuple[Integers, Integers]:
    return np.concatenate([pairs[:, 0], pairs[:, 1]]), np.concatenate([pairs[:, 1], pairs[:, 0]])


def _spread(count: int) -> Integers:
    """The numbers below ``count`` in an order of which any beginning is spread evenly."""
    bits = max(1, (count - 1).bit_length())
    numbers = np.arange(1 << bits, dtype=np.int64)
    mirrored = np.zeros_like(numbers)
    for bit in range(bits):
        mirrored |= ((numbers >> bit) & 1) << (bits - 1 - bit)
    order: Integers = mirrored[mirrored < count]
    return order


def _dependencies(sources: Integers, neighbours: Integers, degree: Integers) -> tuple[Floats, int]:
    """How much the shortest paths from some nodes need each node (Brandes), and the work it took.

    A path counts twice for its last node, not at all for its first, and in proportion in between:
    once for each node when it is walked from both ends. Counted evenly, nodes near the few
    sources of a large graph would seem more important than they are.

    All sources are walked from at once: a state is a source and a node, as one number.
    """
    count = len(degree)
    begin = np.cumsum(degree) - degree
    origin = np.arange(len(sources)) * count + sources
    front = origin
    paths = np.zeros(len(sources) * count)
    fresh = np.ones(len(paths), dtype=np.bool_)
    paths[front], fresh[front] = 1.0, False
    far = np.zeros(len(paths))
    rounds: list[tuple[Integers, Integers]] = []
    work = 0
    while len(front):
        node = front % count
        place, owner = ranges(begin[node], degree[node])
        reached = (front - node)[owner] + neighbours[place]
        unseen = np.flatnonzero(fresh[reached])
        came, reached = front[owner[unseen]], reached[unseen]
        np.add.at(paths, reached, paths[came])
        now = np.zeros(len(paths), dtype=np.bool_)
        now[reached] = True
        front = np.flatnonzero(now)
        paths[front] = np.minimum(paths[front], _MOST_PATHS)
        fresh[front] = False
        rounds.append((came, reached))
        far[front] = len(rounds)
        work += len(place) + _WORK_PER_ROUND
    need = np.zeros(len(paths))
    for came, reached in reversed(rounds):
        share = paths[came] / paths[reached]
        np.add.at(need, came, share * (2.0 / far[reached] + need[reached]))
    need *= far
    every = np.tile(np.arange(count), len(sources))
    return total(every, need, count), work
