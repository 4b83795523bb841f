"""How the graph is drawn: where each node stands, its community, how central it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.explorer.around import places
from kg.explorer.blocks import CommunityColumns
from kg.explorer.measures import betweenness, centrality, communities
from kg.view.layout.parts import by_size
from kg.view.select import Part

Integers = NDArray[np.int64]
Whole = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Picture:
    """Whole numbers, one a node; places in pixels, y upwards.

    Attributes:
        community: numbered from the largest.
        pagerank, betweenness: in parts per million of all nodes' together; -1 where not computed.
    """

    x: Whole
    y: Whole
    community: Whole
    pagerank: Whole
    betweenness: Whole
    communities: CommunityColumns

    def of(self, nodes: Integers, degree: Integers) -> "Picture":
        """The same for some of the nodes; their communities are numbered anew."""
        community = by_size(self.community[nodes].astype(np.int64)).astype(np.int32)
        return Picture(
            x=self.x[nodes],
            y=self.y[nodes],
            community=community,
            pagerank=self.pagerank[nodes],
            betweenness=self.betweenness[nodes],
            communities=_told(community, degree),
        )


def draw(part: Part) -> Picture:
    """The picture of a part of a network; the same on every machine."""
    count = len(part.nodes)
    degree = np.array([part.degree[node.iri] for node in part.nodes], dtype=np.int64)
    links, weights = _links(part)
    community = communities(count, links, weights)
    points = places(_room(part, degree), links, community, degree)
    return Picture(
        x=points[:, 0],
        y=points[:, 1],
        community=community,
        pagerank=centrality(count, links),
        betweenness=betweenness(count, links),
        communities=_told(community, degree),
    )


def _links(part: Part) -> tuple[Integers, Integers]:
    """Pairs of nodes that facts join, sorted, and how many facts join them."""
    number = {node.iri: index for index, node in enumerate(part.nodes)}
    ends = np.array(
        [(number[fact.subject], number[fact.object]) for fact in part.facts], dtype=np.int64
    ).reshape(-1, 2)
    ends.sort(axis=1)
    links, weights = np.unique(ends[ends[:, 0] < ends[:, 1]], axis=0, return_counts=True)
    return links, weights


def _room(part: Part, degree: Integers) -> NDArray[np.float64]:
    """The radius that each node needs, with some room for its name."""
    name = np.array([min(len(node.label), 12) for node in part.nodes], dtype=np.float64)
    return 8.0 + 4.0 * np.sqrt(np.minimum(degree, 64)) + 2.0 * name


def _told(community: Whole, degree: Integers) -> CommunityColumns:
    size = np.bincount(community) if len(community) else np.zeros(0, dtype=np.int64)
    best: Sequence[int] = np.lexsort((np.arange(len(degree)), -degree, community)).tolist()
    first = np.concatenate(([0], np.cumsum(size)[:-1])) if len(size) else size
    return CommunityColumns(node=[best[start] for start in first.tolist()], size=size.tolist())
