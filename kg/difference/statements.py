"""A difference as RDF, in a vocabulary of its own (``docs/store.md`` lists it)."""

from collections.abc import Iterator
from hashlib import sha256

from kg.difference.plain import some
from kg.difference.values import Diff, Entity, EntityChange, FactChange, Stated
from kg.export.inert import utf8_text
from kg.rdf import Literal, NamedNode, RdfFormat, Triple, dump
from kg.schema import PREFIXES, VOCABULARY

CHANGE = "https://kg.example/change#"

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_KINDS = {"came": "Addition", "went": "Removal", "changed": "Change"}


def to_turtle(diff: Diff, limit: int) -> str:
    """Turtle: a resource for each change, named by a hash of what it says."""
    triples = [*_documents(diff, limit)]
    for entity in some(diff.entities, limit):
        triples += _entity(entity)
    for fact in some(diff.facts, limit):
        triples += _fact(fact)
    prefixes = {name: PREFIXES[name] for name in ("kg", "rdf", "rdfs", "skos")}
    return dump(triples, RdfFormat.TURTLE, prefixes | {"change": CHANGE}).decode("utf-8")


def _term(name: str) -> NamedNode:
    return NamedNode(CHANGE + name)


def _text(value: str) -> Literal:
    return Literal(utf8_text(value))


def _name(*parts: str) -> NamedNode:
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    digest = sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
    return NamedNode(f"urn:sha256:{digest}")


def _documents(diff: Diff, limit: int) -> Iterator[Triple]:
    sorts = (
        ("came", diff.documents_came),
        ("went", diff.documents_went),
        ("changed", diff.documents_changed),
    )
    for kind, documents in sorts:
        for document in some(documents, limit):
            change = _name("document", kind, document)
            yield Triple(change, _TYPE, _term(f"Document{_KINDS[kind]}"))
            yield Triple(change, _term("document"), _text(document))


def _entity(change: EntityChange) -> Iterator[Triple]:
    resource = _name("entity", change.kind, change.now.iri)
    yield Triple(resource, _TYPE, _term(f"Entity{_KINDS[change.kind]}"))
    yield Triple(resource, _term("entity"), NamedNode(change.now.iri))
    for when, entity in (("before", change.before), ("after", change.after)):
        if entity:
            yield from _described(resource, when, entity)
    if change.sentence:
        yield Triple(resource, _term("document"), _text(change.document))
        yield Triple(resource, _term("sentence"), _text(change.sentence))


def _described(resource: NamedNode, when: str, entity: Entity) -> Iterator[Triple]:
    state = _name("state", when, entity.iri, *entity.names, entity.type, entity.subtype)
    yield Triple(resource, _term(when), state)
    yield Triple(state, _term("entity"), NamedNode(entity.iri))
    for kind in dict.fromkeys((entity.type, entity.subtype)):
        if kind:
            yield Triple(state, _term("type"), NamedNode(VOCABULARY + kind))
    yield Triple(state, _term("label"), _text(entity.label))
    for name in entity.names[1:]:
        yield Triple(state, _term("otherName"), _text(name))


def _fact(change: FactChange) -> Iterator[Triple]:
    ends = (change.subject.iri, change.predicate, change.object.iri)
    resource = _name("fact", change.kind, *ends)
    yield Triple(resource, _TYPE, _term(f"Fact{_KINDS[change.kind]}"))
    for name, iri in (
        ("subject", change.subject.iri),
        ("predicate", VOCABULARY + change.predicate),
        ("object", change.object.iri),
    ):
        yield Triple(resource, NamedNode(PREFIXES["rdf"] + name), NamedNode(iri))
    for property_, places in (("evidenceCame", change.came), ("evidenceWent", change.went)):
        for place in places:
            evidence = _name(property_, *ends, *_parts(place))
            yield Triple(resource, _term(property_), evidence)
            yield from _place(evidence, place)


def _place(evidence: NamedNode, place: Stated) -> Iterator[Triple]:
    yield Triple(evidence, _term("document"), _text(place.document))
    yield Triple(evidence, _term("sentence"), _text(place.sentence))
    yield Triple(evidence, _term("quote"), _text(place.text))
    yield Triple(evidence, _term("modality"), NamedNode(VOCABULARY + place.modality))
    for name in ("role", "time"):
        if value := getattr(place, name):
            yield Triple(evidence, _term(name), _text(value))
    if place.finer:
        yield Triple(evidence, _term("finerPredicate"), NamedNode(VOCABULARY + place.finer))
    yield Triple(evidence, _term("producedBy"), _text(place.by))


def _parts(place: Stated) -> tuple[str, ...]:
    return (
        place.document,
        place.sentence,
        place.text,
        place.modality,
        place.role,
        place.time,
        place.finer,
        place.by,
    )
