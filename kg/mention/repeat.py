"""A name found once is found everywhere in its document."""

from collections.abc import Iterator, Sequence

from kg.mention.gazetteer import make_gazetteer
from kg.mention.page import Page
from kg.model import Mention
from kg.text import fold

_SHARE = 0.95


def find_repeats(page: Page, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Other places where a found name stands as a word (or run of words) of its own."""
    names: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: (-m.score, m.start)):
        names.setdefault(fold(mention.text), mention)
    taken = {(mention.start, mention.end) for mention in mentions}
    gazetteer = make_gazetteer(names)
    for span in page.body:
        for start, end, first in gazetteer.find(page.folded, span.start, span.end):
            if (start, end) in taken or page.cuts(start, end) or _joined(page, start, end, first):
                continue
            score = round(first.score * _SHARE, 2)
            yield page.mention(start, end, first.type, "repeat", score, subtype=first.subtype)


def _joined(page: Page, start: int, end: int, first: Mention) -> bool:
    """Whether a short personal name only looks repeated: two words that meet by chance."""
    if first.type != "Person" or end - start > 2:
        return False
    words = page.words(start, end)
    return len(words) > 1 and all(word.pos not in {"PER", "n", "nz", "nw"} for word in words)
