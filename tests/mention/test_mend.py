import pytest

from kg.mention.mend import load_signs, mend
from kg.mention.page import Page
from kg.mention.patterns import load_words
from kg.model import Mention
from kg.resources import ontology_dir
from tests.mention.pages import page_of

LEXICON = ontology_dir() / "lexicon"
SIGNS = load_signs(LEXICON, load_words(LEXICON))


def mended(page: Page, name: str, kind: str, score: float = 0.8) -> list[tuple[str, str]]:
    start = page.text.index(name)
    mention = Mention(start, start + len(name), name, kind, "", "tagger", score)
    found = list(mend(page, [mention], SIGNS))
    assert all(page.text[m.start : m.end] == m.text for m in found)
    return [(m.text, m.type) for m in found]


@pytest.mark.parametrize(
    ("marked", "name", "kind", "kept"),
    [
        ("制定/v 青禾/nz 行动/n 计划/n", "制定青禾行动计划", "Program", "青禾行动计划"),
        ("青禾江/LOC 畔/n", "青禾江畔", "Place", "青禾江"),
        ("贺兰舟/PER 摄/v", "贺兰舟摄", "Person", "贺兰舟"),
        ("一期/m 禾苗/nz 大讲堂/n", "一期禾苗大讲堂", "Program", "禾苗大讲堂"),
        ("第三期/m 禾苗/nz 班/n", "第三期禾苗班", "Program", "第三期禾苗班"),
        ("贺兰/PER 祝贺/v 禾苗/nz 代表大会/n", "贺兰祝贺禾苗代表大会", "Program", "禾苗代表大会"),
    ],
)
def test_words_that_are_no_part_of_a_name_go(marked: str, name: str, kind: str, kept: str) -> None:
    assert mended(page_of(marked), name, kind) == [(kept, kind)]


def test_half_a_pair_of_quotation_marks() -> None:
    page = page_of("台湾/LOC “/w 禾苗社/nz ”/w 说/v")
    assert mended(page, "台湾“禾苗社", "Organization") == [("禾苗社", "Organization")]


def test_half_a_latin_word() -> None:
    assert mended(page_of("用/v QuickHe/nz 付/v"), "Quick", "Work") == [("QuickHe", "Work")]


def test_ending_decides_between_place_and_body() -> None:
    assert mended(page_of("青禾体育馆/ORG"), "青禾体育馆", "Organization")[0][1] == "Place"
    assert mended(page_of("青禾医院/LOC"), "青禾医院", "Place")[0][1] == "Organization"


def test_two_events_in_one_mention() -> None:
    page = page_of("禾苗/nz 电影节/n 和/c 青禾/nz 博览会/n")
    assert mended(page, "禾苗电影节和青禾博览会", "Program") == [
        ("禾苗电影节", "Program"),
        ("青禾博览会", "Program"),
    ]


def test_land_and_trade_before_an_occupation_is_no_body() -> None:
    assert mended(page_of("台湾/LOC 木偶/n 大师/n"), "台湾木偶", "Organization") == []
