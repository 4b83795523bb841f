"""A sentence as patterns see it: every mention one character, everything beside the point left out.

The view of ``国务院总理李某某（9月30日）在“甲城”会见`` is ``Ⓞ总理Ⓟ在Ⓛ会见``, where Ⓞ Ⓟ Ⓛ stand for
private-use characters, one for each core type. Quotation marks, white space, expressions of time
and brackets that name nothing are left out; what remains is folded (simplified, half width), so one
pattern serves all spellings. Each character remembers its place in the text.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model import Document, Entity, Mention, Span, Token
from kg.text import fold, sentences

FIRST_SLOT = 0xE000
TYPES = ("Person", "Organization", "Place", "Program", "Award", "Work")
SLOT = dict(zip(TYPES, map(chr, range(FIRST_SLOT, FIRST_SLOT + len(TYPES))), strict=True))
ANY_SLOT = f"[{chr(FIRST_SLOT)}-{chr(FIRST_SLOT + len(TYPES) - 1)}]"

_NOISE = frozenset("“”‘’\"'「」『』《》〈〉<>*`")
_IS_SLOT = re.compile(ANY_SLOT)
_BRACKET = re.compile(rf"\((?:(?!{ANY_SLOT})[^()\n]){{0,40}}\)")
_MONTH_DAY = re.compile(r"\d{1,4}年(?:\d{1,2}月)?(?:\d{1,2}[日号])?|\d{1,2}月(?:\d{1,2}[日号])?")


@dataclass(frozen=True, slots=True)
class Member:
    """A mention of an entity: what a slot of a view stands for."""

    entity: Entity
    mention: Mention


_WITH_PARTS = ("Organization", "Place", "Program")
Refer = Callable[[str, Sequence[Span], Sequence[Member]], Iterable[Member]]


@dataclass(frozen=True, slots=True)
class Unit:
    """What one slot character stands for: one mention, or the members of a list."""

    members: tuple[Member, ...]

    @property
    def type(self) -> str:
        """The core type, the same for all members."""
        return self.members[0].entity.type


@dataclass(frozen=True, slots=True)
class View:
    """A sentence with its mentions as single characters.

    Attributes:
        sentence: the span of the sentence in the text.
        text: the characters.
        at: for each of them where it begins in the document.
        units: what the slot characters stand for, by index into ``text``.
    """

    sentence: Span
    text: str
    at: tuple[int, ...]
    units: dict[int, Unit]

    def without(self, start: int, end: int, keep: int) -> "View":
        """The view with ``text[start:end]`` replaced by its character ``keep``."""
        shift = end - start - 1
        units = {}
        for index, unit in self.units.items():
            if index < start:
                units[index] = unit
            elif index == keep:
                units[start] = unit
            elif index >= end:
                units[index - shift] = unit
        return View(
            self.sentence,
            self.text[:start] + self.text[keep] + self.text[end:],
            (*self.at[:start], self.at[keep], *self.at[end:]),
            units,
        )

    def with_unit(self, index: int, unit: Unit) -> "View":
        """The view with another unit at an index."""
        return replace(self, units={**self.units, index: unit})


@dataclass(frozen=True, slots=True)
class Scene:
    """A document made ready: its sentences as views, and the names inside longer names.

    ``views`` leaves out sentences that name nothing; ``sentences`` has all of them.
    """

    document: Document
    folded: str
    sentences: tuple[Span, ...]
    views: tuple[View, ...]
    nested: tuple[tuple[Member, Member], ...]


def set_scene(
    document: Document,
    tokens: Sequence[Token],
    entities: Sequence[Entity],
    refer: Refer = lambda _folded, _sentences, _members: (),
) -> Scene:
    """Views of all sentences of the body that name something.

    Args:
        document: the document.
        tokens: its words.
        entities: its entities.
        refer: finds words that stand for things named before.
    """
    folded = fold(document.text)
    outer, nested = _outermost(entities)
    nested += _names_in_front(document.text, outer, nested, entities)
    spans = [span for part in document.body for span in sentences(document.text, part)]
    outer = sorted(
        [*outer, *refer(folded, spans, outer)], key=lambda m: (m.mention.start, m.entity.id)
    )
    starts = [member.mention.start for member in outer]
    times = [(token.start, token.end) for token in tokens if token.pos == "TIME"]
    time_starts = [start for start, _ in times]
    views = []
    for sentence in spans:
        inside = outer[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if inside:
            first = bisect_left(time_starts, sentence.start)
            last = bisect_left(time_starts, sentence.end)
            views.append(_view(folded, sentence, inside, times[first:last]))
    return Scene(document, folded, tuple(spans), tuple(views), tuple(nested))


def _outermost(
    entities: Sequence[Entity],
) -> tuple[list[Member], list[tuple[Member, Member]]]:
    """The mentions that lie in no other, and the pairs (inner, smallest outer) of those that do."""
    members = [Member(entity, mention) for entity in entities for mention in entity.mentions]
    members.sort(key=lambda m: (m.mention.start, -m.mention.end, m.entity.id))
    outer: list[Member] = []
    nested: list[tuple[Member, Member]] = []
    stack: list[Member] = []
    for member in members:
        while stack and stack[-1].mention.end <= member.mention.start:
            stack.pop()
        if not stack:
            outer.append(member)
            stack.append(member)
        elif _is_inside(member, stack[-1]):
            nested.append((member, stack[-1]))
            stack.append(member)
    return outer, nested


def _names_in_front(
    text: str,
    outer: Sequence[Member],
    nested: Sequence[tuple[Member, Member]],
    entities: Sequence[Entity],
) -> list[tuple[Member, Member]]:
    """Bodies, places and programmes of the document whose names begin a longer name.

    ``甲部`` in ``甲部乙司``, where ``甲部`` stands alone elsewhere; not what has a mention there.
    """
    # Of several with one name the last, whatever order they are given in: e2 before e10.
    in_order = sorted(entities, key=lambda entity: (len(entity.id), entity.id))
    by_name = {
        name: entity
        for entity in in_order
        if entity.type in _WITH_PARTS
        for name in (entity.name, *entity.aliases)
        if len(name) > 1
    }
    known = {(inner.mention.start, inner.mention.end) for inner, _ in nested}
    found = []
    for member in outer:
        if member.entity.type not in _WITH_PARTS:
            continue
        start, end = member.mention.start, member.mention.end
        for middle in range(start + 2, end):
            entity = by_name.get(text[start:middle])
            if entity and entity.id != member.entity.id and (start, middle) not in known:
                mention = Mention(start, middle, text[start:middle], entity.type, by="repeat")
                found.append((Member(entity, mention), member))
    return found


def _is_inside(inner: Member, outer: Member) -> bool:
    return inner.mention.end <= outer.mention.end and inner.entity.id != outer.entity.id


def _view(
    folded: str, sentence: Span, inside: Sequence[Member], times: Sequence[tuple[int, int]]
) -> View:
    characters: list[str] = []
    at: list[int] = []
    units: dict[int, Unit] = {}
    skips = _skips(folded, sentence, inside, times)
    position, following = sentence.start, 0
    while position < sentence.end:
        if following < len(inside) and inside[following].mention.start == position:
            member = inside[following]
            units[len(characters)] = Unit((member,))
            characters.append(SLOT[member.entity.type])
            at.append(position)
            position, following = max(member.mention.end, position + 1), following + 1
            continue
        character = folded[position]
        if position in skips:
            position = skips[position]
            continue
        if character not in _NOISE and not character.isspace() and not _IS_SLOT.match(character):
            characters.append("。" if _is_full_stop(folded, position) else character)
            at.append(position)
        position += 1
    return _without_brackets(View(sentence, "".join(characters), tuple(at), units))


def _is_full_stop(folded: str, position: int) -> bool:
    """Whether a dot ends a sentence: before a blank, or between two words, not in ``2.0``."""
    if folded[position] != ".":
        return False
    before, after = folded[max(0, position - 1) : position], folded[position + 1 : position + 2]
    return not after.isalnum() or (before > "z" and after > "z")


def _skips(
    folded: str, sentence: Span, inside: Sequence[Member], times: Sequence[tuple[int, int]]
) -> dict[int, int]:
    """Where expressions of time begin and end, those inside mentions left out."""
    found = dict(times)
    for match in _MONTH_DAY.finditer(folded, sentence.start, sentence.end):
        found.setdefault(match.start(), match.end())
    if not found:
        return {}
    for member in inside:
        start, end = member.mention.start, member.mention.end
        for time_start, time_end in list(found.items()):
            if time_start < end and start < time_end:
                del found[time_start]
    return {start: min(end, sentence.end) for start, end in found.items()}


def _without_brackets(view: View) -> View:
    """Brackets that hold no mention left out: ``(右二)``, ``(Kevin Rose)``."""
    if "(" not in view.text:
        return view
    spans = [match.span() for match in _BRACKET.finditer(view.text)]
    if not spans:
        return view
    kept = [i for i in range(len(view.text)) if not any(a <= i < b for a, b in spans)]
    new_index = {old: new for new, old in enumerate(kept)}
    return View(
        view.sentence,
        "".join(view.text[i] for i in kept),
        tuple(view.at[i] for i in kept),
        {new_index[i]: unit for i, unit in view.units.items()},
    )
