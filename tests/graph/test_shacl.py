"""Both SHACL engines say the same, and the shapes say what the vocabulary says."""

import sys
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings

from kg.errors import OntologyError
from kg.graph import build_network, quads
from kg.graph.check import check
from kg.graph.collect import collect_facts, collect_nodes
from kg.graph.iris import segment
from kg.graph.shacl import findings, reference_findings
from kg.graph.statements import candidates
from kg.model import Appearance, Evidence, Fact, Node, Proof, Record
from kg.rdf import DefaultGraph, RdfFormat, dump, read_turtle
from kg.resolve import resolve
from kg.resources import ontology_dir
from kg.schema import default_schema
from tests.strategies import Case, corpora

BASE = "https://example.org/"
SHAPES = ontology_dir() / "shapes.ttl"


def judged(records: list[Record]) -> str:
    """What the shapes are to judge of some records."""
    resolution = resolve(records)
    nodes = collect_nodes(records, resolution, BASE)
    node_of = {key: nodes[index] for key, index in resolution.places().items()}
    facts, _ = collect_facts(records, node_of, default_schema())
    return ntriples(nodes, facts)


def ntriples(nodes: list[Node], facts: list[Fact]) -> str:
    statements = candidates(nodes, facts, BASE, default_schema())
    return dump(statements, RdfFormat.N_TRIPLES).decode()


@given(corpora(max_size=3))
@settings(max_examples=8)
def test_the_engines_find_the_same(cases: list[Case]) -> None:
    data = judged([case.record for case in cases])
    assert findings(data, SHAPES) == reference_findings(data, SHAPES)


def node(name: str, type_: str, subtype: str = "") -> Node:
    return Node(f"{BASE}{type_}/{segment(name)}", type_, subtype, (name,), (Appearance("d", 1),))


def messy() -> tuple[list[Node], list[Fact]]:
    """Something wrong of every kind."""
    names = {"Person": "甲", "Organization": "乙", "Place": "丙", "Work": "丁"}
    nodes = [node(name, type_) for type_, name in names.items()]
    nodes += [node("敖广", "Dragon"), node("  ", "Award"), node("戊", "Program", "Company")]
    evidences = [
        Evidence(0, 2, "原文", 0, "原文"),
        Evidence(-1, 1, "原文", -1, "原文"),
        Evidence(3, 3, "", 4, "原文"),
    ]
    predicates = [p.name for p in default_schema().core_predicates()] + ["unheardOf"]
    facts = [
        Fact(
            one.iri,
            predicate,
            other.iri,
            "asserted" if number % 3 else "planned",
            (Proof("d", evidences[number % 3], role=" ", score=number % 7 / 5),),
        )
        for number, (one, predicate, other) in enumerate(product(nodes, predicates, nodes))
        if one is not other
    ]
    return nodes, facts


def test_the_engines_find_the_same_in_a_mess() -> None:
    data = ntriples(*messy())
    found = findings(data, SHAPES)
    assert len(found) > 1000
    assert found == reference_findings(data, SHAPES)


def test_without_the_fast_engine_the_reference_judges(monkeypatch: pytest.MonkeyPatch) -> None:
    nodes, facts = messy()
    fast = check(nodes, facts[:200], BASE, ontology_dir())
    monkeypatch.setitem(sys.modules, "shacl", None)
    assert check(nodes, facts[:200], BASE, ontology_dir()) == fast


@given(corpora(max_size=3))
def test_what_is_written_conforms(cases: list[Case]) -> None:
    network = build_network([case.record for case in cases], base=BASE, ontology=ontology_dir())
    good = [quad.triple for quad in quads(network) if isinstance(quad.graph_name, DefaultGraph)]
    vocabulary = [quad.triple for quad in read_turtle(ontology_dir() / "kg.ttl")]
    assert findings(dump([*good, *vocabulary], RdfFormat.N_TRIPLES).decode(), SHAPES) == ()


def test_the_shapes_admit_what_the_vocabulary_admits() -> None:
    schema = default_schema()
    core = [kind.name for kind in schema.core_kinds()]
    nodes: list[Node] = []
    facts: list[Fact] = []
    admitted: dict[str, bool] = {}
    for predicate, one, other in product(schema.predicates.values(), core, core):
        name = f"{predicate.name}-{one}-{other}"
        ends = [node(name + "-1", one), node(name + "-2", other)]
        nodes += ends
        own = predicate.parent or predicate.name
        proof = Proof(
            "d",
            Evidence(0, 1, "文", 0, "文"),
            subpredicate=predicate.name if predicate.parent else "",
        )
        facts.append(Fact(ends[0].iri, own, ends[1].iri, "asserted", (proof,)))
        admitted[ends[0].iri] = schema.admits(predicate.name, one, other) and schema.admits(
            own, one, other
        )
    checked = check(nodes, facts, BASE, ontology_dir())
    assert {fact.subject for fact in checked.facts} == {
        iri for iri, good in admitted.items() if good
    }
    assert {fact.subject for fact in checked.quarantined} == {
        iri for iri, good in admitted.items() if not good
    }


@pytest.mark.parametrize("judge", [findings, reference_findings])
def test_unusable_shapes_are_an_error_of_the_ontology(judge: object, tmp_path: Path) -> None:
    assert callable(judge)
    broken = tmp_path / "shapes.ttl"
    with pytest.raises(OntologyError, match="no usable shapes"):
        judge("", broken)
    broken.write_text("this is no turtle", "utf-8")
    with pytest.raises(OntologyError, match="no usable shapes"):
        judge("", broken)
