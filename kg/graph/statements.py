"""What of a network is stated about each of its subjects; no blank nodes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from kg.graph import terms
from kg.graph.blocks import (
    Block,
    Pair,
    evidence_block,
    evidence_iri,
    membership_blocks,
    node_block,
    plain_facts,
    rule_blocks,
)
from kg.model import Fact, Network, Node, Proof
from kg.rdf import DefaultGraph, NamedNode, Quad, Triple
from kg.schema import Schema

MEMBER_OF = "memberOf"


class Item(NamedTuple):
    """One piece of evidence, under its IRI, which says all that it says."""

    iri: str
    fact: Fact
    proof: Proof


def candidates(
    nodes: Iterable[Node],
    facts: Sequence[Fact],
    base: str,
    schema: Schema,
) -> Iterator[Triple]:
    """What the shapes are to judge: as ``quads``, but with a plain triple for every modality.

    The core relations of the vocabulary are said to be properties, so that a shape can ask for one.
    In no order, and a triple may come twice.
    """
    for relation in schema.core_predicates():
        yield Triple(terms.kg_term(relation.name), terms.TYPE, terms.PROPERTY)
    blocks = chain(
        entity_blocks(nodes, facts, base, schema, {}),
        _evidence_blocks(facts, base),
        posts(facts, base),
    )
    for subject, pairs in blocks:
        for predicate, object_ in pairs:
            yield Triple(subject, predicate, object_)


def bad_blocks(network: Network, schema: Schema) -> Iterator[Block]:
    """What lies in quarantine, with the rules that nothing else has."""
    for node in network.quarantined_nodes:
        yield node_block(node, network.base, schema)
    yield from _evidence_blocks(network.quarantined, network.base)
    known = {*rules_of(network.facts), *curators(network)}
    rules = [rule for rule in rules_of(network.quarantined) if rule not in known]
    yield from rule_blocks(rules, network.base)


def entity_blocks(
    nodes: Iterable[Node],
    facts: Iterable[Fact],
    base: str,
    schema: Schema,
    codes: dict[str, str],
) -> Iterator[Block]:
    """Entities with the plain triples of facts."""
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


def _evidence_blocks(facts: Iterable[Fact], base: str) -> Iterator[Block]:
    for iri, fact, proof in evidence_items(facts, base):
        yield evidence_block(fact, proof, iri, base)


def _iri(item: Item) -> str:
    return item.iri


def posts(facts: Iterable[Fact], base: str) -> Iterator[Block]:
    """The posts that facts give."""
    for fact in facts:
        if fact.predicate == MEMBER_OF:
            yield from membership_blocks(fact, base)


def rules_of(facts: Iterable[Fact]) -> list[str]:
    """The names of rules and models that found evidence, sorted."""
    return sorted({proof.by for fact in facts for proof in fact.proofs if proof.by})


def curators(network: Network) -> set[str]:
    """Who has edited the graph by hand."""
    return {edit.by for edit in network.edits}


def written(blocks: Iterable[Block], graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    """Blocks as statements of a graph, those of each sorted."""
    for subject, pairs in blocks:
        for predicate, object_ in sorted(set(pairs), key=_pair):
            yield Quad(subject, predicate, object_, graph)


def _pair(pair: Pair) -> tuple[str, str]:
    return pair[0].value, str(pair[1])
