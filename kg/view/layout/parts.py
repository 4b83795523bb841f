"""Which nodes hang together."""

import numpy as np
from numpy.typing import NDArray

from kg.view.layout.graph import Integers, joined


def clean(links: NDArray[np.integer], count: int) -> Integers:
    """The links, each once, the smaller number first, sorted; no node linked with itself."""
    pairs = np.asarray(links, dtype=np.int64).reshape(-1, 2)
    return joined(pairs, np.ones(len(pairs)), count)[0]


def parts(count: int, links: Integers) -> Integers:
    """The connected part of each node: numbers from 0, large parts first, then by first node."""
    label = np.arange(count, dtype=np.int64)
    while True:
        a, b = label[links[:, 0]], label[links[:, 1]]
        if np.array_equal(a, b):
            break
        np.minimum.at(label, np.maximum(a, b), np.minimum(a, b))
        while not np.array_equal(label, label[label]):
            label = label[label]
    return by_size(label)


def by_size(label: Integers) -> Integers:
    """Labels renumbered from 0: the most frequent first, then by first appearance."""
    _, first, inverse, size = np.unique(
        label, return_index=True, return_inverse=True, return_counts=True
    )
    number = np.empty(len(size), dtype=np.int64)
    number[np.lexsort((first, -size))] = np.arange(len(size))
    return number[inverse]
