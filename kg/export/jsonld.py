"""Compact JSON-LD: one resource a line, under a context of the vocabulary's own names."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kg.rdf import BlankNode, Literal, NamedNode, Triple
from kg.schema import VOCABULARY, default_schema

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_TERM = re.compile(r"[A-Za-z][A-Za-z0-9_-]*$")

# How most values of a property are written: ("@id", ""), ("@language", "zh"),
# ("@type", datatype), or ("", "") for plain strings.
Form = tuple[str, str]


def to_jsonld(triples: Sequence[Triple], prefixes: Mapping[str, str]) -> Iterator[str]:
    """The pieces of the file. Triples of one subject must follow each other."""
    writer = JsonLd(Usage.of(triples), prefixes)
    yield writer.head()
    joint = ""
    for node in writer.nodes(triples):
        yield joint + node
        joint = ",\n"
    yield "\n]\n}\n"


@dataclass(frozen=True)
class Usage:
    """How often each property has values of each form, and what classes there are."""

    forms: Mapping[str, Counter[Form]]
    classes: Counter[str]

    @staticmethod
    def of(triples: Iterable[Triple]) -> "Usage":
        """The usage in some statements."""
        forms: dict[str, Counter[Form]] = defaultdict(Counter)
        classes: Counter[str] = Counter()
        for triple in triples:
            if triple.predicate.value != _RDF_TYPE:
                forms[triple.predicate.value][_form(triple.object)] += 1
            elif isinstance(triple.object, NamedNode):
                classes[triple.object.value] += 1
        return Usage(dict(forms), classes)

    def changed(self, more: "Usage", less: "Usage") -> "Usage":
        """The usage with more statements and less others."""
        names = self.forms.keys() | more.forms.keys()
        none: Counter[Form] = Counter()
        forms = {
            name: self.forms.get(name, none)
            + more.forms.get(name, none)
            - less.forms.get(name, none)
            for name in names
        }
        forms = {name: counted for name, counted in forms.items() if counted}
        return Usage(forms, self.classes + more.classes - less.classes)

    def total(self) -> int:
        """How many statements there are."""
        return sum(forms.total() for forms in self.forms.values()) + self.classes.total()


def usage_to_json(usage: Usage) -> dict[str, Any]:
    """A usage as plain values."""
    return {
        "forms": {
            name: [[*form, number] for form, number in sorted(forms.items())]
            for name, forms in sorted(usage.forms.items())
        },
        "classes": dict(sorted(usage.classes.items())),
    }


def usage_from_json(value: dict[str, Any]) -> Usage:
    """The usage that :func:`usage_to_json` was given."""
    forms = {
        name: Counter({(key, kind): number for key, kind, number in counted})
        for name, counted in value["forms"].items()
    }
    return Usage(forms, Counter(value["classes"]))


class JsonLd:
    """Names for the IRIs of classes and properties, and how each property's values are written."""

    def __init__(self, usage: Usage, prefixes: Mapping[str, str]) -> None:
        self._prefixes = dict(sorted(prefixes.items()))
        self._forms = {
            iri: min(forms, key=lambda form: (-forms[form], form))
            for iri, forms in usage.forms.items()
        }
        self._names: dict[str, str] = {}
        self._taken = set(self._prefixes)
        for name in default_schema().predicates:
            self._forms.setdefault(VOCABULARY + name, ("@id", ""))
            self._name(VOCABULARY + name)
        for name in default_schema().kinds:
            self._name(VOCABULARY + name)
        found = [*sorted(usage.classes), *sorted(self._forms)]
        for iri in sorted(found, key=lambda iri: not iri.startswith(VOCABULARY)):
            self._name(iri)

    def _name(self, iri: str) -> None:
        """Give ``iri`` its local name, its prefixed name where that is taken, or leave it whole."""
        if iri in self._names:
            return
        match = _TERM.search(iri)
        if match and match.start() and match.group() not in self._taken:
            self._names[iri] = match.group()
            self._taken.add(match.group())
        else:
            self._names[iri] = self._compact(iri)

    def _compact(self, iri: str) -> str:
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace) and _TERM.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def head(self) -> str:
        """What stands before the first node."""
        return '{\n"@context": ' + _dump(self.context(), indent=1) + ',\n"@graph": [\n'

    def nodes(self, triples: Iterable[Triple]) -> Iterator[str]:
        """A line for each subject."""
        for subject, group in groupby(triples, key=lambda triple: triple.subject):
            yield _dump(self.node(subject, group))

    def context(self) -> dict[str, Any]:
        """The ``@context``: prefixes first, then classes and properties by name."""
        context: dict[str, Any] = {"@version": 1.1, **self._prefixes}
        for iri, name in sorted(self._names.items(), key=lambda item: item[1]):
            key, value = self._forms.get(iri, ("", ""))
            target = self._compact(iri)
            if not key:
                definition: Any = target
            elif key == "@id":
                definition = {"@id": target, "@type": "@id"}
            else:
                definition = {"@id": target, key: self._compact(value)}
            if definition != name:
                context[name] = definition
        return context

    def node(self, subject: object, triples: Iterator[Triple]) -> dict[str, Any]:
        """One resource with its properties."""
        types: list[str] = []
        properties: dict[str, list[Any]] = defaultdict(list)
        for triple in triples:
            iri = triple.predicate.value
            if iri == _RDF_TYPE and isinstance(triple.object, NamedNode):
                types.append(self._names[triple.object.value])
            else:
                properties[self._names[iri]].append(self._value(iri, triple.object))
        node: dict[str, Any] = {"@id": _identifier(subject)}
        if types:
            node["@type"] = types[0] if len(types) == 1 else types
        for name, values in sorted(properties.items()):
            node[name] = values[0] if len(values) == 1 else values
        return node

    def _value(self, predicate: str, value: object) -> Any:
        form = _form(value)
        plain = value.value if isinstance(value, Literal) else _identifier(value)
        if form == self._forms[predicate]:
            return plain
        if form[0] == "@id":
            return {"@id": plain}
        return {form[0]: form[1], "@value": plain} if form[0] else {"@value": plain}


def _form(value: object) -> Form:
    if not isinstance(value, Literal):
        return ("@id", "")
    if value.language:
        return ("@language", value.language)
    if value.datatype.value != _XSD_STRING:
        return ("@type", value.datatype.value)
    return ("", "")


def _identifier(term: object) -> str:
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    if isinstance(term, NamedNode):
        return term.value
    raise ValueError(f"{term}: JSON-LD has no form for it")


def _dump(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)
