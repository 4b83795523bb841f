"""SPARQL 1.1 Graph Store HTTP Protocol, the reading half: a graph, or all of them."""

from collections.abc import Mapping
from typing import Any

from kg.rdf import DefaultGraph, NamedNode
from kg.schema import VOCABULARY
from kg.serve.jobs.forms import TooLargeError, encoded_graph, not_acceptable, too_large
from kg.serve.negotiate import choose
from kg.serve.offers import DATASETS, GRAPHS
from kg.serve.session import Session
from kg.serve.wire import Reply, plain


def graph(session: Session, values: Mapping[str, Any]) -> Reply:
    """A graph as statements.

    Values: ``graphs`` (IRIs that may mean it, the first that exists is given; ``""`` is the default
    graph; none asks for the whole dataset), ``accept``, ``format``.
    """
    offers = GRAPHS if values["graphs"] else DATASETS
    offer = choose(values["format"], values["accept"], offers)
    if offer is None:
        return not_acceptable(offers)
    try:
        if not values["graphs"]:
            return _dataset(session, offer)
        known = (_known(session, iri) for iri in values["graphs"])
        name = next((name for name in known if name is not None), None)
        if name is None:
            return plain(404, f"no graph {values['graphs'][0]}; there are: {_listed(session)}")
        quads = session.build.store.quads_for_pattern(None, None, None, name)
        triples = sorted((quad.triple for quad in quads), key=str)
        return encoded_graph(triples, offer, session.build.prefixes, session.max_bytes)
    except TooLargeError:
        return too_large(session.max_bytes)


def _dataset(session: Session, offer: Any) -> Reply:
    quads = sorted(session.build.store, key=lambda quad: (str(quad.graph_name), str(quad.triple)))
    return encoded_graph(quads, offer, session.build.prefixes, session.max_bytes)


def _known(session: Session, iri: str) -> NamedNode | DefaultGraph | None:
    if not iri:
        return DefaultGraph()
    for candidate in (iri, VOCABULARY + iri):
        try:
            name = NamedNode(candidate)
        except ValueError:
            continue
        if session.build.store.contains_named_graph(name):
            return name
    return None


def _listed(session: Session) -> str:
    names = sorted(str(name) for name in session.build.store.named_graphs())
    return ", ".join(["the default graph", *names])
