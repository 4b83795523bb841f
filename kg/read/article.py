"""Which stretches of a text are the article, and which are the page around it.

Lines are judged by the cue tables (``ontology/patterns/furniture*.tsv``) and by their place: what
looks like furniture behind the last paragraph is; a paragraph of prose never is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from kg.model import Span
from kg.read.byline import Item, items
from kg.read.cues import Cues
from kg.text import fold

_PART = re.compile(r"[^|】\s](?:[^|】\s]|\s(?!\s))*】?")
_LINE = re.compile(r"[^\r\n]+")
_SHORT = 200  # longer lines are prose, whatever they hold
_BULLET = re.compile(r"[·•●○■□◆◇▪►»‧・]")
_SENTENCE = re.compile(r"[。!?;]|[.](?:\s|$)")
_CUT_OFF = re.compile(r"(?:\.{3,}|…+)$")
_CRUMB = re.compile(r"\s*(?:>+|»|›)\s*")
_PLACE_SAYS = re.compile(r"[^>:]{0,12}位置\s*:\s*")
_LONG_ENOUGH = 40  # from here on a line with a comma is prose
_LIST_LENGTH = 3


class Sort(Enum):
    """What a line is."""

    PROSE = "prose"
    SHORT = "short"
    BULLET = "bullet"
    BYLINE = "byline"
    FURNITURE = "furniture"
    LIST = "list"
    END = "end"


_ARTICLE = frozenset({Sort.PROSE, Sort.SHORT, Sort.BULLET})


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it.

    Attributes:
        folded: the line folded, ``""`` for a long one.
        items: the pieces of a by-line.
    """

    start: int
    end: int
    sort: Sort
    folded: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a text, and for each whether it belongs to the article."""

    lines: tuple[Line, ...]
    kept: tuple[bool, ...]

    @property
    def first_paragraph(self) -> int:
        """Number of the first line of prose; of all lines where there is none."""
        sorts = [line.sort for line in self.lines]
        return sorts.index(Sort.PROSE) if Sort.PROSE in sorts else len(sorts)


def lay_out(text: str, cues: Cues, without: Sequence[Span] = ()) -> Layout:
    """Sort the lines of a text; lines inside ``without`` (markup) are passed over."""
    lines = tuple(_line(text, span, cues) for span in _lines(text, without))
    return Layout(lines, tuple(_kept(lines)))


def body(text: str, layout: Layout, cues: Cues, without: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The spans of the article: kept lines, joined where they are neighbours, minus cut pieces.

    A text in which nothing is kept is all article: better too much than nothing.
    """
    spans: list[Span] = []
    neighbour = False
    for line, kept in zip(layout.lines, layout.kept, strict=True):
        if kept and neighbour:
            spans[-1] = Span(spans[-1].start, line.end)
        elif kept:
            spans.append(Span(line.start, line.end))
        neighbour = kept
    gaps = [gap for line in layout.lines for gap in _cuts(text, line, cues)]
    article = tuple(_minus(spans, sorted([*gaps, *without]), text))
    return article or tuple(_minus([Span(0, len(text))], without, text))


def site_of(line: Line, text: str, cues: Cues) -> str:
    """The site that a breadcrumb starts from, or ``""``.

    >>> from kg.read.cues import load_cues
    >>> from kg.resources import ontology_dir
    >>> cues = load_cues(ontology_dir())
    >>> crumb = "您的位置：山城在线 > 新闻 > 正文"
    >>> site_of(lay_out(crumb, cues).lines[0], crumb, cues)
    '山城在线'
    """
    if line.sort is not Sort.FURNITURE or not _CRUMB.search(line.folded):
        return ""
    label = _PLACE_SAYS.match(line.folded)
    start = label.end() if label else 0
    first = _CRUMB.split(line.folded[start:])[0].strip()
    if not first or " " in first or first in cues.crumbs:
        return ""
    return text[line.start + start :][: len(first)].strip()


def _lines(text: str, without: Sequence[Span]) -> Iterator[Span]:
    """Spans of the lines that hold more than white space, behind what is left out at their head."""
    number = 0
    for match in _LINE.finditer(text):
        span = _trimmed(text, match.start(), match.end())
        while number < len(without) and without[number].start <= span.start < span.end:
            span = _trimmed(text, max(span.start, min(without[number].end, span.end)), span.end)
            if without[number].end > match.end():
                break
            number += 1
        if span.start < span.end:
            yield span


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _line(text: str, span: Span, cues: Cues) -> Line:
    if span.end - span.start > _SHORT:
        return Line(span.start, span.end, Sort.PROSE, "")
    folded = fold(span.of(text))
    sort, pieces = _unit(folded, cues)
    parts = _all_furniture(folded, cues) if sort in _ARTICLE else None
    if parts is not None:
        sort, pieces = Sort.FURNITURE, parts
    return Line(span.start, span.end, sort, folded, pieces)


def _all_furniture(folded: str, cues: Cues) -> tuple[Item, ...] | None:
    """The by-line pieces of a line that is several pieces of furniture side by side, else None."""
    found: list[Item] = []
    parts = list(_PART.finditer(folded))
    if len(parts) < 2:
        return None
    for match in parts:
        sort, pieces = _unit(match[0].strip(), cues)
        if sort in _ARTICLE:
            return None
        shift = match.start() + len(match[0]) - len(match[0].lstrip())
        found += [replace(item, start=item.start + shift, end=item.end + shift) for item in pieces]
    return tuple(found)


def _unit(folded: str, cues: Cues) -> tuple[Sort, tuple[Item, ...]]:
    if pieces := items(folded, cues):
        return Sort.BYLINE, pieces
    for sort, pattern in (
        (Sort.FURNITURE, cues.line),
        (Sort.LIST, cues.list),
        (Sort.END, cues.end),
    ):
        if pattern.fullmatch(folded):
            return sort, ()
    if _SENTENCE.search(folded) and not _CUT_OFF.search(folded):
        return Sort.PROSE, ()
    if _BULLET.match(folded):
        return Sort.BULLET, ()
    return Sort.PROSE if len(folded) >= _LONG_ENOUGH and "," in folded else Sort.SHORT, ()


def _kept(lines: Sequence[Line]) -> Iterator[bool]:
    last = max((n for n, line in enumerate(lines) if line.sort is Sort.PROSE), default=len(lines))
    links = _link_list(lines[last + 1 :])
    site = _masthead(lines)
    listing = False
    for number, line in enumerate(lines):
        behind = number > last
        if line.sort is Sort.LIST or (behind and line.sort is Sort.END):
            listing = True
        elif line.sort is Sort.PROSE or (line.sort is Sort.SHORT and not behind):
            listing = False
        yield not (
            listing
            or line.sort in {Sort.BYLINE, Sort.FURNITURE}
            or (behind and links and line.sort is Sort.BULLET)
            or number == site
        )


def _link_list(tail: Sequence[Line]) -> bool:
    """Whether the bullets behind the last paragraph are links: several, and not one a sentence."""
    return sum(line.sort is Sort.BULLET for line in tail) >= _LIST_LENGTH


def _masthead(lines: Sequence[Line]) -> int:
    """Number of the line that only repeats the site name of the breadcrumb below it, or -1."""
    for number, (line, below) in enumerate(pairwise(lines)):
        if line.sort is Sort.SHORT and below.sort is Sort.FURNITURE:
            crumbs = _CRUMB.split(_PLACE_SAYS.sub("", below.folded, count=1))
            if len(crumbs) > 1 and line.folded == crumbs[0].strip():
                return number
    return -1


def _cuts(text: str, line: Line, cues: Cues) -> Iterator[Span]:
    """Pieces of furniture near the beginning or the end of a line."""
    length = line.end - line.start
    if length <= 2 * _SHORT:
        windows = [(line.start, line.end)]
    else:
        windows = [(line.start, line.start + _SHORT), (line.end - _SHORT, line.end)]
    for start, end in windows:
        folded = line.folded or fold(text[start:end])
        for match in cues.cut.finditer(folded):
            yield Span(start + match.start(), start + match.end())


def _minus(spans: Sequence[Span], gaps: Sequence[Span], text: str) -> Iterator[Span]:
    """``spans`` without ``gaps`` (both sorted), trimmed; what is left blank goes."""
    number = 0
    for span in spans:
        start = span.start
        while number < len(gaps) and gaps[number].end <= start:
            number += 1
        at = number
        while at < len(gaps) and gaps[at].start < span.end:
            yield from _unless_blank(text, start, gaps[at].start)
            start = max(start, gaps[at].end)
            at += 1
        yield from _unless_blank(text, start, span.end)


def _unless_blank(text: str, start: int, end: int) -> Iterator[Span]:
    span = _trimmed(text, start, end)
    if span.start < span.end:
        yield span
