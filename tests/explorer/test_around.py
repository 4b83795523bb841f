"""Graphs that are too large for forces: every node has a place, near its neighbour."""

import numpy as np
import pytest
from numpy.typing import NDArray

from kg.explorer.around import places
from kg.view.layout import place


def made(seed: int, count: int, links: int) -> NDArray[np.int64]:
    rng = np.random.default_rng(seed)
    ends = np.sort(rng.integers(0, count, (links, 2)), axis=1)
    found: NDArray[np.int64] = np.unique(ends[ends[:, 0] < ends[:, 1]], axis=0)
    return found


@pytest.mark.parametrize("most", [1, 10, 60, 200])
def test_all_have_a_place_and_those_with_forces_keep_theirs(most: int) -> None:
    count, links = 200, made(1, 200, 180)
    sizes, groups = np.full(count, 10.0), np.zeros(count, dtype=np.int32)
    degree = np.bincount(links.ravel(), minlength=count)
    points = places(sizes, links, groups, degree, most)
    assert points.shape == (count, 2)
    assert points.dtype == np.int32
    assert len(np.unique(points, axis=0)) > count * 0.8
    if most >= count:
        assert (points == place(sizes, links, groups)).all()


def test_a_leaf_stands_by_its_neighbour() -> None:
    hubs, leaves = 2, 30
    links = np.array([(hub, hubs + hub * leaves + n) for hub in range(hubs) for n in range(leaves)])
    count = hubs + hubs * leaves
    degree = np.bincount(links.ravel(), minlength=count)
    points = places(np.full(count, 9.0), links, np.zeros(count, np.int32), degree, hubs)
    apart = np.abs(points[links[:, 1]] - points[links[:, 0]]).max(axis=1)
    assert apart.min() > 5
    assert apart.max() < 100
