"""Words that stand for a thing named before: 会议 for the meeting, 他 for the person."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon import read_table
from kg.model import Mention, Span
from kg.relate.view import SLOT, Member
from kg.text import fold

COLUMNS = ("word", "type", "place", "endings")
_PLACES = ("first", "last")
_SENTENCES_BACK = 3
# The word must stand by itself: not the end of a longer noun, not 他们, 其他, 会议室.
_BEFORE = r"(?<!\w)|(?<=[在对次届该此本项场席加持办与和])"
_AFTER = r"(?![们人者室厅家性化型])"


@dataclass(frozen=True, slots=True)
class Reference:
    """One line of the table."""

    word: str
    type: str
    place: str
    endings: tuple[str, ...]


@dataclass(frozen=True)
class References:
    """The table, by word, and one expression that finds them all."""

    by_word: dict[str, Reference]
    pattern: re.Pattern[str]

    def find(
        self, folded: str, sentences: Sequence[Span], members: Sequence[Member]
    ) -> Iterator[Member]:
        """A member for every word in ``sentences`` that stands for a thing named before.

        Args:
            folded: the folded document.
            sentences: those of its body, in order.
            members: its outermost mentions, in order.
        """
        starts = [member.mention.start for member in members]
        begins = [sentence.start for sentence in sentences]
        for number, sentence in enumerate(sentences):
            for match in self.pattern.finditer(folded, sentence.start, sentence.end):
                place = bisect_right(starts, match.start())
                if place and members[place - 1].mention.end > match.start():
                    continue
                reference = self.by_word[match.group()]
                first = bisect_left(starts, begins[max(0, number - _SENTENCES_BACK)])
                named = _named(reference, members[first:place], begins)
                if named is not None:
                    text = match.group()
                    mention = Mention(*match.span(), text, reference.type, by="reference")
                    yield Member(named.entity, mention)


def _named(reference: Reference, earlier: Sequence[Member], begins: Sequence[int]) -> Member | None:
    """The one of the earlier mentions that a reference stands for."""
    fitting = [
        member
        for member in earlier
        if member.entity.type == reference.type
        and (not reference.endings or member.entity.name.endswith(reference.endings))
    ]
    if not fitting or reference.place == "last":
        return fitting[-1] if fitting else None
    # the first of the nearest sentence that has one
    nearest = bisect_right(begins, fitting[-1].mention.start)
    return next(m for m in fitting if bisect_right(begins, m.mention.start) == nearest)


def read_references(ontology: Path) -> References:
    """The reference table of an ontology folder.

    Raises:
        OntologyError: a line names an unknown type or place, or is out of order.
    """
    by_word: dict[str, Reference] = {}
    last = ""
    for row in read_table(ontology / "patterns" / "relation-references.tsv", COLUMNS):
        word = fold(row["word"])
        if not word or row["word"] <= last:
            raise row.error(f"word {row['word']!r} must come after {last!r}, once")
        last = row["word"]
        if row["type"] not in SLOT:
            raise row.error(f"{row['type']!r} is not a core type")
        if row["place"] not in _PLACES:
            raise row.error(f"place {row['place']!r} must be one of {', '.join(_PLACES)}")
        by_word[word] = Reference(word, row["type"], row["place"], tuple(row["endings"].split()))
    words = "|".join(re.escape(word) for word in sorted(by_word, key=lambda w: (-len(w), w)))
    return References(by_word, re.compile(f"(?:{_BEFORE})(?:{words}){_AFTER}"))
