"""SPARQL 1.1 Service Description: what the endpoint is and holds, as RDF."""

from collections.abc import Iterator, Mapping
from typing import Any

from kg.rdf import BlankNode, DefaultGraph, Literal, NamedNode, Triple
from kg.schema import PREFIXES
from kg.serve.jobs.forms import encoded_graph, not_acceptable
from kg.serve.negotiate import choose
from kg.serve.offers import GRAPHS
from kg.serve.session import Session
from kg.serve.wire import Reply

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads",
)  # fmt: skip
_TYPE = NamedNode(PREFIXES["rdf"] + "type")


def describe(session: Session, values: Mapping[str, Any]) -> Reply:
    """The description of the endpoint at ``endpoint``. Values: also ``accept``, ``format``."""
    offer = choose(values["format"], values["accept"], GRAPHS)
    if offer is None:
        return not_acceptable(GRAPHS)
    prefixes = {"sd": _SD, "void": _VOID, "format": _FORMATS}
    statements = list(_statements(session, NamedNode(values["endpoint"])))
    return encoded_graph(statements, offer, prefixes, session.max_bytes)


def _statements(session: Session, endpoint: NamedNode) -> Iterator[Triple]:
    service, dataset, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
    yield Triple(service, _TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), endpoint)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for form in _RESULTS:
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + form))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, _TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield from _graph(session, default, DefaultGraph())
    names = [g for g in session.build.store.named_graphs() if isinstance(g, NamedNode)]
    for number, name in enumerate(sorted(names, key=lambda node: node.value)):
        named, content = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, _TYPE, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), name)
        yield Triple(named, _sd("graph"), content)
        yield from _graph(session, content, name)


def _graph(session: Session, node: BlankNode, name: NamedNode | DefaultGraph) -> Iterator[Triple]:
    size = sum(1 for _ in session.build.store.quads_for_pattern(None, None, None, name))
    yield Triple(node, _TYPE, _sd("Graph"))
    yield Triple(node, NamedNode(_VOID + "triples"), Literal(size))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
