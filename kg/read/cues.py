"""The cue tables under ``ontology/patterns``, read once and checked.

Patterns are matched against *folded* lines (:func:`kg.text.fold`): simplified, half width, lower
case, of the same length as the line, so that what they find has its place in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.lexicon import Row, read_table
from kg.text import fold

_FIELDS = {"title", "published", "publisher", "issue"}


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a by-line: the metadata field it names, and whether it makes a by-line alone.

    ``alone`` is ``"yes"``, ``"number"`` (only with a number or nothing behind it) or ``""``.
    """

    field: str
    alone: str


@dataclass(frozen=True, slots=True)
class Cues:
    """What tells page furniture from an article, and where metadata stand.

    Attributes:
        line, list, end, cut: see ``furniture.tsv``.
        labels: by folded label; ``label`` finds the longest one at a place.
        meta, site: HTML meta keys by field, best first; ``site`` is asked last.
        head, anywhere: line patterns by field, best first.
        crumbs: first names of breadcrumbs that are no site.
    """

    line: re.Pattern[str]
    list: re.Pattern[str]
    end: re.Pattern[str]
    cut: re.Pattern[str]
    labels: dict[str, Label]
    label: re.Pattern[str]
    meta: tuple[tuple[str, str], ...]
    site: tuple[tuple[str, str], ...]
    head: tuple[tuple[str, re.Pattern[str]], ...]
    anywhere: tuple[tuple[str, re.Pattern[str]], ...]
    crumbs: frozenset[str]


@cache
def load_cues(ontology: Path) -> Cues:
    """The cues of an ontology folder.

    Raises:
        OntologyError: a table is missing, or has an unknown kind, field or a broken pattern.
    """
    folder = ontology / "patterns"
    rows = list(read_table(folder / "furniture.tsv", ("kind", "pattern", "note")))
    labels = dict(_labels(folder / "furniture-labels.tsv"))
    metadata = list(read_table(folder / "furniture-metadata.tsv", ("field", "source", "key")))
    _check(rows, "kind", {"line", "list", "end", "cut"})
    _check(metadata, "source", {"meta", "site", "head", "line", "crumb"})
    longest_first = sorted(labels, key=lambda label: (-len(label), label))
    return Cues(
        line=_any(rows, "line"),
        list=_any(rows, "list"),
        end=_any(rows, "end"),
        cut=_any(rows, "cut"),
        labels=labels,
        label=re.compile("|".join(map(re.escape, longest_first)) or r"(?!)"),
        meta=_keys(metadata, "meta"),
        site=_keys(metadata, "site"),
        head=_patterns(metadata, "head"),
        anywhere=_patterns(metadata, "line"),
        crumbs=frozenset(fold(row["key"]) for row in metadata if row["source"] == "crumb"),
    )


def _labels(path: Path) -> Iterator[tuple[str, Label]]:
    for row in read_table(path, ("label", "field", "alone")):
        if row["field"] and row["field"] not in _FIELDS:
            raise row.error(f"no metadata field is called {row['field']!r}")
        if row["alone"] not in {"yes", "number", ""}:
            raise row.error("alone must be yes, number or empty")
        yield fold(row["label"]), Label(row["field"], row["alone"])


def _check(rows: list[Row], column: str, known: set[str]) -> None:
    for row in rows:
        if row[column] not in known:
            raise row.error(f"{column} must be one of {', '.join(sorted(known))}")


def _any(rows: list[Row], kind: str) -> re.Pattern[str]:
    patterns = [f"(?:{_compiled(row, 'pattern').pattern})" for row in rows if row["kind"] == kind]
    return re.compile("|".join(patterns) or r"(?!)")


def _patterns(rows: list[Row], source: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    chosen = [row for row in rows if row["source"] == source]
    for row in chosen:
        if row["field"] not in _FIELDS or "value" not in _compiled(row, "key").groupindex:
            raise row.error("needs a metadata field and a pattern with a group named value")
    return tuple((row["field"], _compiled(row, "key")) for row in chosen)


def _keys(rows: list[Row], source: str) -> tuple[tuple[str, str], ...]:
    chosen = [row for row in rows if row["source"] == source]
    for row in chosen:
        if row["field"] not in _FIELDS:
            raise row.error(f"no metadata field is called {row['field']!r}")
    return tuple((row["field"], row["key"]) for row in chosen)


def _compiled(row: Row, column: str) -> re.Pattern[str]:
    try:
        return re.compile(row[column])
    except re.error as error:
        raise row.error(f"broken pattern: {error}") from error
