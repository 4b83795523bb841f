from kg.mention.page import make_page
from kg.mention.quoted import find_quoted, load_cues
from kg.resources import ontology_dir
from tests.mention.pages import document, page_of

CUES = load_cues(ontology_dir())


def found(text: str) -> list[tuple[str, str]]:
    page = make_page(document(text), [])
    return [(m.text, m.type) for m in find_quoted(page, CUES)]


def test_word_behind_names_the_kind() -> None:
    assert found("社区推进“暖禾”活动，") == [("“暖禾”活动", "Program"), ("暖禾", "Program")]
    assert found("获“青禾之星”称号。") == [("青禾之星", "Award")]
    assert found("加入“禾苗”志愿服务队。") == [
        ("“禾苗”志愿服务队", "Organization"),
        ("禾苗", "Organization"),
    ]


def test_word_before_names_the_kind() -> None:
    assert found("扎实开展“双禾双苗”，") == [("双禾双苗", "Program")]
    assert found("话剧“禾下”") == [("禾下", "Work")]


def test_straight_and_corner_quotes() -> None:
    assert found('开展"暖禾"活动') == [('"暖禾"活动', "Program"), ("暖禾", "Program")]
    assert found("開展「暖禾」活動")[0] == ("「暖禾」活動", "Program")


def test_slogans_and_speech_are_no_names() -> None:
    assert found("以主题为“共饮一江水”") == []
    assert found("他说“今天天气好”") == []


def test_name_through_noun_like_words() -> None:
    page = page_of("第三届/m “/w 禾路/n ”/w 国际/n 合作/vn 论坛/n")
    assert [m.text for m in find_quoted(page, CUES)] == ["“禾路”国际合作论坛"]
