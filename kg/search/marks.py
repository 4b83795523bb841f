"""Names as the tokens of a full-text index, such that any part of a name can be asked for.

A name becomes the pairs of characters that follow each other, a mark before the first and one
behind the last: ``⊢杭 杭州 州⊣``. Two characters or more are then a phrase of pairs, one character
is the beginning of a token, and the marks tell the beginning and the end of a name.
"""

from collections.abc import Sequence
from itertools import pairwise

from kg.text import name_key

START, END, BREAK = "\ue000", "\ue001", "\ue002"  # private use: in no name

_LONGEST = 200
# The index takes ASCII marks for gaps; the same marks in full width are letters to it.
_WIDE: dict[int, int | None] = {
    **{code: code + 0xFEE0 for code in range(0x21, 0x7F) if not chr(code).isalnum()},
    **dict.fromkeys([*range(0x21), 0x7F]),
}


def key(text: str) -> str:
    """``text`` as it is compared: simplified, half width, lower case, without spaces and quotes.

    >>> key("ＩＢＭ 中國")
    'ibm中国'
    """
    plain = name_key(text).encode("utf-8", "replace").decode("utf-8")
    return plain.translate(_WIDE)[:_LONGEST]


def pairs(parts: Sequence[str]) -> list[str]:
    """Each part with the one behind it.

    >>> pairs("杭州市")
    ['杭州', '州市']
    """
    return [one + other for one, other in pairwise(parts)]


def marked(parts: Sequence[str]) -> list[str]:
    """The tokens of a name, given as its characters or syllables."""
    return pairs([START, *parts, END])


def phrase(tokens: Sequence[str]) -> str:
    """Tokens that must follow each other, in the language of the index."""
    return '"' + " ".join(tokens) + '"'


def part(text: str) -> str:
    """A query for names with ``text``, a key, somewhere in them."""
    return f'"{text}" *' if len(text) == 1 else phrase(pairs(text))


def spoken(syllables: Sequence[str]) -> list[str]:
    """Syllables such that two of them joined cannot be mistaken for others."""
    return [syllable + BREAK for syllable in syllables]
