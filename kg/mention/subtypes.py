"""The finer type of a name, by how it ends (``ontology/lexicon/subtypes.tsv``)."""

from collections.abc import Mapping
from pathlib import Path

from kg.lexicon import read_table
from kg.text import fold

SUBTYPE_COLUMNS = ("type", "ending", "subtype")

Subtypes = Mapping[tuple[str, str], str]
_LONGEST = 12


def load_subtypes(lexicon: Path) -> Subtypes:
    """Read the table: (type, ending) to subtype."""
    table = read_table(lexicon / "subtypes.tsv", SUBTYPE_COLUMNS)
    return {(row["type"], fold(row["ending"])): row["subtype"] for row in table}


def subtype_of(name: str, kind: str, subtypes: Subtypes) -> str:
    """The subtype that the longest known ending gives, or ``""``."""
    folded = fold(name).rstrip("”’」』》\"'")
    for length in range(min(_LONGEST, len(folded)), 0, -1):
        found = subtypes.get((kind, folded[-length:]))
        if found is not None:
            return found
    return ""
