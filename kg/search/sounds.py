"""How names are read, in pinyin without tones. The only importer of pypinyin.

A name can be read in several ways: by the phrases it holds (重庆 is chóng qìng), by its surname
(单 is shàn), and by the other reading of a character that has two. All are kept, up to a few, so
that a user who types one of them finds it.
"""

import re
from functools import cache, lru_cache
from importlib.resources import as_file, files
from itertools import product

from kg.lexicon import read_table

_MOST_READINGS = 6
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_RUNS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+")
_PIECES = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]|[a-z0-9]+")


def readings(words: tuple[str, ...]) -> tuple[str, ...]:
    """The readings of a name cut into words, the likeliest first; none of a name without Han.

    Args:
        words: the words of its key; a reading depends on the word that a character stands in.

    >>> readings(("蔡志忠",))
    ('cai zhi zhong',)
    >>> readings(("单", "田芳"))
    ('dan tian fang', 'shan tian fang')
    """
    name = "".join(words)
    if not _HAN.search(name):
        return ()
    first = [reading for word in words for reading in _read(word)]
    found = dict.fromkeys([" ".join(first)])
    if len(first) <= len(name) and _by_surname(name, first):
        found[" ".join(_by_surname(name, first))] = None
    pieces = _PIECES.findall(name)
    if len(pieces) == len(first):
        others = _others()
        ways = [
            dict.fromkeys([reading, *others.get(piece, ())])
            for piece, reading in zip(pieces, first, strict=True)
        ]
        for way in _some(ways):
            found[" ".join(way)] = None
    return tuple(found)[:_MOST_READINGS]


def character_readings(text: str) -> dict[str, str]:
    """All readings of each Han character of ``text``, the likeliest first, by code point.

    >>> character_readings("重")
    {'重': 'zhong chong tong'}
    """
    found = {character: _all_readings(character) for character in sorted(set(_HAN.findall(text)))}
    return {character: readings for character, readings in found.items() if readings}


@lru_cache(maxsize=65536)
def _all_readings(character: str) -> str:
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    known = found[0] if found else ()
    also = (_surnames().get(character), *_others().get(character, ()))
    return " ".join(dict.fromkeys(reading for reading in (*known, *also) if reading))


def _some(ways: list[dict[str, None]]) -> list[tuple[str, ...]]:
    """The combinations of readings, if they are few; else those that change one place."""
    size = 1
    for way in ways:
        size *= len(way)
    if size <= _MOST_READINGS:
        return list(product(*ways))
    first = [next(iter(way)) for way in ways]
    return [
        (*first[:place], other, *first[place + 1 :])
        for place, way in enumerate(ways)
        for other in list(way)[1:]
    ]


@lru_cache(maxsize=65536)
def _read(word: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    spoken: list[str] = []
    for run in _RUNS.findall(word):
        spoken += lazy_pinyin(run, errors="ignore") if _HAN.match(run) else [run]
    return tuple(spoken)


def _by_surname(name: str, first: list[str]) -> list[str]:
    """The reading with that of the surname that the name begins with; empty without one."""
    for size in (2, 1):
        if reading := _surnames().get(name[:size]):
            return [*reading.split(), *first[size:]]
    return []


@cache
def _surnames() -> dict[str, str]:
    return _table("surnames.tsv", "surname", "reading")


@cache
def _others() -> dict[str, list[str]]:
    table = _table("readings.tsv", "character", "readings")
    return {character: readings.split() for character, readings in table.items()}


def _table(name: str, first: str, second: str) -> dict[str, str]:
    with as_file(files("kg.search").joinpath(name)) as path:
        return {row[first]: row[second] for row in read_table(path, (first, second))}
