"""The page of an entity: its names, facts and the sentences that state them."""

from dataclasses import dataclass
from urllib.parse import quote

from kg.query import Edge, Named, Place, Reason, explain
from kg.query.prefixes import shorten
from kg.rdf import Literal, NamedNode
from kg.schema import default_schema
from kg.serve.jobs.render import html
from kg.serve.paths import EXPLORER, local_path
from kg.serve.session import Session
from kg.serve.wire import Reply

_MOST_EDGES = 300
_MOST_REASONS = 20


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads; ``path`` is empty where this server has no page for it."""

    text: str
    path: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """One sentence that states a fact: what stands before the evidence, the evidence, the rest."""

    before: str
    quoted: str
    after: str
    document: Link
    reason: Reason


@dataclass(frozen=True, slots=True)
class Row:
    """A fact as seen from the entity; ``inward`` where the entity is its object."""

    predicate: str
    other: Link
    inward: bool
    modality: str
    problem: str
    finer: str
    proofs: tuple[Proof, ...]
    more: int


def entity_page(session: Session, node: Named, language: str) -> Reply:
    """The page of an entity in ``zh`` or ``en``."""
    found = explain(session.build, node)
    base = session.build.base
    return html(
        "entity.html",
        language,
        title=node.label,
        path=local_path(node.iri, base),
        explorer=_explorer_path(session, node),
        node=node,
        kinds=[_kind(name, language) for name in node.types],
        mentions=found.mentions,
        documents=[document_link(place, base) for place in found.documents],
        rows=[_row(edge, node, base, language) for edge in found.edges[:_MOST_EDGES]],
        more=max(0, len(found.edges) - _MOST_EDGES),
    )


def resource_page(session: Session, iri: str, language: str) -> Reply:
    """The page of anything else that the build describes: a role, a rule, a piece of evidence."""
    build = session.build
    quads = build.store.quads_for_pattern(NamedNode(iri), None, None, None)
    triples = sorted({quad.triple for quad in quads}, key=str)
    values = [
        (shorten(triple.predicate.value, build.prefixes), _value(session, triple.object))
        for triple in triples
    ]
    title = build.label(NamedNode(iri)) or iri
    path = local_path(iri, build.base)
    return html("resource.html", language, title=title, path=path, iri=iri, values=values)


def document_link(place: Place, base: str) -> Link:
    """A document by its title, or its file where it has none."""
    return Link(place.title or place.source, local_path(place.iri, base))


def _value(session: Session, term: object) -> Link:
    if isinstance(term, NamedNode):
        text = session.build.label(term) or shorten(term.value, session.build.prefixes)
        return Link(text, local_path(term.value, session.build.base))
    return Link(term.value if isinstance(term, Literal) else str(term), "")


def _explorer_path(session: Session, node: Named) -> str:
    """Where the explorer shows the entity; ``""`` for a build without it."""
    local = quote(node.iri.removeprefix(session.build.base), safe="/.:~-")
    return f"{EXPLORER}#node={local}" if session.has_explorer else ""


def _kind(name: str, language: str) -> str:
    kind = default_schema().kinds.get(name)
    return getattr(kind, language) if kind else name


def _predicate(name: str, language: str) -> str:
    predicate = default_schema().predicates.get(name)
    return getattr(predicate, language) if predicate else name


def _row(edge: Edge, node: Named, base: str, language: str) -> Row:
    inward = edge.subject.iri != node.iri
    other = edge.subject if inward else edge.object
    finer = sorted({reason.finer for reason in edge.reasons if reason.finer})
    return Row(
        _predicate(edge.predicate, language),
        Link(other.label, local_path(other.iri, base), other.types[0] if other.types else ""),
        inward,
        edge.modality,
        edge.problem,
        "、".join(_predicate(name, language) for name in finer),
        tuple(_proof(reason, base) for reason in edge.reasons[:_MOST_REASONS]),
        max(0, len(edge.reasons) - _MOST_REASONS),
    )


def _proof(reason: Reason, base: str) -> Proof:
    sentence, span = reason.sentence, reason.quoted
    link = document_link(reason.document, base)
    if link.path:
        path = f"{link.path}?start={reason.start}&end={reason.end}#evidence"
        link = Link(link.text, path)
    return Proof(sentence[: span.start], span.of(sentence), sentence[span.end :], link, reason)
