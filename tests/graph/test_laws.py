"""DESIGN.md's laws, for the graph: they hold for any records."""

from collections import Counter
from collections.abc import Iterable
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import QUARANTINE, build_network, quads
from kg.graph.blocks import text as literal
from kg.model import Network, Record
from kg.rdf import DefaultGraph, NamedNode, Quad, QuerySolutions, RdfFormat, Store, dump, parse_text
from kg.resources import ontology_dir
from kg.schema import VOCABULARY, default_schema
from tests.strategies import Case, corpora, plain_names

BASE = "https://kg.example/id/"


def build(records: list[Record]) -> Network:
    return build_network(records, base=BASE, ontology=ontology_dir())


def written(records: list[Record]) -> bytes:
    return dump(quads(build(records)), RdfFormat.N_QUADS)


def loaded(statements: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(statements)
    return store


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    prefixes = "PREFIX kg: <https://kg.example/ontology#> "
    prefixes += "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
    found = store.query(prefixes + query)
    assert isinstance(found, QuerySolutions)
    return [tuple(value(term) for term in solution) for solution in found]


def value(term: object) -> str:
    """The IRI or text of a term."""
    return str(getattr(term, "value", ""))


def of(cases: list[Case]) -> list[Record]:
    return [case.record for case in cases]


@given(corpora(), st.randoms(use_true_random=False))
def test_any_order_of_records_gives_the_same_network_and_bytes(
    cases: list[Case], random: Random
) -> None:
    shuffled = of(cases)
    random.shuffle(shuffled)
    assert build(shuffled) == build(of(cases))
    assert written(shuffled) == written(of(cases))


@given(corpora(plain_names()))
def test_a_record_given_twice_counts_once(cases: list[Case]) -> None:
    assert build(of(cases) + of(cases)) == build(of(cases))


@given(corpora(plain_names(), max_size=3))
def test_what_is_left_after_removing_a_document_is_what_was_before_it(cases: list[Case]) -> None:
    alone = of(cases[:1])
    both = build(of(cases))
    kept = [record for record in both.records if record.id == "d0"]
    assert written(kept) == written(alone)


@given(corpora())
def test_statements_are_sorted_and_none_stands_twice(cases: list[Case]) -> None:
    def order(quad: Quad) -> tuple[str, str, str, str]:
        return value(quad.graph_name), value(quad.subject), value(quad.predicate), str(quad.object)

    statements = [order(quad) for quad in quads(build(of(cases)))]
    good = [s for s in statements if s[0] != QUARANTINE.value]
    assert good == sorted(set(good))
    assert len(statements) == len(set(statements))


@given(corpora())
def test_no_blank_nodes(cases: list[Case]) -> None:
    for quad in quads(build(of(cases))):
        assert isinstance(quad.subject, NamedNode)
        assert not str(quad.object).startswith("_:")


@given(corpora())
def test_every_quote_stands_in_its_document(cases: list[Case]) -> None:
    texts = {case.document.id: case.document.text for case in cases}
    network = build(of(cases))
    for fact in network.facts + network.quarantined:
        assert fact.proofs
        for proof in fact.proofs:
            evidence = proof.evidence
            text = texts[proof.document]
            assert text[evidence.start : evidence.end] == evidence.text
            assert text[evidence.sentence_start :].startswith(evidence.sentence)


@given(corpora())
def test_no_plain_fact_without_evidence(cases: list[Case]) -> None:
    store = loaded(quads(build(of(cases))))
    schema = default_schema()
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        name = quad.predicate.value.removeprefix(VOCABULARY)
        if name in {p.name for p in schema.core_predicates()}:
            ends = [(value(quad.subject), value(quad.object))]
            if schema.predicates[name].symmetric:
                ends.append((value(quad.object), value(quad.subject)))
            assert any(asserting(store, *pair, quad.predicate.value) for pair in ends)


def asserting(store: Store, subject: str, object_: str, predicate: str) -> bool:
    pattern = f"""
        ?e rdf:subject <{subject}> ; rdf:predicate <{predicate}> ; rdf:object <{object_}> ;
           kg:modality kg:asserted ; kg:quote ?quote ; kg:document ?document
    """
    return bool(rows(store, f"SELECT ?e {{ {pattern} }}"))


@given(corpora())
def test_only_asserted_facts_are_plain_and_quarantined_ones_are_not(cases: list[Case]) -> None:
    network = build(of(cases))
    plain = {
        (value(quad.subject), value(quad.predicate), value(quad.object))
        for quad in quads(network)
        if isinstance(quad.graph_name, DefaultGraph) and isinstance(quad.object, NamedNode)
    }
    good = {
        (fact.subject, VOCABULARY + fact.predicate, fact.object)
        for fact in network.facts
        if fact.modality == "asserted"
    }
    for fact in network.facts + network.quarantined:
        triple = (fact.subject, VOCABULARY + fact.predicate, fact.object)
        if triple not in good and not default_schema().predicates[fact.predicate].symmetric:
            assert triple not in plain
    assert good <= plain


@given(corpora())
def test_nothing_is_lost(cases: list[Case]) -> None:
    """Each claim is a proof, good or quarantined, or is counted as rejected."""
    network = build(of(cases))
    given_ = {
        (record.id, claim.evidence.start, claim.predicate, claim.modality)
        for record in network.records
        for claim in record.claims
        if claim.subject != claim.object
    }
    proved = {
        (proof.document, proof.evidence.start, fact.predicate, fact.modality)
        for fact in network.facts + network.quarantined
        for proof in fact.proofs
    }
    assert proved <= given_
    looped = dict(network.rejected).get("self-loop", 0)
    own_loops = sum(c.subject == c.object for r in network.records for c in r.claims)
    assert looped >= own_loops
    assert len(given_ - proved) <= looped - own_loops
    for fact in network.quarantined:
        assert fact.problem


@given(corpora())
def test_rejected_candidates_are_summed(cases: list[Case]) -> None:
    total = Counter[str]()
    for case in cases:
        total.update(dict(case.record.rejected))
    rejected = dict(build(of(cases)).rejected)
    for reason, count in total.items():
        assert rejected[reason] == count


@given(corpora())
def test_admitted_facts_are_good_and_others_are_quarantined(cases: list[Case]) -> None:
    network = build(of(cases))
    types = {node.iri: node.type for node in network.nodes}
    admits = default_schema().admits
    for fact in network.facts:
        assert admits(fact.predicate, types[fact.subject], types[fact.object])
    for fact in network.quarantined:
        if "both ways" not in fact.problem and "quarantine" not in fact.problem:
            finer = {proof.subpredicate for proof in fact.proofs if proof.subpredicate}
            ends = types[fact.subject], types[fact.object]
            assert not all(admits(name, *ends) for name in {fact.predicate, *finer})


@given(corpora())
@settings(max_examples=50)
def test_hostile_names_come_back_equal_from_every_syntax(cases: list[Case]) -> None:
    network = build(of(cases))
    statements = list(quads(network))
    triples = {quad.triple for quad in statements}
    for form in (RdfFormat.N_QUADS, RdfFormat.TRIG):
        assert set(parse_text(dump(statements, form), form)) == set(statements)
    for form in (RdfFormat.N_TRIPLES, RdfFormat.TURTLE):
        data = dump(sorted(triples, key=str), form)
        assert {quad.triple for quad in parse_text(data, form)} == triples


@given(corpora())
def test_counts_by_sparql_are_right(cases: list[Case]) -> None:
    network = build(of(cases))
    store = loaded(quads(network))

    def count(pattern: str) -> int:
        return int(rows(store, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")[0][0])

    assert count("?x a kg:Entity") == len(network.nodes)
    for predicate in default_schema().core_predicates():
        own = [
            f for f in network.facts if f.predicate == predicate.name and f.modality == "asserted"
        ]
        assert count(f"?s kg:{predicate.name} ?o") == len(own) * (2 if predicate.symmetric else 1)
    assert count("?e a kg:Evidence") == sum(len(fact.proofs) for fact in network.facts)
    assert count("?e kg:quote ?q") == count("?e a kg:Evidence")


@given(corpora())
def test_the_names_of_entities_are_their_labels(cases: list[Case]) -> None:
    network = build(of(cases))
    labels = {
        (value(quad.subject), value(quad.object))
        for quad in quads(network)
        if quad.predicate.value == "http://www.w3.org/2000/01/rdf-schema#label"
        and isinstance(quad.graph_name, DefaultGraph)
    }
    for node in network.nodes:
        assert (node.iri, literal(node.label).value) in labels
