"""Lexicon and pattern tables: tab-separated files under ``ontology/`` that people edit.

A table has a header line naming its columns; ``#`` starts a comment line; blank lines are skipped.
Everything is checked when it is read, so the stages may trust it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import OntologyError


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column name, and where it stands, for error messages."""

    file: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell of a column, ``""`` where the line ends before it."""
        return self.cells[column]

    def error(self, problem: str) -> OntologyError:
        """An error that names this line."""
        return OntologyError(str(self.file), self.line, problem)


def read_table(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """The lines of a table whose header is ``columns``.

    Raises:
        OntologyError: no such file, another header, or a line with too many cells.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise OntologyError(str(path), 0, f"cannot be read: {error.strerror}") from error
    header_seen = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header_seen:
            header_seen = True
            if cells != list(columns):
                wanted = "\\t".join(columns)
                raise OntologyError(str(path), number, f"the header must be {wanted!r}")
            continue
        if len(cells) > len(columns):
            problem = f"{len(cells)} cells where the header names {len(columns)}"
            raise OntologyError(str(path), number, problem)
        cells += [""] * (len(columns) - len(cells))
        yield Row(path, number, dict(zip(columns, cells, strict=True)))


@cache
def divisions(lexicon: Path) -> tuple[Row, ...]:
    """The administrative divisions of China: ``divisions.tsv``, which several stages read.

    Raises:
        OntologyError: as for :func:`read_table`.
    """
    columns = ("code", "name", "short", "subtype", "trust")
    return tuple(read_table(lexicon / "divisions.tsv", columns))


@cache
def world(lexicon: Path) -> tuple[Row, ...]:
    """Places elsewhere: ``world.tsv``, which several stages read.

    Raises:
        OntologyError: as for :func:`read_table`.
    """
    return tuple(read_table(lexicon / "world.tsv", ("name", "subtype", "code", "aliases")))


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of some words, the longest first, that branches by character.

    >>> alternatives({"会见", "会谈", "会"})
    '会(?:见|谈)?'
    """
    ordered = sorted(words)
    if len(ordered) == 1:
        return re.escape(ordered[0])
    branches: dict[str, list[str]] = {}
    for word in ordered:
        branches.setdefault(word[0], []).append(word[1:])
    parts = []
    for first, rests in sorted(branches.items()):
        tail = alternatives(rest for rest in rests if rest) if any(rests) else ""
        if tail and "" in rests:
            tail = tail + "?" if tail.startswith("(") else f"(?:{tail})?"
        parts.append(re.escape(first) + tail)
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})" * bool(parts)
