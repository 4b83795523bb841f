"""Where a string that somebody else wrote down stands in a text, if it does.

Spelling may differ in width, case, simplified or traditional characters, kind of quotation marks
and white space; what is found is always a true stretch of the text.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.text import simplify

_QUOTES = str.maketrans({**dict.fromkeys("“”「」『』„‟", '"'), **dict.fromkeys("‘’‚‛", "'")})


@lru_cache(maxsize=65536)
def _loose_character(character: str) -> str:
    if character.isspace():
        return ""
    written = unicodedata.normalize("NFKD", character).translate(_QUOTES)
    return "".join(simplify(written).casefold().split())


def loose(text: str) -> str:
    """``text`` as it is compared.

    >>> loose("“ＡＢ 杯”大賽")
    '"ab杯"大赛'
    """
    return "".join(map(_loose_character, text))


@dataclass(frozen=True, slots=True)
class Lookup:
    """A text made ready to be searched.

    Attributes:
        text: the text.
        folded: the text as it is compared.
        at: for each character of ``folded`` the character of ``text`` that it comes from.
    """

    text: str
    folded: str
    at: tuple[int, ...]

    def find(self, wanted: str) -> Iterator[tuple[int, int]]:
        """All places of ``wanted``, from left to right, none overlapping another."""
        needle = loose(wanted)
        start = self.folded.find(needle) if needle else -1
        while start >= 0:
            end = start + len(needle)
            if self._is_whole(start, end):
                yield self.at[start], self.at[end - 1] + 1
                start = self.folded.find(needle, end)
            else:
                start = self.folded.find(needle, start + 1)

    def has(self, wanted: str) -> bool:
        """Whether ``wanted`` stands anywhere."""
        return next(self.find(wanted), None) is not None

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether a stretch begins and ends with whole characters, and cuts no word in letters."""
        at, folded = self.at, self.folded
        if start and (at[start - 1] == at[start] or self._joins(start)):
            return False
        return end == len(folded) or not (at[end - 1] == at[end] or self._joins(end))

    def _joins(self, index: int) -> bool:
        """Whether two letters or digits of one Latin word meet here."""
        left, right = self.folded[index - 1], self.folded[index]
        touching = self.at[index] - self.at[index - 1] <= 1
        return (
            touching and left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
        )


def make_lookup(text: str) -> Lookup:
    """Lay a text out for searching."""
    folded: list[str] = []
    at: list[int] = []
    for offset, character in enumerate(text):
        written = _loose_character(character)
        folded.append(written)
        at += [offset] * len(written)
    return Lookup(text, "".join(folded), tuple(at))
