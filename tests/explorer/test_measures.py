import hashlib

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kg.explorer.measures import betweenness, centrality, communities
from tests.explorer.made_graphs import Integers, made, star

_NOTHING = np.zeros((0, 2), dtype=np.int64)


def to_networkx(count: int, links: Integers) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(links.tolist())
    return graph


def as_sets(found: NDArray[np.int32]) -> list[set[int]]:
    return [set(np.flatnonzero(found == each).tolist()) for each in range(int(found.max()) + 1)]


def test_communities_are_as_good_as_those_of_networkx() -> None:
    links, _ = made(600, 1200)
    graph = to_networkx(600, links)
    ours = nx.community.modularity(graph, as_sets(communities(600, links)))
    theirs = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1))
    assert ours > theirs - 0.01
    assert ours > 0.7


def test_communities_are_connected_and_numbered_by_size_then_by_first_member() -> None:
    links, _ = made(500, 600)
    found = communities(500, links)
    graph = to_networkx(500, links)
    groups = as_sets(found)
    assert all(nx.is_connected(graph.subgraph(group)) for group in groups)
    order = [(-len(group), min(group)) for group in groups]
    assert order == sorted(order)
    assert set().union(*groups) == set(range(500))


def test_two_circles_of_friends_who_share_one_link_are_two_communities() -> None:
    five, six = np.argwhere(np.tri(5, k=-1)), np.argwhere(np.tri(6, k=-1))
    links = np.concatenate([five, six + 5, [[0, 5]]])
    assert communities(11, links).tolist() == [1] * 5 + [0] * 6


def test_weights_decide_between_communities() -> None:
    links = np.array([[0, 1], [1, 2], [2, 3], [3, 0]])
    assert communities(4, links, np.array([9, 1, 9, 1])).tolist() == [0, 0, 1, 1]
    assert communities(4, links, np.array([1, 9, 1, 9])).tolist() == [0, 1, 1, 0]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19), st.integers(1, 5)), max_size=60),
    st.randoms(use_true_random=False),
)
def test_order_and_direction_of_links_do_not_matter(
    rows: list[tuple[int, int, int]], draw: "np.random.Generator"
) -> None:
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    turned = [(b, a, w) if draw.random() < 0.5 else (a, b, w) for a, b, w in rows]
    draw.shuffle(turned)
    other = np.array(turned, dtype=np.int64).reshape(-1, 3)
    one, two = table[:, :2], other[:, :2]
    assert np.array_equal(communities(20, one, table[:, 2]), communities(20, two, other[:, 2]))
    assert np.array_equal(centrality(20, one), centrality(20, two))
    assert np.array_equal(betweenness(20, one), betweenness(20, two))


def test_centrality_is_pagerank() -> None:
    links, _ = made(300, 450)
    matrix = np.asarray(nx.google_matrix(to_networkx(300, links), alpha=0.85))
    rank = np.full(300, 1.0 / 300)
    for _ in range(200):
        rank = rank @ matrix
    found = centrality(300, links)
    assert np.abs(found - rank * 1e6).max() <= 1.0
    assert abs(int(found.sum()) - 1_000_000) < 300


@pytest.mark.parametrize("count", [40, 300])
def test_betweenness_is_exact_for_small_graphs(count: int) -> None:
    links, _ = made(count, count * 3 // 2)
    expected = nx.betweenness_centrality(to_networkx(count, links))
    found = betweenness(count, links)
    assert max(abs(expected[node] * 1e6 - found[node]) for node in range(count)) <= 0.51


def test_betweenness_of_larger_graphs_is_close(monkeypatch: pytest.MonkeyPatch) -> None:
    links, _ = made(900, 1500)
    exact = betweenness(900, links)
    monkeypatch.setattr("kg.explorer.measures._WORK", 150_000)
    monkeypatch.setattr("kg.explorer.measures._STATES", 30_000)
    sampled = betweenness(900, links)
    assert not np.array_equal(exact, sampled)
    first = set(np.argsort(-exact)[:20].tolist())
    assert len(first & set(np.argsort(-sampled)[:20].tolist())) >= 12
    assert abs(int(exact.sum()) - int(sampled.sum())) < 0.1 * int(exact.sum())


def test_the_middle_of_a_star_is_on_all_paths() -> None:
    assert betweenness(11, star(10)).tolist() == [1_000_000] + [0] * 10
    assert centrality(11, star(10)).argmax() == 0


def test_graphs_of_nothing_or_little() -> None:
    for count in range(4):
        assert communities(count, _NOTHING).tolist() == list(range(count))
        assert betweenness(count, _NOTHING).tolist() == [0] * count
    assert centrality(4, _NOTHING).tolist() == [250_000] * 4
    assert communities(2, np.array([[0, 0], [1, 1]])).tolist() == [0, 1]
    assert betweenness(2, np.array([[0, 1]])).tolist() == [0, 0]


def test_the_same_bytes_as_ever() -> None:
    links, _ = made(3000, 4500)
    measures = (communities(3000, links), centrality(3000, links), betweenness(3000, links))
    together = hashlib.sha256(b"".join(each.astype("<i4").tobytes() for each in measures))
    assert together.hexdigest()[:16] == "cee0e98ddfef3f9f"
