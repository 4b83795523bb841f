from hypothesis import given
from hypothesis import strategies as st

from kg.link import load_linker
from kg.model import Annotation, Mention
from kg.resources import ontology_dir
from tests.link.samples import LINKER, document, link, name_sets

ORG, PLACE, PERSON, PROGRAM = "Organization", "Place", "Person", "Program"


def test_short_form_joins_the_full_name() -> None:
    text = "青禾市禾苗创意中心开园。禾苗创意中心有企业十家。"
    entities = link(text, [("青禾市禾苗创意中心", ORG), ("禾苗创意中心", ORG)])
    assert name_sets(entities) == [("青禾市禾苗创意中心", "禾苗创意中心")]
    assert [m.start for m in entities[0].mentions] == [0, 12]


def test_organ_and_body_stay_two() -> None:
    text = "禾苗公司和禾苗公司党支部。"
    entities = link(text, [("禾苗公司", ORG), ("禾苗公司党支部", ORG)])
    assert name_sets(entities) == [("禾苗公司",), ("禾苗公司党支部",)]


def test_defined_short_form() -> None:
    text = "青禾禾苗环境股份有限公司(简称“禾环”)成立。禾环获奖。"
    entities = link(text, [("青禾禾苗环境股份有限公司", ORG), ("禾环", ORG)])
    assert name_sets(entities) == [("青禾禾苗环境股份有限公司", "禾环")]


def test_latin_name_in_brackets() -> None:
    text = "罗伯托·贝里尼（Roberto Bellini）说。"
    entities = link(text, [("罗伯托·贝里尼", PERSON), ("Roberto Bellini", PERSON)])
    assert name_sets(entities) == [("罗伯托·贝里尼", "Roberto Bellini")]


def test_divisions_and_countries() -> None:
    text = "杭州市与智利合作，杭州代表说，智方和中方满意，中国欢迎。"
    names = [("杭州市", PLACE), ("智利", PLACE), ("杭州", PLACE), ("智方", PLACE)]
    entities = link(text, [*names, ("中方", PLACE), ("中国", PLACE)])
    assert name_sets(entities) == [("杭州市", "杭州"), ("智利", "智方"), ("中国", "中方")]


def test_two_divisions_of_one_short_name_stay_two() -> None:
    text = "吉林省吉林市有江。"
    entities = link(text, [("吉林省", PLACE), ("吉林市", PLACE)])
    assert name_sets(entities) == [("吉林省",), ("吉林市",)]


def test_quoted_and_unquoted_programme() -> None:
    text = "开展“暖禾”活动。暖禾活动很好，“暖禾”到家。"
    entities = link(text, [("“暖禾”活动", PROGRAM), ("暖禾活动", PROGRAM), ("暖禾", PROGRAM)])
    assert name_sets(entities) == [("暖禾活动", "“暖禾”活动", "暖禾")]


def test_editions_stay_apart_but_share_nothing() -> None:
    text = "第五届禾苗节和第六届禾苗节。"
    entities = link(text, [("第五届禾苗节", PROGRAM), ("第六届禾苗节", PROGRAM)])
    assert name_sets(entities) == [("第五届禾苗节",), ("第六届禾苗节",)]


def test_one_type_for_one_name() -> None:
    text = "禾苗馆开门，禾苗馆关门，禾苗馆。"
    spots = [i for i in range(len(text)) if text.startswith("禾苗馆", i)]
    mentions = tuple(
        Mention(start, start + 3, "禾苗馆", kind, "", "tagger", 0.9)
        for start, kind in zip(spots, [ORG, PLACE, ORG], strict=True)
    )
    (entity,) = LINKER(document(text), Annotation((), mentions))
    assert entity.type == ORG


def test_traditional_characters_are_the_same_name() -> None:
    text = "臺灣與台湾。"
    entities = link(text, [("臺灣", PLACE), ("台湾", PLACE)])
    assert len(entities) == 1


def test_loader_reads_once() -> None:
    assert load_linker(ontology_dir()) is load_linker(ontology_dir())


TYPES = st.sampled_from([PERSON, ORG, PLACE, PROGRAM, "Award", "Work"])
TEXTS = st.text("青禾市镇公司委中第一届会奖·“”A1，。 ", min_size=2, max_size=60)


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, tuple[Mention, ...]]:
    text = draw(TEXTS)
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9), TYPES)
    found = {
        Mention(
            start, min(start + size, len(text)), text[start : start + size], kind, "", "tagger", 0.9
        )
        for start, size, kind in draw(st.lists(spans, max_size=10))
    }
    return text, tuple(sorted(found))


@given(annotated())
def test_spans_are_true_and_every_named_mention_has_one_entity(
    case: tuple[str, tuple[Mention, ...]],
) -> None:
    text, mentions = case
    entities = LINKER(document(text), Annotation((), mentions))
    linked = [mention for entity in entities for mention in entity.mentions]
    assert all(text[m.start : m.end] == m.text for m in linked)
    assert len(linked) == len(set(linked))
    assert set(linked) <= set(mentions)
    assert [e.id for e in entities] == [f"e{n}" for n in range(1, len(entities) + 1)]


@given(annotated())
def test_linking_what_was_linked_changes_nothing(case: tuple[str, tuple[Mention, ...]]) -> None:
    text, mentions = case
    once = LINKER(document(text), Annotation((), mentions))
    again = tuple(sorted(mention for entity in once for mention in entity.mentions))
    assert LINKER(document(text), Annotation((), again)) == once


@given(annotated())
def test_names_of_an_entity_stand_in_the_text(case: tuple[str, tuple[Mention, ...]]) -> None:
    text, mentions = case
    for entity in LINKER(document(text), Annotation((), mentions)):
        assert all(name in text for name in (entity.name, *entity.aliases))
        assert entity.name not in entity.aliases


def test_quotation_inside_a_name_is_its_short_form() -> None:
    text = "“石禾花”刺绣合作社开门，石禾花获奖。"
    entities = link(text, [("“石禾花”刺绣合作社", ORG), ("石禾花", ORG)])
    assert name_sets(entities) == [("“石禾花”刺绣合作社", "石禾花")]


def test_what_is_called_after_a_known_thing_is_not_that_thing() -> None:
    text = "“一带一路”禾苗论坛谈“一带一路”倡议。"
    entities = link(text, [("“一带一路”禾苗论坛", PROGRAM), ("“一带一路”倡议", PROGRAM)])
    assert len(entities) == 2
