"""Which row of the embedding table a character has: LAC's own rows, and some new ones.

LAC folds full-width forms, traditional characters and capitals before it looks a character up, and
takes all quotation marks for one. The names head profits from the differences, so capitals, opening
and closing quotes and the enumeration comma get rows of their own that start as copies of LAC's.
Full and half width, and traditional and simplified, always share a row.
"""

import unicodedata
from dataclasses import dataclass
from functools import cached_property

from kg.text import simplify

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OPENING, CLOSING = "“‘「『", "”’」』"
#: New rows, each with the characters that take it (the first one names it).
NEW_ROWS = (OPENING, CLOSING, "、", *CAPITALS)
_SPACES = "\t\n\r\x0b\x0c\u3000\xa0\u2002\u2003\u2009\u202f"


@dataclass(frozen=True)
class Alphabet:
    """LAC's characters (row = index, then one row for unknown ones) and its folding table."""

    characters: str
    folding: dict[str, str]

    @property
    def unknown(self) -> int:
        """Row of characters that are not in the table."""
        return len(self.characters)

    @property
    def rows(self) -> int:
        """Number of rows, new ones included."""
        return self.unknown + 1 + len(NEW_ROWS)

    @cached_property
    def _index(self) -> dict[str, int]:
        return {character: row for row, character in enumerate(self.characters)}

    @cached_property
    def _new(self) -> dict[str, int]:
        first = self.unknown + 1
        return {c: first + i for i, group in enumerate(NEW_ROWS) for c in group}

    def teacher_row(self, character: str) -> int:
        """The row that LAC itself would use."""
        return self._index.get(self.folding.get(character, character), self.unknown)

    def row(self, character: str) -> int:
        """The row that our network uses."""
        if character in self._new:
            return self._new[character]
        if character in _SPACES:
            character = " "
        narrow = unicodedata.normalize("NFKC", character)
        if len(narrow) == 1 and character != "…":
            character = narrow
        if character in self._new:
            return self._new[character]
        return self.teacher_row(simplify(character))

    def teacher_of_row(self) -> list[int]:
        """For every row of ours the row of LAC's that it starts as."""
        return [*range(self.unknown + 1), *(self.teacher_row(group[0]) for group in NEW_ROWS)]

    def table(self) -> tuple[list[int], list[int]]:
        """Code points that have a row (sorted), and their rows."""
        points = [
            (point, row)
            for point in range(0x30000)
            if not 0xD800 <= point < 0xE000 and (row := self.row(chr(point))) != self.unknown
        ]
        return [p for p, _ in points], [r for _, r in points]
