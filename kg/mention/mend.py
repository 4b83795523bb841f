"""Where the tagger's names begin and end, and of which type they are, set right by simple signs.

Words of ``trims.tsv`` at the front or back go; a name never holds half a pair of quotation marks
nor half a word in Latin letters; ``endings.tsv`` says which endings make a place and which a
body.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.lexicon import read_table
from kg.mention.page import Page
from kg.mention.patterns import Words, alternation
from kg.model import Mention
from kg.text import fold

TRIM_COLUMNS = ("type", "side", "word")
ENDING_COLUMNS = ("ending", "type")

_SURE = 0.9
_LONGEST_ENDING = 5
_EVENT_LENGTH = 4
_PAIRS = {"“": "”", "‘": "’", "『": "』", "「": "」", "《": "》", "(": ")", "（": "）"}
_CLOSERS = {close: opening for opening, close in _PAIRS.items()}
_EDGE = " 　,，、;；:：。.!！?？·\"'*`#~|"  # the last five: marks of Markdown
_LATIN = re.compile(r"[a-z0-9][a-z0-9.&'_+-]*[a-z0-9+]|[a-z]")
_AND = re.compile("以及|及|和|与|、")
_COUNTED = frozenset({"Program", "Award", "Organization"})
_EDITION = re.compile(r"^(?:第|首|[0-9]{4}|[一二]大|[二三四五六七八九]?十|[0-9]{2}届)")


@dataclass(frozen=True, slots=True)
class Signs:
    """The tables of this module: words to trim by (type, side), and types by ending."""

    trims: dict[tuple[str, str], frozenset[str]]
    endings: dict[str, str]
    occupations: frozenset[str]
    joined: dict[str, re.Pattern[str]]
    holding: frozenset[str]

    def trims_for(self, kind: str, side: str) -> frozenset[str]:
        """The words to take off on one side of names of a type."""
        return self.trims.get((kind, side), frozenset()) | self.trims.get(("", side), frozenset())


def load_signs(lexicon: Path, words: Words) -> Signs:
    """Read ``trims.tsv`` and ``endings.tsv``; occupations are a group of ``words.tsv``.

    Raises:
        OntologyError: a side that is neither front nor back.
    """
    trims: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read_table(lexicon / "trims.tsv", TRIM_COLUMNS):
        if row["side"] not in {"front", "back"}:
            raise row.error("side must be front or back")
        trims[row["type"], row["side"]].add(fold(row["word"]))
    table = read_table(lexicon / "endings.tsv", ENDING_COLUMNS)
    endings = {fold(row["ending"]): row["type"] for row in table}
    fronts_and_backs = {key: frozenset(found) for key, found in trims.items()}
    joined = {
        "Program": re.compile(alternation(words["event"]) + "$"),
        "Award": re.compile(alternation(words["award_end"]) + "$"),
    }
    return Signs(
        fronts_and_backs,
        endings,
        frozenset(words["occupation"]),
        joined,
        frozenset(words["holding"]),
    )


def mend(page: Page, mentions: Iterable[Mention], signs: Signs) -> Iterator[Mention]:
    """The mentions with better borders and types; what nothing is left of goes."""
    for mention in (part for whole in mentions for part in _parts(page, whole, signs)):
        start, end = _whole_latin(page, mention.start, mention.end)
        start, end = _paired(page.text, start, end)
        if mention.type == "Program":
            start = _behind_verb(page, start, end, signs)
        start, end = _trimmed(page, start, end, mention.type, signs)
        if end - start < min(2, mention.end - mention.start):
            continue
        if _is_trade(page, mention, signs):
            continue
        kind = _type_by_ending(page.folded[start:end], mention, signs)
        if (start, end, kind) == (mention.start, mention.end, mention.type):
            yield mention
        else:
            yield replace(mention, start=start, end=end, text=page.text[start:end], type=kind)


def _parts(page: Page, mention: Mention, signs: Signs) -> Iterator[Mention]:
    """The names that a conjunction joins in one mention, where each looks like one by its end."""
    folded = page.folded[mention.start : mention.end]
    cuts = [m.span() for m in _AND.finditer(folded)] if mention.type in signs.joined else []
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(folded)]
    pieces = list(zip(starts, ends, strict=True))
    pattern = signs.joined.get(mention.type)
    if pattern is None or not all(pattern.search(folded[a:b]) for a, b in pieces):
        pieces = [(0, len(folded))]
    for left, right in pieces:
        start, end = mention.start + left, mention.start + right
        yield replace(mention, start=start, end=end, text=page.text[start:end])


def _whole_latin(page: Page, start: int, end: int) -> tuple[int, int]:
    """A stretch that does not end within a Latin word."""
    text = page.folded
    while start > 0 and _same_word(text, start):
        start -= 1
    while end < len(text) and _same_word(text, end):
        end += 1
    return start, end


def _same_word(text: str, offset: int) -> bool:
    """Whether a Latin word goes on across an offset."""
    return _LATIN.fullmatch(text[offset - 1 : offset + 1]) is not None


def _paired(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without half pairs of marks: cut behind an open one, or begun at it."""
    open_marks: list[int] = []
    for offset in range(start, end):
        if text[offset] in _PAIRS:
            open_marks.append(offset)
        elif text[offset] in _CLOSERS:
            if open_marks:
                open_marks.pop()
            elif offset == end - 1:
                return start, offset
            elif start > 0 and text[start - 1] == _CLOSERS[text[offset]]:
                return start - 1, end
            else:
                return offset + 1, end
    if not open_marks:
        return start, end
    opening = open_marks[0]
    if (
        opening > start
        and end < len(text)
        and text[end] == _PAIRS[text[opening]]
        and opening - start < 2
    ):
        return start, end + 1
    return (opening + 1, end) if end - opening > 2 else (start, opening)


def _behind_verb(page: Page, start: int, end: int, signs: Signs) -> int:
    """Where an event's name begins if who holds or greets it was taken with it."""
    for word in page.words(start, end):
        if page.folded[word.start : word.end] in signs.holding and end - word.end >= _EVENT_LENGTH:
            start = word.end
    return start


def _trimmed(page: Page, start: int, end: int, kind: str, signs: Signs) -> tuple[int, int]:
    """A stretch without the words and marks at its edges that are no part of a name."""
    front, back = signs.trims_for(kind, "front"), signs.trims_for(kind, "back")
    while end - start > 2:
        first, last = page.next(start), page.previous(end)
        if page.text[start] in _EDGE:
            start += 1
        elif page.text[end - 1] in _EDGE:
            end -= 1
        elif first and first.end < end - 1 and page.folded[start : first.end] in front:
            start = first.end
        elif last and last.start > start + 1 and page.folded[last.start : end] in back:
            end = last.start
        elif first and kind in _COUNTED and first.end < end - 2 and _counts(page, start, first.end):
            start = first.end
        else:
            break
    return start, end


def _counts(page: Page, start: int, end: int) -> bool:
    """Whether a first word only counts (一期, 两场), and is no edition or year."""
    token = page.next(start)
    text = page.folded[start:end]
    if token is None or _EDITION.match(text):
        return False
    return token.pos == "q" or (token.pos == "m" and text[-1:] in "个家场次期项名位届座条批支两")


def _is_trade(page: Page, mention: Mention, signs: Signs) -> bool:
    """Whether this is a land and a trade before an occupation (``某国漫画`` + ``大师``)."""
    behind = page.next(mention.end)
    if mention.type != "Organization" or mention.score >= _SURE or behind is None:
        return False
    before = page.words(mention.start, mention.end)
    return (
        page.folded[behind.start : behind.end] in signs.occupations
        and len(before) > 1
        and before[0].pos == "LOC"
        and before[-1].pos in {"n", "vn"}
        and page.folded[mention.end - 2 : mention.end] not in signs.endings
    )


def _type_by_ending(folded: str, mention: Mention, signs: Signs) -> str:
    """Place or organization, by the ending."""
    if mention.type not in {"Place", "Organization"}:
        return mention.type
    for length in range(min(_LONGEST_ENDING, len(folded) - 1), 0, -1):
        kind = signs.endings.get(folded[-length:])
        if kind is not None:
            return kind
    return mention.type
