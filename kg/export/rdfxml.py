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


class RdfXml:
    """Writes RDF/XML with some prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._prefixes.setdefault(_RDF, "rdf")
        self._elements: dict[str, tuple[str, str]] = {}

    def head(self) -> str:
        """What stands before the first resource."""
        spaces = "".join(
            f"\n    xmlns:{prefix}={quoteattr(namespace)}"
            for namespace, prefix in sorted(self._prefixes.items(), key=lambda item: item[1])
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'

    def subjects(self, triples: Iterable[Triple]) -> Iterator[str]:
        """The lines of the resources.

        Raises:
            ValueError: a predicate whose end is no XML name, which RDF/XML cannot write.
        """
        for subject, group in groupby(triples, key=lambda triple: triple.subject):
            yield f"  <rdf:Description{_reference(subject, 'about')}>\n"
            for triple in group:
                yield f"    {_property(self._element(triple.predicate.value), triple.object)}\n"
            yield "  </rdf:Description>\n"

    def _element(self, predicate: str) -> tuple[str, str]:
        """The tag of a property, and what declares its namespace."""
        if predicate not in self._elements:
            self._elements[predicate] = _element(predicate, self._prefixes)
        return self._elements[predicate]

    def tail(self) -> str:
        """What stands behind the last resource."""
        return "</rdf:RDF>\n"


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
