"""IRIs are readable, and two names never share one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.graph.iris import checked_base, digest, document_iri, entity_iri, segment
from kg.rdf import NamedNode, is_absolute_iri
from kg.resolve import Key, Member, Thing
from tests.strategies import HOSTILE_NAMES, names

BASE = "https://kg.example/id/"


def thing(label: str, *, homonym: bool = False, record: str = "d", type_: str = "Person") -> Thing:
    return Thing(type_, "", (label,), homonym, (Member(Key(record, "e1")),))


def test_chinese_stays_readable() -> None:
    park = thing("之江文化创意中心", type_="Organization")
    assert entity_iri(BASE, park) == "https://kg.example/id/Organization/之江文化创意中心"
    assert segment("“双创双培”（2010）·𠮷野家、") == "“双创双培”（2010）·𠮷野家、"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a/b", "a%2Fb"),
        ("100%", "100%25"),
        ("a b", "a%20b"),
        ("a?b#c", "a%3Fb%23c"),
        ("全　角", "全%E3%80%80角"),
        ("零\u200b宽", "零%E2%80%8B宽"),
        ("\u202e反", "%E2%80%AE反"),
        ("\ue000", "%EE%80%80"),
        ("\ud800", "%ED%A0%80"),
        ("~", "%7E"),
        ("..", "..~"),
        ("", "~"),
        ("<a>", "%3Ca%3E"),
        ('"{}|\\^`', "%22%7B%7D%7C%5C%5E%60"),
    ],
)
def test_what_an_iri_forbids_or_hides_is_escaped(name: str, written: str) -> None:
    assert segment(name) == written


@given(st.lists(names() | st.text(st.characters()), unique=True, min_size=2, max_size=5))
def test_different_names_have_different_iris(different: list[str]) -> None:
    iris = {entity_iri(BASE, thing(name)) for name in different}
    assert len(iris) == len(different)


def test_hostile_names_have_different_iris() -> None:
    assert len({segment(name) for name in HOSTILE_NAMES}) == len(set(HOSTILE_NAMES))


@given(st.text(st.characters(), max_size=6))
def test_every_name_gives_an_iri_that_the_engine_takes(name: str) -> None:
    for iri in (entity_iri(BASE, thing(name)), document_iri(BASE, name)):
        assert is_absolute_iri(iri)
        assert NamedNode(iri).value == iri
        assert iri.startswith(BASE)


@given(names(), names())
def test_homonyms_differ_from_one_another_and_from_every_name(one: str, other: str) -> None:
    first = entity_iri(BASE, thing(one, homonym=True, record="d1"))
    second = entity_iri(BASE, thing(one, homonym=True, record="d2"))
    assert len({first, second, entity_iri(BASE, thing(one)), entity_iri(BASE, thing(other))}) == (
        3 if one == other else 4
    )


def test_a_type_is_part_of_the_iri() -> None:
    assert entity_iri(BASE, thing("西湖")) != entity_iri(BASE, thing("西湖", type_="Place"))


@given(st.lists(st.text(max_size=3)), st.lists(st.text(max_size=3)))
def test_different_lists_have_different_hashes(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


@pytest.mark.parametrize(
    "base", ["https://example.org/id/", "http://例子.测试/图谱#", "urn:kg:", "https://x/?q=/"]
)
def test_usable_bases(base: str) -> None:
    assert checked_base(base) == base


@pytest.mark.parametrize(
    ("base", "problem"),
    [
        ("", "absolute IRI"),
        ("example.org/", "absolute IRI"),
        ("https://a b/", "absolute IRI"),
        ("https://x/<script>/", "absolute IRI"),
        ("https://x/\ud800/", "absolute IRI"),
        ("https://x/%zz/", "absolute IRI"),
        ("https://example.org/id", "must end with"),
    ],
)
def test_unusable_bases_are_refused_in_one_line(base: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        checked_base(base)
    assert "\n" not in str(caught.value)
