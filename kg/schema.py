"""The vocabulary as Python values, read from ``ontology/kg.ttl``, its only source."""

import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import OntologyError
from kg.folder import STORE
from kg.rdf import Literal, NamedNode, read_turtle
from kg.resources import ontology_dir

VOCABULARY = "https://kg.example/ontology#"

#: Prefixes that files are written with and queries know.
PREFIXES: Mapping[str, str] = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "kg": VOCABULARY,
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"

# Entity kinds are the classes below the one, relations the properties below the other.
_KIND_ROOT = "Entity"
_RELATION_ROOT = "relatedTo"


@dataclass(frozen=True, slots=True)
class Kind:
    """An entity type; ``parent`` is ``""`` for the six core ones."""

    name: str
    parent: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation type; ``parent`` is ``""`` for the sixteen core ones.

    ``domain`` and ``range`` are the core types it may join; ``one_type`` asks both ends to be
    of the same core type; ``inverse`` names the property that says the same from the other end,
    itself if symmetric, ``""`` where the vocabulary names none.
    """

    name: str
    parent: str
    zh: str
    en: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool
    transitive: bool
    one_type: bool
    inverse: str = ""


@dataclass(frozen=True)
class Schema:
    """All kinds and predicates, by name."""

    kinds: dict[str, Kind]
    predicates: dict[str, Predicate]

    def core_kinds(self) -> tuple[Kind, ...]:
        """The six core types, in the order of the file."""
        return tuple(kind for kind in self.kinds.values() if not kind.parent)

    def core_predicates(self) -> tuple[Predicate, ...]:
        """The sixteen core predicates, in the order of the file."""
        return tuple(p for p in self.predicates.values() if not p.parent)

    def admits(self, predicate: str, subject_type: str, object_type: str) -> bool:
        """Whether ``predicate`` may join the two core types (either way round if symmetric).

        Raises:
            KeyError: no such predicate.
        """
        relation = self.predicates[predicate]
        if relation.one_type and subject_type != object_type:
            return False
        if subject_type in relation.domain and object_type in relation.range:
            return True
        return (
            relation.symmetric and object_type in relation.domain and subject_type in relation.range
        )


_FILE = "kg.ttl"

_chosen: ContextVar[Path | None] = ContextVar("ontology", default=None)


def current_ontology() -> Path:
    """The ontology folder in use: the one chosen by ``using``, else this installation's."""
    return _chosen.get() or ontology_dir()


def default_schema() -> Schema:
    """The schema of the ontology in use."""
    return schema_of(current_ontology())


def use(ontology: Path | None) -> None:
    """From here on, names and labels come from an ontology folder, as within :func:`using`."""
    _chosen.set(ontology)


@contextmanager
def using(ontology: Path | None) -> Iterator[None]:
    """Within the block, names and labels come from another ontology folder (None: the usual)."""
    token = _chosen.set(ontology)
    try:
        yield
    finally:
        _chosen.reset(token)


def keep_vocabulary(ontology: Path, building: Path) -> None:
    """Keep the vocabulary of a user's ontology in the folder of a build, to read the build with it.

    Its labels and types must be known wherever the build is read, also where the ontology is not.

    Raises:
        OSError: it cannot be written.
    """
    shutil.copyfile(ontology / _FILE, building / STORE / _FILE)


def vocabulary_of(build: Path) -> Path | None:
    """What :func:`using` is to be told to read the build in a folder."""
    place = build.absolute() / STORE
    return place if (place / _FILE).is_file() else None


def schema_of(ontology: Path) -> Schema:
    """The schema of an ontology folder, read once as long as it stays the same file.

    Raises:
        OntologyError: ``kg.ttl`` does not parse or lacks something.
    """
    path = ontology / _FILE
    try:
        found = path.stat()
    except OSError:
        return read_schema(path)  # which says what is wrong
    return _schema(path, found.st_ino, found.st_mtime_ns)


@cache
def _schema(path: Path, *_state: int) -> Schema:
    return read_schema(path)


def read_schema(path: Path) -> Schema:
    """Read a vocabulary file.

    Raises:
        OntologyError: it does not parse, or a kind or predicate lacks a label, domain or range.
    """
    properties: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in read_turtle(path):
        properties[_id(quad.subject)][quad.predicate.value].append(quad.object)
    kinds = {
        kind.name: kind
        for iri, values in list(properties.items())
        if iri.startswith(VOCABULARY) and _is_a(values, "Class")
        if _is_below(_local(iri), _KIND_ROOT, "subClassOf", properties)
        for kind in [_kind(path, iri, values)]
    }
    predicates = {
        predicate.name: predicate
        for iri, values in list(properties.items())
        if iri.startswith(VOCABULARY) and _is_a(values, "ObjectProperty")
        if _is_below(_local(iri), _RELATION_ROOT, "subPropertyOf", properties)
        for predicate in [_predicate(path, iri, values, properties)]
    }
    return Schema(kinds, predicates)


def _kind(path: Path, iri: str, values: dict[str, list[object]]) -> Kind:
    parent = _parent(values, "subClassOf", _KIND_ROOT)
    return Kind(_local(iri), parent, *_labels(path, iri, values))


def _predicate(
    path: Path,
    iri: str,
    values: dict[str, list[object]],
    properties: dict[str, dict[str, list[object]]],
) -> Predicate:
    zh, en = _labels(path, iri, values)
    symmetric = _is_a(values, "SymmetricProperty")
    return Predicate(
        _local(iri),
        _parent(values, "subPropertyOf", _RELATION_ROOT),
        zh,
        en,
        domain=_classes(path, iri, values, "domain", properties),
        range=_classes(path, iri, values, "range", properties),
        symmetric=symmetric,
        transitive=_is_a(values, "TransitiveProperty"),
        one_type=any(_id(v) == "true" for v in values[VOCABULARY + "endsOfOneType"]),
        inverse=_local(iri) if symmetric else _inverse(values),
    )


def _id(term: object) -> str:
    return str(getattr(term, "value", term))


def _local(iri: str) -> str:
    return iri.removeprefix(VOCABULARY)


def _is_a(values: dict[str, list[object]], owl_class: str) -> bool:
    return any(_id(v) == _OWL + owl_class for v in values[_RDF + "type"])


def _parents(values: dict[str, list[object]], relation: str) -> list[str]:
    return [
        _local(v.value)
        for v in values[_RDFS + relation]
        if isinstance(v, NamedNode) and v.value.startswith(VOCABULARY)
    ]


def _parent(values: dict[str, list[object]], relation: str, root: str) -> str:
    """The term of ours that this one lies directly below; ``""`` if that is the root."""
    return next((name for name in _parents(values, relation) if name != root), "")


def _is_below(
    name: str, root: str, relation: str, properties: dict[str, dict[str, list[object]]]
) -> bool:
    """Whether ``root`` is reached from ``name``, in any number of steps but none."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        for parent in _parents(properties[VOCABULARY + waiting.pop()], relation):
            if parent == root:
                return True
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return False


def _inverse(values: dict[str, list[object]]) -> str:
    return next((_local(_id(v)) for v in values[_OWL + "inverseOf"]), "")


def _labels(path: Path, iri: str, values: dict[str, list[object]]) -> tuple[str, str]:
    by_language = {v.language: v.value for v in values[_RDFS + "label"] if isinstance(v, Literal)}
    if not {"zh", "en"} <= by_language.keys():
        raise OntologyError(str(path), 0, f"kg:{_local(iri)} needs an rdfs:label in @zh and in @en")
    return by_language["zh"], by_language["en"]


def _classes(
    path: Path,
    iri: str,
    values: dict[str, list[object]],
    relation: str,
    properties: dict[str, dict[str, list[object]]],
) -> frozenset[str]:
    """The named classes of a domain or range: one class, or the members of an owl:unionOf list."""
    names: set[str] = set()
    for value in values[_RDFS + relation]:
        if isinstance(value, NamedNode):
            names.add(_local(value.value))
            continue
        for union in properties[_id(value)][_OWL + "unionOf"]:
            rest = union
            while _id(rest) != _RDF + "nil":
                cell = properties[_id(rest)]
                names.add(_local(_id(cell[_RDF + "first"][0])))
                rest = cell[_RDF + "rest"][0]
    if not names:
        raise OntologyError(str(path), 0, f"kg:{_local(iri)} needs an rdfs:{relation}")
    return frozenset(names)
