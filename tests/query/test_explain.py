import pytest

from kg.errors import QueryError
from kg.query import Build, edges_between, explain, find_named
from tests.query.sample import JOB, LIN, PARK


def _labels(build: Build, name: str) -> list[str]:
    return [node.label for node in find_named(build, name)]


def test_a_whole_name_comes_before_parts(build: Build) -> None:
    assert _labels(build, "林晚") == ["林晚"]
    assert _labels(build, "青石公司") == ["青石数码公司"]
    assert _labels(build, "「百企百師」") == ["百企百师"]
    assert _labels(build, "园") == ["云栖创意园", "全国示范园区"]


@pytest.mark.parametrize(
    "iri", [LIN.iri, f"<{LIN.iri}>", "id:Person/林晚", r"id:Person\/林晚", ":Person/林晚"]
)
def test_an_iri_is_a_name(build: Build, iri: str) -> None:
    assert _labels(build, iri) == ["林晚"]


def test_an_unknown_name_gets_the_closest_ones(build: Build) -> None:
    with pytest.raises(QueryError, match="nothing is named 林婉; close to it: 林晚"):
        find_named(build, "林婉")
    with pytest.raises(QueryError, match="nothing is named"):
        find_named(build, "")


def test_a_node_with_its_edges_and_reasons(build: Build) -> None:
    (node,) = find_named(build, "林晚")
    explained = explain(build, node)
    assert (node.iri, node.types[-1]) == (LIN.iri, "Person")
    assert explained.mentions == 2
    assert [(place.title, place.source) for place in explained.documents] == [
        ("云栖园简报", "brief.txt")
    ]
    (edge,) = explained.edges
    assert (edge.subject.label, edge.predicate, edge.object.label) == (
        "林晚",
        "memberOf",
        "青石数码公司",
    )
    (reason,) = edge.reasons
    assert reason.sentence == JOB + "参加了座谈会。"
    assert reason.quoted.of(reason.sentence) == JOB
    assert (reason.start, reason.end) == (0, 17)
    assert (reason.role, reason.score, reason.by, reason.finer) == (
        "党支部书记兼总经理",
        "0.9",
        "pattern:made",
        "heads",
    )


def test_plans_and_quarantine_are_marked(build: Build) -> None:
    (park,) = find_named(build, PARK.iri)
    edges = explain(build, park).edges
    assert len(edges) == 7
    planned = [edge for edge in edges if edge.modality == "planned"]
    assert [edge.object.label for edge in planned] == ["星河设计周"]
    bad = [edge for edge in edges if edge.problem]
    assert [(edge.subject.label, edge.problem) for edge in bad] == [("桐州市", "任职者须是人物")]


def test_edges_between_two_either_way_round(build: Build) -> None:
    (stone,) = find_named(build, "青石公司")
    (park,) = find_named(build, "云栖创意园")
    (person,) = find_named(build, "林晚")
    assert [edge.predicate for edge in edges_between(build, stone, park)] == ["locatedIn"]
    assert edges_between(build, park, stone) == edges_between(build, stone, park)
    assert edges_between(build, person, park) == ()
