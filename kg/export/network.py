"""The network for networkx, which is imported here alone."""

from typing import TYPE_CHECKING

from kg.export.tables import best_score
from kg.model import Network
from kg.schema import default_schema

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(network: Network) -> "nx.MultiDiGraph[str]":
    """A directed multigraph: nodes by IRI; an edge a fact, its key ``memberOf`` or the like.

    A fact that is not asserted has its modality in the key: ``organizes/planned``.
    Node attributes: ``label type subtype type_label aliases mentions documents``; edge attributes:
    ``predicate label modality roles evidence score quote``. All are strings or numbers, so that
    every file format of networkx takes them; several values are joined by ``" | "``.
    """
    import networkx as nx  # here: it takes a tenth of a second, and no build needs it

    schema = default_schema()
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in network.nodes:
        kind = schema.kinds.get(node.subtype) or schema.kinds.get(node.type)
        graph.add_node(
            node.iri,
            label=node.label,
            type=node.type,
            subtype=node.subtype,
            type_label=kind.zh if kind else node.type,
            aliases=" | ".join(node.names[1:]),
            mentions=node.mentions,
            documents=len(node.appearances),
        )
    for fact in network.facts:
        predicate = schema.predicates.get(fact.predicate)
        asserted = fact.modality == "asserted"
        graph.add_edge(
            fact.subject,
            fact.object,
            key=fact.predicate if asserted else f"{fact.predicate}/{fact.modality}",
            predicate=fact.predicate,
            label=predicate.zh if predicate else fact.predicate,
            modality=fact.modality,
            roles=" | ".join(fact.roles),
            evidence=len(fact.proofs),
            score=best_score(fact),
            quote=fact.proofs[0].evidence.text if fact.proofs else "",
        )
    return graph
