"""A part of a network → the columns that the page draws and lists."""

from collections.abc import Iterable, Mapping
from operator import attrgetter

from kg.explorer.blocks import DocumentColumns, FactColumns, GraphBlock, Meta, NodeColumns
from kg.explorer.coordinates import coordinates
from kg.explorer.picture import Picture
from kg.explorer.terms import MODALITIES, Terms, document_numbers
from kg.model import Fact, Network
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
    named_in = ([place.document for place in node.appearances] for node in part.nodes)
    return NodeColumns(
        iri=[node.iri.removeprefix(network.base) for node in part.nodes],
        type=[terms.type[node.subtype or node.type] for node in part.nodes],
        names=[node.names for node in part.nodes],
        mentions=[node.mentions for node in part.nodes],
        documents=_numbers(named_in, document_numbers(network)),
        degree=[part.degree[node.iri] for node in part.nodes],
        x=picture.x.tolist(),
        y=picture.y.tolist(),
        community=picture.community.tolist(),
        pagerank=picture.pagerank.tolist(),
        betweenness=picture.betweenness.tolist(),
        places=coordinates(part.nodes, network.facts),
    )


def _facts(network: Network, part: Part, terms: Terms) -> FactColumns:
    node = {each.iri: index for index, each in enumerate(part.nodes)}
    facts = part.facts
    modality = {name: number for number, name in enumerate(MODALITIES)}
    return FactColumns(
        subject=[node[fact.subject] for fact in facts],
        predicate=[terms.predicate[fact.predicate] for fact in facts],
        object=[node[fact.object] for fact in facts],
        modality=[modality[fact.modality] for fact in facts],
        finer=_numbers(_stated(facts, "subpredicate"), terms.predicate),
        roles=_stated(facts, "role"),
        times=_stated(facts, "time"),
        score=[round(max([p.score for p in fact.proofs], default=0.0) * 100) for fact in facts],
        proofs=[len(fact.proofs) for fact in facts],
        documents=_numbers(_stated(facts, "document"), document_numbers(network)),
    )


def _stated(facts: Iterable[Fact], what: str) -> list[list[str]]:
    """For each fact what its proofs say of it, sorted; most facts have one proof."""
    value = attrgetter(what)
    found = []
    for fact in facts:
        if len(fact.proofs) == 1:
            said = value(fact.proofs[0])
            found.append([said] if said else [])
        else:
            found.append(sorted(set(filter(None, map(value, fact.proofs)))))
    return found


def _numbers(names: Iterable[list[str]], number: Mapping[str, int]) -> list[list[int]]:
    return [
        sorted([number[name] for name in some if name in number]) if some else [] for some in names
    ]
