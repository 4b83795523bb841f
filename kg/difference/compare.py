"""Two builds' tables → what differs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.difference.values import Diff, Entity, EntityChange, FactChange, Stated, Tables, Triple
from kg.text import sentences

_LONGEST_SENTENCE = 300


def compare(before: Tables, after: Tables) -> Diff:
    """What came, went or changed from one build to the other."""
    old, new = before.documents, after.documents
    changed = {id_ for id_ in old.keys() & new.keys() if old[id_] != new[id_]}
    renamed = _renamed(before.entities, after.entities)
    entities = [
        _with_sentence(change, before, after, changed)
        for change in _entity_changes(before.entities, after.entities, renamed)
    ]
    return Diff(
        documents_came=tuple(sorted(new.keys() - old.keys())),
        documents_went=tuple(sorted(old.keys() - new.keys())),
        documents_changed=tuple(sorted(changed)),
        entities=tuple(sorted(entities, key=_entity_order)),
        facts=tuple(sorted(_fact_changes(before, after, renamed), key=_fact_order)),
    )


def _renamed(before: Mapping[str, Entity], after: Mapping[str, Entity]) -> dict[str, str]:
    """Old and new IRI of entities that have another one now: same type, and a name in common.

    Only where it is certain which became which.
    """
    by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
    for iri in after.keys() - before.keys():
        for name in after[iri].names:
            by_name[after[iri].type, name].add(iri)
    found: dict[str, set[str]] = {}
    for iri in before.keys() - after.keys():
        names = ((before[iri].type, name) for name in before[iri].names)
        found[iri] = set().union(*(by_name.get(name, set()) for name in names))
    claimed: dict[str, list[str]] = defaultdict(list)
    for iri, targets in found.items():
        for target in targets:
            claimed[target].append(iri)
    return {
        iri: target
        for iri, targets in found.items()
        if len(targets) == 1 and len(claimed[target := next(iter(targets))]) == 1
    }


def _entity_changes(
    before: Mapping[str, Entity], after: Mapping[str, Entity], renamed: Mapping[str, str]
) -> Iterable[EntityChange]:
    old = {renamed.get(iri, iri): entity for iri, entity in before.items()}
    for iri in sorted(old.keys() | after.keys()):
        was, now = old.get(iri), after.get(iri)
        if was != now:
            yield EntityChange(was, now)


def _fact_changes(
    before: Tables, after: Tables, renamed: Mapping[str, str]
) -> Iterable[FactChange]:
    old: dict[Triple, tuple[Stated, ...]] = {
        (renamed.get(subject, subject), predicate, renamed.get(object_, object_)): places
        for (subject, predicate, object_), places in before.facts.items()
    }
    entities = {**before.entities, **after.entities}
    for triple in sorted(old.keys() | after.facts.keys()):
        was, now = old.get(triple, ()), after.facts.get(triple, ())
        if was != now:
            subject, predicate, object_ = triple
            ends = (entities.get(iri) or _unknown(iri) for iri in (subject, object_))
            one, other = ends
            yield FactChange(one, predicate, other, was, now)


def _unknown(iri: str) -> Entity:
    return Entity(iri, "", "", (iri,))


def _with_sentence(
    change: EntityChange, before: Tables, after: Tables, changed: set[str]
) -> EntityChange:
    """``change`` with a sentence that names the entity, of a document that differs."""
    if change.before and change.after and change.before.iri == change.after.iri:
        return change
    build, other = (before, after) if change.after is None else (after, before)
    different = changed | (build.documents.keys() - other.documents.keys())
    for document in sorted(different):
        for name in change.now.names:
            at = build.texts[document].find(name)
            if at >= 0:
                return replace(
                    change, document=document, sentence=_sentence(build.texts[document], at)
                )
    return change


def _sentence(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    for span in sentences(line):
        if span.start <= at - start < span.end:
            return span.of(line)[:_LONGEST_SENTENCE]
    return line[:_LONGEST_SENTENCE]


def _entity_order(change: EntityChange) -> tuple[str, str, str]:
    return change.now.type, change.now.label, change.now.iri


def _fact_order(change: FactChange) -> tuple[str, str, str, str, str]:
    return (
        change.subject.label,
        change.predicate,
        change.object.label,
        change.subject.iri,
        change.object.iri,
    )
