"""Graphs for tests of positions and measures."""

import random

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]


def made(count: int, number: int, seed: int = 1) -> tuple[Integers, Integers]:
    """About ``number`` links, most within communities, a few nodes with many; and communities."""
    draw = random.Random(seed)
    groups = max(1, int(count**0.5 / 2))
    group = [draw.randrange(groups) for _ in range(count)]
    members: list[list[int]] = [[] for _ in range(groups)]
    for node, where in enumerate(group):
        members[where].append(node)
    links: set[tuple[int, int]] = set()
    for turn in range(number):
        node = turn % count
        pool = members[group[node]] if draw.random() < 0.9 else range(count)
        other = pool[int(len(pool) * draw.random() ** 2)]
        if node != other:
            links.add((min(node, other), max(node, other)))
    return np.array(sorted(links), dtype=np.int64).reshape(-1, 2), np.array(group, dtype=np.int64)


def radii(count: int, links: Integers) -> NDArray[np.float64]:
    """Larger for nodes with more links."""
    sizes: NDArray[np.float64] = 10.0 + 4.0 * np.sqrt(np.bincount(links.ravel(), minlength=count))
    return sizes


def star(leaves: int) -> Integers:
    """Node 0 linked with all others."""
    return np.stack([np.zeros(leaves, dtype=np.int64), np.arange(1, leaves + 1)], axis=1)


def ring_of(count: int) -> Integers:
    """Each node linked with the next."""
    return np.stack([np.arange(count), (np.arange(count) + 1) % count], axis=1)
