"""Rules applied to views: candidates, and what is left once names are taken together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import NamedTuple

from kg.relate.rules import Rule, RuleBook
from kg.relate.view import SLOT, Member, Unit, View


@dataclass(frozen=True, slots=True)
class Candidate:
    """A relation that a rule or the scorer proposes.

    Attributes:
        subject, object: the mentions it joins.
        start, end: the stretch of the document that states it.
        role: the stretch that names a post; empty where there is none.
        view: index of the sentence among the views of the document.
        carried: whether the subject was dropped and taken from an earlier clause.
        near: whether names that stand together state it, whatever the clause says.
    """

    subject: Member
    predicate: str
    object: Member
    start: int
    end: int
    view: int
    score: float
    by: str
    subpredicate: str = ""
    role: tuple[int, int] = (0, 0)
    carried: bool = False
    near: bool = False


class Stretch(NamedTuple):
    """Where a pattern matched, and the title run in it (empty if none).

    Offsets into a view, or into the document once ``in_document`` has turned them.
    """

    start: int
    end: int
    role: tuple[int, int] = (0, 0)

    def in_document(self, view: View) -> "Stretch":
        """The same stretch by offsets of the document."""
        first, last = view.units.get(self.start), view.units.get(self.end - 1)
        start = min(m.mention.start for m in first.members) if first else view.at[self.start]
        end = max(m.mention.end for m in last.members) if last else view.at[self.end - 1] + 1
        role = (0, 0)
        if self.role[0] < self.role[1]:
            role = view.at[self.role[0]], view.at[self.role[1] - 1] + 1
        return Stretch(start, end, role)

    def around(self, *members: Member) -> "Stretch":
        """The stretch widened to hold some mentions."""
        start = min(self.start, *(member.mention.start for member in members))
        end = max(self.end, *(member.mention.end for member in members))
        return Stretch(start, end, self.role)


class Dropped(NamedTuple):
    """Where a pattern whose subject is dropped matched, by offsets of the document.

    ``place`` is where its object stands in the view.
    """

    place: int
    stretch: Stretch


_BODIES = f"[{SLOT['Organization']}{SLOT['Place']}]"
# How many characters a clause without a subject may have before the object of a pattern.
_FURTHEST = 60
_JOIN = "(?:[、和及暨]|以及|,?以及)"


def _list_pattern(slot: str, *, adjacent: bool) -> str:
    join = f"{_JOIN}?" if adjacent else _JOIN
    more = rf"{slot}(?:{join}{slot})+|{slot}(?:、{slot})+与{slot}"
    return rf"(?:{more})"


_LISTS = re.compile(
    "|".join(
        [
            _list_pattern(SLOT["Person"], adjacent=False),
            _list_pattern(_BODIES, adjacent=False),
            *(_list_pattern(SLOT[kind], adjacent=True) for kind in ("Program", "Award", "Work")),
        ]
    )
)


def reduce_names(view: View, number: int, rules: Sequence[Rule]) -> tuple[View, list[Candidate]]:
    """Names that belong together made one: ``甲省乙市`` to ``乙市``, ``甲公司经理乙`` to ``乙``.

    Returns:
        The shorter view, and the relations that such neighbours state.
    """
    found: list[Candidate] = []
    changed = True
    while changed and len(view.units) > 1:
        changed = False
        for rule in rules:
            while (hit := _first_hit(view, number, rule)) is not None:
                candidate, view = hit
                found.append(candidate)
                changed = True
    return view, found


def _first_hit(view: View, number: int, rule: Rule) -> tuple[Candidate, View] | None:
    indices = sorted(view.units)
    for left, right in pairwise(indices):
        first, last = (left, right) if rule.order == "SO" else (right, left)
        if view.units[first].type not in rule.subject_types:
            continue
        if view.units[last].type not in rule.object_types:
            continue
        fit = _fit(view.text, rule, left, right)
        if fit is None:
            continue
        ends = (view.units[first], view.units[last])
        candidate = _candidates(rule, number, ends, fit.in_document(view))[0]
        return candidate, view.without(left, right + 1, first if rule.keep == "S" else last)
    return None


def _fit(text: str, rule: Rule, left: int, right: int) -> Stretch | None:
    """Where ``rule`` matches with its slots at two places."""
    before, between, behind = rule.parts
    middle = between.compiled.fullmatch(text, left + 1, right)
    if middle is None:
        return None
    head = before.compiled.search(text, max(0, left - 30), left) if before.text else None
    if before.text and head is None:
        return None
    tail = behind.compiled.match(text, right + 1)
    if tail is None:
        return None
    start = head.start() if head and head.group() else left
    end = tail.end() if tail.group() else right + 1
    return Stretch(start, end, _role_in((middle, tail, head)))


def _role_in(matches: Sequence[re.Match[str] | None]) -> tuple[int, int]:
    for match in matches:
        if match is not None and match.groupdict().get("role"):
            return match.span("role")
    return (0, 0)


def collapse_lists(view: View) -> View:
    """Coordinated names of one kind made one slot with many members: ``甲、乙和丙``."""
    position = 0
    while (match := _LISTS.search(view.text, position)) is not None:
        indices = [i for i in range(match.start(), match.end()) if i in view.units]
        members = tuple(member for i in indices for member in view.units[i].members)
        keep = indices[0]
        view = view.with_unit(keep, Unit(members)).without(match.start(), match.end(), keep)
        position = match.start() + 1
    return view


def match_clauses(
    view: View, number: int, rules: RuleBook
) -> Iterator[tuple[Candidate | Dropped, Rule]]:
    """What the clause patterns find in a view, each with its rule."""
    groups, starts = rules.groups_in(view.text), rules.clause_starts(view.text)
    indices = sorted(view.units)
    types = {view.units[index].type for index in indices}
    for rule in rules.clauses:
        if rule.object_types.isdisjoint(types) or not _has_words(rule, groups):
            continue
        if rule.order == "E":
            yield from _each_other(view, number, rule, indices)
        elif rule.order == "O":
            for index in indices:
                if view.units[index].type in rule.object_types:
                    stretch = _fit_dropped(view.text, rule, index, starts)
                    if stretch is not None:
                        yield Dropped(index, stretch.in_document(view)), rule
        elif types & rule.subject_types:
            for candidate in _pairs(view, number, rule, indices):
                yield candidate, rule


def _has_words(rule: Rule, groups: frozenset[str]) -> bool:
    return not any(any_of.isdisjoint(groups) for any_of in rule.groups)


def _pairs(view: View, number: int, rule: Rule, indices: Sequence[int]) -> Iterator[Candidate]:
    for place, left in enumerate(indices):
        for right in indices[place + 1 :]:
            first, last = (left, right) if rule.order == "SO" else (right, left)
            if view.units[first].type not in rule.subject_types:
                continue
            if view.units[last].type not in rule.object_types:
                continue
            fit = _fit(view.text, rule, left, right)
            if fit is not None:
                ends = (view.units[first], view.units[last])
                yield from _candidates(rule, number, ends, fit.in_document(view))


def _fit_dropped(text: str, rule: Rule, index: int, starts: Sequence[int]) -> Stretch | None:
    """Where a pattern with a dropped subject matches, from the beginning of a clause on."""
    before, behind = rule.parts
    for start in starts:
        if index - _FURTHEST <= start <= index:
            head = before.compiled.fullmatch(text, start, index)
            if head is not None:
                tail = behind.compiled.match(text, index + 1)
                if tail is None:
                    return None
                end = tail.end() if tail.group() else index + 1
                return Stretch(start, end, _role_in((head, tail)))
    return None


def _each_other(
    view: View, number: int, rule: Rule, indices: Sequence[int]
) -> Iterator[tuple[Candidate, Rule]]:
    before, behind = rule.parts
    for index in indices:
        members = view.units[index].members
        if len(members) < 2 or view.units[index].type not in rule.subject_types:
            continue
        if before.text and before.compiled.search(view.text, max(0, index - 30), index) is None:
            continue
        tail = behind.compiled.match(view.text, index + 1)
        if tail is None:
            continue
        stretch = Stretch(index, tail.end()).in_document(view)
        for first, last in combinations(members, 2):
            yield make(rule, number, first, last, stretch), rule


def _candidates(
    rule: Rule, number: int, ends: tuple[Unit, Unit], stretch: Stretch
) -> list[Candidate]:
    return [
        make(rule, number, subject, object_, stretch.around(subject, object_))
        for subject in ends[0].members
        for object_ in ends[1].members
    ]


def make(rule: Rule, number: int, subject: Member, object_: Member, stretch: Stretch) -> Candidate:
    """A candidate of ``rule``."""
    return Candidate(
        subject=subject,
        predicate=rule.predicate,
        object=object_,
        start=stretch.start,
        end=stretch.end,
        view=number,
        score=rule.score,
        by=f"pattern:{rule.name}",
        subpredicate=rule.subpredicate,
        role=stretch.role,
        near=bool(rule.keep),
    )
