"""IRIs and paths go both ways."""

from urllib.parse import quote, unquote

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.iris import segment
from kg.serve.paths import ENTITY, base_path, iri_at, local_path

BASE = "https://data.example/id/"
names = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(names, names, st.booleans())
def test_the_path_of_an_iri_leads_back_to_it(kind: str, name: str, homonym: bool) -> None:
    iri = f"{BASE}{segment(kind)}/{segment(name)}" + ("~0123456789ab" if homonym else "")
    path = local_path(iri, BASE)
    assert path.isascii()
    assert iri_at(path.removeprefix(ENTITY), BASE) == iri


@given(names)
def test_a_path_may_be_written_in_other_ways(name: str) -> None:
    iri = f"{BASE}Person/{segment(name)}"
    every = "Person/" + "".join(f"%{byte:02x}" for byte in name.encode())
    if not segment(name).endswith("~"):  # the scheme's own mark is no part of a name
        assert iri_at(every, BASE) == iri


def test_what_is_not_below_the_base_has_no_path() -> None:
    assert local_path("https://other.example/x", BASE) == ""
    assert local_path(BASE, BASE) == ""
    assert iri_at("Person/%FF", BASE) == ""


def test_the_path_of_a_base() -> None:
    assert base_path(BASE) == "/id/"
    assert base_path("urn:kg:") == ""
    assert base_path("https://data.example/") == ""
    assert base_path("https://data.example/kg#") == ""


def test_per_cent_forms_are_kept() -> None:
    assert local_path(BASE + "Work/A%2FB", BASE) == "/entity/Work/A%2FB"
    assert unquote(quote("Work/陈")) == "Work/陈"
