"""What goes into the index and what comes out of it."""

from dataclasses import dataclass

#: How a name can match, the best first.
MATCHES = ("exact", "prefix", "word", "part", "words", "pinyin")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity to be found.

    ``names`` starts with its label; ``facts`` counts those that it is an end of, ``mentions`` the
    places that name it.
    """

    iri: str
    type: str
    subtype: str
    names: tuple[str, ...]
    mentions: int
    facts: int


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that was found.

    ``name`` is the name by which it was found, ``match`` one of :data:`MATCHES`.
    """

    iri: str
    label: str
    type: str
    subtype: str
    name: str
    match: str
    mentions: int
    facts: int
