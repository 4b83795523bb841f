"""A lint of ``ontology/kg.ttl`` and ``ontology/shapes.ttl``."""

import re
from collections import defaultdict
from typing import get_args

import pytest

from kg.graph import terms
from kg.model import Modality
from kg.rdf import Literal, NamedNode, read_turtle
from kg.resources import ontology_dir
from kg.schema import VOCABULARY, default_schema

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SHACL = "http://www.w3.org/ns/shacl#"
CHINESE = re.compile("[\u4e00-\u9fff]")

CORE_TYPES = ["Person", "Organization", "Place", "Program", "Award", "Work"]
CORE_PREDICATES = (
    "memberOf partOf locatedIn organizes participatesIn founded owns created receivedAward "
    "partnerOf metWith visited origin educatedAt kinOf about"
).split()


def value(term: object) -> str:
    return str(getattr(term, "value", term))


def read(name: str) -> dict[str, dict[str, list[object]]]:
    """Statements of a file by subject and predicate."""
    found: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in read_turtle(ontology_dir() / name):
        found[value(quad.subject)][quad.predicate.value].append(quad.object)
    return found


TERMS = {iri: said for iri, said in read("kg.ttl").items() if iri.startswith(VOCABULARY)}
PROPERTIES = [
    iri
    for iri, said in TERMS.items()
    if {value(kind) for kind in said[RDF + "type"]}
    & {OWL + "ObjectProperty", OWL + "DatatypeProperty"}
]


@pytest.mark.parametrize("iri", TERMS)
def test_every_term_has_one_label_and_comment_in_each_language(iri: str) -> None:
    for predicate in (RDFS + "label", RDFS + "comment"):
        texts = [text for text in TERMS[iri][predicate] if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in texts) == ["en", "zh"]
        for text in texts:
            assert bool(CHINESE.search(text.value)) == (text.language == "zh")


def test_labels_tell_terms_of_a_kind_apart() -> None:
    schema = default_schema()
    for terms_of_kind in (schema.kinds.values(), schema.predicates.values()):
        assert len({term.zh for term in terms_of_kind}) == len(terms_of_kind)
        assert len({term.en for term in terms_of_kind}) == len(terms_of_kind)


def test_the_core_is_that_of_the_guideline() -> None:
    schema = default_schema()
    assert [kind.name for kind in schema.core_kinds()] == CORE_TYPES
    assert [predicate.name for predicate in schema.core_predicates()] == CORE_PREDICATES


def test_finer_kinds_and_predicates_lie_directly_below_a_core_one() -> None:
    schema = default_schema()
    assert {kind.parent for kind in schema.kinds.values()} == {"", *CORE_TYPES}
    assert {p.parent for p in schema.predicates.values()} <= {"", *CORE_PREDICATES}


def test_a_finer_predicate_joins_nothing_that_its_core_one_does_not() -> None:
    schema = default_schema()
    for predicate in schema.predicates.values():
        if predicate.parent:
            core = schema.predicates[predicate.parent]
            assert predicate.domain <= core.domain
            assert predicate.range <= core.range


@pytest.mark.parametrize("iri", PROPERTIES)
def test_every_property_has_domain_and_range(iri: str) -> None:
    assert TERMS[iri][RDFS + "domain"]
    assert TERMS[iri][RDFS + "range"] or iri == VOCABULARY + "time"


def test_inverses_exist_and_mirror_domain_and_range() -> None:
    inverses = {
        value(quad.subject): value(quad.object)
        for quad in read_turtle(ontology_dir() / "kg.ttl")
        if quad.predicate.value == OWL + "inverseOf"
    }
    for iri, inverse in inverses.items():
        assert inverses[inverse] == iri
    schema = default_schema()
    for predicate in schema.predicates.values():
        assert VOCABULARY + predicate.inverse in TERMS
        assert predicate.symmetric == (predicate.inverse == predicate.name)


def test_modalities_are_those_of_the_model() -> None:
    individuals = {
        iri.removeprefix(VOCABULARY)
        for iri, said in TERMS.items()
        if VOCABULARY + "Modality" in {value(kind) for kind in said[RDF + "type"]}
    }
    assert individuals == set(get_args(Modality))


def test_every_term_of_the_code_is_defined() -> None:
    used = {term.value for term in vars(terms).values() if isinstance(term, NamedNode)}
    ours = {iri for iri in used if iri.startswith(VOCABULARY)}
    assert len(ours) > 20
    assert ours <= TERMS.keys()


def test_every_term_of_the_shapes_is_defined() -> None:
    used = {
        value(term)
        for quad in read_turtle(ontology_dir() / "shapes.ttl")
        for term in (quad.subject, quad.predicate, quad.object)
    }
    assert {iri for iri in used if iri.startswith(VOCABULARY)} <= TERMS.keys()


def test_every_class_and_property_that_is_named_is_defined() -> None:
    for quad in read_turtle(ontology_dir() / "kg.ttl"):
        for term in (quad.predicate, quad.object):
            if value(term).startswith(VOCABULARY):
                assert value(term) in TERMS


def test_every_shape_has_an_iri_and_a_message() -> None:
    shapes = read("shapes.ttl")
    used: set[str] = set()
    for said in shapes.values():
        used.update(value(shape) for shape in said[SHACL + "property"])
    for iri, said in shapes.items():
        kinds = {value(kind) for kind in said[RDF + "type"]}
        if SHACL + "PropertyShape" in kinds:
            assert iri.startswith("https://kg.example/shapes#")
            assert iri in used
            assert len(said[SHACL + "message"]) == 1
    assert used <= shapes.keys()


def test_the_shapes_list_all_kinds_and_predicates() -> None:
    """Domain and range are compared in tests/graph/test_shacl.py, by running the shapes."""
    text = (ontology_dir() / "shapes.ttl").read_text("utf-8")
    schema = default_schema()
    for name in [*schema.kinds, *schema.predicates]:
        assert re.search(rf"\bkg:{name}\b", text)
