"""A difference for people, and as JSON for programs."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from kg.difference.values import Diff, Entity, EntityChange, FactChange, Kind, Stated
from kg.query import inert
from kg.schema import default_schema

MARKS: dict[Kind, str] = {"came": "+", "went": "-", "changed": "~"}
NAMES = {"documents": "文档 documents", "entities": "实体 entities", "facts": "事实 facts"}
CHANGES: dict[Kind, str] = {"came": "新增 came", "went": "消失 went", "changed": "变化 changed"}
SAID = {
    "modality": "语气 modality",
    "role": "职务 role",
    "time": "时间 time",
    "finer": "细类 finer",
}
_MOST_PLACES = 3

_Item = TypeVar("_Item")


def to_text(diff: Diff, limit: int) -> str:
    """Counts first, then what differs: a line each, and the sentences below it."""
    return "\n".join(inert(line) for line in _lines(diff, limit)) + "\n"


def to_json(diff: Diff, limit: int) -> str:
    """One JSON object: counts, documents, entities and facts."""
    value = {
        "counts": diff.counts(),
        "documents": {
            "came": some(diff.documents_came, limit),
            "went": some(diff.documents_went, limit),
            "changed": some(diff.documents_changed, limit),
        },
        "entities": [_entity_object(change) for change in some(diff.entities, limit)],
        "facts": [_fact_object(change) for change in some(diff.facts, limit)],
    }
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def some(items: Sequence[_Item], limit: int) -> Sequence[_Item]:
    """The first ``limit`` of ``items``; all where it is 0."""
    return items[:limit] if limit else items


def relation(name: str) -> str:
    """A relation by its Chinese label and its name."""
    predicate = default_schema().predicates.get(name)
    return f"{predicate.zh} {name}" if predicate else name


def kind_of(entity: Entity) -> str:
    """An entity's finest type by its Chinese label and its name."""
    kind = default_schema().kinds.get(entity.subtype or entity.type)
    return f"{kind.zh} {kind.name}" if kind else entity.subtype or entity.type


def entity_details(change: EntityChange) -> Iterator[str]:
    """What of an entity is another now."""
    was, now = change.before, change.after
    if was is None or now is None:
        return
    if was.label != now.label:
        yield f"名称 label: {was.label} → {now.label}"
    if (was.type, was.subtype) != (now.type, now.subtype):
        yield f"类型 type: {kind_of(was)} → {kind_of(now)}"
    for sign, one, other in (("+", now, was), ("-", was, now)):
        if names := [name for name in one.names if name not in other.names]:
            yield f"别名 names: {sign}{'、'.join(names)}"


def fact_details(change: FactChange) -> Iterator[str]:
    """What the places say of a fact beyond that it holds, where that is another now."""
    for name, label in SAID.items():
        was, now = change.values(name)
        if change.kind == "changed" and was != now:
            yield f"{label}: {'、'.join(was) or '—'} → {'、'.join(now) or '—'}"
        elif change.kind != "changed" and (said := was or now) != ["asserted"] and said:
            yield f"{label}: {'、'.join(said)}"


def _lines(diff: Diff, limit: int) -> Iterator[str]:
    if not diff:
        yield "no difference · 没有差别"
        return
    for sort, counts in diff.counts().items():
        numbers = "  ".join(
            f"{MARKS[kind]}{count} {CHANGES[kind]}" for kind, count in counts.items()
        )
        yield f"{NAMES[sort]}: {numbers}"
    documents = [
        *(("+", name) for name in diff.documents_came),
        *(("-", name) for name in diff.documents_went),
        *(("~", name) for name in diff.documents_changed),
    ]
    yield from _listed("documents", [[f"{mark} {name}"] for mark, name in documents], limit)
    yield from _listed("entities", [list(_entity(change)) for change in diff.entities], limit)
    yield from _listed("facts", [list(_fact(change)) for change in diff.facts], limit)


def _listed(sort: str, items: Sequence[Sequence[str]], limit: int) -> Iterator[str]:
    if not items:
        return
    yield ""
    yield f"{NAMES[sort]}:"
    for lines in some(items, limit):
        yield from (f"  {line}" for line in lines)
    if limit and len(items) > limit:
        yield f"  … {len(items) - limit} more; --limit 0 lists all"


def _entity(change: EntityChange) -> Iterator[str]:
    yield f"{MARKS[change.kind]} {change.now.label}  {kind_of(change.now)}"
    for detail in entity_details(change):
        yield f"    {detail}"
    if change.sentence:
        yield f"    {change.document}: {change.sentence}"


def _fact(change: FactChange) -> Iterator[str]:
    yield (
        f"{MARKS[change.kind]} {change.subject.label} —{relation(change.predicate)}→ "
        f"{change.object.label}"
    )
    for detail in fact_details(change):
        yield f"    {detail}"
    for mark, places in (("+", change.came), ("-", change.went)):
        for place in places[:_MOST_PLACES]:
            yield f"    {mark} {place.document}: {_marked(place)}"
        if len(places) > _MOST_PLACES:
            yield f"    {mark} … {len(places) - _MOST_PLACES} more places"


def _marked(place: Stated) -> str:
    before, quoted, after = place.sentence.partition(place.text)
    return f"{before}【{quoted}】{after}" if quoted else place.text


def _entity_object(change: EntityChange) -> dict[str, Any]:
    value: dict[str, Any] = {"change": change.kind}
    for when, entity in (("before", change.before), ("after", change.after)):
        if entity:
            value[when] = {
                "iri": entity.iri,
                "type": entity.type,
                "subtype": entity.subtype or None,
                "names": list(entity.names),
            }
    if change.sentence:
        value |= {"document": change.document, "sentence": change.sentence}
    return value


def _fact_object(change: FactChange) -> dict[str, Any]:
    return {
        "change": change.kind,
        "subject": change.subject.iri,
        "subject_label": change.subject.label,
        "predicate": change.predicate,
        "object": change.object.iri,
        "object_label": change.object.label,
        "came": [_place_object(place) for place in change.came],
        "went": [_place_object(place) for place in change.went],
    }


def _place_object(place: Stated) -> dict[str, Any]:
    return {
        "document": place.document,
        "sentence": place.sentence,
        "text": place.text,
        "modality": place.modality,
        "role": place.role or None,
        "time": place.time or None,
        "finer": place.finer or None,
        "by": place.by,
    }
