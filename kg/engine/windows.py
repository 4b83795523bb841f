"""Long documents cut into windows at sentences; every character remembers its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Document, Span
from kg.text import sentences

_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Window:
    """Some sentences of a document in a row, what is no article between them left out.

    Attributes:
        text: the characters.
        at: for each of them its offset in the document; -1 for what only joins two sentences.
        pieces: the spans of the sentences in the document.
    """

    text: str
    at: tuple[int, ...]
    pieces: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span | None:
        """Where ``text[start:end]`` stands in the document; None if it ends on no character."""
        if not 0 <= start < end <= len(self.at) or _NOWHERE in (self.at[start], self.at[end - 1]):
            return None
        return Span(self.at[start], self.at[end - 1] + 1)

    def whole_span(self, start: int, end: int) -> Span | None:
        """The same, None as well where something was left out in between."""
        span = self.span(start, end)
        return span if span and span.end - span.start == end - start else None

    def halves(self, document: Document) -> "tuple[Window, Window] | None":
        """The window cut in two between sentences; None if it has only one."""
        if len(self.pieces) < 2:
            return None
        middle = len(self.pieces) // 2
        return (
            make_window(document, self.pieces[:middle]),
            make_window(document, self.pieces[middle:]),
        )


def body_sentences(document: Document) -> tuple[Span, ...]:
    """The sentences of the article."""
    return tuple(span for body in document.body for span in sentences(document.text, body))


def windows(document: Document, size: int) -> Iterator[Window]:
    """The article in windows of about ``size`` characters: a sentence is never cut."""
    pieces: list[Span] = []
    length = 0
    for span in body_sentences(document):
        if pieces and length + span.end - span.start > size:
            yield make_window(document, pieces)
            pieces, length = [], 0
        pieces.append(span)
        length += span.end - span.start
    if pieces:
        yield make_window(document, pieces)


def make_window(document: Document, pieces: Sequence[Span]) -> Window:
    """The window of some sentences."""
    parts: list[str] = []
    at: list[int] = []
    for number, piece in enumerate(pieces):
        if number:
            joint = _joint(document.text[pieces[number - 1].end : piece.start])
            parts.append(joint)
            at += [_NOWHERE] * len(joint)
        parts.append(piece.of(document.text))
        at += range(piece.start, piece.end)
    return Window("".join(parts), tuple(at), tuple(pieces))


def _joint(between: str) -> str:
    if "\n" in between or "\r" in between:
        return "\n"
    return " " if between.isspace() else ""
