"""A part of a network → the columns that the page draws and lists."""

from collections.abc import Sequence
from operator import attrgetter

from kg.explorer.blocks import DocumentColumns, FactColumns, GraphBlock, Meta, NodeColumns
from kg.explorer.coordinates import coordinates
from kg.explorer.picture import Picture
from kg.explorer.terms import MODALITIES, Terms, document_numbers
from kg.model import Fact, Network, Node
from kg.resources import kg_version
from kg.search.sounds import character_readings
from kg.view.select import Part


def graph_block(
    network: Network, part: Part, terms: Terms, picture: Picture, *, texts: bool
) -> GraphBlock:
    """What the page reads first."""
    return GraphBlock(
        meta=_meta(network, texts=texts),
        types=terms.types(),
        predicates=terms.predicates(),
        documents=_documents(network),
        nodes=_nodes(network, part, terms, picture),
        facts=_facts(network, part, terms),
        communities=picture.communities,
        readings=character_readings("".join(name for node in part.nodes for name in node.names)),
    )


def _meta(network: Network, *, texts: bool) -> Meta:
    return Meta(
        kg=kg_version(),
        base=network.base,
        engine=network.engine,
        counts={
            "documents": len(network.records),
            "nodes": len(network.nodes),
            "facts": len(network.facts),
            "evidence": sum(len(fact.proofs) for fact in network.facts),
            "quarantined": len(network.quarantined) + len(network.quarantined_nodes),
        },
        texts=texts,
    )


def _documents(network: Network) -> DocumentColumns:
    def column(name: str) -> list[str]:
        return list(map(attrgetter(name), network.records))

    return DocumentColumns(*map(column, ("id", "title", "published", "publisher", "source")))


def _nodes(network: Network, part: Part, terms: Terms, picture: Picture) -> NodeColumns:
    number = document_numbers(network)
    return NodeColumns(
        iri=[node.iri.removeprefix(network.base) for node in part.nodes],
        type=[terms.type[node.subtype or node.type] for node in part.nodes],
        names=[node.names for node in part.nodes],
        mentions=[node.mentions for node in part.nodes],
        documents=[_named_in(node, number) for node in part.nodes],
        degree=[part.degree[node.iri] for node in part.nodes],
        x=picture.x.tolist(),
        y=picture.y.tolist(),
        community=picture.community.tolist(),
        pagerank=picture.pagerank.tolist(),
        betweenness=picture.betweenness.tolist(),
        places=coordinates(part.nodes, network.facts),
    )


def _named_in(node: Node, number: dict[str, int]) -> list[int]:
    return sorted(number[a.document] for a in node.appearances if a.document in number)


def _facts(network: Network, part: Part, terms: Terms) -> FactColumns:
    node = {each.iri: index for index, each in enumerate(part.nodes)}
    document = document_numbers(network)
    facts = part.facts
    return FactColumns(
        subject=[node[fact.subject] for fact in facts],
        predicate=[terms.predicate[fact.predicate] for fact in facts],
        object=[node[fact.object] for fact in facts],
        modality=[MODALITIES.index(fact.modality) for fact in facts],
        finer=[_finer(fact, terms) for fact in facts],
        roles=[fact.roles for fact in facts],
        times=[_times(fact) for fact in facts],
        score=[round(max((p.score for p in fact.proofs), default=0.0) * 100) for fact in facts],
        proofs=[len(fact.proofs) for fact in facts],
        documents=[
            sorted({document[p.document] for p in fact.proofs if p.document in document})
            for fact in facts
        ],
    )


def _finer(fact: Fact, terms: Terms) -> list[int]:
    return sorted({terms.predicate[p.subpredicate] for p in fact.proofs if p.subpredicate})


def _times(fact: Fact) -> Sequence[str]:
    return sorted({proof.time for proof in fact.proofs if proof.time})
