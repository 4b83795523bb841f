"""Short forms that a text defines behind a name: they are names too, of the same type."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.lexicon import read_table
from kg.mention.page import Page
from kg.model import Mention

DEFINITION_COLUMNS = ("id", "pattern")


def load_definitions(ontology: Path) -> tuple[re.Pattern[str], ...]:
    """The expressions of ``patterns/definitions.tsv``; group ``short`` is the short form."""
    table = read_table(ontology / "patterns" / "definitions.tsv", DEFINITION_COLUMNS)
    return tuple(re.compile(row["pattern"]) for row in table)


def find_defined(
    page: Page, mentions: Sequence[Mention], patterns: Sequence[re.Pattern[str]]
) -> Iterator[Mention]:
    """The short forms that follow the mentions."""
    for mention in mentions:
        for pattern in patterns:
            match = pattern.match(page.folded, mention.end)
            if match is not None:
                start, end = match.span("short")
                yield page.mention(start, end, mention.type, "pattern:definition", 0.8)
                break
