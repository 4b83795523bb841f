from kg.mention.bodies import find_bodies, load_bodies
from kg.mention.definitions import find_defined, load_definitions
from kg.mention.repeat import find_repeats
from kg.mention.subtypes import load_subtypes, subtype_of
from kg.resources import ontology_dir
from tests.mention.pages import page_of

LEXICON = ontology_dir() / "lexicon"


def test_name_once_found_is_found_everywhere() -> None:
    page = page_of("禾苗社/nz 说/v 。/w 在/p 禾苗社/n 里/f")
    first = page.mention(0, 3, "Organization", "tagger", 0.9)
    (again,) = find_repeats(page, [first])
    assert (again.start, again.text, again.type, again.by) == (
        6,
        "禾苗社",
        "Organization",
        "repeat",
    )


def test_not_inside_another_word() -> None:
    page = page_of("大同/LOC 的/u 人/n 大/d 同意/v")
    first = page.mention(0, 2, "Place", "tagger", 0.9)
    assert list(find_repeats(page, [first])) == []


def test_traditional_spelling_is_found_too() -> None:
    page = page_of("台湾/LOC 与/c 臺灣/LOC")
    (again,) = find_repeats(page, [page.mention(0, 2, "Place", "tagger", 0.9)])
    assert again.text == "臺灣"


def test_short_form_in_brackets_is_a_name() -> None:
    page = page_of("禾苗环境公司/ORG （/w 以下/f 简称/v “/w 禾环/nz ”/w ）/w")
    patterns = load_definitions(ontology_dir())
    (short,) = find_defined(page, [page.mention(0, 6, "Organization", "tagger", 0.9)], patterns)
    assert (short.text, short.type) == ("禾环", "Organization")


def test_known_body_only_as_a_word() -> None:
    bodies = load_bodies(LEXICON)
    assert [m.text for m in find_bodies(page_of("去/v 沃尔玛/nz 买/v"), bodies)] == ["沃尔玛"]
    assert list(find_bodies(page_of("沃尔玛丽/PER"), bodies)) == []


def test_longest_ending_gives_the_subtype() -> None:
    subtypes = load_subtypes(LEXICON)
    assert subtype_of("青禾文化创意中心", "Organization", subtypes) == "Park"
    assert subtype_of("青禾镇", "Place", subtypes) == "Town"
    assert subtype_of("“禾苗”活动", "Program", subtypes) == "Campaign"
    assert subtype_of("禾", "Place", subtypes) == ""
