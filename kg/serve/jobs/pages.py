"""Pages of entities and documents, and the same as RDF."""

from collections.abc import Mapping
from typing import Any

from kg.query import named
from kg.rdf import NamedNode, Triple
from kg.schema import PREFIXES
from kg.serve.jobs.document_page import document_page
from kg.serve.jobs.entity_page import entity_page, resource_page
from kg.serve.jobs.explore import explorer
from kg.serve.jobs.forms import TooLargeError, encoded_graph, not_acceptable, too_large
from kg.serve.jobs.render import EDITOR_POLICY, HOME_POLICY, html
from kg.serve.negotiate import Offer, choose
from kg.serve.offers import GRAPHS
from kg.serve.paths import iri_at
from kg.serve.session import Session
from kg.serve.wire import Reply

HTML = Offer("html", "text/html; charset=utf-8", ("application/xhtml+xml",))
OFFERS = (HTML, *GRAPHS)

_RDF = PREFIXES["rdf"]
_ENDS = (NamedNode(_RDF + "subject"), NamedNode(_RDF + "object"))


def page(session: Session, values: Mapping[str, Any]) -> Reply:
    """What the build knows of one thing.

    Values: ``path`` (behind ``/entity/``), ``language``, ``accept``, ``format``, and for a document
    ``start`` and ``end``, the offsets of a stretch to point out.
    """
    offer = choose(values["format"], values["accept"], OFFERS)
    if offer is None:
        return not_acceptable(OFFERS)
    iri = iri_at(values["path"], session.build.base)
    if not iri or not _is_known(session, iri):
        return html("missing.html", values["language"], 404, path="", title="404")
    if offer is not HTML:
        return _as_rdf(session, iri, offer)
    if document := session.texts.document(iri):
        return document_page(session, iri, document, values)
    if node := named(session.build, iri):
        return entity_page(session, node, values["language"])
    return resource_page(session, iri, values["language"])


def home(session: Session, values: Mapping[str, Any]) -> Reply:
    """The home page: the explorer, or the build's own page. Values as for the explorer."""
    if session.has_explorer:
        return explorer(session, values)
    title = "知识图谱 · Knowledge graph"
    has_view = (session.build.folder / "graph.html").is_file()
    return html(
        "home.html", values["language"], policy=HOME_POLICY, title=title, path="", view=has_view
    )


def editor(_session: Session, values: Mapping[str, Any]) -> Reply:
    """The query editor. Values: ``language``."""
    title = "SPARQL · 知识图谱"
    return html("editor.html", values["language"], policy=EDITOR_POLICY, title=title, path="")


def _is_known(session: Session, iri: str) -> bool:
    try:
        node = NamedNode(iri)
    except ValueError:
        return False
    return next(session.build.store.quads_for_pattern(node, None, None, None), None) is not None


def _as_rdf(session: Session, iri: str, offer: Offer) -> Reply:
    """Its statements, those that point to it, and the evidence of its facts."""
    store, node = session.build.store, NamedNode(iri)
    found: set[Triple] = set()
    for subject, object_ in ((node, None), (None, node)):
        found |= {q.triple for q in store.quads_for_pattern(subject, None, object_, None)}
    evidence = {
        triple.subject for triple in found if triple.predicate in _ENDS and triple.object == node
    }
    for each in evidence:
        found |= {quad.triple for quad in store.quads_for_pattern(each, None, None, None)}
    try:
        ordered = sorted(found, key=str)
        return encoded_graph(ordered, offer, session.build.prefixes, session.max_bytes)
    except TooLargeError:
        return too_large(session.max_bytes)
