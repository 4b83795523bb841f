"""How fast and how good positions are: ``python benchmarks/layout.py [--nodes N ...] [--rivals]``.

Made graphs with communities and a few very well-connected nodes. For each: seconds of processor time, and of the positions

- kept: of a node's neighbours in the graph, how many are among as many nearest nodes (a sample of nodes),
- spread: how uneven the lengths of links are (standard deviation by mean),
- crossings: how many of a thousand random pairs of links cross,
- together: of the nodes nearest to a node, how many are of its community,
- overlaps: how many pairs of discs lie on each other, in pictures scaled to the same area.

With ``--rivals`` the same of igraph (GPL-2, so never a dependency of ours) and networkx, where installed.
"""

import argparse
import hashlib
import importlib.util
import random
import resource
import time
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from kg.explorer.measures import betweenness, centrality, communities
from kg.view.layout import overlap, place

Points = NDArray[np.float64]
Links = NDArray[np.int64]


def made(nodes: int, seed: int = 1) -> tuple[Links, NDArray[np.int64]]:
    """Links (1.67 a node) and the community that each node was made in."""
    draw = random.Random(seed)
    count = max(3, int(nodes**0.5 / 2))
    group = draw.choices(range(count), [1 / (i + 1) ** 0.6 for i in range(count)], k=nodes)
    members: list[list[int]] = [[] for _ in range(count)]
    for node, where in enumerate(group):
        members[where].append(node)
    everyone = list(range(nodes))
    draw.shuffle(everyone)
    links: set[tuple[int, int]] = set()
    number = 0
    while len(links) < nodes * 5 // 3:
        node = number if number < nodes else draw.randrange(nodes)
        inside = number < nodes or draw.random() > 0.15
        pool = members[group[node]] if inside else everyone
        other = pool[int(len(pool) * draw.random() ** 2.5)]
        number += 1
        if node != other:
            links.add((min(node, other), max(node, other)))
    return np.array(sorted(links), dtype=np.int64), np.array(group, dtype=np.int64)


def nearest(points: Points, node: int, count: int) -> NDArray[np.int64]:
    apart = points - points[node]
    squared = apart[:, 0] ** 2 + apart[:, 1] ** 2
    squared[node] = np.inf
    return np.argpartition(squared, count)[:count]


def kept(points: Points, links: Links, group: NDArray[np.int64]) -> tuple[float, float]:
    draw = random.Random(2)
    sample = [draw.randrange(len(points)) for _ in range(600)]
    neighbours: list[set[int]] = [set() for _ in points]
    for a, b in links.tolist():
        neighbours[a].add(b)
        neighbours[b].add(a)
    shares, same = [], []
    for node in sample:
        if not neighbours[node]:
            continue
        count = len(neighbours[node])
        shares.append(len(neighbours[node] & set(nearest(points, node, count).tolist())) / count)
        same.append(float((group[nearest(points, node, 10)] == group[node]).mean()))
    return sum(shares) / len(shares), sum(same) / len(same)


def crossings(points: Points, links: Links, pairs: int = 200_000) -> float:
    draw = np.random.default_rng(3)
    one, two = (links[draw.integers(0, len(links), pairs)] for _ in range(2))
    apart = (one[:, :, None] != two[:, None, :]).all(axis=(1, 2))
    one, two = points[one[apart]], points[two[apart]]

    def side(line: Points, point: Points) -> Points:
        along, to = line[:, 1] - line[:, 0], point - line[:, 0]
        return along[:, 0] * to[:, 1] - along[:, 1] * to[:, 0]

    cross = side(one, two[:, 0]) * side(one, two[:, 1]) < 0
    cross &= side(two, one[:, 0]) * side(two, one[:, 1]) < 0
    return float(cross.mean()) * 1000


def judged(
    points: Points, links: Links, group: NDArray[np.int64], radius: Points, area: float
) -> str:
    span = np.ptp(points, axis=0)
    points = points * (area / (span[0] * span[1])) ** 0.5
    neighbours, together = kept(points, links, group)
    length = np.sqrt(((points[links[:, 0]] - points[links[:, 1]]) ** 2).sum(axis=1))
    over = len(overlap.near(points, radius, 0.0)[0])
    return (
        f"kept {neighbours:5.1%}  together {together:5.1%}  spread {length.std() / length.mean():4.2f}"
        f"  crossings {crossings(points, links):5.1f}  overlaps {over}"
    )


def rivals(nodes: int, links: Links) -> Iterator[tuple[str, Callable[[], Points]]]:
    if importlib.util.find_spec("igraph"):
        import igraph

        graph = igraph.Graph(nodes, links.tolist())
        yield (
            "igraph FR, grid",
            lambda: np.array(graph.layout_fruchterman_reingold(grid=True).coords),
        )
        if nodes <= 20_000:
            yield "igraph DrL", lambda: np.array(graph.layout_drl().coords)
    if importlib.util.find_spec("networkx") and nodes <= 2_000:
        import networkx as nx

        other = nx.Graph(links.tolist())
        other.add_nodes_from(range(nodes))
        for name, layout in (("spring", nx.spring_layout), ("forceatlas2", nx.forceatlas2_layout)):
            yield f"networkx {name}", lambda layout=layout: _ordered(layout(other, seed=1), nodes)


def _ordered(found: dict[int, Points], nodes: int) -> Points:
    return np.array([found[node] for node in range(nodes)])


def timed(work: Callable[[], Points]) -> tuple[Points, float]:
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--nodes", type=int, nargs="+", default=[1_000, 10_000, 60_000, 100_000])
    ask.add_argument("--rivals", action="store_true")
    chosen = ask.parse_args()
    for nodes in chosen.nodes:
        links, group = made(nodes)
        radius = 12.0 + 4.0 * np.sqrt(np.bincount(links.ravel(), minlength=nodes))
        print(f"\n{nodes:,} nodes, {len(links):,} links")
        found, seconds = timed(lambda: communities(nodes, links))  # noqa: B023
        print(f"  communities   {seconds:7.2f} s, {found.max() + 1} of them")
        print(f"  centrality    {timed(lambda: centrality(nodes, links))[1]:7.2f} s")  # noqa: B023
        print(f"  betweenness   {timed(lambda: betweenness(nodes, links))[1]:7.2f} s")  # noqa: B023
        area = 0.0
        for name, groups in (("place, groups", found), ("place", None)):
            points, seconds = timed(lambda: place(radius, links, groups))  # noqa: B023
            area = area or float(np.prod(np.ptp(points, axis=0).astype(np.float64)))
            digest = hashlib.sha256(points.tobytes()).hexdigest()[:8]
            print(
                f"  {name:18} {seconds:7.2f} s  {judged(points.astype(float), links, group, radius, area)}  {digest}"
            )
        print(
            f"  memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most"
        )
        for name, layout in rivals(nodes, links) if chosen.rivals else ():
            points, seconds = timed(layout)
            print(f"  {name:18} {seconds:7.2f} s  {judged(points, links, group, radius, area)}")


if __name__ == "__main__":
    main()
