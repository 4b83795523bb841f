"""General words that stand for a body named before: ``公司``, ``园区``, ``该校``.

They are mentions of that entity, so that what is said of them is said of it. A word used so twice
or more, and for one entity alone, counts as a short name of it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.lexicon import read_table
from kg.model import Annotation, Entity, Mention, Token
from kg.text import simplify

REFERENCE_COLUMNS = ("word", "type", "endings")

_SCORE = 0.5
_TIMES = 2
# How many namings to look back through for what a general word means.
_LOOK_BACK = 30
# What may not stand right before or behind: the word is then part of a longer wording.
_BEFORE = frozenset({"n", "nz", "vn", "nw", "a", "an", "m", "q", "ORG", "LOC", "PER", "f", "s"})
_BEHIND = frozenset({"n", "nz", "vn", "nw", "an", "ORG", "LOC", "PER"})


@dataclass(frozen=True, slots=True)
class Reference:
    """A general word: the type it stands for, and how the names end that it may stand for."""

    type: str
    endings: tuple[str, ...]


def load_references(lexicon: Path) -> Mapping[str, Reference]:
    """Read ``references.tsv``."""
    return {
        row["word"]: Reference(row["type"], tuple(row["endings"].split()))
        for row in read_table(lexicon / "references.tsv", REFERENCE_COLUMNS)
    }


def with_references(
    text: str, annotation: Annotation, entities: Sequence[Entity], words: Mapping[str, Reference]
) -> tuple[Entity, ...]:
    """The entities with the general words that stand for them."""
    added: dict[int, list[Mention]] = defaultdict(list)
    users: dict[str, set[int]] = defaultdict(set)
    named = {word: _named(generic, entities) for word, generic in words.items()}
    for mention in _reference_mentions(text, annotation, words):
        number = _meant(mention, named[simplify(mention.text)], entities)
        if number is not None:
            added[number].append(mention)
            users[mention.text].add(number)
    alone = {word for word, numbers in users.items() if len(numbers) == 1}
    return tuple(
        _extended(entity, added[number], alone) if number in added else entity
        for number, entity in enumerate(entities)
    )


def _named(generic: Reference, entities: Sequence[Entity]) -> list[tuple[int, int]]:
    """Where entities that the word may stand for have been named, as (end, entity number)."""
    return sorted(
        (mention.end, number)
        for number, entity in enumerate(entities)
        if entity.type == generic.type and entity.name.endswith(generic.endings)
        for mention in entity.mentions
    )


def _meant(
    mention: Mention, ends: Sequence[tuple[int, int]], entities: Sequence[Entity]
) -> int | None:
    """Of the entities named before, the one named most often; of equals, the one named last."""
    before = ends[max(0, bisect_right(ends, (mention.start, len(entities))) - _LOOK_BACK) :]
    before = [pair for pair in before if pair[0] <= mention.start]
    if not before:
        return None
    return max(before, key=lambda pair: (len(entities[pair[1]].mentions), pair))[1]


def _reference_mentions(
    text: str, annotation: Annotation, words: Mapping[str, Reference]
) -> Iterator[Mention]:
    taken = {o for m in annotation.mentions for o in range(m.start, m.end)}
    tokens = annotation.tokens
    for number, token in enumerate(tokens):
        first = number - 1 if _pointed(text, tokens, number) else number
        start, end = tokens[first].start, token.end
        generic = words.get(simplify(text[start:end]))
        if generic is None or not taken.isdisjoint((start, end - 1)):
            continue
        before = _touches(tokens, first - 1, start, _BEFORE)
        if not before and not _touches(tokens, number + 1, end, _BEHIND):
            yield Mention(
                start, end, text[start:end], generic.type, "", "lexicon:reference", _SCORE
            )


def _pointed(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether 该 stands right before a word."""
    before = tokens[number - 1] if number else None
    if before is None or before.end != tokens[number].start:
        return False
    return text[before.start : before.end] == "该"


def _touches(tokens: Sequence[Token], number: int, offset: int, kinds: frozenset[str]) -> bool:
    """Whether a word of some kinds meets the general word, which then is part of a longer one."""
    if not 0 <= number < len(tokens):
        return False
    token = tokens[number]
    return offset in {token.start, token.end} and token.pos in kinds


def _extended(entity: Entity, added: Sequence[Mention], alone: set[str]) -> Entity:
    words = [mention.text for mention in added]
    aliases = {word for word in words if word in alone and words.count(word) >= _TIMES}
    return replace(
        entity,
        mentions=tuple(sorted([*entity.mentions, *added])),
        aliases=tuple(sorted({*entity.aliases, *aliases})),
    )
