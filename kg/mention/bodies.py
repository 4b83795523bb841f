"""Bodies that are known everywhere, by their usual names (``ontology/lexicon/bodies.tsv``)."""

from collections.abc import Iterator
from pathlib import Path

from kg.lexicon import read_table
from kg.mention.gazetteer import Gazetteer, make_gazetteer
from kg.mention.page import Page
from kg.model import Mention
from kg.text import fold

BODY_COLUMNS = ("name", "subtype")

_SCORE = 0.8


def load_bodies(lexicon: Path) -> Gazetteer[str]:
    """The names, each with its finer type."""
    table = read_table(lexicon / "bodies.tsv", BODY_COLUMNS)
    return make_gazetteer({fold(row["name"]): row["subtype"] for row in table})


def find_bodies(page: Page, bodies: Gazetteer[str]) -> Iterator[Mention]:
    """Where they are named as a word or run of words of their own."""
    for span in page.body:
        taken = span.start
        for start, end, subtype in bodies.find(page.folded, span.start, span.end):
            if start < taken or not page.is_words(start, end):
                continue
            yield page.mention(
                start, end, "Organization", "lexicon:bodies", _SCORE, subtype=subtype
            )
            taken = end
