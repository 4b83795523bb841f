"""Which part of a large network the page shows: its best-connected nodes, the facts among them."""

from collections import Counter
from dataclasses import dataclass

from kg.model import Fact, Network, Node

# Above this a browser's canvas gets slow and a picture tells nobody anything.
MOST_NODES = 1500


@dataclass(frozen=True, slots=True)
class Part:
    """What the page shows. ``degree`` counts a node's facts in the whole network, by IRI."""

    nodes: tuple[Node, ...]
    facts: tuple[Fact, ...]
    degree: dict[str, int]


def best_connected(network: Network, limit: int = MOST_NODES) -> Part:
    """The ``limit`` nodes with the most facts (then mentions), in the network's order."""
    degree: Counter[str] = Counter()
    for fact in network.facts:
        degree.update({fact.subject, fact.object})
    ranked = sorted(network.nodes, key=lambda n: (-degree[n.iri], -n.mentions, n.iri))
    kept = {node.iri for node in ranked[:limit]}
    return Part(
        nodes=tuple(node for node in network.nodes if node.iri in kept),
        facts=tuple(f for f in network.facts if f.subject in kept and f.object in kept),
        degree={iri: degree[iri] for iri in kept},
    )
