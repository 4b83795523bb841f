from kg.mention.second import vote
from kg.model import Mention
from tests.mention.pages import page_of


def test_unsure_type_is_corrected_by_the_words() -> None:
    page = page_of("买/v 禾迅/ORG 股票/n")
    found = list(vote(page, [Mention(1, 3, "禾迅", "Place", "", "tagger", 0.4)]))
    assert [(m.text, m.type) for m in found] == [("禾迅", "Organization")]


def test_sure_type_stays() -> None:
    page = page_of("买/v 禾迅/ORG 股票/n")
    sure = Mention(1, 3, "禾迅", "Place", "", "tagger", 0.9)
    assert list(vote(page, [sure])) == [sure]


def test_time_is_no_person() -> None:
    page = page_of("到/v 周五/TIME")
    assert list(vote(page, [Mention(1, 3, "周五", "Person", "", "tagger", 0.4)])) == []


def test_name_that_only_the_words_show() -> None:
    page = page_of("首相/n 廷禾/PER ，/w 禾迅/ORG 的/u")
    assert [(m.text, m.type, m.by) for m in vote(page, [])] == [
        ("廷禾", "Person", "tagger:words"),
        ("禾迅", "Organization", "tagger:words"),
    ]


def test_part_of_badly_cut_words_is_none() -> None:
    assert list(vote(page_of("招/vn 商银/ORG 行/n"), [])) == []
