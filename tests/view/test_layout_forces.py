import numpy as np
import pytest
from numpy.typing import NDArray

from kg.view.layout import grids, overlap, pairs
from kg.view.layout.coarsen import coarser
from kg.view.layout.graph import Graph, ranges, rank_within, spiral
from kg.view.layout.parts import by_size, parts
from kg.view.layout.turn import lying
from tests.explorer.made_graphs import Integers, made, ring_of, star


def scattered(count: int) -> NDArray[np.float64]:
    return np.random.default_rng(1).normal(size=(count, 2)) * [300.0, 150.0]


def mass_by_links(count: int, links: Integers) -> NDArray[np.float64]:
    return np.bincount(links.ravel(), minlength=count).astype(np.float64) + 1.0


def graph(count: int, number: int) -> Graph:
    links, groups = made(count, number)
    zeros = np.zeros(count, dtype=np.int64)
    return Graph(links, np.ones(len(links)), mass_by_links(count, links), zeros, groups)


def test_grids_push_as_pairs_do_where_the_distance_is_more_than_some_cells() -> None:
    points, mass = scattered(900), np.zeros(900)
    points[0] = 0.0
    mass[0] = 3.0
    by_pairs = pairs.push(points, mass, *pairs.pairs(np.zeros(900, dtype=np.int64)))
    by_grids = grids.push(points, mass)
    far = np.sqrt((points * points).sum(axis=1)) > 60.0
    error = np.sqrt(((by_pairs - by_grids)[far] ** 2).sum(axis=1))
    assert (error < 0.2 * np.sqrt((by_pairs[far] ** 2).sum(axis=1))).all()


def test_what_grids_push_one_way_they_push_the_other() -> None:
    points = scattered(500)
    mass = 1.0 + np.arange(500.0) % 7.0
    force = grids.push(points, mass) * mass[:, None]
    assert np.abs(force.sum(axis=0)).max() < 1e-9 * np.abs(force).sum()


def test_a_node_by_itself_is_not_pushed_by_grids() -> None:
    assert np.abs(grids.push(np.array([[3.0, 4.0]]), np.array([2.0]))).max() < 1e-9


def test_nodes_of_different_parts_do_not_push_each_other() -> None:
    points = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 0.0], [5.0, 0.0]])
    first, second = pairs.pairs(np.array([0, 1, 0, 2]))
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == [(0, 2)]
    force = pairs.push(points, np.ones(4), first, second)
    assert not force[[1, 3]].any()


def test_a_coarser_graph_is_smaller_connected_and_as_heavy() -> None:
    fine = graph(2000, 4000)
    coarse, parent = coarser(fine)
    assert coarse.count < 0.6 * fine.count
    assert coarse.mass.sum() == fine.mass.sum()
    ends = parent[fine.links]
    assert coarse.weight.sum() == (ends[:, 0] != ends[:, 1]).sum()
    assert parts(fine.count, fine.links).max() == parts(coarse.count, coarse.links).max()


def test_a_long_row_of_equal_links_does_not_fall_together_at_once() -> None:
    links = ring_of(3000)
    links.sort(axis=1)
    zeros = np.zeros(3000, dtype=np.int64)
    coarse, parent = coarser(Graph(links, np.ones(3000), np.full(3000, 3.0), zeros, zeros))
    assert np.bincount(parent).max() < 20
    assert coarse.count > 500


def test_leaves_join_their_hub() -> None:
    links = star(50)
    zeros = np.zeros(51, dtype=np.int64)
    coarse, _ = coarser(Graph(links, np.ones(50), mass_by_links(51, links), zeros, zeros))
    assert coarse.count == 1


@pytest.mark.parametrize("margin", [0.0, 15.0])
def test_near_discs_are_found_as_by_looking_at_all(margin: float) -> None:
    points, radius = scattered(400), 2.0 + (np.arange(400.0) % 40.0) * 2.1
    first, second = overlap.near(points, radius, margin)
    found = {(min(a, b), max(a, b)) for a, b in zip(first.tolist(), second.tolist(), strict=True)}
    assert len(found) == len(first)
    apart = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    close = apart < radius[:, None] + radius[None] + margin
    expected = {(a, b) for a, b in np.argwhere(close).tolist() if a < b}
    assert found == expected


def test_discs_at_one_place_are_moved_apart() -> None:
    points = overlap.apart(np.zeros((9, 2)), np.full(9, 5.0), 200)
    assert not len(overlap.near(points, np.full(9, 5.0), 0.0)[0])


def test_parts_are_numbered_from_the_largest_then_by_their_first_node() -> None:
    links = np.array([[0, 5], [2, 3], [3, 4]])
    assert parts(7, links).tolist() == [1, 2, 0, 0, 0, 1, 3]
    assert by_size(np.array([9, 4, 4, 9, 1])).tolist() == [0, 1, 1, 0, 2]


def test_a_part_is_turned_onto_its_long_side() -> None:
    slanted = np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]])
    turned = lying(slanted, np.zeros(3, dtype=np.int64))
    assert np.abs(turned[:, 1]).max() < 1e-9
    assert np.allclose(np.abs(turned[[0, 2], 0]), 5.0)


def test_a_spiral_gives_each_point_the_same_room() -> None:
    points = spiral(3000)
    radius = np.sqrt((points * points).sum(axis=1))
    assert np.allclose(radius, np.sqrt(np.arange(3000) / np.pi))
    assert len(overlap.near(points, np.full(3000, 0.4), 0.0)[0]) < 5


def test_ranges_and_ranks() -> None:
    numbers, owner = ranges(np.array([5, 9, 2]), np.array([2, 0, 3]))
    assert numbers.tolist() == [5, 6, 2, 3, 4]
    assert owner.tolist() == [0, 0, 2, 2, 2]
    assert rank_within(np.array([7, 3, 7, 7, 3])).tolist() == [0, 0, 1, 2, 1]
