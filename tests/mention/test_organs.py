from kg.mention.organs import find_organs, load_organs
from kg.mention.page import Page, make_page
from kg.mention.subtypes import load_subtypes
from kg.resources import ontology_dir
from tests.mention.pages import document

LEXICON = ontology_dir() / "lexicon"
ORGANS = load_organs(LEXICON)
SUBTYPES = load_subtypes(LEXICON)


def page(text: str) -> Page:
    return make_page(document(text), [])


def test_body_inside_the_name_of_its_organ() -> None:
    sheet = page("青禾市禾苗文化创意中心党委")
    whole = sheet.mention(0, len(sheet.text), "Organization", "tagger", 0.9)
    (body,) = find_organs(sheet, [whole], ORGANS, SUBTYPES)
    assert (body.text, body.type, body.subtype) == (
        "青禾市禾苗文化创意中心",
        "Organization",
        "Park",
    )


def test_organ_behind_a_body() -> None:
    sheet = page("禾苗公司党支部书记")
    body = sheet.mention(0, 4, "Organization", "tagger", 0.9)
    (organ,) = find_organs(sheet, [body], ORGANS, SUBTYPES)
    assert (organ.text, organ.subtype) == ("禾苗公司党支部", "PartyBody")


def test_a_village_is_a_place_not_a_body() -> None:
    sheet = page("上禾塘村党支部")
    whole = sheet.mention(0, len(sheet.text), "Organization", "tagger", 0.9)
    (village,) = find_organs(sheet, [whole], ORGANS, SUBTYPES)
    assert (village.text, village.type, village.subtype) == ("上禾塘村", "Place", "Village")
