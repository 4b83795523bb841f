"""Network → statements, sorted by graph, subject, predicate and object; no blank nodes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from kg.graph import terms
from kg.graph.blocks import (
    Block,
    Pair,
    document_block,
    evidence_block,
    membership_blocks,
    node_block,
    plain_facts,
    role_blocks,
    rule_blocks,
)
from kg.graph.divisions import division_codes
from kg.model import Fact, Network, Node
from kg.rdf import DefaultGraph, NamedNode, Quad, Triple
from kg.schema import Schema, current_ontology, schema_of

_MEMBER_OF = "memberOf"


def quads(network: Network, ontology: Path | None = None) -> Iterator[Quad]:
    """All statements of a build.

    The default graph holds entities, facts, evidence, posts; ``kg:documents`` what is known of the
    documents; ``kg:quarantine`` what breaks a shape, with its problem. A symmetric fact is written
    both ways; its evidence one way. A fact that is not asserted is evidence alone.
    """
    folder = ontology or current_ontology()
    schema = schema_of(folder)
    codes = division_codes(network.nodes, network.facts, folder)
    yield from _written(_good(network, schema, codes), DefaultGraph())
    documents = (document_block(record, network.base) for record in network.records)
    yield from _written(documents, terms.DOCUMENTS)
    yield from _written(_bad(network, schema), terms.QUARANTINE)


def candidates(
    nodes: Iterable[Node], facts: Sequence[Fact], base: str, schema: Schema
) -> Iterator[Triple]:
    """What the shapes are to judge: as ``quads``, but with a plain triple for every modality.

    The core relations of the vocabulary are said to be properties, so that a shape can ask for one.
    In no order, and a triple may come twice.
    """
    for relation in schema.core_predicates():
        yield Triple(terms.kg_term(relation.name), terms.TYPE, terms.PROPERTY)
    blocks = chain(
        _entity_blocks(nodes, facts, base, schema, {}),
        _evidence_blocks(facts, base),
        _posts(facts, base),
    )
    for subject, pairs in blocks:
        for predicate, object_ in pairs:
            yield Triple(subject, predicate, object_)


def _good(network: Network, schema: Schema, codes: dict[str, str]) -> Iterator[Block]:
    base = network.base
    asserted = [fact for fact in network.facts if fact.modality == "asserted"]
    yield from _entity_blocks(network.nodes, asserted, base, schema, codes)
    yield from _evidence_blocks(network.facts, base)
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


def _evidence_blocks(facts: Iterable[Fact], base: str) -> Iterator[Block]:
    blocks = (evidence_block(fact, proof, base) for fact in facts for proof in fact.proofs)
    yield from sorted(blocks, key=_subject)


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
