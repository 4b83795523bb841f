from hypothesis import given
from hypothesis import strategies as st

from kg.mention import load_annotator
from kg.mention.annotator import Annotator, load_knowledge
from kg.model import Document, Span
from kg.resources import ontology_dir
from tests.mention.pages import FakeTagger, document

KNOWLEDGE = load_knowledge(ontology_dir())
NAMES = (("贺兰舟", "Person"), ("禾苗创意中心党委", "Organization"), ("青禾", "Place"))
WORDS = (*(name for name, _ in NAMES), "杭州市", "西湖区", "活动", "荣获", "开展")
ANNOTATOR = Annotator(FakeTagger(NAMES, WORDS), KNOWLEDGE)


def names(text: str) -> set[tuple[str, str]]:
    return {(m.text, m.type) for m in ANNOTATOR(document(text)).mentions}


def test_body_organ_district_and_city_are_names_of_their_own() -> None:
    assert names("杭州市西湖区禾苗创意中心党委开会。") == {
        ("杭州市西湖区禾苗创意中心党委", "Organization"),
        ("禾苗创意中心党委", "Organization"),
        ("禾苗创意中心", "Organization"),
        ("西湖区", "Place"),
        ("杭州市", "Place"),
    }


def test_furniture_has_no_names() -> None:
    text = "杭州市首页\n杭州市开展“暖禾”活动。"
    body = Span(text.index("\n") + 1, len(text))
    annotation = ANNOTATOR(Document("d", "d.txt", text, (body,)))
    assert annotation.mentions
    assert all(mention.start >= body.start for mention in annotation.mentions)
    assert all(token.start >= body.start for token in annotation.tokens)


def test_subtypes_are_given() -> None:
    (mention,) = (
        m for m in ANNOTATOR(document("开展“暖禾”活动")).mentions if m.text == "“暖禾”活动"
    )
    assert mention.subtype == "Campaign"


SIGNS = (
    "“ ” 《 》 （ ） 、 ， 。 第三届 电影节 记者 奖 公司 浙江 简称 A1 Bell 陳 臺灣 说 在 的 和 中国"
)
PIECES = st.sampled_from([*SIGNS.split(), *WORDS, " ", "\n", "é", "\U00020000"])


@given(st.lists(PIECES, max_size=25).map("".join))
def test_spans_are_true_sorted_and_never_cross(text: str) -> None:
    annotation = ANNOTATOR(document(text))
    mentions = annotation.mentions
    assert list(mentions) == sorted(mentions)
    assert all(text[m.start : m.end] == m.text and m.text for m in mentions)
    assert all(0 <= m.score <= 1 for m in mentions)
    for one in mentions:
        for other in mentions:
            crossing = one.start < other.start < one.end < other.end
            assert not crossing
    assert ANNOTATOR(document(text)) == annotation


def test_marks_of_bold_are_no_part_of_a_name() -> None:
    text = "**陈志远**是`云帆公司`总经理。"
    page = Document("d", "d.md", text, (Span(0, len(text)),))
    found = load_annotator(ontology_dir())(page).mentions
    assert ("陈志远", "Person") in {(mention.text, mention.type) for mention in found}
    assert not any("*" in mention.text or "`" in mention.text for mention in found)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)


def test_candidates_that_are_no_names_are_counted() -> None:
    tagger = FakeTagger((("各级党组织", "Organization"), ("贺兰舟", "Person")), ("各级", "党组织"))
    annotation = Annotator(tagger, KNOWLEDGE)(document("各级党组织欢迎贺兰舟。"))
    assert [mention.text for mention in annotation.mentions] == ["贺兰舟"]
    assert annotation.rejected == (("wording of no name", 1),)
