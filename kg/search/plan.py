"""What to ask the index for a text, the best kind of match first."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from kg.search.letters import abbreviated, letters, syllables
from kg.search.marks import BREAK, END, START, key, pairs, part, phrase, spoken
from kg.search.sayings import BETWEEN

_SHORTEST_CUT = 4
_LONGEST_CUT = 24
_LONGEST_WORD = 6
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Step:
    """One query of the index.

    Attributes:
        match: how what it finds matches.
        table: which part of the index.
        wanted: what, in the language of the index.
        sounds: what the reading of a name must be like besides, if anything.
    """

    match: str
    table: str
    wanted: str
    sounds: re.Pattern[str] | None = None


def written(text: str) -> Iterator[Step]:
    """The steps that look for what is written."""
    wanted = key(text)
    start = [START + wanted[0], *pairs(wanted)]
    yield Step("exact", "written", f"parts : {phrase([*start, wanted[-1] + END])}")
    yield Step("prefix", "written", f"parts : {phrase(start)}")
    if len(wanted) > 1:
        yield Step("word", "written", f"words : {phrase([wanted])}")
    yield Step("part", "written", f"parts : {part(wanted)}")
    if len(several := [piece for piece in map(key, text.split()) if piece]) > 1:
        yield together(several)


def cut(text: str, is_word: Callable[[str], bool]) -> Iterator[Step]:
    """The step that looks for the words of a text in any order.

    Args:
        text: what the user typed.
        is_word: whether something is a word of any name; other words could not be found anyway.
    """
    wanted = key(text)[:_LONGEST_CUT]
    if len(wanted) >= _SHORTEST_CUT:
        words = _covering(wanted, is_word)
        if len(words) > 1 and sum(map(len, words)) * 2 > len(wanted):
            yield together(words)


def _covering(text: str, is_word: Callable[[str], bool]) -> list[str]:
    """The words that cover most of a text, and of these the fewest."""
    best: list[tuple[int, int, list[str]]] = [(0, 0, [])]
    for end in range(1, len(text) + 1):
        ways = [best[end - 1]]
        for start in range(max(0, end - _LONGEST_WORD), end - 1):
            if is_word(word := text[start:end]):
                covered, pieces, words = best[start]
                ways.append((covered + len(word), pieces - 1, [*words, word]))
        best.append(max(ways, key=lambda way: way[:2]))
    return best[-1][2]


def together(words: list[str]) -> Step:
    """All words, wherever they stand in a name."""
    every = dict.fromkeys(f"parts : {part(word)}" for word in words[:_MOST_WORDS])
    return Step("words", "written", " AND ".join(every))


def spelt(text: str, known: Collection[str]) -> Iterator[Step]:
    """The steps that look for how a name sounds.

    Args:
        text: what the user typed.
        known: the syllables of all names.
    """
    typed = letters(text)
    if not typed:
        return
    ways = [("pairs", tuple(spoken(way))) for way in syllables(typed, known)]
    if len(typed) > 1:
        ways.append(("initials", tuple(typed)))
    for column, way in ways:
        tokens = [START + way[0], *pairs(way), way[-1] + END]
        yield Step("pinyin", "sounding", f"{column} : {phrase(tokens)}")
    for column, way in ways:
        yield Step("pinyin", "sounding", f"{column} : {phrase([START + way[0], *pairs(way)])}")
    for column, way in ways:
        yield Step("pinyin", "sounding", _inside(column, way))


def shortened(text: str, known: Collection[str]) -> Iterator[Step]:
    """The steps for sounds that are abbreviated in part, or not typed to the end.

    Args:
        text: what the user typed.
        known: the syllables of all names.
    """
    short = abbreviated(letters(text), known)
    for way in short:
        yield _abbreviation(way, known, at_start=True)
    for way in short:
        if len(way) > 1:
            yield _abbreviation(way, known, at_start=False)


def _inside(column: str, way: tuple[str, ...]) -> str:
    if len(way) > 1:
        return f"{column} : {phrase(pairs(way))}"
    return f"single : {phrase([way[0].removesuffix(BREAK)])}"


def _abbreviation(way: tuple[str, ...], known: Collection[str], *, at_start: bool) -> Step:
    """Names that have these initials and whole syllables; then those whose reading really fits."""
    if len(way) == 1:
        longer = sorted(syllable for syllable in known if syllable.startswith(way[0]))
        every = " OR ".join(phrase([START + syllable + BREAK]) for syllable in longer)
        # The first pair of a one-syllable name, or of a longer one, begins with the mark alike.
        return Step("pinyin", "sounding", f"pairs : ({every})")
    initials = [piece[0] for piece in way]
    tokens = [START + initials[0], *pairs(initials)] if at_start else pairs(initials)
    whole = [f"single : {phrase([piece])}" for piece in way if len(piece) > 1 and piece in known]
    wanted = " AND ".join([f"initials : {phrase(tokens)}", *whole[:_MOST_WORDS]])
    beginning = rf"(?:^|\{BETWEEN})" if at_start else rf"(?:^|[ \{BETWEEN}])"
    sounds = re.compile(beginning + " ".join(rf"{piece}\w*" for piece in way))
    return Step("pinyin", "sounding", wanted, sounds)
