"""Entities by their names, from an opened index."""

import sqlite3
from collections.abc import Iterator
from itertools import chain, islice

from kg.errors import OutputError, QueryError
from kg.search.marks import key, phrase
from kg.search.plan import Step, cut, shortened, spelt, written
from kg.search.values import Hit

LIMIT = 20

_MOST = 1000
_MOST_LOOKED_AT = 5000  # of candidates by initials whose readings are compared one by one
_LONGEST = 200
_SQL = """
SELECT entity.id, iri, label, type, subtype, name, mentions, facts, sounds
FROM {table} JOIN name ON name.id = {table}.rowid JOIN entity ON entity.id = name.entity
WHERE {table} MATCH ? ORDER BY {table}.rowid
"""
_WORD = "SELECT 1 FROM written WHERE written MATCH ? LIMIT 1"


class Names:
    """The index of a build's names, opened to read. Not to be shared between threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        try:
            found = connection.execute("SELECT value FROM about WHERE key = 'syllables'")
            self._syllables = frozenset(next(found)[0].split())
        except (sqlite3.Error, StopIteration) as error:
            raise OutputError(f"the index of names is damaged ({error}); build again") from error

    def find(self, text: str, *, type_: str = "", limit: int = LIMIT) -> list[Hit]:
        """Entities whose names match, the best first.

        The order is: the whole name, its beginning, one of its words, any part of it, all words of
        the text in any order, pinyin; within these the entity with more facts, then with more
        mentions, then by label. An entity is found once, by its best name.

        Args:
            text: part of a name, words, or pinyin; of no more than 200 characters.
            type_: only entities of this kind, e.g. ``"Person"`` or ``"Company"``.
            limit: how many at the most; 1000 is the most that can be had.

        Raises:
            QueryError: no such kind.
            OutputError: the index is damaged.
        """
        text, limit = text[:_LONGEST], max(0, min(limit, _MOST))
        if not key(text):
            return []
        kind = _kind(type_)
        found: dict[int, Hit] = {}
        try:
            for step in chain(written(text), spelt(text, self._syllables)):
                self._take(step, kind, limit, found)
            if not any(hit.match == "pinyin" for hit in found.values()):
                for step in shortened(text, self._syllables):
                    self._take(step, kind, limit, found)
            if not found:
                for step in cut(text, self._is_word):
                    self._take(step, kind, limit, found)
        except sqlite3.Error as error:
            raise OutputError(f"the index of names is damaged ({error}); build again") from error
        return list(found.values())

    def close(self) -> None:
        """Close the index."""
        self._connection.close()

    def _is_word(self, text: str) -> bool:
        found = self._connection.execute(_WORD, (f"words : {phrase([text])}",))
        return next(found, None) is not None

    def _take(self, step: Step, kind: str, limit: int, found: dict[int, Hit]) -> None:
        """Add what a step finds to ``found``, up to ``limit``."""
        if len(found) >= limit:
            return
        for entity, hit in self._hits(step, kind):
            if entity not in found:
                found[entity] = hit
                if len(found) >= limit:
                    return

    def _hits(self, step: Step, kind: str) -> Iterator[tuple[int, Hit]]:
        wanted = f'({step.wanted}) AND kinds : "{kind}"' if kind else step.wanted
        rows = self._connection.execute(_SQL.format(table=step.table), (wanted,))
        for row in islice(rows, _MOST_LOOKED_AT) if step.sounds else rows:
            entity, iri, label, type_, subtype, name, mentions, facts, sounds = row
            if step.sounds is None or step.sounds.search(sounds):
                yield entity, Hit(iri, label, type_, subtype, name, step.match, mentions, facts)


def _kind(name: str) -> str:
    """The kind that a user means by its name, its Chinese label, in upper or lower case."""
    if not name:
        return ""
    from kg.query.place import nearest
    from kg.schema import default_schema

    kinds = default_schema().kinds
    for kind in kinds.values():
        if name.casefold() in (kind.name.casefold(), kind.zh, kind.en.casefold()):
            return kind.name
    core = ", ".join(kind.name for kind in default_schema().core_kinds())
    hint = nearest(name, list(kinds)) or f"; there are {core} and kinds of these"
    raise QueryError(f"no type {name}{hint}")
