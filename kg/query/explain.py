"""Why a node and its edges are there: every place that states them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import zip_longest

from kg.errors import QueryError
from kg.model import Span
from kg.query.build import QUARANTINE, Build
from kg.rdf import BlankNode, DefaultGraph, Literal, NamedNode, Triple
from kg.schema import PREFIXES, VOCABULARY, default_schema
from kg.text import name_key, words

_LABEL = NamedNode(PREFIXES["rdfs"] + "label")
_ENTITY = NamedNode(VOCABULARY + "Entity")
_ALTERNATIVE = NamedNode(PREFIXES["skos"] + "altLabel")
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_SUBJECT = NamedNode(PREFIXES["rdf"] + "subject")
_OBJECT = NamedNode(PREFIXES["rdf"] + "object")
_PREDICATE = PREFIXES["rdf"] + "predicate"
_TITLE = NamedNode(PREFIXES["dcterms"] + "title")
_SOURCE = NamedNode(VOCABULARY + "source")
_CLOSEST = 3

_Resource = NamedNode | BlankNode | Triple
_Graph = NamedNode | BlankNode | DefaultGraph
_Evidence = tuple[_Resource, _Graph]


@dataclass(frozen=True, slots=True)
class Named:
    """An entity: ``names`` starts with its label; ``types`` are kinds, the finest last."""

    iri: str
    names: tuple[str, ...]
    types: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its preferred name."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document is named, by its title and file; ``iri`` is the document's own."""

    title: str
    source: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One place that states an edge; ``quoted`` is the evidence as a span of ``sentence``.

    ``finer`` is the finer relation that it states, if any, ``by`` the rule or model that found it.
    """

    document: Place
    start: int
    end: int
    sentence: str
    quoted: Span
    role: str
    time: str
    score: str
    by: str
    finer: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact with all its reasons; ``problem`` says what keeps it in quarantine, if anything."""

    subject: Named
    predicate: str
    object: Named
    modality: str
    problem: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A node with where it is named and all its edges, out of it and into it."""

    node: Named
    mentions: int
    documents: tuple[Place, ...]
    edges: tuple[Edge, ...]


def explain(build: Build, node: Named) -> Explanation:
    """Everything that the build knows of a node."""
    iri = NamedNode(node.iri)
    evidence = _evidence_of(build, _SUBJECT, iri) | _evidence_of(build, _OBJECT, iri)
    named_in = _objects(build, iri, NamedNode(VOCABULARY + "mentionedIn"))
    counts = [term.value for term in _objects(build, iri, NamedNode(VOCABULARY + "mentionCount"))]
    places = {_place(build, term) for term in named_in if isinstance(term, NamedNode)}
    return Explanation(
        node,
        int(counts[0]) if counts else 0,
        tuple(sorted(places, key=lambda place: (place.source, place.title))),
        _edges(build, evidence),
    )


def edges_between(build: Build, one: Named, other: Named) -> tuple[Edge, ...]:
    """The edges that join two nodes, either way round."""
    a, b = NamedNode(one.iri), NamedNode(other.iri)
    there = _evidence_of(build, _SUBJECT, a) & _evidence_of(build, _OBJECT, b)
    back = _evidence_of(build, _SUBJECT, b) & _evidence_of(build, _OBJECT, a)
    return _edges(build, there | back)


def reasons_of(
    build: Build, subject: str, predicate: str, object_: str, modality: str
) -> tuple[Reason, ...]:
    """Every place that states one good fact, its ends by IRI; none if there is no such fact."""
    wanted = {
        _SUBJECT.value: subject,
        _PREDICATE: VOCABULARY + predicate,
        _OBJECT.value: object_,
        VOCABULARY + "modality": VOCABULARY + modality,
    }
    found = (
        dict(_values(build, evidence, DefaultGraph()))
        for evidence in _between(build, subject, object_)
    )
    stating = (values for values in found if all(values.get(key) == wanted[key] for key in wanted))
    reasons = (_reason(build, values) for values in stating)
    return tuple(sorted(reasons, key=lambda r: (r.document.source, r.start, r.end, r.by)))


def _between(build: Build, subject: str, object_: str) -> Iterator[_Resource]:
    """The evidence with these ends. Of a hub much is known: the end with less is looked through."""
    try:
        ends = (_SUBJECT, NamedNode(subject)), (_OBJECT, NamedNode(object_))
    except ValueError:
        return
    out, into = (
        build.store.quads_for_pattern(None, role, node, DefaultGraph()) for role, node in ends
    )
    found: tuple[list[_Resource], list[_Resource]] = [], []
    for one, other in zip_longest(out, into):
        if one is None or other is None:
            break
        found[0].append(one.subject)
        found[1].append(other.subject)
    else:
        one = None
    role, node = ends[1] if one is None else ends[0]
    for evidence in found[0] if one is None else found[1]:
        quads = build.store.quads_for_pattern(evidence, role, node, DefaultGraph())
        if next(quads, None) is not None:
            yield evidence


def find_named(build: Build, name: str) -> tuple[Named, ...]:
    """The entities that a name or IRI means: by whole name if there is one, else by part of it.

    Raises:
        QueryError: none; names the closest there are.
    """
    names = _all_names(build)
    if iri := _as_iri(build, name, names):
        return (_named(build, iri),)
    wanted = name_key(name)
    keys = {iri: [name_key(each) for each in each_names] for iri, each_names in names.items()}
    exact = [iri for iri, own in keys.items() if wanted in own]
    found = exact or [iri for iri, own in keys.items() if any(wanted in key for key in own)]
    if not wanted or not found:
        raise QueryError(f"nothing is named {name}{_closest(name, names)}")
    return tuple(
        sorted((_named(build, iri) for iri in found), key=lambda node: (node.label, node.iri))
    )


def named(build: Build, iri: str) -> Named | None:
    """The entity that has this IRI, if one has."""
    known = build.store.quads_for_pattern(NamedNode(iri), _TYPE, _ENTITY, DefaultGraph())
    return _named(build, iri) if next(known, None) else None


def _closest(name: str, names: Mapping[str, Sequence[str]]) -> str:
    every = sorted({each for own in names.values() for each in own})
    wanted = {word for word in words(name_key(name)) if len(word) > 1}
    shared = {each: len(wanted & set(words(name_key(each)))) for each in every}
    by_words = sorted((each for each in every if shared[each]), key=lambda each: -shared[each])
    by_letters = get_close_matches(name, every, n=_CLOSEST, cutoff=0.4)
    close = list(dict.fromkeys([*by_words[:_CLOSEST], *by_letters]))[:_CLOSEST]
    return f"; close to it: {'、'.join(close)}" if close else ""


def _as_iri(build: Build, name: str, names: Mapping[str, object]) -> str:
    prefix, colon, local = name.partition(":")
    known = build.prefixes.get(prefix) if colon else None
    iri = name.strip("<>") if known is None else known + local.replace("\\", "")
    return iri if iri in names else ""


def _all_names(build: Build) -> dict[str, list[str]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for entity in build.store.quads_for_pattern(None, _TYPE, _ENTITY, DefaultGraph()):
        for predicate in (_LABEL, _ALTERNATIVE):
            quads = build.store.quads_for_pattern(entity.subject, predicate, None, DefaultGraph())
            texts = [quad.object.value for quad in quads if isinstance(quad.object, Literal)]
            if isinstance(entity.subject, NamedNode):
                names[entity.subject.value] += sorted(texts)
    return names


def _named(build: Build, iri: str) -> Named:
    node = NamedNode(iri)
    others = sorted(term.value for term in _objects(build, node, _ALTERNATIVE))
    kinds = default_schema().kinds
    local = (term.value.removeprefix(VOCABULARY) for term in _objects(build, node, _TYPE))
    types = sorted((name for name in local if name in kinds), key=lambda n: bool(kinds[n].parent))
    return Named(iri, (build.label(node) or iri, *others), tuple(types))


def _objects(build: Build, subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
    quads = build.store.quads_for_pattern(subject, predicate, None, None)
    found = {quad.object for quad in quads}
    terms = [term for term in found if isinstance(term, NamedNode | Literal)]
    return sorted(terms, key=lambda term: term.value)


def _evidence_of(build: Build, role: NamedNode, node: NamedNode) -> set[_Evidence]:
    """The evidence with ``node`` as its rdf:subject or rdf:object."""
    quads = build.store.quads_for_pattern(None, role, node, None)
    return {(quad.subject, quad.graph_name) for quad in quads}


def _edges(build: Build, evidence: set[_Evidence]) -> tuple[Edge, ...]:
    grouped: defaultdict[tuple[str, ...], list[Reason]] = defaultdict(list)
    for subject_and_graph in evidence:
        values = dict(_values(build, *subject_and_graph))
        modality = values.get(VOCABULARY + "modality", "").removeprefix(VOCABULARY)
        key = (
            values[_SUBJECT.value],
            values[_PREDICATE].removeprefix(VOCABULARY),
            values[_OBJECT.value],
            modality or "asserted",
            values.get(VOCABULARY + "problem", "") if subject_and_graph[1] == QUARANTINE else "",
        )
        grouped[key].append(_reason(build, values))
    return tuple(
        Edge(
            _named(build, subject),
            predicate,
            _named(build, object_),
            modality,
            problem,
            tuple(sorted(reasons, key=lambda r: (r.document.source, r.start, r.end, r.by))),
        )
        for (subject, predicate, object_, modality, problem), reasons in sorted(grouped.items())
    )


def _values(build: Build, evidence: _Resource, graph: _Graph) -> Iterator[tuple[str, str]]:
    """The properties of an evidence resource, by IRI."""
    for quad in build.store.quads_for_pattern(evidence, None, None, graph):
        if isinstance(quad.object, NamedNode | Literal):
            yield quad.predicate.value, quad.object.value


def _reason(build: Build, values: Mapping[str, str]) -> Reason:
    def value(name: str) -> str:
        return values.get(VOCABULARY + name, "")

    sentence, quote = value("sentence"), value("quote")
    start, end = int(value("start") or 0), int(value("end") or 0)
    before = start - int(value("sentenceStart") or start)
    if sentence[before : before + len(quote)] != quote:
        sentence, before = quote, 0
    document = value("document")
    return Reason(
        _place(build, NamedNode(document)) if document else Place("", ""),
        start,
        end,
        sentence,
        Span(before, before + len(quote)),
        value("role"),
        value("time"),
        value("score"),
        _by(build, value("producedBy")),
        value("finerPredicate").removeprefix(VOCABULARY),
    )


def _by(build: Build, rule: str) -> str:
    if not rule or ":" not in rule:
        return rule
    return build.label(NamedNode(rule)) or rule


def _place(build: Build, document: NamedNode) -> Place:
    title = next((term.value for term in _objects(build, document, _TITLE)), "")
    source = next((term.value for term in _objects(build, document, _SOURCE)), document.value)
    return Place(title, source, document.value)
