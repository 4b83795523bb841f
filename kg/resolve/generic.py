"""Names that mean another thing in each document, told by ``lexicon/generic.tsv``."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.lexicon import read_table
from kg.text import name_key

COLUMNS = ("type", "form", "text")
_FORMS = ("part", "filler", "start", "end", "short-end")

# 王 or 厂: one character is never enough to know a thing by.
_SHORTEST = 2
# 小王, 老李: a form of address and one character.
_ADDRESS = 2


@dataclass(frozen=True)
class Generic:
    """The table, by core type and form; texts are name keys."""

    texts: dict[tuple[str, str], frozenset[str]]

    def is_generic(self, type_: str, key: str) -> bool:
        """Whether a name says too little to be the same thing in another document."""
        return (
            len(key) < _SHORTEST
            or (len(key) <= _ADDRESS and key.startswith(tuple(self._of(type_, "start"))))
            or key.endswith(tuple(self._of(type_, "end")))
            or _made_of(key, self._of(type_, "part"), self._of(type_, "filler"))
        )

    def is_weak(self, type_: str, key: str) -> bool:
        """Whether a name may be a full name but must not be taken for a short form."""
        return key.endswith(tuple(self._of(type_, "short-end")))

    def _of(self, type_: str, form: str) -> frozenset[str]:
        return self.texts.get((type_, form), frozenset())


@cache
def load_generic(ontology: Path) -> Generic:
    """The table of an ontology folder.

    Raises:
        OntologyError: it breaks its rules.
    """
    texts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read_table(ontology / "lexicon" / "generic.tsv", COLUMNS):
        key = name_key(row["text"])
        if row["form"] not in _FORMS:
            raise row.error(f"form {row['form']!r} is not one of {', '.join(_FORMS)}")
        if not key or not row["type"]:
            raise row.error("needs a type and a text")
        if key in texts[row["type"], row["form"]]:
            raise row.error(f"{row['text']!r} stands twice under {row['type']} {row['form']}")
        texts[row["type"], row["form"]].add(key)
    return Generic({form: frozenset(keys) for form, keys in texts.items()})


def _made_of(name: str, parts: frozenset[str], fillers: frozenset[str]) -> bool:
    """Whether ``name`` is parts and fillers and nothing else, and not fillers alone.

    市 + 委 + 宣传部, 第 + 二 + 次 + 会议; but not 十 + 四 + 五.
    """
    longest = max(map(len, parts | fillers), default=0)
    # What each position can be reached with: fillers alone (False), a part among them (True).
    reached: list[set[bool]] = [{False}, *(set() for _ in name)]
    for end in range(1, len(name) + 1):
        for start in range(max(0, end - longest), end):
            piece = name[start:end]
            if piece in parts and reached[start]:
                reached[end] |= {True}
            elif piece in fillers:
                reached[end] |= reached[start]
    return True in reached[-1]
