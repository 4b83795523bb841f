"""One document as the name rules see it: text, folded text, and words."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Document, Mention, Span, Token
from kg.text import fold

_NAME_POS = frozenset({"PER", "LOC", "ORG", "nw", "nz"})
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its words.

    Attributes:
        folded: the text for matching (simplified, half width, lower case), of the same length.
        tokens: the words of the body, by offset.
        index: for each character the number of its token, -1 outside the body.
    """

    text: str
    folded: str
    body: tuple[Span, ...]
    tokens: tuple[Token, ...]
    index: tuple[int, ...]

    def mention(
        self, start: int, end: int, kind: str, by: str, score: float, *, subtype: str = ""
    ) -> Mention:
        """A mention of this text."""
        return Mention(start, end, self.text[start:end], kind, subtype, by, score)

    def token_at(self, offset: int) -> Token | None:
        """The word that covers a character."""
        number = self.index[offset] if 0 <= offset < len(self.index) else -1
        return self.tokens[number] if number >= 0 else None

    def previous(self, offset: int) -> Token | None:
        """The word that ends at ``offset``, if one does."""
        token = self.token_at(offset - 1)
        return token if token is not None and token.end == offset else None

    def next(self, offset: int) -> Token | None:
        """The word that begins at ``offset``, if one does."""
        token = self.token_at(offset)
        return token if token is not None and token.start == offset else None

    def cuts(self, start: int, end: int) -> bool:
        """Whether a name here would cut through an ordinary word.

        Cutting a word that is itself (part of) a name is no harm: names hold names.
        """
        return self.inside_word(start) or self.inside_word(end)

    def inside_word(self, offset: int) -> bool:
        """Whether an offset lies within an ordinary word."""
        token = self.token_at(offset)
        return token is not None and token.start < offset and token.pos not in _NAME_POS

    def is_words(self, start: int, end: int) -> bool:
        """Whether a stretch is one word or several whole ones."""
        first, last = self.token_at(start), self.token_at(end - 1)
        return first is not None and last is not None and first.start == start and last.end == end

    def words(self, start: int, end: int) -> tuple[Token, ...]:
        """The words that lie wholly in a stretch."""
        first = bisect_right(self.tokens, start - 1, key=lambda token: token.start)
        last = bisect_right(self.tokens, end, key=lambda token: token.end)
        return self.tokens[first:last]

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """All matches of a pattern in the folded body."""
        for span in self.body:
            yield from pattern.finditer(self.folded, span.start, span.end)


def make_page(document: Document, tokens: Sequence[Token]) -> Page:
    """Lay a document and its words out for the rules."""
    index = [-1] * len(document.text)
    for number, token in enumerate(tokens):
        for offset in range(token.start, token.end):
            index[offset] = number
    folded = fold(document.text)
    return Page(document.text, folded, document.body, tuple(tokens), tuple(index))


def is_han(character: str) -> bool:
    """Whether a character is a Chinese one."""
    return _HAN.match(character) is not None
