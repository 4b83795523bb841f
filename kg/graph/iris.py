"""IRIs: readable for what has a name, hashes for what has none; two things never share one.

An entity is ``BASE`` ``Organization/之江文化创意中心``. Of a name only those characters are written
in per cent form that an IRI forbids, that cannot be seen, or that this scheme uses itself
(``% / ? # ~``), so that a name can be read back from its IRI and two names never meet. See
``docs/decisions/0002-iris.md``.
"""

import re
from hashlib import sha256

from kg.errors import InputError
from kg.rdf import is_absolute_iri
from kg.resolve import Thing

# RFC 3987's ucschar without the spaces, invisible characters and direction marks among them, and
# without the ideographic full stop of domain names; "~" marks what the scheme appends.
_ESCAPED = re.compile(
    "[^"
    "A-Za-z0-9\\-._!$&'()*+,;=:@"
    "\u00a1-\u00ac\u00ae-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef"
    "\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd\U00040000-\U0004fffd"
    "\U00050000-\U0005fffd\U00060000-\U0006fffd\U00070000-\U0007fffd\U00080000-\U0008fffd"
    "\U00090000-\U0009fffd\U000a0000-\U000afffd\U000b0000-\U000bfffd\U000c0000-\U000cfffd"
    "\U000d0000-\U000dfffd\U000e1000-\U000efffd"
    "]"
)
_ONLY_DOTS = re.compile(r"\.*")
_HASH_LENGTH = 24
_HOMONYM_LENGTH = 12


def checked_base(base: str) -> str:
    """``base`` if entities can be named below it.

    Raises:
        InputError: it is no absolute IRI, or does not end with ``/``, ``#`` or ``:``.
    """
    if not is_absolute_iri(base):
        raise InputError(f"base {base!r} is no absolute IRI; use one like https://example.org/id/")
    if not base.endswith(("/", "#", ":")):
        raise InputError(f"base {base!r} must end with '/' or '#'; use {base + '/'!r}")
    return base


def segment(name: str) -> str:
    """``name`` as the last part of an IRI; different names give different segments.

    >>> segment("“双创双培”活动")
    '“双创双培”活动'
    >>> segment("A/B 100%")
    'A%2FB%20100%25'
    """
    written = escaped(name)
    # An empty segment is the folder itself, "." and ".." are ways out of it.
    return written + "~" if _ONLY_DOTS.fullmatch(written) else written


def escaped(text: str) -> str:
    """``text`` with per cent forms for what the scheme does not write as it is."""
    return _ESCAPED.sub(_percent, text)


def entity_iri(base: str, thing: Thing) -> str:
    """The IRI of a thing; where its name alone does not tell it, with a hash of where it stands."""
    iri = f"{base}{segment(thing.type)}/{segment(thing.label)}"
    return f"{iri}~{digest(*thing.members[0].key)[:_HOMONYM_LENGTH]}" if thing.homonym else iri


def document_iri(base: str, identifier: str) -> str:
    """The IRI of a document."""
    return f"{base}document/{segment(identifier)}"


def rule_iri(base: str, name: str) -> str:
    """The IRI of a rule or model that produces evidence."""
    return f"{base}rule/{segment(name)}"


def role_iri(base: str, text: str) -> str:
    """The IRI of a role, by the words that name it."""
    return f"{base}role/{segment(text)}"


def hashed_iri(base: str, kind: str, *parts: str) -> str:
    """The IRI of what has no name of its own: evidence, memberships."""
    return f"{base}{kind}/{digest(*parts)}"


def digest(*parts: str) -> str:
    """A hash of the list ``parts``: no two lists are joined to one text."""
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]


def _percent(match: re.Match[str]) -> str:
    data = match.group().encode("utf-8", "surrogatepass")
    return "".join(f"%{byte:02X}" for byte in data)
