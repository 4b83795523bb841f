"""Wordings that look like names and are none (``ontology/lexicon/not_names.tsv``)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon import Row, read_table
from kg.mention.patterns import alternation
from kg.model import Mention
from kg.resources import ontology_dir
from kg.text import fold, name_key

NOT_NAME_COLUMNS = ("type", "form", "text")

_ANY = ""
# A rule that reads the words around a name may know better than a list of wordings.
_TRUSTED = ("pattern:honour", "pattern:quoted", "pattern:book", "pattern:definition", "lexicon:")


@dataclass(frozen=True, slots=True)
class NotNames:
    """Expressions for whole names, by type; ``""`` is for all."""

    by_type: dict[str, re.Pattern[str]]

    def refuses(self, name: str, kind: str) -> bool:
        """Whether a wording is no name of that type."""
        key = name_key(name)
        patterns = (self.by_type.get(_ANY), self.by_type.get(kind))
        return any(p is not None and p.fullmatch(key) is not None for p in patterns)


def load_not_names(lexicon: Path) -> NotNames:
    """Read the table.

    Raises:
        OntologyError: a form that does not exist, or an expression that does not compile.
    """
    exact: dict[str, set[str]] = {}
    expressions: dict[str, list[str]] = {}
    for row in read_table(lexicon / "not_names.tsv", NOT_NAME_COLUMNS):
        if row["form"] == "exact":
            exact.setdefault(row["type"], set()).add(fold(row["text"]))
        elif row["form"] == "pattern":
            if lexicon.parent != ontology_dir():  # what ships is known to compile
                _check(row)
            expressions.setdefault(row["type"], []).append(row["text"])
        else:
            raise row.error("form must be exact or pattern")
    by_type: dict[str, re.Pattern[str]] = {}
    for kind in sorted(exact.keys() | expressions.keys()):
        words = tuple(sorted(exact.get(kind, ()), key=lambda word: (-len(word), word)))
        parts = [*([alternation(words)] if words else []), *expressions.get(kind, [])]
        by_type[kind] = re.compile("|".join(f"(?:{part})" for part in parts))
    return NotNames(by_type)


def _check(row: Row) -> None:
    try:
        re.compile(row["text"])
    except re.error as error:
        raise row.error(f"not a pattern: {error}") from error


def without_refused(mentions: Iterable[Mention], not_names: NotNames) -> Iterator[Mention]:
    """The mentions whose wording may be a name."""
    for mention in mentions:
        if mention.by.startswith(_TRUSTED) or not not_names.refuses(mention.text, mention.type):
            yield mention
