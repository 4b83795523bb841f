"""Shapes on every build: what breaks one is set apart with the reason, and nothing is lost."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.curate import is_curator
from kg.graph.blocks import evidence_iri, membership_blocks, plain_facts, term
from kg.graph.shacl import findings
from kg.graph.statements import candidates
from kg.graph.verdict import Triple, Verdict, read_verdict
from kg.model import Fact, Node, Proof
from kg.rdf import RdfFormat, dump
from kg.schema import Schema, schema_of

SHAPES = "shapes.ttl"


@dataclass(frozen=True, slots=True)
class Checked:
    """Entities and facts, the good apart from the bad."""

    nodes: tuple[Node, ...]
    facts: tuple[Fact, ...]
    quarantined_nodes: tuple[Node, ...]
    quarantined: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class _Court:
    """All that is needed to judge one fact."""

    base: str
    schema: Schema
    verdict: Verdict
    bad_nodes: Mapping[str, str]
    support: Mapping[Triple, int]


def check(nodes: Sequence[Node], facts: Sequence[Fact], base: str, ontology: Path) -> Checked:
    """Judge all entities and facts by ``shapes.ttl``.

    A fact that breaks a shape by some of its proofs alone is kept with the others. Of two facts
    that a shape sets against each other the one with more proofs is kept, or none.

    Raises:
        OntologyError: ``shapes.ttl`` cannot be used.
    """
    schema = schema_of(ontology)
    statements = candidates(nodes, facts, base, schema)
    written = dump(statements, RdfFormat.N_TRIPLES).decode("utf-8")
    verdict = read_verdict(findings(written, ontology / SHAPES), ontology / SHAPES, schema)
    bad_nodes = {
        node.iri: _joined(verdict.things[node.iri]) for node in nodes if node.iri in verdict.things
    }
    court = _Court(base, schema, verdict, bad_nodes, _support(facts) if verdict.conflicts else {})
    parts = [part for fact in facts for part in _parts(fact, court)]
    return Checked(
        nodes=tuple(node for node in nodes if node.iri not in bad_nodes),
        facts=tuple(part for part in parts if not part.problem),
        quarantined_nodes=tuple(
            replace(node, problem=bad_nodes[node.iri]) for node in nodes if node.iri in bad_nodes
        ),
        quarantined=tuple(part for part in parts if part.problem),
    )


def _parts(fact: Fact, court: _Court) -> Iterator[Fact]:
    """``fact`` whole, or its good proofs and its bad ones as two facts."""
    if whole := _problems_of_fact(fact, court):
        yield replace(fact, problem=_joined(whole))
        return
    problems = [_problems_of_proof(fact, proof, court) for proof in fact.proofs]
    judged = list(zip(fact.proofs, problems, strict=True))
    if good := tuple(proof for proof, found in judged if not found):
        yield replace(fact, proofs=good)
    if bad := tuple(proof for proof, found in judged if found):
        yield replace(fact, proofs=bad, problem=_joined(set().union(*problems)))


def _problems_of_fact(fact: Fact, court: _Court) -> set[str]:
    problems: set[str] = set()
    for end, iri in (("subject", fact.subject), ("object", fact.object)):
        if iri in court.bad_nodes:
            problems.add(f"its {end} is in quarantine: {court.bad_nodes[iri]}")
    verdict = court.verdict
    for triple in _triples(replace(fact, proofs=()), court.schema):
        problems |= verdict.triples.get(triple, set())
        if triple in verdict.conflicts and not _prevails(triple, court.support):
            problems |= verdict.conflicts[triple]
    if verdict.things and fact.predicate == "memberOf":
        for post, _ in membership_blocks(fact, court.base):
            problems |= verdict.things.get(post.value, set())
    return problems


def _problems_of_proof(fact: Fact, proof: Proof, court: _Court) -> set[str]:
    problems = set(_span_problems(proof))
    verdict = court.verdict
    if verdict.things:
        problems |= verdict.things.get(evidence_iri(court.base, fact, proof), set())
    if verdict.triples and proof.subpredicate:
        for triple in _triples(replace(fact, proofs=(proof,)), court.schema):
            problems |= verdict.triples.get(triple, set())
    return problems


def _span_problems(proof: Proof) -> Iterator[str]:
    """What SHACL has no words for: the lengths of the quoted texts against the offsets."""
    evidence = proof.evidence
    if evidence.end - evidence.start != len(evidence.text):
        yield "the quote must be as long as its span"
    start = evidence.start - evidence.sentence_start
    inside = evidence.sentence[start : start + len(evidence.text)] if start >= 0 else ""
    if evidence.sentence and inside != evidence.text:
        yield "the quote must stand in its sentence"


def _triples(fact: Fact, schema: Schema) -> Iterator[Triple]:
    for subject, predicate, object_ in plain_facts(fact, schema):
        yield subject, predicate.value, object_


def _support(facts: Sequence[Fact]) -> Counter[Triple]:
    """How many proofs each core triple has; what a person says outweighs all documents."""
    every = sum(len(fact.proofs) for fact in facts)
    support: Counter[Triple] = Counter()
    for fact in facts:
        by_hand = sum(is_curator(proof.by) for proof in fact.proofs)
        triple = (fact.subject, term(fact.predicate).value, fact.object)
        support[triple] += len(fact.proofs) + by_hand * every
    return support


def _prevails(triple: Triple, support: Mapping[Triple, int]) -> bool:
    subject, predicate, object_ = triple
    return support.get(triple, 0) > support.get((object_, predicate, subject), 0)


def _joined(problems: set[str]) -> str:
    return "; ".join(sorted(problems))
