"""RDF/XML, written here because the engine's writer lets through characters that XML cannot hold.

A control character becomes U+FFFD (XML 1.0 has no way to write it); a carriage return is escaped,
so that parsers do not turn it into a line break.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from kg.export.inert import xml_text
from kg.rdf import BlankNode, Literal, NamedNode, Triple

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LOCAL_NAME = re.compile(r"[A-Za-z_\u4e00-\u9fff][\w.-]*$")


def head(prefixes: Mapping[str, str]) -> Iterator[str]:
    """What stands before the first resource."""
    names = _names(prefixes)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for namespace, prefix in sorted(names.items(), key=lambda item: item[1]):
        yield f"\n    xmlns:{prefix}={quoteattr(namespace)}"
    yield ">\n"


def subjects(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> Iterator[str]:
    """The lines of the resources.

    Raises:
        ValueError: a predicate whose end is no XML name, which RDF/XML cannot write.
    """
    names = _names(prefixes)
    elements: dict[str, tuple[str, str]] = {}
    for subject, group in groupby(triples, key=lambda triple: triple.subject):
        yield f"  <rdf:Description{_reference(subject, 'about')}>\n"
        for triple in group:
            predicate = triple.predicate.value
            if predicate not in elements:
                elements[predicate] = _element(predicate, names)
            yield f"    {_property(elements[predicate], triple.object)}\n"
        yield "  </rdf:Description>\n"


def tail() -> str:
    """What stands behind the last resource."""
    return "</rdf:RDF>\n"


def _names(prefixes: Mapping[str, str]) -> dict[str, str]:
    names = {namespace: prefix for prefix, namespace in prefixes.items()}
    names.setdefault(_RDF, "rdf")
    return names


def _property(element: tuple[str, str], value: object) -> str:
    tag, declaration = element
    if not isinstance(value, Literal):
        return f"<{tag}{declaration}{_reference(value, 'resource')}/>"
    if value.language:
        kind = f" xml:lang={quoteattr(value.language)}"
    elif value.datatype.value == _XSD_STRING:
        kind = ""
    else:
        kind = f" rdf:datatype={quoteattr(value.datatype.value)}"
    text = escape(xml_text(value.value), {"\r": "&#13;"})
    return f"<{tag}{declaration}{kind}>{text}</{tag}>"


def _element(predicate: str, names: Mapping[str, str]) -> tuple[str, str]:
    match = _LOCAL_NAME.search(predicate)
    if not match or not match.start():
        raise ValueError(f"{predicate}: RDF/XML needs a predicate that ends in an XML name")
    namespace, local = predicate[: match.start()], match.group()
    if prefix := names.get(namespace):
        return f"{prefix}:{local}", ""
    return f"ns:{local}", f" xmlns:ns={quoteattr(namespace)}"


def _reference(term: object, role: str) -> str:
    if isinstance(term, BlankNode):
        return f' rdf:nodeID="b{term.value}"'
    if isinstance(term, NamedNode):
        return f" rdf:{role}={quoteattr(term.value)}"
    raise ValueError(f"{term}: RDF/XML has no form for it")
