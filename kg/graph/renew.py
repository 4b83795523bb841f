"""The network of a build from that of the build before and the documents that changed.

What a document says reaches no further than the names it uses: things that no such name may mean
stay as they are, and so do facts between two nodes of which no changed document says anything. The
rest is resolved, collected and judged as in a full build, by the same functions, from those parts
of the documents that have to do with it. ``tests/test_changes.py`` compares the two.
"""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
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
from kg.graph.columns import many
from kg.graph.iris import checked_base
from kg.graph.kept import KeptNetwork
from kg.model import Entity, Fact, Local, Mention, Network, Node, Proof, Record, local_of
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


def renewed(
    kept: KeptNetwork, documents: Documents, *, base: str, ontology: Path
) -> Network | None:
    """The network of a build, without records; None where it must be made anew.

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
    return Network(
        base=base,
        nodes=homes.nodes,
        facts=_renewed_facts(kept.facts, checked.facts, pairs),
        records=(),
        quarantined=_renewed_facts(kept.quarantined, checked.quarantined, pairs),
        rejected=tuple(sorted((reason, count) for reason, count in rejected.items() if count)),
        named=homes.entities(),
    )


class _Homes:
    """Which node every entity belongs to, before and now."""

    def __init__(self, kept: KeptNetwork, documents: Documents, base: str, ontology: Path) -> None:
        self._kept = kept
        self._documents = documents
        self._then = {node.iri: node for node in kept.nodes}
        touched = _touched(kept, documents, self._then, ontology)
        parts = {name: found for name in documents.same if (found := self._part(name, touched))}
        records = distinct((*documents.came, *self._records(parts)))
        resolution = resolve(records, ontology)
        nodes = [
            node if self._then.get(node.iri) != node else self._then[node.iri]
            for node in collect_nodes(records, resolution, base)
        ]
        self._now: dict[tuple[str, str], Node] = {
            key: nodes[index] for key, index in resolution.places().items()
        }
        self.changed = [node for node in nodes if self._then.get(node.iri) is not node]
        untouched = (node for node in kept.nodes if node.iri not in touched)
        self.nodes = tuple(sorted_nodes([*untouched, *nodes]))
        self.moved = {
            name
            for name, locals_ in parts.items()
            if any(self._now[name, local.id].iri != local.node for local in locals_)
        }

    def _part(self, name: str, touched: Collection[str]) -> list[Local]:
        """Those entities of a document that stays that may belong elsewhere now."""
        return [local for local in self._kept.entities[name] if local.node in touched]

    def _records(self, parts: Mapping[str, Sequence[Local]]) -> Iterator[Record]:
        """Records of such parts of documents; of the mentions only their number counts."""
        locals_ = [local for part in parts.values() for local in part]
        entities = many(
            Entity,
            id=[local.id for local in locals_],
            type=[self._then[local.node].type for local in locals_],
            name=[local.name for local in locals_],
            mentions=[(_SOMEWHERE,) * local.mentions for local in locals_],
            subtype=[local.subtype for local in locals_],
            aliases=[tuple(local.aliases) for local in locals_],
        )
        following = iter(entities)
        for name, part in parts.items():
            yield Record(name, "", "", entities=tuple(islice(following, len(part))))

    def before(self, records: Iterable[Record]) -> dict[Key, Node]:
        """The nodes of these documents' entities in the build before."""
        return {
            Key(record.id, local.id): self._then[local.node]
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
        """All documents' entities, with the nodes that they belong to now."""
        found = {name: self._kept.entities[name] for name in self._documents.same}
        for name in self.moved:
            found[name] = tuple(self._moved(name, local) for local in found[name])
        for record in self._documents.came:
            found[record.id] = tuple(
                local_of(entity, self._now[record.id, entity.id].iri) for entity in record.entities
            )
        return dict(sorted(found.items()))

    def _moved(self, name: str, local: Local) -> Local:
        node = self._now.get((name, local.id))
        return local._replace(node=node.iri) if node else local


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


def _touched(
    kept: KeptNetwork, documents: Documents, nodes: Mapping[str, Node], ontology: Path
) -> set[str]:
    """IRIs of the nodes that a name of a changed document may mean, on however many ways."""
    bearing: dict[_Name, list[str]] = defaultdict(list)
    for node in kept.nodes:
        for name in node.names:
            bearing[node.type, name_key(name)].append(node.iri)
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


def _renewed_facts(
    before: Sequence[Fact], judged: Iterable[Fact], pairs: Collection[tuple[str, str]]
) -> tuple[Fact, ...]:
    """Facts of ``before`` but those between ``pairs``, and those that were judged now, sorted."""
    stay: list[Fact] = []
    old: dict[Triple, Fact] = {}
    for fact in before:
        if (fact.subject, fact.object) in pairs:
            old[by_triple(fact)] = fact
        else:
            stay.append(fact)
    for fact in judged:
        known = old.get(by_triple(fact))
        insort(stay, known if known is not None and known == fact else fact, key=by_triple)
    return tuple(stay)
