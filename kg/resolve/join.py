"""The two rules, over all records at once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import Entity, Record
from kg.resolve.generic import Generic, load_generic
from kg.resolve.records import distinct
from kg.resolve.values import Key, Member, Resolution, Rule, Thing
from kg.resources import ontology_dir
from kg.text import name_key

_Name = tuple[str, str]  # core type, name key


@dataclass(frozen=True, slots=True)
class _Found:
    key: Key
    entity: Entity


def resolve(records: Sequence[Record], ontology: Path | None = None) -> Resolution:
    """Join the entities of ``records`` into things.

    Raises:
        InputError: two different records have one id.
        OntologyError: ``lexicon/generic.tsv`` breaks its rules.
    """
    generic = load_generic(ontology or ontology_dir())
    groups, alone = _by_full_name(distinct(records), generic)
    full = _full_forms(groups, alone, generic)
    short_forms: dict[_Name, list[_Name]] = defaultdict(list)
    for short, target in full.items():
        short_forms[target].append(short)
    things = [_thing([found], (), homonym=True) for found in alone]
    for name, found in groups.items():
        if name not in full:
            joined = [entry for short in sorted(short_forms[name]) for entry in groups[short]]
            things.append(_thing(found, joined, homonym=False))
    things.sort(key=lambda thing: (thing.type, thing.label, thing.members[0]))
    return Resolution(tuple(things))


def _by_full_name(
    records: Iterable[Record], generic: Generic
) -> tuple[dict[_Name, list[_Found]], list[_Found]]:
    """Entities that one name joins, at most one a document; and those that no name can join."""
    groups: dict[_Name, list[_Found]] = defaultdict(list)
    alone: list[_Found] = []
    is_generic = cache(generic.is_generic)
    for record in records:
        names = [(entity.type, name_key(entity.name)) for entity in record.entities]
        times = Counter(names)
        for entity, name in zip(record.entities, names, strict=True):
            found = _Found(Key(record.id, entity.id), entity)
            if times[name] > 1 or is_generic(*name):
                alone.append(found)
            else:
                groups[name].append(found)
    return groups, alone


def _full_forms(
    groups: Mapping[_Name, Sequence[_Found]], alone: Iterable[_Found], generic: Generic
) -> dict[_Name, _Name]:
    """For each group whose name is a short form, the group that bears the full name."""
    bearers = _bearers(groups, alone)
    step: dict[_Name, _Name] = {}
    for name in groups:
        others = bearers.get(name, set()) - {name}
        if len(others) == 1 and None not in others and not generic.is_weak(*name):
            (target,) = others
            if target is not None:
                step[name] = target
    ends = {name: _end(name, step) for name in step}
    joined = {name: end for name, end in ends.items() if end != name}
    apart = _kept_apart(joined, groups)
    return {name: end for name, end in joined.items() if not _passes(name, end, step, apart)}


def _bearers(
    groups: Mapping[_Name, Sequence[_Found]], alone: Iterable[_Found]
) -> dict[_Name, set[_Name | None]]:
    """For each alias the groups that have it; ``None`` stands for an entity that nothing joins."""
    bearers: dict[_Name, set[_Name | None]] = defaultdict(set)
    for name, found in groups.items():
        for entry in found:
            for alias in entry.entity.aliases:
                bearers[name[0], name_key(alias)].add(name)
    for entry in alone:
        for alias in entry.entity.aliases:
            bearers[entry.entity.type, name_key(alias)].add(None)
    return bearers


def _path(name: _Name, step: Mapping[_Name, _Name]) -> list[_Name]:
    """``name`` and what it leads to, up to the end or to where it would go round."""
    path = [name]
    while (following := step.get(path[-1])) is not None and following not in path:
        path.append(following)
    return path


def _end(name: _Name, step: Mapping[_Name, _Name]) -> _Name:
    """The full form at the end of a chain; where names are each other's alias, the longest."""
    path = _path(name, step)
    following = step.get(path[-1])
    if following is None:
        return path[-1]
    circle = path[path.index(following) :]
    return min(circle, key=lambda one: (-len(one[1]), one))


def _kept_apart(
    joined: Mapping[_Name, _Name], groups: Mapping[_Name, Sequence[_Found]]
) -> set[_Name]:
    """Short forms that share a document with their full form or with another of its short forms."""
    documents: dict[_Name, dict[str, list[_Name]]] = defaultdict(lambda: defaultdict(list))
    for name, end in joined.items():
        for entry in groups[name]:
            documents[end][entry.key.record].append(name)
    apart: set[_Name] = set()
    for end, shorts in documents.items():
        own = {entry.key.record for entry in groups[end]}
        for record, names in shorts.items():
            if record in own or len(names) > 1:
                apart.update(names)
    return apart


def _passes(name: _Name, end: _Name, step: Mapping[_Name, _Name], apart: set[_Name]) -> bool:
    """Whether the chain from ``name`` to ``end`` leads over a name that is kept apart."""
    path = _path(name, step)
    return not apart.isdisjoint(path[: path.index(end)])


def _thing(found: Sequence[_Found], joined: Sequence[_Found], *, homonym: bool) -> Thing:
    rule: Rule = "same-name" if len(found) > 1 else ""
    members = [(Member(entry.key, rule), entry.entity) for entry in found]
    members += [(Member(entry.key, "short-form"), entry.entity) for entry in joined]
    return thing_of(members, homonym=homonym)


def thing_of(members: Sequence[tuple[Member, Entity]], *, homonym: bool) -> Thing:
    """The thing that some entities are, called as most of those with its full name call it."""
    entities = [entity for _, entity in members]
    full = [entity.name for member, entity in members if member.rule != "short-form"]
    label = _most_frequent(full or (entity.name for entity in entities))
    names = {name for entity in entities for name in (entity.name, *entity.aliases) if name}
    return Thing(
        type=entities[0].type,
        subtype=_most_frequent(entity.subtype for entity in entities if entity.subtype),
        names=(label, *sorted(names - {label})),
        homonym=homonym,
        members=tuple(sorted(member for member, _ in members)),
    )


def _most_frequent(values: Iterable[str]) -> str:
    """The value that occurs most; of equals the longest, then the first by code point."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], -len(value), value), default="")
