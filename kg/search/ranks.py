"""Which number a name has: the better its entity is connected and named, the lower.

The index answers in the order of its numbers, so that it gives the best of very many first and need
not look at the others. Only their order means something. There is room between two, for names that
come later; where it is used up, those nearby move.
"""

from bisect import bisect
from collections.abc import Container, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from kg.search.marks import key
from kg.search.values import Entry

_ROOM = 64
_NEAR = 32  # entities


class Ranked(NamedTuple):
    """An entity as the index has it, with the names by which it can be found."""

    iri: str
    label: str
    type: str
    subtype: str
    mentions: int
    facts: int
    names: tuple[str, ...]


class Placed(NamedTuple):
    """An entity with the numbers of its names."""

    entity: Ranked
    numbers: Sequence[int]


def ranked(entries: Iterable[Entry], known: Container[str]) -> dict[str, Ranked]:
    """Entities that have a name with something in it, by their IRIs.

    Args:
        entries: the entities.
        known: names of which it is known that there is something in them.
    """
    found: dict[str, Ranked] = {}
    for e in entries:
        iri, *names = _storable((e.iri, *e.names))
        some = tuple(name for name in dict.fromkeys(names) if name in known or key(name))
        if some:
            found[iri] = Ranked(iri, names[0], e.type, e.subtype, e.mentions, e.facts, some)
    return found


def numbered(came: Iterable[Ranked], kept: Sequence[Placed]) -> list[Placed]:
    """Entities with numbers among those that have theirs, the best first.

    Where there is no room, those nearby get other numbers too, and are among what is returned.

    Args:
        came: entities without numbers.
        kept: entities with numbers, the best first.
    """
    came = list(came)
    while True:
        found, crowded = _tried(came, kept)
        if not crowded:
            return found
        came += [kept[at].entity for at in crowded]
        kept = [placed for at, placed in enumerate(kept) if at not in crowded]


def _tried(came: list[Ranked], kept: Sequence[Placed]) -> tuple[list[Placed], set[int]]:
    """Entities with numbers, and which of ``kept`` must be moved so that all get some."""
    found: list[Placed] = []
    crowded: set[int] = set()
    places = ((bisect(kept, _rank(e), key=_rank_of), e) for e in sorted(came, key=_rank))
    for at, group in groupby(places, key=lambda place: place[0]):
        entities = [entity for _, entity in group]
        low = kept[at - 1].numbers[-1] if at else 0
        count = sum(len(entity.names) for entity in entities)
        step = (kept[at].numbers[0] - low) // (count + 1) if at < len(kept) else _ROOM
        if not step:
            crowded.update(range(max(at - _NEAR, 0), min(at + _NEAR, len(kept))))
            continue
        for entity in entities:
            numbers = range(low + step, low + step * (len(entity.names) + 1), step)
            found.append(Placed(entity, numbers))
            low = numbers[-1]
    return found, crowded


def _rank_of(placed: Placed) -> tuple[int, int, str, str]:
    return _rank(placed.entity)


def _rank(entity: Ranked) -> tuple[int, int, str, str]:
    return -entity.facts, -entity.mentions, entity.label, entity.iri


def _storable(texts: tuple[str, ...]) -> Iterable[str]:
    """Texts without halves of characters, which JSON can hold and SQLite cannot."""
    try:
        "".join(texts).encode("utf-8")
    except UnicodeEncodeError:
        return (text.encode("utf-8", "replace").decode("utf-8") for text in texts)
    return texts
