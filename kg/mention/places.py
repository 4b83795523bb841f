"""Administrative divisions, countries and cities from the lexicon, with chains of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.lexicon import divisions, world
from kg.mention.gazetteer import Gazetteer, make_gazetteer
from kg.mention.page import Page
from kg.model import Mention
from kg.text import fold

_ALONE, _CONTEXT = "alone", "context"
_LEVELS = frozenset("省市区县旗州盟镇乡")
_NAME_ENDS = ("路", "街", "站", "桥", "网", "在线", "报", "时间", "盆地", "景区", "寺")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of the lexicon: its finer type, and whether it needs another place beside it."""

    subtype: str
    in_context: bool
    table: str


def load_places(lexicon: Path) -> Gazetteer[PlaceName]:
    """All names of ``divisions.tsv`` and ``world.tsv``; the first row that gives a name wins."""
    names: dict[str, PlaceName] = {}
    weak: dict[str, PlaceName] = {}
    known_place = cache(PlaceName)  # few kinds, many places
    for row in world(lexicon):
        place = PlaceName(row["subtype"], in_context=False, table="world")
        for name in filter(None, [row["name"], *row["aliases"].split("|")]):
            names.setdefault(fold(name), place)
    for row in divisions(lexicon):
        strong = known_place(row["subtype"], in_context=False, table="divisions")
        context = known_place(row["subtype"], in_context=True, table="divisions")
        if row["trust"] == _CONTEXT:
            weak.setdefault(fold(row["name"]), context)
        else:
            names.setdefault(fold(row["name"]), strong)
        if row["short"] and row["trust"] == _ALONE:
            names.setdefault(fold(row["short"]), strong)
        elif row["short"]:
            weak.setdefault(fold(row["short"]), context)
    return make_gazetteer(weak | names)


def find_places(page: Page, places: Gazetteer[PlaceName]) -> Iterator[Mention]:
    """Places of the lexicon, left to right; short forms that are also words only after a place."""
    for span in page.body:
        taken, chained = span.start, False
        for start, end, place in places.find(page.folded, span.start, span.end):
            if start < taken:
                continue
            chained = chained and start == taken
            if not _stands(page, places, start, end, chained=chained):
                continue
            score = 0.7 if place.in_context else 0.85
            by = "lexicon:chain" if chained else f"lexicon:{place.table}"
            yield page.mention(start, end, "Place", by, score, subtype=place.subtype)
            taken, chained = end, True


def _stands(
    page: Page, places: Gazetteer[PlaceName], start: int, end: int, *, chained: bool
) -> bool:
    """Whether the words around let these characters be a place."""
    place = places.entries[page.folded[start:end]]
    first, last = page.token_at(start), page.token_at(end - 1)
    if first is None or last is None:
        return False
    if first.start == start and last.end == end:
        return (chained or not place.in_context) and not _goes_on(page, end)
    holds = first == last and first.pos in {"LOC", "ORG"}
    if place.in_context or not holds:
        return False
    rest = page.folded[end : last.end]
    short = place.table == "world" or page.folded[end - 1] not in _LEVELS
    if short and rest and not _begins_with_place(rest, places, whole=place.table == "world"):
        return False
    return first.start == start or chained


def _begins_with_place(text: str, places: Gazetteer[PlaceName], *, whole: bool) -> bool:
    """Whether another place of the lexicon stands at the front of ``text``, or is all of it."""
    if whole:
        return text in places.entries
    return any(start == 0 for start, _, _ in places.find(text, 0, len(text)))


def _goes_on(page: Page, end: int) -> bool:
    """Whether the next word makes this the front of another name: ``东海`` + ``中路``."""
    behind = page.next(end)
    if behind is None:
        return False
    return page.folded[behind.start : behind.end].endswith(_NAME_ENDS) and behind.pos != "LOC"
