import hashlib
import os
import subprocess
import sys
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kg.view.layout import place
from kg.view.layout.parts import clean, parts
from tests.explorer.made_graphs import Integers, made, radii, ring_of, star

# The positions of 1,500 nodes, as they are on every machine. Changes when the layout is changed.
_DIGEST = "77e28338f8ba290b"


@st.composite
def small_graphs(draw: st.DrawFn) -> tuple[NDArray[np.float64], Integers]:
    count = draw(st.integers(1, 30))
    node = st.integers(0, count - 1)
    links = draw(st.lists(st.tuples(node, node), max_size=40))
    sizes = draw(st.lists(st.integers(3, 60), min_size=count, max_size=count))
    return np.array(sizes, dtype=np.float64), np.array(links, dtype=np.int64).reshape(-1, 2)


def distances(points: NDArray[np.int32]) -> NDArray[np.float64]:
    at = points.astype(np.float64)
    found: NDArray[np.float64] = np.sqrt(((at[:, None] - at[None]) ** 2).sum(axis=2))
    return found


def overlapping(points: NDArray[np.int32], sizes: NDArray[np.float64]) -> int:
    lack = sizes[:, None] + sizes[None] - distances(points)
    np.fill_diagonal(lack, 0.0)
    return int((lack > 0.5).sum())


def digest(points: NDArray[np.int32]) -> str:
    return hashlib.sha256(points.astype("<i4").tobytes()).hexdigest()[:16]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 60, 61, 201, 700])
def test_every_node_has_a_place_of_its_own(count: int) -> None:
    links, _ = made(count, count)
    points = place(radii(count, links), links)
    assert points.shape == (count, 2)
    assert points.dtype == np.int32
    assert len({tuple(point) for point in points.tolist()}) == count


@settings(max_examples=60, deadline=None)
@given(small_graphs(), st.randoms(use_true_random=False))
def test_order_direction_and_repetition_of_links_do_not_matter(
    graph: tuple[NDArray[np.float64], Integers], draw: "np.random.Generator"
) -> None:
    sizes, links = graph
    pairs = [pair[::-1] if draw.random() < 0.5 else pair for pair in links.tolist()]
    pairs += pairs[: len(pairs) // 2]
    draw.shuffle(pairs)
    shuffled = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    assert np.array_equal(place(sizes, links), place(sizes, shuffled))


@settings(max_examples=60, deadline=None)
@given(small_graphs())
def test_no_two_discs_of_a_small_graph_overlap(
    graph: tuple[NDArray[np.float64], Integers],
) -> None:
    sizes, links = graph
    assert not overlapping(place(sizes, links), sizes)


@settings(max_examples=40, deadline=None)
@given(small_graphs())
def test_parts_stand_beside_each_other(graph: tuple[NDArray[np.float64], Integers]) -> None:
    sizes, links = graph
    points, part = place(sizes, links), parts(len(sizes), clean(links, len(sizes)))
    boxes = []
    for number in range(1, int(part.max()) + 1):
        own, room = points[part == number], sizes[part == number, None]
        boxes.append(((own - room).min(axis=0), (own + room).max(axis=0)))
    for (low, high), (other_low, other_high) in combinations(boxes, 2):
        assert ((high < other_low) | (other_high < low)).any()
    largest = points[part == 0].tolist()
    for point in points[part != 0].tolist():
        assert not inside(point, largest)


def inside(point: list[int], others: list[list[int]]) -> bool:
    """Whether a point lies between others: no line through it has all of them on one side."""
    x, y = point
    for a, b in others:
        ways = [(a - x) * (d - y) - (b - y) * (c - x) for c, d in others]
        if min(ways) >= 0 or max(ways) <= 0:
            return False
    return True


def test_discs_do_not_overlap_in_a_large_graph_either() -> None:
    links, groups = made(1500, 2500)
    sizes = radii(1500, links)
    assert not overlapping(place(sizes, links, groups), sizes)


def test_linked_nodes_are_near_and_communities_apart() -> None:
    links, groups = made(800, 1400)
    apart = distances(place(radii(800, links), links, groups))
    linked = apart[links[:, 0], links[:, 1]]
    assert np.median(linked) < 0.25 * np.median(apart)
    same = groups[:, None] == groups[None]
    assert np.median(apart[same]) < 0.3 * np.median(apart[~same])
    without = distances(place(radii(800, links), links))
    assert np.median(without[same]) / np.median(without) > (
        np.median(apart[same]) / np.median(apart)
    )


def test_leaves_are_fanned_out_round_their_hub() -> None:
    links = star(40)
    points = place(radii(41, links), links).astype(np.float64)
    leaves = points[1:] - points[0]
    quarters = np.bincount((leaves[:, 0] > 0) * 2 + (leaves[:, 1] > 0), minlength=4)
    assert quarters.min() >= 7


def test_a_ring_is_not_folded() -> None:
    points = place(np.full(12, 10.0), ring_of(12))
    apart = distances(points)
    beside = [apart[node, (node + 1) % 12] for node in range(12)]
    assert max(beside) < 1.6 * min(beside)
    assert min(apart[node, (node + 6) % 12] for node in range(12)) > 2.0 * max(beside)


def test_the_largest_part_is_in_the_middle_and_the_picture_wider_than_high() -> None:
    links, _ = made(400, 700)
    pairs = np.arange(400, 1000).reshape(-1, 2)
    every = np.concatenate([links, pairs])
    points = place(np.full(1600, 14.0), every)
    largest = parts(1600, clean(every, 1600)) == 0
    middle = (points.min(axis=0) + points.max(axis=0)) / 2.0
    own = (points[largest].min(axis=0) + points[largest].max(axis=0)) / 2.0
    width, height = np.ptp(points, axis=0)
    assert np.abs(middle - own).max() < 0.1 * height
    assert 1.2 < width / height < 1.9


def test_a_pair_lies_and_does_not_stand() -> None:
    points = place(np.array([10.0, 10.0]), np.array([[0, 1]]))
    assert np.ptp(points[:, 0]) > 20
    assert np.ptp(points[:, 1]) <= 1


@pytest.mark.parametrize("number", [1, 5000])
def test_nodes_without_links_stand_in_rows(number: int) -> None:
    points = place(np.full(number, 10.0), np.zeros((0, 2), dtype=np.int64))
    assert len(set(points[:, 1].tolist())) <= 2 * number**0.5


def test_the_same_bytes_as_ever() -> None:
    links, groups = made(1500, 2200)
    assert digest(place(radii(1500, links), links, groups)) == _DIGEST


def test_neither_threads_nor_the_processor_matter() -> None:
    """Without the wide instructions of this processor: what an older one does."""
    config = np.show_config(mode="dicts")
    assert isinstance(config, dict)
    extensions = config.get("SIMD Extensions")
    assert isinstance(extensions, dict)
    code = (
        "from tests.view.test_layout import *\n"
        "links, groups = made(1500, 2200)\n"
        "print(digest(place(radii(1500, links), links, groups)))"
    )
    env = os.environ | {
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "NPY_DISABLE_CPU_FEATURES": " ".join(extensions.get("found") or ()),
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], env=env, capture_output=True, text=True
    )
    assert done.stdout.strip() == _DIGEST, done.stderr
