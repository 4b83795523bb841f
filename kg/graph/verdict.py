"""What the findings of a SHACL engine say of entities, evidence and facts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.graph.shacl import Finding
from kg.rdf import NamedNode, read_turtle
from kg.schema import VOCABULARY, Schema

_SHACL = "http://www.w3.org/ns/shacl#"

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Problems by what has them.

    Attributes:
        things: by the IRI of an entity, a post or a piece of evidence.
        triples: by a plain triple.
        conflicts: by a plain triple that a shape (``sh:disjoint``) sets against its reverse.
    """

    things: Mapping[str, set[str]]
    triples: Mapping[Triple, set[str]]
    conflicts: Mapping[Triple, set[str]]


@dataclass(frozen=True, slots=True)
class _Rule:
    """The path of a property shape; where it is inverse, the value is the subject (backward)."""

    predicate: str
    backward: bool
    conflict: bool


def read_verdict(found: Iterable[Finding], shapes: Path, schema: Schema) -> Verdict:
    """Sort ``found`` by what it is about.

    A property shape on a relation blames the triple of its focus and its value; every other shape
    blames its focus.
    """
    rules = _rules(shapes)
    relations = {VOCABULARY + name for name in schema.predicates}
    things: dict[str, set[str]] = defaultdict(set)
    triples: dict[Triple, set[str]] = defaultdict(set)
    conflicts: dict[Triple, set[str]] = defaultdict(set)
    for finding in found:
        rule = rules.get(finding.shape)
        message = finding.message or f"it must keep to {finding.shape}"
        if rule is None or not finding.value or rule.predicate not in relations:
            things[finding.focus].add(message)
        else:
            ends = (finding.focus, finding.value)
            subject, object_ = reversed(ends) if rule.backward else ends
            blamed = conflicts if rule.conflict else triples
            blamed[subject, rule.predicate, object_].add(message)
    return Verdict(dict(things), dict(triples), dict(conflicts))


@cache
def _rules(shapes: Path) -> Mapping[str, _Rule]:
    """The named property shapes of a file whose path is a predicate or an inverse one."""
    paths: dict[str, object] = {}
    inverses: dict[object, object] = {}
    conflicts: set[str] = set()
    for quad in read_turtle(shapes):
        name = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        if quad.predicate.value == _SHACL + "path" and name:
            paths[name] = quad.object
        elif quad.predicate.value == _SHACL + "inversePath":
            inverses[quad.subject] = quad.object
        elif quad.predicate.value == _SHACL + "disjoint":
            conflicts.add(name)
    rules: dict[str, _Rule] = {}
    for shape, path in paths.items():
        step = inverses.get(path, path)
        if isinstance(step, NamedNode):
            rules[shape] = _Rule(step.value, path in inverses, shape in conflicts)
    return rules
