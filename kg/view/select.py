"""Which part of a large network the page shows: its best-connected nodes, the facts among them."""

from collections.abc import Sequence
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


def best_connected(network: Network, limit: int = MOST_NODES, facts: int | None = None) -> Part:
    """The nodes with the most facts (then mentions), in the network's order.

    Args:
        network: all there is.
        limit: how many nodes at the most.
        facts: how many facts among them at the most; any number where None.
    """
    degree = network.degrees()
    ranked = sorted(network.nodes, key=lambda n: (-degree[n.iri], -n.mentions, n.iri))
    if facts is not None and len(network.facts) > facts:
        limit = min(limit, _fitting(network, ranked, facts))
    kept = {node.iri for node in ranked[:limit]}
    return Part(
        nodes=tuple(node for node in network.nodes if node.iri in kept),
        facts=tuple(f for f in network.facts if f.subject in kept and f.object in kept),
        degree={iri: degree[iri] for iri in kept},
    )


def _fitting(network: Network, ranked: Sequence[Node], facts: int) -> int:
    """How many of the ``ranked`` nodes have no more than so many facts among them."""
    rank = {node.iri: number for number, node in enumerate(ranked)}
    last = len(ranked)
    enters = sorted(
        max(rank.get(fact.subject, last), rank.get(fact.object, last)) for fact in network.facts
    )
    return enters[facts]
