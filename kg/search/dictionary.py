"""Names cut into words by jieba's dictionary, of which only what they need is loaded.

That is its file; the library, whose start takes longer than all cutting here, guesses words that
the dictionary does not have, which a name is better left without.
"""

import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from math import log
from pathlib import Path

_LONGEST = 16  # characters of a word
_PRICE = log(60_101_967)  # of one word more; the dictionary was counted in so many


class Dictionary:
    """The words that begin with a character of some texts.

    >>> dictionary = Dictionary(["浙江大学校友会"])
    >>> dictionary.words("浙江大学校友会"), dictionary.within("浙江大学")
    (['浙江大学', '校友会'], ['浙江', '大学'])
    """

    def __init__(self, texts: Iterable[str]) -> None:
        beginnings = "".join(map(re.escape, sorted(frozenset[str]().union(*texts)))) or r"\n"
        found = re.findall(rf"\n([{beginnings}]\S*) (\d+)", "\n" + _entries())
        self._counts = {word: int(count) for word, count in found}

    def words(self, text: str) -> list[str]:
        """The pieces that are likeliest together, a run of Latin letters and digits as one."""
        best = [(0.0, len(text))] * (len(text) + 1)
        for start in reversed(range(len(text))):
            ends = range(start + 1, min(start + _LONGEST, len(text)) + 1)
            best[start] = max(
                (log(self._counts.get(text[start:end], 1)) - _PRICE + best[end][0], end)
                for end in [end for end in ends if text[start:end] in self._counts] or ends[:1]
            )
        return list(_latin_joined(_pieces(text, [end for _, end in best])))

    def within(self, word: str) -> list[str]:
        """Its shorter words, of two and three characters, inside a word."""
        pieces = (
            word[at : at + n] for n in (2, 3) if len(word) > n for at in range(len(word) - n + 1)
        )
        return [piece for piece in pieces if piece in self._counts]


def _entries() -> str:
    found = find_spec("jieba")
    assert found
    assert found.origin
    return Path(found.origin).with_name("dict.txt").read_bytes().decode("utf-8")


def _pieces(text: str, ends: list[int]) -> Iterator[str]:
    start = 0
    while start < len(text):
        yield text[start : ends[start]]
        start = ends[start]


def _latin_joined(pieces: Iterable[str]) -> Iterator[str]:
    run = ""
    for piece in pieces:
        if len(piece) == 1 and piece.isascii() and piece.isalnum():
            run += piece
        else:
            if run:
                yield run
            run = ""
            yield piece
    if run:
        yield run
