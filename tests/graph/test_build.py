"""Records → network: grouping, order, quarantine, on small examples."""

from dataclasses import replace
from typing import Any

import pytest

from kg.errors import InputError
from kg.graph import build_network, quads
from kg.model import Claim, Entity, Evidence, Fact, Mention, Network, Record, Skipped
from kg.rdf import DefaultGraph, RdfFormat, dump
from kg.resources import ontology_dir
from kg.schema import default_schema

BASE = "https://example.org/"


def entity(id_: str, type_: str, name: str, *aliases: str, subtype: str = "") -> Entity:
    mention = Mention(0, len(name), name, type_)
    return Entity(id_, type_, name, (mention,), subtype, aliases)


def claim(subject: str, predicate: str, object_: str, start: int = 0, **more: Any) -> Claim:
    evidence = Evidence(start, start + 2, "原文", start, "原文")
    return replace(Claim(subject, predicate, object_, evidence, by="test"), **more)


def record(id_: str, entities: list[Entity], claims: list[Claim]) -> Record:
    return Record(id_, f"{id_}.txt", "0" * 64, entities=tuple(entities), claims=tuple(claims))


def build(*records: Record) -> Network:
    return build_network(records, base=BASE, ontology=ontology_dir())


def plain(network: Network) -> set[tuple[str, str, str]]:
    """Plain facts by the last parts of their IRIs."""
    relations = set(default_schema().predicates)
    found = set()
    for quad in quads(network):
        subject, predicate, object_ = (
            str(getattr(term, "value", "")) for term in (quad.subject, quad.predicate, quad.object)
        )
        name = predicate.rpartition("#")[2]
        if isinstance(quad.graph_name, DefaultGraph) and name in relations:
            found.add((subject.rpartition("/")[2], name, object_.rpartition("/")[2]))
    return found


PERSON = entity("p", "Person", "陈奕")
COMPANY = entity("o", "Organization", "时光坐标公司", subtype="Company")
CENTRE = entity("c", "Organization", "之江文化创意中心", "创意中心", subtype="Park")
CITY = entity("h", "Place", "杭州市", subtype="City")
DISTRICT = entity("d", "Place", "西湖区", subtype="District")


def test_a_fact_of_two_documents_is_one_with_two_proofs() -> None:
    network = build(
        record("b", [PERSON, COMPANY], [claim("p", "memberOf", "o", role="总经理", start=7)]),
        record("a", [PERSON, COMPANY], [claim("p", "memberOf", "o", role="书记")]),
    )
    (fact,) = network.facts
    assert [proof.document for proof in fact.proofs] == ["a", "b"]
    assert fact.roles == ("书记", "总经理")
    assert plain(network) == {("陈奕", "memberOf", "时光坐标公司")}
    assert [node.mentions for node in network.nodes] == [2, 2]


def test_the_same_evidence_twice_in_a_record_is_one_proof() -> None:
    twice = [claim("p", "memberOf", "o")] * 2
    (fact,) = build(record("a", [PERSON, COMPANY], twice)).facts
    assert len(fact.proofs) == 1


def test_finer_predicates_are_written_beside_the_core_one() -> None:
    network = build(
        record("a", [PERSON, COMPANY], [claim("p", "memberOf", "o", subpredicate="heads")])
    )
    assert plain(network) == {
        ("陈奕", "heads", "时光坐标公司"),
        ("陈奕", "memberOf", "时光坐标公司"),
    }


def test_symmetric_facts_are_one_fact_and_two_triples() -> None:
    network = build(
        record("a", [CENTRE, COMPANY], [claim("c", "partnerOf", "o"), claim("o", "partnerOf", "c")])
    )
    (fact,) = network.facts
    assert len(fact.proofs) == 1
    assert plain(network) == {
        ("之江文化创意中心", "partnerOf", "时光坐标公司"),
        ("时光坐标公司", "partnerOf", "之江文化创意中心"),
    }


def test_of_a_meeting_the_person_is_the_subject() -> None:
    (fact,) = build(record("a", [PERSON, COMPANY], [claim("o", "metWith", "p")])).facts
    assert fact.subject.endswith("Person/陈奕")


def test_a_parent_stays_the_parent_when_ends_are_put_in_order() -> None:
    old, young = entity("x", "Person", "张乙"), entity("y", "Person", "张丙")
    one = record("a", [old, young], [claim("x", "kinOf", "y", subpredicate="parentOf")])
    other = record("a", [old, young], [claim("y", "kinOf", "x", subpredicate="childOf")])
    expected = {
        ("张丙", "childOf", "张乙"),
        ("张乙", "parentOf", "张丙"),
        ("张丙", "kinOf", "张乙"),
        ("张乙", "kinOf", "张丙"),
    }
    assert plain(build(one)) == plain(build(other)) == expected


@pytest.mark.parametrize("modality", ["planned", "denied", "doubtful", "ended"])
def test_what_is_not_asserted_is_evidence_alone(modality: str) -> None:
    stated = claim("p", "memberOf", "o", modality=modality, role="总经理")
    network = build(record("a", [PERSON, COMPANY], [stated]))
    assert plain(network) == set()
    (fact,) = network.facts
    assert fact.modality == modality
    text = dump(quads(network), RdfFormat.N_QUADS).decode()
    assert f"ontology#modality> <https://kg.example/ontology#{modality}>" in text
    assert "org#Membership" not in text


def test_a_fact_that_joins_the_wrong_types_goes_to_quarantine_with_the_reason() -> None:
    network = build(record("a", [PERSON, CITY], [claim("h", "memberOf", "p")]))
    assert network.facts == ()
    (fact,) = network.quarantined
    assert "the subject of kg:memberOf must be a Person" in fact.problem
    assert "the object of kg:memberOf must be" in fact.problem
    assert plain(network) == set()


def test_part_and_whole_must_be_of_one_type() -> None:
    work = entity("w", "Work", "园区简报")
    network = build(record("a", [work, COMPANY], [claim("w", "partOf", "o")]))
    assert "of one type" in network.quarantined[0].problem


def test_the_better_attested_of_two_facts_against_each_other_stays() -> None:
    right, wrong = claim("d", "locatedIn", "h"), claim("h", "locatedIn", "d")
    first = record("a", [CITY, DISTRICT], [right, wrong])
    assert {fact.problem for fact in build(first).quarantined} == {
        "kg:locatedIn must not hold both ways"
    }
    network = build(first, record("b", [CITY, DISTRICT], [right]))
    assert [fact.subject for fact in network.facts] == [BASE + "Place/西湖区"]
    assert [fact.subject for fact in network.quarantined] == [BASE + "Place/杭州市"]


def test_a_bad_proof_leaves_the_good_ones() -> None:
    good = claim("p", "memberOf", "o", start=3)
    bad = replace(good, evidence=Evidence(9, 4, "原文", 9, "原文"))
    unsure = replace(good, score=1.5)
    network = build(record("a", [PERSON, COMPANY], [good, bad, unsure]))
    assert [len(fact.proofs) for fact in network.facts] == [1]
    (fact,) = network.quarantined
    assert len(fact.proofs) == 2
    assert "before it ends" in fact.problem
    assert "between 0 and 1" in fact.problem


def test_a_quote_must_fit_its_span_and_its_sentence() -> None:
    short = claim("p", "memberOf", "o")
    short = replace(short, evidence=Evidence(0, 5, "原文", 0, "原文"))
    outside = claim("p", "founded", "o")
    outside = replace(outside, evidence=Evidence(4, 6, "原文", 0, "不在这句里"))
    problems = [
        fact.problem for fact in build(record("a", [PERSON, COMPANY], [short, outside])).quarantined
    ]
    assert problems == [
        "the quote must stand in its sentence",
        "the quote must be as long as its span",
    ]


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (entity("p", "Person", " "), "one label in zh"),
        (entity("p", "Dragon", "敖广"), "exactly one core type"),
        (entity("p", "Person", "陈奕", subtype="Company"), "exactly one core type"),
        (entity("p", "Person", "陈奕", subtype="Wizard"), "a class of kg.ttl"),
        (entity("p", "a b> <c", "陈奕"), "a class of kg.ttl"),
    ],
)
def test_a_bad_entity_takes_its_facts_to_quarantine(bad: Entity, problem: str) -> None:
    network = build(record("a", [bad, COMPANY], [claim("p", "memberOf", "o")]))
    assert [node.label for node in network.nodes] == ["时光坐标公司"]
    (node,) = network.quarantined_nodes
    assert problem in node.problem
    (fact,) = network.quarantined
    assert "its subject is in quarantine" in fact.problem
    text = dump(quads(network), RdfFormat.N_QUADS).decode()
    default = [line for line in text.splitlines() if not line.endswith("ontology#quarantine> .")]
    assert not any(problem in line for line in default)
    assert len(default) < len(text.splitlines())


def test_an_unknown_predicate_or_modality_goes_to_quarantine() -> None:
    odd = [claim("p", "a b> <c", "o"), claim("p", "memberOf", "o", modality="shouted")]
    network = build(record("a", [PERSON, COMPANY], odd))
    assert network.facts == ()
    assert sorted(fact.problem for fact in network.quarantined) == [
        "evidence must have one core relation of kg.ttl",
        "evidence must have one modality of kg.ttl",
    ]


def test_loops_and_unknown_entities_are_counted() -> None:
    joined = record(
        "a", [CENTRE, CITY], [claim("c", "partOf", "c"), claim("c", "locatedIn", "nobody")]
    )
    network = build(replace(joined, rejected=(("domain", 2), ("self-loop", 1))))
    assert network.facts == ()
    assert network.rejected == (("domain", 2), ("self-loop", 2), ("unknown-entity", 1))


def test_two_records_of_one_id_are_refused() -> None:
    one = record("a", [PERSON], [])
    with pytest.raises(InputError, match=r"another document has the id 'a'"):
        build(one, replace(one, source="b.txt", text_sha256="1" * 64))


def test_an_entity_id_twice_is_refused() -> None:
    with pytest.raises(InputError, match="entity id twice"):
        build(record("a", [PERSON, PERSON], []))


def test_a_bad_base_is_refused() -> None:
    with pytest.raises(InputError, match="base"):
        build_network([], base="nowhere", ontology=ontology_dir())


def test_skipped_files_are_kept_sorted() -> None:
    skipped = [Skipped("b", "空"), Skipped("a", "二进制")]
    network = build_network([], base=BASE, ontology=ontology_dir(), skipped=skipped)
    assert network.skipped == (Skipped("a", "二进制"), Skipped("b", "空"))
    assert not network.nodes
    assert not network.facts
    assert list(quads(network)) == []


def test_division_codes_only_where_they_are_certain() -> None:
    lonely = build(record("a", [DISTRICT, CITY], []))
    located = build(record("a", [DISTRICT, CITY], [claim("d", "locatedIn", "h")]))

    def codes(network: Network) -> dict[str, str]:
        return {
            str(getattr(quad.subject, "value", "")).rpartition("/")[2]: quad.object.value
            for quad in quads(network)
            if quad.predicate.value.endswith("divisionCode") and hasattr(quad.object, "value")
        }

    assert codes(lonely) == {"杭州市": "330100"}
    assert codes(located) == {"杭州市": "330100", "西湖区": "330106"}


def test_facts_are_sorted() -> None:
    claims = [
        claim("d", "locatedIn", "h"),
        claim("c", "locatedIn", "d"),
        claim("p", "memberOf", "c"),
    ]
    network = build(record("a", [PERSON, CENTRE, CITY, DISTRICT], claims))

    def order(fact: Fact) -> tuple[str, str, str, str]:
        return fact.subject, fact.predicate, fact.object, fact.modality

    assert list(network.facts) == sorted(network.facts, key=order)
    assert [node.iri for node in network.nodes] == sorted(node.iri for node in network.nodes)
