import re

from kg.mention.page import Page
from kg.mention.patterns import alternation, load_words
from kg.mention.subtypes import load_subtypes
from kg.mention.wider import find_wider
from kg.model import Mention
from kg.resources import ontology_dir
from tests.mention.pages import page_of

LEXICON = ontology_dir() / "lexicon"
SUBTYPES = load_subtypes(LEXICON)
TAIL = re.compile(alternation(load_words(LEXICON)["place_tail"]))


def wider(page: Page, *mentions: Mention) -> list[str]:
    return [m.text for m in find_wider(page, mentions, SUBTYPES, TAIL)]


def test_address_belongs_to_the_full_name() -> None:
    page = page_of("青禾市/LOC 上塘区/LOC 禾苗公司/ORG")
    city = page.mention(0, 3, "Place", "lexicon:divisions", 0.85, subtype="City")
    district = page.mention(3, 6, "Place", "lexicon:chain", 0.85, subtype="District")
    body = page.mention(6, 10, "Organization", "tagger", 0.9)
    assert wider(page, city, district, body) == ["青禾市上塘区禾苗公司"]


def test_meeting_is_named_after_who_meets() -> None:
    page = page_of("禾苗协会/ORG 第三次会议/nz 开幕/v")
    body = page.mention(0, 4, "Organization", "tagger", 0.9)
    meeting = page.mention(4, 9, "Program", "pattern:numbered-event", 0.8)
    assert wider(page, body, meeting) == ["禾苗协会第三次会议"]


def test_station_is_named_after_its_town() -> None:
    page = page_of("青禾/LOC 商业/n 发射场/n 忙/a")
    assert wider(page, page.mention(0, 2, "Place", "tagger", 0.9)) == ["青禾商业发射场"]


def test_not_across_a_verb() -> None:
    page = page_of("青禾/LOC 建设/v 机场/n")
    assert wider(page, page.mention(0, 2, "Place", "tagger", 0.9)) == []
