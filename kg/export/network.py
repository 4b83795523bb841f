"""The network for graph tools: networkx, GraphML and GEXF. The only importer of networkx."""

import re
from typing import Any

import networkx as nx

from kg.export.inert import xml_text
from kg.export.tables import best_score
from kg.model import Network
from kg.schema import default_schema

# networkx writes into a GEXF file its own version and the day; same graph, same bytes.
_GEXF_META = re.compile(r"<meta\b.*?</meta>", re.DOTALL)
_CHARACTER = re.compile(r"&#(\d+);")
_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def to_networkx(network: Network) -> "nx.MultiDiGraph[str]":
    """A directed multigraph: nodes by IRI; an edge a fact, its key ``memberOf`` or the like.

    A fact that is not asserted has its modality in the key: ``organizes/planned``.
    Node attributes: ``label type subtype type_label aliases mentions documents``; edge attributes:
    ``predicate label modality roles evidence score quote``. All are strings or numbers, so that
    every file format of networkx takes them; several values are joined by ``" | "``.
    """
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


def to_graphml(network: Network) -> bytes:
    """GraphML, with U+FFFD for characters that XML cannot hold."""
    # nx.write_graphml writes other bytes where lxml is installed; this writer is always the same.
    lines = nx.generate_graphml(_xml_safe(to_networkx(network)))
    return _file("\n".join(lines))


def to_gexf(network: Network) -> bytes:
    """GEXF 1.2, without the date that networkx adds; U+FFFD for characters that XML cannot hold."""
    graph = _xml_safe(to_networkx(network))
    text = "\n".join(nx.generate_gexf(graph, version="1.2draft"))
    return _file(_GEXF_META.sub("<meta><creator>kg</creator></meta>", text, count=1))


def _file(text: str) -> bytes:
    """An XML file in which Chinese is written as such and not by number."""
    return (_XML_HEAD + _CHARACTER.sub(_written_out, text) + "\n").encode("utf-8")


def _written_out(match: re.Match[str]) -> str:
    number = int(match.group(1))
    return chr(number) if number > 0xA0 else match.group()


def _xml_safe(graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    safe: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in graph.nodes(data=True):
        safe.add_node(xml_text(node), **_safe_attributes(attributes))
    for number, (source, target, attributes) in enumerate(graph.edges(data=True)):
        edge = _safe_attributes(attributes)
        safe.add_edge(xml_text(source), xml_text(target), key=number, id=f"f{number}", **edge)
    return safe


def _safe_attributes(attributes: dict[str, Any]) -> dict[str, Any]:
    return {
        name: xml_text(value) if isinstance(value, str) else value
        for name, value in attributes.items()
    }
