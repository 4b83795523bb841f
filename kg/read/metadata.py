"""Title, date, publisher and issue number, from the lines around an article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.read.article import Layout, Line, Sort, site_of
from kg.read.cues import Cues
from kg.read.dates import DATE, first_date

_TITLE_LENGTH = 80
_HEAD = 40  # lines in which a title, a date or a number is looked for
_SIGNATURE = 2  # lines at the end among which a date may stand alone
_ASKS = ("!", "?")  # a title may end so, an ordinary line does not


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document; ``""`` where nothing is. ``published`` is ISO 8601."""

    title: str = ""
    published: str = ""
    publisher: str = ""
    issue: str = ""

    def or_else(self, other: "Metadata") -> "Metadata":
        """This, with the gaps filled from ``other``."""
        return Metadata(
            self.title or other.title,
            self.published or other.published,
            self.publisher or other.publisher,
            self.issue or other.issue,
        )


def from_lines(text: str, layout: Layout, cues: Cues) -> Metadata:
    """The metadata that the lines of a text give."""
    head = layout.lines[: min(layout.first_paragraph, _HEAD)]
    found = replace(_labelled(text, layout), issue=_issue(text, head, cues))
    return found.or_else(
        Metadata(
            title=_title(text, layout, cues),
            published=_lone_date(head) or _lone_date(layout.lines[-_SIGNATURE:]),
            publisher=_publisher(text, layout, cues),
        )
    )


def _labelled(text: str, layout: Layout) -> Metadata:
    """What the by-lines say, the first by-line first."""
    found = Metadata()
    for line in layout.lines:
        for item in line.items:
            value = text[line.start + item.start : line.start + item.end].strip()
            if item.field == "published":
                found = found.or_else(Metadata(published=_date(line, item.start, item.end)))
            elif item.field == "publisher":
                found = found.or_else(Metadata(publisher=value))
    return found


def _date(line: Line, start: int, end: int) -> str:
    return first_date(line.folded[start:end])


def _issue(text: str, head: tuple[Line, ...], cues: Cues) -> str:
    for field, pattern in cues.head:
        for line in head:
            if field == "issue" and (match := pattern.fullmatch(line.folded)):
                return _group(text, line, match.span("value"))
    return ""


def _group(text: str, line: Line, place: tuple[int, int]) -> str:
    return text[line.start + place[0] : line.start + place[1]].strip()


def _publisher(text: str, layout: Layout, cues: Cues) -> str:
    for line in layout.lines:
        if site := site_of(line, text, cues):
            return site
    for field, pattern in cues.anywhere:
        for line in layout.lines:
            match = pattern.fullmatch(line.folded) if line.sort is Sort.FURNITURE else None
            if match and field == "publisher":
                return _group(text, line, match.span("value"))
    return ""


def _lone_date(lines: tuple[Line, ...]) -> str:
    """The date of a line that holds, or ends in, nothing but a date."""
    for line in lines:
        if line.sort is Sort.PROSE:
            continue
        match = next(DATE.finditer(line.folded), None)
        if match and match.end() == len(line.folded) and (iso := first_date(match[0])):
            return iso
    return ""


def _title(text: str, layout: Layout, cues: Cues) -> str:
    """The first line of the article that can be a title; behind the issue number, if any."""
    head = list(_headlines(layout))
    after_issue = [
        number
        for number, line in enumerate(head)
        if any(pattern.fullmatch(line.folded) for _, pattern in cues.head)
    ]
    candidates = head[after_issue[0] + 1 :] if after_issue else head
    for line in [*candidates, *head]:
        if not DATE.search(line.folded):
            return text[line.start : line.end]
    return ""


def _headlines(layout: Layout) -> Iterator[Line]:
    """Short lines before the first paragraph; the very first may end in a ``?`` or ``!``."""
    head = zip(layout.lines[:_HEAD], layout.kept[:_HEAD], strict=True)
    for number, (line, kept) in enumerate(head):
        short = 0 < len(line.folded) <= _TITLE_LENGTH
        if line.sort is Sort.PROSE and not (number == 0 and short and _shouts(line)):
            return
        if kept and short and not line.folded.endswith(("。", ",", ";", ":")):
            yield line


def _shouts(line: Line) -> bool:
    return line.folded.endswith(_ASKS) and "。" not in line.folded
