"""Short forms that a text defines: ``…有限公司（以下简称“某某”）``, ``某人（Some Name）``."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.lexicon import read_table
from kg.model import Mention, Span
from kg.text import fold

DEFINITION_COLUMNS = ("id", "pattern")


def load_definitions(ontology: Path) -> tuple[re.Pattern[str], ...]:
    """The expressions of ``patterns/definitions.tsv``; group ``short`` is the short form."""
    table = read_table(ontology / "patterns" / "definitions.tsv", DEFINITION_COLUMNS)
    return tuple(re.compile(row["pattern"]) for row in table)


def find_definitions(
    text: str, mentions: Sequence[Mention], patterns: Sequence[re.Pattern[str]]
) -> Iterator[tuple[Mention, Span]]:
    """Each mention that a definition follows, with the stretch of its short form."""
    folded = fold(text)
    for mention in mentions:
        for pattern in patterns:
            match = pattern.match(folded, mention.end)
            if match is not None:
                yield mention, Span(*match.span("short"))
                break
