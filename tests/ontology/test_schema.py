"""The vocabulary as values: what is read from ``kg.ttl``, and what is refused."""

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.schema import default_schema, read_schema

PREFIXES = """
@prefix kg: <https://kg.example/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
PERSON = """
kg:Person a owl:Class ; rdfs:subClassOf kg:Entity ; rdfs:label "人物"@zh, "person"@en .
"""


def read(folder: Path, text: str) -> object:
    path = folder / "kg.ttl"
    path.write_text(PREFIXES + text, "utf-8")
    return read_schema(path)


def test_unions_and_parents_are_read() -> None:
    schema = default_schema()
    assert schema.predicates["memberOf"].range == {"Organization", "Place"}
    assert schema.predicates["heads"].parent == "memberOf"
    assert schema.kinds["Park"].parent == "Organization"
    assert schema.kinds["Person"].parent == ""


def test_evidence_and_documents_are_no_kinds_and_inverses_no_predicates() -> None:
    schema = default_schema()
    assert len(schema.core_kinds()) == 6
    assert len(schema.core_predicates()) == 16
    assert not {"Evidence", "Document", "Entity", "Modality"} & schema.kinds.keys()
    assert not {"hasMember", "relatedTo", "document"} & schema.predicates.keys()


def test_inverses_are_known() -> None:
    predicates = default_schema().predicates
    assert predicates["parentOf"].inverse == "childOf"
    assert predicates["memberOf"].inverse == "hasMember"
    assert predicates["kinOf"].inverse == "kinOf"


@pytest.mark.parametrize(
    ("predicate", "subject", "object_", "admitted"),
    [
        ("memberOf", "Person", "Place", True),
        ("memberOf", "Organization", "Person", False),
        ("metWith", "Organization", "Person", True),
        ("metWith", "Organization", "Organization", False),
        ("partOf", "Work", "Work", True),
        ("partOf", "Work", "Program", False),
    ],
)
def test_what_may_be_joined(predicate: str, subject: str, object_: str, *, admitted: bool) -> None:
    assert default_schema().admits(predicate, subject, object_) == admitted


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("kg:Person a owl:Class ; rdfs:subClassOf kg:Entity .", "kg:Person needs an rdfs:label"),
        (
            """kg:knows a owl:ObjectProperty ; rdfs:subPropertyOf kg:relatedTo ;
            rdfs:label "认识"@zh, "knows"@en ; rdfs:range kg:Person .""",
            "kg:knows needs an rdfs:domain",
        ),
        (PERSON + "kg:Person a", "kg.ttl:"),
    ],
)
def test_what_lacks_something_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(OntologyError, match=problem):
        read(tmp_path, text)


def test_a_missing_file_is_an_error_of_the_ontology(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="cannot be read"):
        read_schema(tmp_path / "kg.ttl")


def test_circles_of_classes_end(tmp_path: Path) -> None:
    circle = """
    kg:A a owl:Class ; rdfs:subClassOf kg:B .
    kg:B a owl:Class ; rdfs:subClassOf kg:A .
    """
    schema = read(tmp_path, PERSON + circle)
    assert getattr(schema, "kinds", {}).keys() == {"Person"}
