"""The network of a build from that of the build before and the documents that changed.

What a document says reaches no further than the names it uses: things that no such name may mean
stay as they are, and so do facts between two nodes of which no changed document says anything. The
rest is resolved, collected and judged as in a full build, by the same functions, from those parts
of the documents that have to do with it. ``tests/test_changes.py`` compares the two.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.graph.check import check
from kg.graph.collect import (
    Triple,
    by_triple,
    collect_facts,
    collect_nodes,
    proof_order,
    sorted_nodes,
)
from kg.graph.iris import checked_base
from kg.graph.kept import KeptNetwork, Local
from kg.model import Entity, Fact, Mention, Network, Node, Proof, Record
from kg.resolve import Key, distinct, load_generic, resolve
from kg.schema import schema_of
from kg.text import name_key

# Where more of the documents than this are others, a full build is no slower.
_MOST_CHANGED = 0.2
_SOMEWHERE = Mention(0, 0, "", "")

_Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Documents:
    """How the documents of a build come from those of the one before.

    Attributes:
        came: records of new and changed ones.
        gone: the records that are not true any more, of changed ones and of those that are gone.
        same: ids of the others.
        record: the record of one of these.
    """

    came: tuple[Record, ...]
    gone: tuple[Record, ...]
    same: Collection[str]
    record: Callable[[str], Record]


@dataclass(frozen=True, slots=True)
class Renewed:
    """A network without records, and what is kept of it for the next build."""

    network: Network
    kept: KeptNetwork


def renewed(
    kept: KeptNetwork, documents: Documents, *, base: str, ontology: Path
) -> Renewed | None:
    """The network of a build; None where it must be made anew.

    That is where much has changed, and where entities break a shape, which spoils all their facts.

    Raises:
        InputError: as for a full build.
    """
    changes = len(documents.came) + len(documents.gone)
    if changes > _MOST_CHANGED * len(documents.same) or kept.quarantined_nodes or not kept.entities:
        return None
    checked_base(base)
    distinct(documents.came)
    homes = _Homes(kept, documents, base, ontology)
    stated = _Stated(kept, documents, homes, ontology)
    pairs = {ends for key in stated.proofs for ends in ((key[0], key[2]), (key[2], key[0]))}
    facts = [Fact(*key, proofs=proofs) for key, proofs in stated.around(pairs) if proofs]
    ends = {iri for fact in facts for iri in (fact.subject, fact.object)}
    judged = sorted_nodes({node.iri: node for node in homes.about(ends)}.values())
    checked = check(judged, sorted(facts, key=by_triple), base, ontology)
    if checked.quarantined_nodes:
        return None
    rejected = Counter(kept.rejected)
    rejected.update(stated.rejected)
    rejected.subtract(stated.rejected_before)
    kept = KeptNetwork(
        nodes=homes.nodes,
        facts=_renewed_facts(kept.facts, checked.facts, pairs),
        quarantined_nodes=(),
        quarantined=_renewed_facts(kept.quarantined, checked.quarantined, pairs),
        rejected={reason: count for reason, count in rejected.items() if count},
        entities=homes.entities(),
    )
    network = Network(
        base=base,
        nodes=kept.nodes,
        facts=kept.facts,
        records=(),
        quarantined=kept.quarantined,
        rejected=tuple(sorted(kept.rejected.items())),
    )
    return Renewed(network, kept)


class _Homes:
    """Which node every entity belongs to, before and now."""

    def __init__(self, kept: KeptNetwork, documents: Documents, base: str, ontology: Path) -> None:
        self._kept = kept
        self._documents = documents
        self._touched = _touched(kept, documents, ontology)
        parts = list(self._parts())
        records = distinct((*documents.came, *parts))
        resolution = resolve(records, ontology)
        nodes = collect_nodes(records, resolution, base)
        old = {kept.nodes[number].iri: kept.nodes[number] for number in self._touched}
        nodes = [node if old.get(node.iri) != node else old[node.iri] for node in nodes]
        self._now = {key: nodes[index] for key, index in resolution.places().items()}
        self.changed = [node for node in nodes if old.get(node.iri) is not node]
        untouched = (node for n, node in enumerate(kept.nodes) if n not in self._touched)
        self.nodes = tuple(sorted_nodes([*untouched, *nodes]))
        self.moved = {
            record.id
            for record, locals_ in ((part, kept.entities[part.id]) for part in parts)
            for local in locals_
            if local.node in self._touched
            and self._now[Key(record.id, local.id)].iri != kept.nodes[local.node].iri
        }

    def _parts(self) -> Iterator[Record]:
        """Documents that stay, with those of their entities that may belong elsewhere now."""
        nodes, touched = self._kept.nodes, self._touched
        for identifier in self._documents.same:
            locals_ = [x for x in self._kept.entities[identifier] if x.node in touched]
            if locals_:
                entities = tuple(_entity(local, nodes[local.node].type) for local in locals_)
                yield Record(identifier, "", "", entities=entities)

    def before(self, records: Iterable[Record]) -> dict[Key, Node]:
        """The nodes of these documents' entities in the build before."""
        return {
            Key(record.id, local.id): self._kept.nodes[local.node]
            for record in records
            for local in self._kept.entities[record.id]
        }

    def now(self, records: Iterable[Record]) -> dict[Key, Node]:
        """The nodes of these documents' entities."""
        found: dict[Key, Node] = {}
        for record in records:
            if record.id in self._documents.same:
                found |= self.before([record])
            for entity in record.entities:
                key = Key(record.id, entity.id)
                if key in self._now:
                    found[key] = self._now[key]
        return found

    def about(self, iris: Collection[str]) -> Iterator[Node]:
        """The changed nodes and those of the ``iris``."""
        yield from self.changed
        yield from (node for node in self.nodes if node.iri in iris)

    def entities(self) -> dict[str, Sequence[Local]]:
        """All documents' entities with the numbers that nodes have now."""
        number = {node.iri: index for index, node in enumerate(self.nodes)}
        numbers = [number.get(node.iri, -1) for node in self._kept.nodes]
        found: dict[str, Sequence[Local]] = {
            name: [
                Local(x.id, self._number(name, x, number, numbers), *x[2:])
                for x in self._kept.entities[name]
            ]
            for name in self._documents.same
        }
        for record in self._documents.came:
            found[record.id] = [
                Local(
                    entity.id,
                    number[self._now[Key(record.id, entity.id)].iri],
                    entity.name,
                    entity.aliases,
                    entity.subtype,
                    len(entity.mentions),
                )
                for entity in record.entities
            ]
        return dict(sorted(found.items()))

    def _number(
        self, document: str, local: Local, number: Mapping[str, int], numbers: Sequence[int]
    ) -> int:
        if local.node in self._touched:
            return number[self._now[Key(document, local.id)].iri]
        return numbers[local.node]


class _Stated:
    """What the documents say that changed, or of whose entities some belong elsewhere now."""

    def __init__(
        self, kept: KeptNetwork, documents: Documents, homes: _Homes, ontology: Path
    ) -> None:
        self._kept = kept
        schema = schema_of(ontology)
        moved = [documents.record(identifier) for identifier in sorted(homes.moved)]
        before, now = (*documents.gone, *moved), (*documents.came, *moved)
        self._documents = {record.id for record in (*before, *now)}
        old, self.rejected_before = collect_facts(before, homes.before(before), schema)
        new, self.rejected = collect_facts(now, homes.now(now), schema)
        self.proofs: dict[Triple, tuple[Proof, ...]] = {by_triple(fact): () for fact in old}
        self.proofs |= {by_triple(fact): fact.proofs for fact in new}

    def around(
        self, pairs: Collection[tuple[str, str]]
    ) -> Iterator[tuple[Triple, tuple[Proof, ...]]]:
        """All facts between these pairs of nodes, as they are stated now."""
        found: dict[Triple, set[Proof]] = defaultdict(set)
        for key, proofs in self.proofs.items():
            found[key].update(proofs)
        for fact in (*self._kept.facts, *self._kept.quarantined):
            if (fact.subject, fact.object) in pairs:
                stay = (p for p in fact.proofs if p.document not in self._documents)
                found[by_triple(fact)].update(stay)
        for key, all_proofs in found.items():
            yield key, tuple(sorted(all_proofs, key=proof_order))


def _touched(kept: KeptNetwork, documents: Documents, ontology: Path) -> set[int]:
    """Numbers of the nodes that a name of a changed document may mean, on however many ways."""
    nodes = kept.nodes
    bearing: dict[_Name, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        for name in node.names:
            bearing[node.type, name_key(name)].append(number)
    touched = {local.node for record in documents.gone for local in kept.entities[record.id]}
    seen: set[_Name] = set()
    names = {
        (entity.type, name_key(name))
        for record in documents.came
        for entity in record.entities
        for name in (entity.name, *entity.aliases)
    }
    names |= {(nodes[n].type, name_key(name)) for n in touched for name in nodes[n].names}
    generic = load_generic(ontology)
    # A name that says too little joins nothing.
    while names := {name for name in names - seen if not generic.is_generic(*name)}:
        seen |= names
        more = {n for name in names for n in bearing.get(name, ())} - touched
        touched |= more
        names = {(nodes[n].type, name_key(name)) for n in more for name in nodes[n].names}
    return touched


def _entity(local: Local, type_: str) -> Entity:
    mentions = (_SOMEWHERE,) * local.mentions
    return Entity(local.id, type_, local.name, mentions, local.subtype, tuple(local.aliases))


def _renewed_facts(
    before: Sequence[Fact], judged: Iterable[Fact], pairs: Collection[tuple[str, str]]
) -> tuple[Fact, ...]:
    """Facts of ``before`` but those between ``pairs``, and those that were judged now."""
    stay: list[Fact] = []
    old: dict[Triple, Fact] = {}
    for fact in before:
        if (fact.subject, fact.object) in pairs:
            old[by_triple(fact)] = fact
        else:
            stay.append(fact)
    for fact in judged:
        known = old.get(by_triple(fact))
        stay.append(known if known is not None and known == fact else fact)
    return tuple(sorted(stay, key=by_triple))
