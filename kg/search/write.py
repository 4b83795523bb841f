"""The index of a build's names: one SQLite file, of which only the full-text search is special.

It is written at once, or made of the index of an earlier build by taking out what is not so any
more and putting in what is new, with the same functions. Both answer alike.
"""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from kg.search.earlier import Earlier, made_by, read_earlier, seal
from kg.search.marks import key, marked
from kg.search.ranks import Placed, Ranked, numbered, ranked
from kg.search.sayings import Said, Sayings, sound_tokens, syllables
from kg.search.values import Entry

INDEX = "names.db"

_MOST_CHANGED = 5  # one name in so many; beyond it, writing all at once is as fast and tidier
_BLOCK = 10_000
_FAST = """
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
"""
_TABLES = """
CREATE TABLE entity (
  id INTEGER PRIMARY KEY, iri TEXT, label TEXT, type TEXT, subtype TEXT,
  mentions INTEGER, facts INTEGER
);
CREATE TABLE name (
  id INTEGER PRIMARY KEY, entity INTEGER, name TEXT, words TEXT, sounds TEXT
);
CREATE VIRTUAL TABLE written USING fts5 (
  parts, words, kinds, content='', columnsize=0, prefix='1', tokenize='ascii'
);
CREATE VIRTUAL TABLE sounding USING fts5 (
  pairs, single, initials, kinds, content='', columnsize=0, tokenize='ascii'
);
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);
"""
# A change adds small parts to the full-text search; the fewer there are, the faster it answers.
_TIDY = """
INSERT INTO written (written, rank) VALUES ('usermerge', 2);
INSERT INTO written (written, rank) VALUES ('merge', 100);
INSERT INTO sounding (sounding, rank) VALUES ('usermerge', 2);
INSERT INTO sounding (sounding, rank) VALUES ('merge', 100);
"""
# The full-text search forgets what it is told to delete, word for word.
_WRITTEN = "INSERT INTO written (written, rowid, parts, words, kinds) VALUES (?, ?, ?, ?, ?)"
_SOUNDING = (
    "INSERT INTO sounding (sounding, rowid, pairs, single, initials, kinds) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
_DELETE = "delete"

_Item = tuple[int, Placed, str]


def write_names(entries: Iterable[Entry], path: Path, earlier: Path | None = None) -> None:
    """Write the index of ``entries`` into a file, in the place of one that is there.

    Args:
        entries: what is to be found.
        path: the file.
        earlier: the index of another build, in another file. Where little is different it is copied
            and changed; else names that it knows need at least not be cut into words again.

    Raises:
        OSError: it cannot be written.
    """
    before = read_earlier(earlier) if earlier else Earlier()
    entities = ranked(entries, before.said)
    same = [p for iri, p in before.entities.items() if entities.get(iri) == p.entity]
    known = {placed.entity.iri for placed in same}
    came = numbered((e for iri, e in entities.items() if iri not in known), same)
    new = {placed.entity.iri for placed in came}
    gone = [p for iri, p in before.entities.items() if iri in new or iri not in known]
    path.unlink(missing_ok=True)
    try:
        if earlier and _is_little(came, gone, before):
            shutil.copyfile(earlier, path)
            with closing(sqlite3.connect(path)) as connection:
                _change(connection, came, gone, before)
        else:
            with closing(sqlite3.connect(path)) as connection:
                _fill(connection, entities.values(), before.said)
    except sqlite3.Error as error:
        raise OSError(f"{path.name}: {error}") from error
    seal(path)


def fill(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Make the index of ``entries`` in an empty database."""
    _fill(connection, ranked(entries, ()).values(), {})


def _fill(
    connection: sqlite3.Connection, entities: Iterable[Ranked], said: Mapping[str, Said]
) -> None:
    connection.executescript(_FAST + _TABLES)
    _put(connection, numbered(entities, ()), said)
    connection.execute("INSERT INTO written (written) VALUES ('optimize')")
    connection.execute("INSERT INTO sounding (sounding) VALUES ('optimize')")
    _tell(connection, changed=0)


def _is_little(came: list[Placed], gone: list[Placed], before: Earlier) -> bool:
    changed = _count(came) + _count(gone) + before.changed
    return bool(before.entities) and changed * _MOST_CHANGED <= len(before.said)


def _count(entities: list[Placed]) -> int:
    return sum(len(placed.numbers) for placed in entities)


def _change(
    connection: sqlite3.Connection, came: list[Placed], gone: list[Placed], before: Earlier
) -> None:
    if not came and not gone:
        return
    connection.executescript(_FAST)
    _take(connection, gone, before.said)
    _put(connection, came, before.said)
    _tell(connection, changed=before.changed + _count(came) + _count(gone))
    connection.executescript(_TIDY)


def _take(connection: sqlite3.Connection, gone: list[Placed], said: Mapping[str, Said]) -> None:
    """Take entities out of the index."""
    connection.executemany(
        "DELETE FROM entity WHERE id = ?", [(placed.numbers[0],) for placed in gone]
    )
    items = list(_items(gone))
    connection.executemany("DELETE FROM name WHERE id = ?", [(number,) for number, _, _ in items])
    _index(connection, items, [said[name] for _, _, name in items], _DELETE)


def _put(connection: sqlite3.Connection, came: list[Placed], said: Mapping[str, Said]) -> None:
    """Put entities into the index."""
    connection.executemany(
        "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((numbers[0], *entity[:-1]) for entity, numbers in came),
    )
    names = frozenset(name for placed in came for name in placed.entity.names)
    sayings = Sayings(names, said)
    for block in _blocks(_items(came)):
        says = [sayings.of(name) for _, _, name in block]
        rows = (
            (number, placed.numbers[0], name, *say)
            for (number, placed, name), say in zip(block, says, strict=True)
        )
        connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", rows)
        _index(connection, block, says)


def _index(
    connection: sqlite3.Connection,
    items: Sequence[_Item],
    says: Sequence[Said],
    command: str | None = None,
) -> None:
    """Tell the full-text search of names, in the order of their numbers."""
    written: list[tuple[str | None, int, str, str, str]] = []
    sounding: list[tuple[str | None, int, str, str, str, str]] = []
    for (number, placed, name), (words, sounds) in zip(items, says, strict=True):
        kinds = f"{placed.entity.type} {placed.entity.subtype}"
        written.append((command, number, " ".join(marked(key(name))), words, kinds))
        if sounds:
            sounding.append((command, number, *sound_tokens(sounds), kinds))
    connection.executemany(_WRITTEN, written)
    connection.executemany(_SOUNDING, sounding)


def _items(entities: Iterable[Placed]) -> Iterator[_Item]:
    for placed in entities:
        for number, name in zip(placed.numbers, placed.entity.names, strict=True):
            yield number, placed, name


def _blocks(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    while block := list(islice(items, _BLOCK)):
        yield block


def _tell(connection: sqlite3.Connection, changed: int) -> None:
    """Write what must be known of all names, and of the index itself."""
    sounds = connection.execute("SELECT sounds FROM name")
    about = {
        "made": made_by(),
        "changed": str(changed),
        "syllables": syllables(row[0] for row in sounds),
    }
    connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", about.items())
    connection.commit()
