import pytest

from kg.mention.places import find_places, load_places
from kg.model import Mention
from kg.resources import ontology_dir
from tests.mention.pages import page_of

PLACES = load_places(ontology_dir() / "lexicon")


def found(marked: str) -> list[tuple[str, str]]:
    return [(m.text, m.subtype) for m in find_places(page_of(marked), PLACES)]


def test_full_and_short_forms() -> None:
    assert found("从/p 杭州市/LOC 到/p 浙江/LOC") == [("杭州市", "City"), ("浙江", "Province")]


def test_short_form_that_is_a_word_needs_a_place_before_it() -> None:
    assert found("在/p 东方/s 升起/v") == []
    assert found("海南/LOC 东方/LOC 的/u") == [("海南", "Province"), ("东方", "City")]


def test_address_chain_gives_every_level() -> None:
    assert [name for name, _ in found("四川省泸州市纳溪区/LOC")] == ["四川省", "泸州市", "纳溪区"]


def test_not_inside_another_word() -> None:
    assert found("长江/LOC 西岸/n") == [("长江", "Water")]
    assert found("议长/n 沙基诺夫/PER") == []


def test_place_at_the_front_of_a_body() -> None:
    assert found("杭州青禾剧社/ORG") == [("杭州", "City")]


def test_foreign_country_in_a_body_is_left_to_the_body() -> None:
    assert found("德国青禾学院/ORG") == []


@pytest.mark.parametrize("text", ["浙江省/LOC", "柬埔寨/LOC", "内罗毕/LOC"])
def test_offsets_are_true(text: str) -> None:
    page = page_of("去/v " + text)
    (mention,) = find_places(page, PLACES)
    assert isinstance(mention, Mention)
    assert page.text[mention.start : mention.end] == mention.text == text.split("/", maxsplit=1)[0]
