"""The prefixes that every query knows without typing them."""

import re
from collections.abc import Mapping

from kg.schema import VOCABULARY

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

_LOCAL = re.compile(r"(?:\w|%[0-9A-F]{2}|[~.\-!$&'()*+,;=/?#@])+")
_ESCAPED = re.compile(r"[~.!$&'()*+,;=/?#@]")


def known_prefixes(base: str) -> dict[str, str]:
    """All of them for a build whose entities lie under ``base``: ``id:`` and ``:`` stand for it."""
    return {"": base, **PREFIXES, "id": base}


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    r"""``iri`` as a prefixed name that a query can hold, or in angle brackets.

    >>> shorten("https://kg.example/ontology#memberOf", PREFIXES)
    'kg:memberOf'
    >>> shorten("https://kg.example/id/Person/陈奕", {"id": "https://kg.example/id/"})
    'id:Person\\/陈奕'
    >>> shorten("urn:x", PREFIXES)
    '<urn:x>'
    """
    for prefix, namespace in prefixes.items():
        if prefix and iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:" + _ESCAPED.sub(r"\\\g<0>", iri[len(namespace) :])
    return f"<{iri}>"
