"""Network → statements, sorted by graph, subject, predicate and object; no blank nodes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from kg.graph import terms
from kg.graph.blocks import (
    Block,
    Pair,
    document_block,
    evidence_block,
    evidence_iri,
    membership_blocks,
    node_block,
    plain_facts,
    role_blocks,
    rule_blocks,
)
from kg.graph.divisions import division_codes
from kg.model import Fact, Network, Node, Proof
from kg.rdf import DefaultGraph, NamedNode, Quad, Triple
from kg.schema import Schema, current_ontology, schema_of

_MEMBER_OF = "memberOf"


class Item(NamedTuple):
    """One piece of evidence, under its IRI, which says all that it says."""

    iri: str
    fact: Fact
    proof: Proof


@dataclass(frozen=True, slots=True)
class Sections:
    """The statements of a build, in the order in which files hold them.

    Attributes:
        entities: entities with the plain triples of asserted facts.
        evidence: what evidence there is, sorted by IRI; its statements are made when they are asked
            for, because most of a changed build's were written before.
        others: posts, roles and rules.
        documents: of the graph ``kg:documents``.
        quarantine: of the graph ``kg:quarantine``.
    """

    base: str
    entities: tuple[Quad, ...]
    evidence: tuple[Item, ...]
    others: tuple[Quad, ...]
    documents: tuple[Quad, ...]
    quarantine: tuple[Quad, ...]

    def evidence_quads(self, wanted: Iterable[Item] | None = None) -> tuple[Quad, ...]:
        """The statements of evidence: of all, or of what is ``wanted``."""
        items = self.evidence if wanted is None else wanted
        blocks = (evidence_block(item.fact, item.proof, item.iri, self.base) for item in items)
        return tuple(_written(blocks, DefaultGraph()))


def sections(network: Network, ontology: Path | None = None) -> Sections:
    """All statements of a build, by section.

    A symmetric fact is written both ways; its evidence one way. A fact that is not asserted is
    evidence alone.
    """
    folder = ontology or current_ontology()
    schema = schema_of(folder)
    base = network.base
    codes = division_codes(network.nodes, network.facts, folder)
    asserted = [fact for fact in network.facts if fact.modality == "asserted"]
    entities = _entity_blocks(network.nodes, asserted, base, schema, codes)
    documents = (document_block(record, base) for record in network.records)
    return Sections(
        base=base,
        entities=tuple(_written(entities, DefaultGraph())),
        evidence=tuple(evidence_items(network.facts, base)),
        others=tuple(_written(_others(network, asserted), DefaultGraph())),
        documents=tuple(_written(documents, terms.DOCUMENTS)),
        quarantine=tuple(_written(_bad(network, schema), terms.QUARANTINE)),
    )


def quads(network: Network, ontology: Path | None = None) -> Iterator[Quad]:
    """All statements of a build.

    The default graph holds entities, facts, evidence, posts; ``kg:documents`` what is known of the
    documents; ``kg:quarantine`` what breaks a shape, with its problem.
    """
    parts = sections(network, ontology)
    yield from parts.entities
    yield from parts.evidence_quads()
    yield from chain(parts.others, parts.documents, parts.quarantine)


def candidates(
    nodes: Iterable[Node],
    facts: Sequence[Fact],
    base: str,
    schema: Schema,
    known: Collection[str] = (),
) -> Iterator[Triple]:
    """What the shapes are to judge: as ``quads``, but with a plain triple for every modality.

    The core relations of the vocabulary are said to be properties, so that a shape can ask for one.
    In no order, and a triple may come twice. Evidence whose IRI is ``known`` is left out.
    """
    for relation in schema.core_predicates():
        yield Triple(terms.kg_term(relation.name), terms.TYPE, terms.PROPERTY)
    blocks = chain(
        _entity_blocks(nodes, facts, base, schema, {}),
        _evidence_blocks(facts, base, known),
        _posts(facts, base),
    )
    for subject, pairs in blocks:
        for predicate, object_ in pairs:
            yield Triple(subject, predicate, object_)


def _others(network: Network, asserted: Sequence[Fact]) -> Iterator[Block]:
    base = network.base
    yield from _posts(asserted, base)
    roles = {role for fact in asserted if fact.predicate == _MEMBER_OF for role in fact.roles}
    yield from role_blocks(sorted(roles), base)
    yield from rule_blocks(_rules(network.facts), base)


def _bad(network: Network, schema: Schema) -> Iterator[Block]:
    for node in network.quarantined_nodes:
        yield node_block(node, network.base, schema)
    yield from _evidence_blocks(network.quarantined, network.base)
    known = _rules(network.facts)
    rules = [rule for rule in _rules(network.quarantined) if rule not in known]
    yield from rule_blocks(rules, network.base)


def _entity_blocks(
    nodes: Iterable[Node],
    facts: Iterable[Fact],
    base: str,
    schema: Schema,
    codes: dict[str, str],
) -> Iterator[Block]:
    outgoing: dict[str, list[Pair]] = defaultdict(list)
    for fact in facts:
        for subject, predicate, object_ in plain_facts(fact, schema):
            outgoing[subject].append((predicate, NamedNode(object_)))
    for node in nodes:
        iri, pairs = node_block(node, base, schema, codes.get(node.iri, ""))
        yield iri, pairs + outgoing.pop(node.iri, [])


def evidence_items(facts: Iterable[Fact], base: str) -> list[Item]:
    """All evidence of ``facts``, by IRI."""
    items = [
        Item(evidence_iri(base, fact, proof), fact, proof)
        for fact in facts
        for proof in fact.proofs
    ]
    return sorted({item.iri: item for item in items}.values(), key=_iri)


def _evidence_blocks(
    facts: Iterable[Fact], base: str, known: Collection[str] = ()
) -> Iterator[Block]:
    for iri, fact, proof in evidence_items(facts, base):
        if iri not in known:
            yield evidence_block(fact, proof, iri, base)


def _iri(item: Item) -> str:
    return item.iri


def _posts(facts: Iterable[Fact], base: str) -> Iterator[Block]:
    jobs = (fact for fact in facts if fact.predicate == _MEMBER_OF)
    yield from sorted(
        (block for job in jobs for block in membership_blocks(job, base)), key=_subject
    )


def _rules(facts: Iterable[Fact]) -> list[str]:
    return sorted({proof.by for fact in facts for proof in fact.proofs if proof.by})


def _written(blocks: Iterable[Block], graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    for subject, pairs in blocks:
        for predicate, object_ in sorted(set(pairs), key=_pair):
            yield Quad(subject, predicate, object_, graph)


def _subject(block: Block) -> str:
    return block[0].value


def _pair(pair: Pair) -> tuple[str, str]:
    return pair[0].value, str(pair[1])
