"""Records → nodes and facts, before the shapes judge them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.graph.iris import entity_iri
from kg.model import Appearance, Claim, Fact, Modality, Node, Proof, Record
from kg.resolve import Key, Resolution, Thing
from kg.schema import Schema

UNKNOWN_ENTITY = "unknown-entity"
SELF_LOOP = "self-loop"

Triple = tuple[str, str, str, Modality]


def collect_nodes(records: Iterable[Record], resolution: Resolution, base: str) -> list[Node]:
    """The node of each thing, in the order of ``resolution``."""
    mentions = {
        Key(record.id, entity.id): len(entity.mentions)
        for record in records
        for entity in record.entities
    }
    return [_node(thing, mentions, base) for thing in resolution.things]


def _node(thing: Thing, mentions: Mapping[Key, int], base: str) -> Node:
    times: dict[str, int] = defaultdict(int)
    for member in thing.members:
        times[member.key.record] += mentions[member.key]
    return Node(
        iri=entity_iri(base, thing),
        type=thing.type,
        subtype=thing.subtype,
        names=thing.names,
        appearances=tuple(Appearance(*item) for item in sorted(times.items())),
    )


def collect_facts(
    records: Iterable[Record], node_of: Mapping[Key, Node], schema: Schema
) -> tuple[list[Fact], Counter[str]]:
    """Facts with their proofs, sorted, and what was rejected on the way, by reason."""
    proofs: dict[Triple, set[Proof]] = defaultdict(set)
    rejected: Counter[str] = Counter()
    for record in records:
        rejected.update(dict(record.rejected))
        for claim in record.claims:
            ends = [node_of.get(Key(record.id, end)) for end in (claim.subject, claim.object)]
            subject, object_ = ends
            if subject is None or object_ is None:
                rejected[UNKNOWN_ENTITY] += 1
            elif subject.iri == object_.iri:
                rejected[SELF_LOOP] += 1
            else:
                triple, proof = _stated(record.id, claim, subject, object_, schema)
                proofs[triple].add(proof)
    return list(_facts(proofs)), rejected


def _stated(
    document: str, claim: Claim, subject: Node, object_: Node, schema: Schema
) -> tuple[Triple, Proof]:
    """The fact and proof of a claim; the ends of a symmetric one in the order that all share."""
    finer = claim.subpredicate
    predicate = schema.predicates.get(claim.predicate)
    if predicate and predicate.symmetric:
        swapped = _rank(object_, predicate.domain) < _rank(subject, predicate.domain)
        if swapped:
            subject, object_ = object_, subject
            known = schema.predicates.get(finer)
            finer = known.inverse if known and known.inverse in schema.predicates else finer
    proof = Proof(
        document=document,
        evidence=claim.evidence,
        role=claim.role,
        time=claim.time,
        score=claim.score,
        by=claim.by,
        subpredicate=finer,
    )
    return (subject.iri, claim.predicate, object_.iri, claim.modality), proof


def _rank(node: Node, domain: frozenset[str]) -> tuple[bool, str]:
    return node.type not in domain, node.iri


def _facts(proofs: Mapping[Triple, Iterable[Proof]]) -> Iterator[Fact]:
    for (subject, predicate, object_, modality), found in sorted(proofs.items(), key=_first):
        yield Fact(subject, predicate, object_, modality, tuple(sorted(found, key=proof_order)))


def _first(item: tuple[Triple, Iterable[Proof]]) -> Triple:
    return item[0]


def by_triple(fact: Fact) -> Triple:
    """What facts are told apart and sorted by."""
    return fact.subject, fact.predicate, fact.object, fact.modality


def proof_order(proof: Proof) -> tuple[object, ...]:
    """What the proofs of a fact are sorted by."""
    return (
        proof.document,
        proof.evidence,
        proof.role,
        proof.time,
        proof.by,
        proof.subpredicate,
        proof.score,
    )


def sorted_nodes(nodes: Iterable[Node]) -> Sequence[Node]:
    """Nodes by IRI."""
    return sorted(nodes, key=lambda node: node.iri)
