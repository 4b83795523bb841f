"""Mentions gathered by name: one group for each distinct name, with one type."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Mention
from kg.text import name_key

#: A name that begins (or nearly) with a quotation, and the types whose names do.
INNER_QUOTE = re.compile(r"^[^“『「\"]{0,8}[“『「\"]([^“”『』「」\"]{2,30})[”』」\"]")
QUOTING_TYPES = frozenset({"Program", "Work", "Organization"})

# Where the votes are even, the type that is rarer in such ties is the more telling one.
_ORDER = ("Person", "Award", "Program", "Work", "Organization", "Place")


@dataclass(frozen=True, slots=True)
class Group:
    """All mentions of one name.

    Attributes:
        key: the name for comparison (:func:`kg.text.name_key`).
        names: its spellings in the text, most frequent first.
    """

    key: str
    type: str
    subtype: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]

    @property
    def start(self) -> int:
        """Where the text first has this name."""
        return self.mentions[0].start


def group_mentions(mentions: Iterable[Mention]) -> tuple[Group, ...]:
    """One group for each name, by first offset; names of nothing but punctuation are left out."""
    by_key: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions):
        key = name_key(mention.text)
        if key:
            by_key[key].append(mention)
    groups = [_group(key, found) for key, found in by_key.items()]
    return tuple(sorted(groups, key=lambda group: (group.start, group.key)))


def _group(key: str, mentions: Sequence[Mention]) -> Group:
    kind = best_type(mentions)
    subtypes = Counter(m.subtype for m in mentions if m.type == kind and m.subtype)
    spellings = Counter(m.text for m in mentions)
    return Group(
        key,
        kind,
        _most(subtypes) if subtypes else "",
        tuple(sorted(spellings, key=lambda text: (-spellings[text], text))),
        tuple(mentions),
    )


def best_type(mentions: Sequence[Mention]) -> str:
    """The type with most weight; what only repeats another mention weighs little."""
    votes: Counter[str] = Counter()
    for mention in mentions:
        votes[mention.type] += round(mention.score * (1 if mention.by == "repeat" else 10))
    return min(votes, key=lambda kind: (-votes[kind], _ORDER.index(kind)))


def _most(counted: Counter[str]) -> str:
    return min(counted, key=lambda value: (-counted[value], value))
