"""Of overlapping mentions, keep the ones that can stand together."""

from collections.abc import Iterable, Sequence

from kg.model import Mention

_NESTED_RULES = (
    "pattern:body",
    "pattern:organ",
    "pattern:quoted",
    "pattern:definition",
    "pattern:wider",
)
_LEXICON_PENALTY = 0.35
_HOLDERS = frozenset({"Organization", "Place", "Award", "Program", "Work"})


def settle(mentions: Iterable[Mention], onto: Sequence[Mention] = ()) -> tuple[Mention, ...]:
    """The best mentions, by offset, added to the ones in ``onto``, which all stay.

    Of two on the same characters the better score stays. Of two that cross, the better one. One
    inside another stays when it is justified: places that a longer name begins with, or what a
    rule found as a name within a name on purpose.
    """
    kept: list[Mention] = []
    cover: dict[int, list[Mention]] = {}
    for mention in [*onto, *sorted(mentions, key=_rank)]:
        rivals = {id(m): m for o in range(mention.start, mention.end) for m in cover.get(o, ())}
        if all(_together(mention, rival) for rival in rivals.values()):
            kept.append(mention)
            for offset in range(mention.start, mention.end):
                cover.setdefault(offset, []).append(mention)
    return tuple(sorted(kept))


def _rank(mention: Mention) -> tuple[float, int, int, str, str]:
    """Best first: score with a bonus for length, then the earlier one.

    A name of the lexicon is often the middle of a longer name, however sure it is by itself.
    """
    bonus = min(mention.end - mention.start, 20) * 0.01
    if mention.by.startswith("lexicon:"):
        bonus -= _LEXICON_PENALTY
    return (-(mention.score + bonus), mention.start, mention.end, mention.type, mention.by)


def _together(one: Mention, other: Mention) -> bool:
    outer, inner = (one, other) if one.end - one.start >= other.end - other.start else (other, one)
    if not (outer.start <= inner.start and inner.end <= outer.end):
        return False
    if (outer.start, outer.end) == (inner.start, inner.end):
        return False
    if inner.by in _NESTED_RULES or outer.by in _NESTED_RULES:
        return True
    if inner.type != "Place" or outer.type not in _HOLDERS:
        return False
    return inner.start == outer.start or inner.by == "lexicon:chain"
