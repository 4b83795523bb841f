"""What the index of an earlier build holds, if it is as this program would write it."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zlib import crc32

from kg.search.ranks import Placed, Ranked
from kg.search.sayings import Said

_FORM = "2"
_SEAL = 60  # four bytes of the file that SQLite leaves to its users ("user version")
_SIZE = 4
# The number of an entity is that of its first name; its other names follow.
_NAMES = """
SELECT name.id, name, words, sounds, entity, iri, label, type, subtype, mentions, facts
FROM name JOIN entity ON entity.id = entity ORDER BY name.id
"""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an index holds.

    Attributes:
        entities: by their IRIs, the best first.
        said: words and sounds of all names.
        changed: how many names were put in and taken out since all were written at once.
    """

    entities: Mapping[str, Placed] = field(default_factory=dict)
    said: Mapping[str, Said] = field(default_factory=dict)
    changed: int = 0


def read_earlier(path: Path) -> Earlier:
    """The index in a file; nothing where it is damaged, or made by another program."""
    try:
        content = path.read_bytes()
        if _checksum(content) != content[_SEAL : _SEAL + _SIZE]:
            return Earlier()
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return _read(database)
    except (OSError, sqlite3.Error):
        return Earlier()


def _read(database: sqlite3.Connection) -> Earlier:
    about = dict(database.execute("SELECT key, value FROM about"))
    if about["made"] != made_by():
        return Earlier()
    said: dict[str, Said] = {}
    entities: dict[str, Placed] = {}
    names: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    found = database.execute(_NAMES)
    for at, name, words, sounds, entity, iri, label, type_, subtype, mentions, facts in found:
        said[name] = words, sounds
        is_first = at == entity
        names = (name,) if is_first else (*names, name)
        numbers = (at,) if is_first else (*numbers, at)
        ranked = Ranked(iri, label, type_, subtype, mentions, facts, names)
        entities[iri] = Placed(ranked, numbers)
    return Earlier(entities, said, int(about["changed"]))


def seal(path: Path) -> None:
    """Write the checksum of an index into it.

    A change of one is made with what stands in it. So a fault of the disk must be seen, which
    SQLite itself does not look for.
    """
    with path.open("r+b") as file:
        checksum = _checksum(file.read())
        file.seek(_SEAL)
        file.write(checksum)


def _checksum(content: bytes) -> bytes:
    view = memoryview(content)
    return crc32(view[_SEAL + _SIZE :], crc32(view[:_SEAL])).to_bytes(_SIZE, "big")


@cache
def made_by() -> str:
    """The form of the index, and what it depends on."""
    libraries = (f"{name} {_version(name)}" for name in ("kg-zh", "jieba", "pypinyin"))
    return f"form {_FORM} sqlite {sqlite3.sqlite_version} {' '.join(libraries)}"


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
