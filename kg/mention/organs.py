"""Bodies and their organs: ``…中心党委`` names the organ and, inside it, the body it belongs to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon import read_table
from kg.mention.page import Page
from kg.mention.patterns import alternation
from kg.mention.subtypes import Subtypes, subtype_of
from kg.model import Mention
from kg.text import fold

ORGAN_COLUMNS = ("organ", "subtype")

_BODY_LENGTH = 3
_COMMUNITIES = frozenset({"Province", "City", "District", "Town", "Village"})


@dataclass(frozen=True, slots=True)
class Organs:
    """The organ words, as the end of a name and as what follows one."""

    subtypes: dict[str, str]
    at_end: re.Pattern[str]
    behind: re.Pattern[str]


def load_organs(lexicon: Path) -> Organs:
    """Read ``organs.tsv``."""
    table = read_table(lexicon / "organs.tsv", ORGAN_COLUMNS)
    subtypes = {fold(row["organ"]): row["subtype"] for row in table}
    words = alternation(tuple(sorted(subtypes, key=lambda word: (-len(word), word))))
    return Organs(subtypes, re.compile(f"{words}$"), re.compile(words))


def find_organs(
    page: Page, mentions: Sequence[Mention], organs: Organs, subtypes: Subtypes
) -> Iterator[Mention]:
    """An organ behind a body found, and the body within an organ found."""
    for mention in mentions:
        if mention.type != "Organization":
            continue
        behind = organs.behind.match(page.folded, mention.end)
        if behind is not None and not page.cuts(mention.start, behind.end()):
            subtype = organs.subtypes[behind[0]]
            yield page.mention(
                mention.start,
                behind.end(),
                "Organization",
                "pattern:organ",
                mention.score,
                subtype=subtype,
            )
        yield from _body(page, mention, organs, subtypes)


def _body(page: Page, mention: Mention, organs: Organs, subtypes: Subtypes) -> Iterator[Mention]:
    """What an organ's name says before the organ: a body, or the community it is the organ of."""
    organ = organs.at_end.search(page.folded[mention.start : mention.end])
    if organ is None or organ.start() < _BODY_LENGTH:
        return
    end = mention.start + organ.start()
    name = page.text[mention.start : end]
    community = subtype_of(name, "Place", subtypes)
    body = subtype_of(name, "Organization", subtypes)
    if body:
        yield page.mention(mention.start, end, "Organization", "pattern:body", 0.6, subtype=body)
    elif community in _COMMUNITIES:
        yield page.mention(mention.start, end, "Place", "pattern:body", 0.6, subtype=community)
