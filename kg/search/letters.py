"""What a user's letters may mean as pinyin: syllables, the last perhaps unfinished, or initials."""

import unicodedata
from collections.abc import Callable, Collection, Iterator
from itertools import islice

_MOST_WAYS = 8
_MOST_LETTERS = 40
_LONGEST = 8  # letters of a syllable, or of a Latin word among syllables
_APOSTROPHES = str.maketrans("", "", " '’ʼ-·0123456789")


def letters(text: str) -> str:
    """The letters of pinyin as typed: without tones, spaces and apostrophes, ü as v; else empty.

    >>> letters("Cài Zhìzhōng"), letters("lǜ"), letters("陈奕")
    ('caizhizhong', 'lv', '')
    """
    plain = unicodedata.normalize("NFD", text.casefold()).replace("u\u0308", "v")
    # A tone stands between the two parts of ü in some ways of writing.
    plain = plain.replace("\u0308", "")
    kept = "".join(character for character in plain if unicodedata.category(character) != "Mn")
    kept = kept.translate(_APOSTROPHES)
    return kept if kept.isascii() and kept.isalpha() and len(kept) <= _MOST_LETTERS else ""


def syllables(typed: str, known: Collection[str]) -> list[tuple[str, ...]]:
    """The ways to cut letters into whole syllables, the longest first.

    >>> syllables("xian", {"xi", "an", "xian"})
    [('xian',), ('xi', 'an')]
    """
    return _ways(typed, lambda piece, _: piece in known)


def abbreviated(typed: str, known: Collection[str]) -> list[tuple[str, ...]]:
    """The ways to cut letters into syllables, initials (``caizz``) and an unfinished end.

    Those of whole syllables alone, and of initials alone, are not among them.

    >>> abbreviated("caizz", {"cai", "zhi"})
    [('cai', 'z', 'z')]
    """
    initials = {syllable[0] for syllable in known}
    beginnings = {syllable[:n] for syllable in known for n in range(2, len(syllable))}

    def fits(piece: str, end: int) -> bool:
        is_last = end == len(typed) and piece in beginnings
        return is_last or piece in known or piece in initials

    return [
        way
        for way in _ways(typed, fits)
        if any(len(piece) > 1 for piece in way) and not all(piece in known for piece in way)
    ]


def _ways(typed: str, fits: Callable[[str, int], bool]) -> list[tuple[str, ...]]:
    """The first few ways to cut letters into pieces that fit, long pieces before short ones."""
    ends: dict[int, list[int]] = {len(typed): []}
    for start in reversed(range(len(typed))):
        stop = min(start + _LONGEST, len(typed))
        found = [e for e in range(stop, start, -1) if e in ends and fits(typed[start:e], e)]
        if found:
            ends[start] = found

    def ways(start: int) -> Iterator[tuple[str, ...]]:
        if start == len(typed):
            yield ()
        for end in ends[start]:
            for rest in ways(end):
                yield (typed[start:end], *rest)

    return list(islice(ways(0), _MOST_WAYS)) if 0 in ends else []
