"""The index of a build's names: one SQLite file, of which only the full-text search is special.

Names are numbered by how much an entity is connected and named, so that the index, which answers in
the order of its numbers, gives the best of very many first and need not look at the others.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby, islice
from pathlib import Path
from unicodedata import normalize

from kg.search.marks import key, marked, spoken
from kg.search.sounds import readings
from kg.search.values import Entry
from kg.text import Dictionary

INDEX = "names.db"
BETWEEN = "|"

_FORM = "1"
_BLOCK = 10_000
_FEW = 200  # names
_TABLES = """
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
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

Said = tuple[str, str]
_Item = tuple[int, tuple[int, Entry, str]]


def write_names(entries: Iterable[Entry], path: Path, earlier: Path | None = None) -> None:
    """Write the index of ``entries`` into a file, in the place of one that is there.

    Args:
        entries: what is to be found.
        path: the file.
        earlier: the index of another build; names that it knows need not be cut into words again.

    Raises:
        OSError: it cannot be written.
    """
    known = known_names(earlier) if earlier else {}
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as connection:
            fill(connection, entries, known)
    except sqlite3.Error as error:
        raise OSError(f"{path.name}: {error}") from error


def fill(
    connection: sqlite3.Connection,
    entries: Iterable[Entry],
    known: Mapping[str, Said] | None = None,
) -> None:
    """Make the index in an empty database.

    Args:
        connection: to the database.
        entries: what is to be found.
        known: words and sounds of names.
    """
    connection.executescript(_TABLES)
    syllables: set[str] = set()
    ordered = sorted(entries, key=_rank)
    known = known or {}
    connection.executemany(
        "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (n, *map(_storable, (e.iri, e.names[0], e.type, e.subtype)), e.mentions, e.facts)
            for n, e in enumerate(ordered)
        ),
    )
    named = list(_names(ordered))
    dictionary = _dictionary({name for _, _, name in named} - known.keys())
    for block in _blocks(enumerate(named)):
        _insert(connection, block, _Sayings(known, dictionary), syllables)
    connection.execute("INSERT INTO written (written) VALUES ('optimize')")
    connection.execute("INSERT INTO sounding (sounding) VALUES ('optimize')")
    about = {"form": _FORM, "made": _libraries(), "syllables": " ".join(sorted(syllables))}
    connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
    connection.commit()


def _insert(
    connection: sqlite3.Connection,
    block: Sequence[_Item],
    sayings: "_Sayings",
    syllables: set[str],
) -> None:
    """Put names into the index; adds to the ``syllables`` of all names."""
    names: list[tuple[int, int, str, str, str]] = []
    written: list[tuple[int, str, str, str]] = []
    sounding: list[tuple[int, str, str, str, str]] = []
    for number, (entity, entry, name) in block:
        words, sounds = sayings.of(name)
        kinds = f"{entry.type} {entry.subtype}"
        names.append((number, entity, name, words, sounds))
        written.append((number, " ".join(marked(key(name))), words, kinds))
        if sounds:
            spelt = [reading.split() for reading in sounds.split(BETWEEN)]
            syllables.update(*spelt)
            sounding.append((number, *_sound_tokens(spelt), kinds))
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", names)
    connection.executemany(
        "INSERT INTO written (rowid, parts, words, kinds) VALUES (?, ?, ?, ?)", written
    )
    connection.executemany(
        "INSERT INTO sounding (rowid, pairs, single, initials, kinds) VALUES (?, ?, ?, ?, ?)",
        sounding,
    )


@dataclass(frozen=True, slots=True)
class _Sayings:
    """What names say: what is known of them, or found in a dictionary."""

    known: Mapping[str, Said]
    dictionary: Dictionary

    def of(self, name: str) -> Said:
        return self.known.get(name) or analysed(name, self.dictionary)


def _dictionary(unknown: Collection[str]) -> Dictionary:
    """What is needed to analyse names: of a few, a part of the dictionary."""
    if len(unknown) > _FEW:
        return Dictionary()
    return Dictionary([*(normalize("NFKC", name) for name in unknown), *map(key, unknown)])


def _blocks(names: Iterable[_Item]) -> Iterator[list[_Item]]:
    names = iter(names)
    while block := list(islice(names, _BLOCK)):
        yield block


def analysed(name: str, dictionary: Dictionary) -> Said:
    """The words of a name and how it sounds, as the index has them."""
    plain = normalize("NFKC", name)
    cut = tuple(word for word in map(key, dictionary.words(plain)) if word)
    tokens = dict.fromkeys(
        part for word in _joined(cut) if len(word) > 1 for part in (word, *dictionary.within(word))
    )
    return " ".join(tokens), BETWEEN.join(readings(cut))


def _joined(cut: tuple[str, ...]) -> Iterator[str]:
    """Words as cut; single characters that follow each other are a word that no dictionary has."""
    for is_single, group in groupby(cut, key=lambda word: len(word) == 1):
        if is_single:
            yield "".join(group)
        else:
            yield from group


def known_names(path: Path) -> dict[str, Said]:
    """Words and sounds of all names in an index, if this program would find the same."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            about = dict(database.execute("SELECT key, value FROM about"))
            if (about.get("form"), about.get("made")) != (_FORM, _libraries()):
                return {}
            rows = database.execute("SELECT name, words, sounds FROM name")
            return {name: (words, sounds) for name, words, sounds in rows}
    except sqlite3.Error:
        return {}


def _rank(entry: Entry) -> tuple[int, int, str, str]:
    return -entry.facts, -entry.mentions, entry.names[0], entry.iri


def _names(ordered: list[Entry]) -> Iterator[tuple[int, Entry, str]]:
    """Every name with its entity; entities of the same rank side by side, labels first."""
    for number, entry in enumerate(ordered):
        for name in dict.fromkeys(map(_storable, entry.names)):
            if key(name):
                yield number, entry, name


def _sound_tokens(spelt: list[list[str]]) -> tuple[str, str, str]:
    both = [token for syllables in spelt for token in marked(spoken(syllables))]
    single = dict.fromkeys(syllable for syllables in spelt for syllable in syllables)
    initials = dict.fromkeys(" ".join(marked([s[0] for s in syllables])) for syllables in spelt)
    return " ".join(both), " ".join(single), " ".join(initials)


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def _libraries() -> str:
    return " ".join(f"{name} {_version(name)}" for name in ("kg-zh", "jieba", "pypinyin"))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
