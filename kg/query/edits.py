"""Edits by hand that a build holds: what a person changed, and which nodes it is about."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.query.build import Build
from kg.rdf import DefaultGraph, Literal, NamedNode
from kg.schema import PREFIXES, VOCABULARY

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_EDIT = NamedNode(VOCABULARY + "Edit")
_SHAPED = NamedNode(VOCABULARY + "shaped")
_FROM = PREFIXES["prov"] + "wasDerivedFrom"
_SOURCE = NamedNode(VOCABULARY + "source")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A line of a curation file as a build took it.

    Attributes:
        source: the file.
        by: ``"curator"`` or ``"curator:NAME"``.
        problem: why it changes nothing; ``""`` where it does.
        nodes: IRIs of the entities that it is about, sorted.
    """

    source: str
    line: int
    action: str
    quote: str
    reason: str
    by: str
    problem: str
    nodes: tuple[str, ...]


def edits_of(build: Build, node: str) -> tuple[Mark, ...]:
    """The edits that are about a node, by file and line."""
    found = build.store.quads_for_pattern(None, _SHAPED, NamedNode(node), DefaultGraph())
    return _marks(build, (quad.subject for quad in found))


def all_edits(build: Build) -> tuple[Mark, ...]:
    """All edits, by file and line."""
    found = build.store.quads_for_pattern(None, _TYPE, _EDIT, DefaultGraph())
    return _marks(build, (quad.subject for quad in found))


def _marks(build: Build, edits: Iterable[object]) -> tuple[Mark, ...]:
    return tuple(sorted(_mark(build, edit) for edit in edits if isinstance(edit, NamedNode)))


def _mark(build: Build, edit: NamedNode) -> Mark:
    values: dict[str, list[str]] = {}
    for quad in build.store.quads_for_pattern(edit, None, None, DefaultGraph()):
        if isinstance(quad.object, NamedNode | Literal):
            values.setdefault(quad.predicate.value, []).append(quad.object.value)

    def value(name: str) -> str:
        return values.get(VOCABULARY + name, [""])[0]

    document = NamedNode(values[_FROM][0])
    sources = build.store.quads_for_pattern(document, _SOURCE, None, DefaultGraph())
    source = next((q.object.value for q in sources if isinstance(q.object, Literal)), "")
    return Mark(
        source=source,
        line=int(value("line")),
        action=value("action"),
        quote=value("quote"),
        reason=value("reason"),
        by=build.label(NamedNode(value("producedBy"))) or value("producedBy"),
        problem=value("problem"),
        nodes=tuple(sorted(values.get(_SHAPED.value, ()))),
    )
