"""Which groups name the same thing: lexicon, definitions, and short forms within the document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.link.forms import Tails, is_brand_form, is_short_form, without_edition
from kg.link.groups import INNER_QUOTE, QUOTING_TYPES, Group
from kg.link.references import Reference
from kg.link.same import Sames
from kg.text import name_key

_LEAST = 0.7


class Union:
    """Disjoint sets of group numbers; the root of a set is its smallest number."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, number: int) -> int:
        """The representative of a number's set."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make two sets one."""
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first

    def sets(self) -> tuple[tuple[int, ...], ...]:
        """All sets, each in order, by their smallest number."""
        members: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._parent)):
            members[self.root(number)].append(number)
        return tuple(tuple(members[root]) for root in sorted(members))


def join_groups(
    groups: Sequence[Group],
    defined: Iterable[tuple[str, str]],
    sames: Sames,
    tails: Tails,
    references: Mapping[str, Reference],
) -> tuple[tuple[int, ...], ...]:
    """Sets of group numbers that name one thing each.

    Args:
        groups: the groups of one document.
        defined: pairs of name keys (full, short) that the text itself defines.
        sames: names that mean the same everywhere.
        tails: ends that names may drop.
        references: general words that stand for a body, as in 园区党委.
    """
    union = Union(len(groups))
    known = {group.key: number for number, group in enumerate(groups)}
    for full, short in [*defined, *_quoted_pairs(groups, sames)]:
        if full in known and short in known and _one_type(groups, known[full], known[short]):
            union.join(known[full], known[short])
    things = _join_known(groups, union, sames)
    _join_countries(groups, union, sames)
    _join_short_forms(groups, union, sames, tails, things)
    _join_organs(groups, union, references)
    return union.sets()


def _one_type(groups: Sequence[Group], one: int, other: int) -> bool:
    return groups[one].type == groups[other].type


def _quoted_pairs(groups: Sequence[Group], sames: Sames) -> Iterator[tuple[str, str]]:
    """Each name that begins with a quotation (``第三届“禾路”论坛``), and the quotation.

    A quotation that is known everywhere is not the name of what is called after it.
    """
    for group in groups:
        for text in group.names:
            inner = INNER_QUOTE.match(text)
            key = name_key(inner[1]) if inner is not None else ""
            if key and key not in sames.things and group.type in QUOTING_TYPES:
                yield group.key, key


def _join_known(groups: Sequence[Group], union: Union, sames: Sames) -> dict[int, str]:
    """Join what the lexicons call the same; say which thing each group is."""
    named: dict[str, int] = defaultdict(int)
    for group in groups:
        for thing in sames.things.get(group.key, ()):
            named[thing] += 1
    chosen: dict[int, str] = {}
    first: dict[tuple[str, str], int] = {}
    for number, group in enumerate(groups):
        options = sames.things.get(group.key, ())
        key = sames.contracted(group.key)
        if options:
            thing = max(options, key=lambda option: (named[option], -options.index(option)))
            chosen[number] = thing
        else:
            thing = f"name:{key}"
        union.join(number, first.setdefault((group.type, thing), number))
    return chosen


def _join_countries(groups: Sequence[Group], union: Union, sames: Sames) -> None:
    """``智方`` and ``智`` beside ``智利``."""
    countries = [n for n, g in enumerate(groups) if g.key in sames.countries]
    for number, group in enumerate(groups):
        is_side = len(group.key) == 2 and group.key[1] in "方国"
        if (
            group.type != "Place"
            or group.key in sames.things
            or not (is_side or len(group.key) == 1)
        ):
            continue
        fitting = {union.root(n) for n in countries if groups[n].key.startswith(group.key[0])}
        if len(fitting) == 1:
            union.join(number, fitting.pop())


def _join_short_forms(
    groups: Sequence[Group], union: Union, sames: Sames, tails: Tails, things: dict[int, str]
) -> None:
    """Join each short form to the full name it fits best, longest short forms first."""
    keys = [(group.key, sames.contracted(group.key)) for group in groups]
    holding: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for character in set("".join(keys[number])):
            holding[group.type, character].add(number)
    for number in sorted(range(len(groups)), key=lambda n: (-len(groups[n].key), n)):
        kind = groups[number].type
        telling = {*without_edition(keys[number][0])[:2], keys[number][0][-1]}
        sharing = set.intersection(*(holding[kind, character] for character in telling))
        options = [
            (score, other)
            for other in sorted(sharing)
            if other != number and _may_join(number, other, things)
            for score in [_likeness(keys[number], keys[other], kind, tails, sames)]
            if score >= _LEAST
        ]
        if options:
            union.join(number, _choose(number, options, groups))


def _likeness(
    shorts: tuple[str, str], fulls: tuple[str, str], kind: str, tails: Tails, sames: Sames
) -> float:
    """How surely one is a short form of the other, as they stand or with wordings contracted."""
    likeness = max(
        is_short_form(short, full, kind, tails) for short, full in zip(shorts, fulls, strict=True)
    )
    if likeness or kind != "Organization":
        return likeness
    return is_brand_form(shorts[0], fulls[0], sames.things)


def _may_join(one: int, other: int, things: dict[int, str]) -> bool:
    """Not two things that the lexicons tell apart."""
    return one not in things or other not in things or things[one] == things[other]


def _choose(number: int, options: list[tuple[float, int]], groups: Sequence[Group]) -> int:
    """The surest full name; of equals the one named most often, then the nearest before."""
    start = groups[number].start

    def rank(option: tuple[float, int]) -> tuple[float, int, bool, int]:
        score, other = option
        distance = start - groups[other].start
        return (-score, -len(groups[other].mentions), distance < 0, abs(distance))

    return min(options, key=rank)[1]


def _join_organs(
    groups: Sequence[Group], union: Union, references: Mapping[str, Reference]
) -> None:
    """``园区党委`` beside ``青禾创意园党委``: the organ of what the general word stands for."""
    for number, group in enumerate(groups):
        for word, reference in references.items():
            organ = group.key.removeprefix(word)
            if not organ or organ == group.key or group.type != "Organization":
                continue
            options = [
                (1.0, other)
                for other, full in enumerate(groups)
                if other != number and full.type == group.type and full.key.endswith(organ)
                if full.key.removesuffix(organ).endswith(reference.endings)
                and not full.key.startswith(word)
            ]
            if options:
                union.join(number, _choose(number, options, groups))
