"""Names in quotation marks, told by the words around them (``ontology/patterns/quoted.tsv``)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon import read_table
from kg.mention.page import Page
from kg.mention.patterns import alternation
from kg.model import Mention
from kg.text import fold

QUOTED_COLUMNS = ("side", "cue", "type", "subtype", "score", "mode")

_QUOTED = re.compile(
    r"“([^“”\n。!?]{2,24})”|『([^『』\n。!?]{2,24})』|「([^「」\n。!?]{2,24})」|\"([^\"“”\n。!?]{2,24})\""
)
_GAP = frozenset({"n", "nz", "vn", "a", "an", "nw", "LOC", "ORG", "s", "f", "m", "q", "TIME"})
_CUE_LENGTH = 8
_GAP_LENGTH = 12
_CLAUSE = re.compile(r"[,;:]")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word beside a quotation says about it."""

    type: str
    subtype: str
    score: float
    mode: str


@dataclass(frozen=True, slots=True)
class Cues:
    """The table, ready to look up: words before by their own string, words after by expression."""

    before: dict[str, Cue]
    after: dict[str, Cue]
    next_word: re.Pattern[str]


def load_cues(ontology: Path) -> Cues:
    """Read the table.

    Raises:
        OntologyError: a side, mode or score that does not exist.
    """
    sides: dict[str, dict[str, Cue]] = {"before": {}, "after": {}}
    for row in read_table(ontology / "patterns" / "quoted.tsv", QUOTED_COLUMNS):
        if row["side"] not in sides or row["mode"] not in {"inner", "whole", "both", "none"}:
            raise row.error("side must be before or after, mode inner, whole, both or none")
        cue = Cue(row["type"], row["subtype"], float(row["score"]), row["mode"])
        sides[row["side"]][fold(row["cue"])] = cue
    words = tuple(sorted(sides["after"], key=lambda word: (-len(word), word)))
    return Cues(sides["before"], sides["after"], re.compile(alternation(words)))


def find_quoted(page: Page, cues: Cues) -> Iterator[Mention]:
    """Names of all quotations that a cue explains; the word behind counts first."""
    for match in page.matches(_QUOTED):
        found = _by_word_behind(page, match, cues)
        if found is None:
            found = _by_word_before(page, match, cues)
        yield from found or ()


def _by_word_behind(page: Page, match: re.Match[str], cues: Cues) -> tuple[Mention, ...] | None:
    close = match.end()
    direct = cues.next_word.match(page.folded, close)
    if direct is not None and not _runs_on(page, direct.end()):
        return _named(page, match, cues.after[direct[0]], direct.end())
    for stop in _gap_stops(page, close):
        behind = cues.next_word.match(page.folded, stop)
        if behind is not None and not _runs_on(page, behind.end()):
            cue = cues.after[behind[0]]
            if cue.mode == "whole" or (cue.mode == "both" and cue.type == "Program"):
                return (page.mention(match.start(), behind.end(), cue.type, "pattern:quoted", 0.7),)
    return None


def _runs_on(page: Page, end: int) -> bool:
    """Whether the cue is only the beginning of a longer word."""
    token = page.token_at(end)
    return token is not None and token.start < end


def _gap_stops(page: Page, close: int) -> Iterator[int]:
    """Word ends behind the quotation while only noun-like words have come."""
    offset = close
    while offset - close < _GAP_LENGTH:
        token = page.next(offset)
        if token is None or token.pos not in _GAP:
            return
        offset = token.end
        yield offset


def _by_word_before(page: Page, match: re.Match[str], cues: Cues) -> tuple[Mention, ...] | None:
    opening = match.start()
    for length in range(min(_CUE_LENGTH, opening), 0, -1):
        cue = cues.before.get(page.folded[opening - length : opening])
        if cue is not None:
            if _CLAUSE.search(match[0]):
                return ()
            return _named(page, match, cue, match.end())
    return None


def _named(page: Page, match: re.Match[str], cue: Cue, end: int) -> tuple[Mention, ...]:
    by = "pattern:quoted"
    inner = (match.start() + 1, match.end() - 1)
    spans = {"inner": [inner], "whole": [(match.start(), end)], "none": []}
    chosen = spans.get(cue.mode, [(match.start(), end), inner])
    return tuple(
        page.mention(left, right, cue.type, by, cue.score, subtype=cue.subtype)
        for left, right in chosen
    )
