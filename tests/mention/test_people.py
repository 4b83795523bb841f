from kg.mention.page import Page
from kg.mention.people import load_surnames, steady_names
from kg.model import Mention
from kg.resources import ontology_dir
from tests.mention.pages import page_of

SURNAMES = load_surnames(ontology_dir() / "lexicon")


def person(page: Page, name: str, occurrence: int = 0, score: float = 0.6) -> Mention:
    start = -1
    for _ in range(occurrence + 1):
        start = page.text.index(name, start + 1)
    return page.mention(start, start + len(name), "Person", "tagger", score)


def texts(page: Page, mentions: list[Mention]) -> list[str]:
    return [m.text for m in steady_names(page, mentions, SURNAMES)]


def test_character_that_follows_once_is_cut_off() -> None:
    page = page_of("贺禾/PER 来/v 。/w 贺禾深/PER 感/v 。/w 贺禾/PER 走/v")
    assert texts(page, [person(page, "贺禾"), person(page, "贺禾深")]) == ["贺禾", "贺禾"]


def test_character_that_always_follows_is_taken_in() -> None:
    page = page_of("贺禾舟/PER 来/v 。/w 贺禾/PER 舟/n 走/v 。/w 贺禾舟/PER 说/v")
    found = [person(page, "贺禾舟"), person(page, "贺禾", 1)]
    assert texts(page, found) == ["贺禾舟", "贺禾舟"]


def test_two_people_with_one_beginning_stay_two() -> None:
    page = page_of("贺禾舟/PER 和/c 贺禾川/PER")
    assert texts(page, [person(page, "贺禾舟"), person(page, "贺禾川")]) == ["贺禾舟", "贺禾川"]


def test_surname_alone_where_the_document_uses_it_so() -> None:
    page = page_of("贺禾舟/PER 到/v ，/w 贺/PER 说/v 。/w 贺推荐/PER 他/r")
    found = [person(page, "贺禾舟", score=0.9), person(page, "贺推荐")]
    assert texts(page, found) == ["贺禾舟", "贺"]
