"""The prefixes that every query knows without typing them."""

import re
from collections.abc import Mapping

from kg.schema import PREFIXES

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
