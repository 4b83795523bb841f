"""Names by regular expressions kept in ``ontology/patterns/names.tsv``.

A pattern runs over the folded text. Its group ``name`` (or else the whole match) is the name; with
``split`` the group is cut at those separators into several names; with ``ending`` each must end in
a word of that group. ``{group}`` in a pattern stands for any word of that group of ``words.tsv``.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon import Row, read_table
from kg.mention.page import Page
from kg.model import Mention
from kg.text import fold

NAME_COLUMNS = ("id", "type", "subtype", "score", "split", "ending", "pattern")
WORD_COLUMNS = ("group", "word")

_MACRO = re.compile(r"\{([a-z_]+)\}")
_QUOTES = "“”‘’\"'「」『』《》〈〉 "
_LONGEST = 40

Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class NamePattern:
    """One row of the table, compiled."""

    id: str
    type: str
    subtype: str
    score: float
    split: re.Pattern[str] | None
    ending: re.Pattern[str] | None
    pattern: re.Pattern[str]


def load_words(lexicon: Path) -> Words:
    """The word groups of ``words.tsv``, longest word first."""
    groups: dict[str, set[str]] = defaultdict(set)
    for row in read_table(lexicon / "words.tsv", WORD_COLUMNS):
        groups[row["group"]].add(fold(row["word"]))
    return {
        group: tuple(sorted(words, key=lambda w: (-len(w), w))) for group, words in groups.items()
    }


def load_patterns(ontology: Path, words: Words) -> tuple[NamePattern, ...]:
    """Compile the table.

    Raises:
        OntologyError: an unknown word group, or an expression that does not compile.
    """
    rows = read_table(ontology / "patterns" / "names.tsv", NAME_COLUMNS)
    return tuple(_compile(row, words) for row in rows)


def alternation(words: tuple[str, ...]) -> str:
    """A regular expression for any of some words, given longest first."""
    return "(?:" + "|".join(map(re.escape, words)) + ")"


def find_patterns(page: Page, patterns: tuple[NamePattern, ...]) -> Iterator[Mention]:
    """All names that the patterns give."""
    for pattern in patterns:
        for match in page.matches(pattern.pattern):
            start, end = match.span("name" if "name" in pattern.pattern.groupindex else 0)
            for left, right in _parts(page.folded, start, end, pattern.split):
                if _fits(page.folded[left:right], pattern) and not page.inside_word(right):
                    yield page.mention(
                        left,
                        right,
                        pattern.type,
                        f"pattern:{pattern.id}",
                        pattern.score,
                        subtype=pattern.subtype,
                    )


def _compile(row: Row, words: Words) -> NamePattern:
    def expand(match: re.Match[str]) -> str:
        if match[1] not in words:
            raise row.error(f"no word group {match[1]!r} in words.tsv")
        return alternation(words[match[1]])

    try:
        ending = re.compile(alternation(words[row["ending"]]) + "$") if row["ending"] else None
        return NamePattern(
            row["id"],
            row["type"],
            row["subtype"],
            float(row["score"]),
            re.compile(row["split"]) if row["split"] else None,
            ending,
            re.compile(_MACRO.sub(expand, row["pattern"])),
        )
    except KeyError as error:
        raise row.error(f"no word group {error} in words.tsv") from error
    except (re.error, ValueError) as error:
        raise row.error(f"not a pattern: {error}") from error


def _parts(
    text: str, start: int, end: int, split: re.Pattern[str] | None
) -> Iterator[tuple[int, int]]:
    """The pieces of a stretch between separators, without quotation marks around them."""
    position = start
    cuts = [m.span() for m in split.finditer(text, start, end)] if split else []
    for left, right in [*cuts, (end, end)]:
        yield bare(text, position, left)
        position = right


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without a pair of quotation marks (or spaces) around the whole of it."""
    while start < end and text[start] in _QUOTES and text[end - 1] in _QUOTES:
        start, end = start + 1, end - 1
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] == " ":
        end -= 1
    return start, end


def _fits(name: str, pattern: NamePattern) -> bool:
    if not 2 <= len(name) <= _LONGEST:
        return False
    return pattern.ending is None or pattern.ending.search(name) is not None
