"""What is found by what, and in which order."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.search import MATCHES, Entry, Names
from kg.search.marks import key
from kg.search.write import fill

BASE = "https://kg.example/id/"


def entry(
    name: str, *others: str, type_: str = "Person", subtype: str = "", facts: int = 1
) -> Entry:
    return Entry(f"{BASE}{name}", type_, subtype, (name, *others), facts, facts)


def names(*entries: Entry) -> Names:
    connection = sqlite3.connect(":memory:")
    fill(connection, entries)
    return Names(connection)


MADE = names(
    entry("蔡志忠", "蔡老师", facts=5),
    entry("单雄飞"),
    entry("吕绿筠"),
    entry("清溪大学", "清大", "QXU", type_="Organization", subtype="School", facts=9),
    entry("清溪大学桐州校友会", type_="Organization", facts=2),
    entry("大学路", type_="Place", subtype="Road", facts=3),
    entry("伟大学者评选", type_="Program", facts=7),
    entry("重庆白石银行", type_="Organization", subtype="Bank"),
    entry("雲棲創意園", type_="Organization", subtype="Park"),
    entry("Green River Labs", type_="Organization", subtype="Company"),
    entry("《红·与“黑”》", type_="Work"),
)


def labels(text: str, type_: str = "", limit: int = 20) -> list[str]:
    return [hit.label for hit in MADE.find(text, type_=type_, limit=limit)]


def test_kinds_of_match_come_in_order_then_facts() -> None:
    hits = MADE.find("大学")
    assert [(hit.label, hit.match) for hit in hits] == [
        ("大学路", "prefix"),
        ("清溪大学", "word"),
        ("清溪大学桐州校友会", "word"),
        ("伟大学者评选", "part"),
    ]
    assert [hit.match for hit in MADE.find("清大")][:1] == ["exact"]


@pytest.mark.parametrize("text", ["蔡", "志", "忠", "蔡志", "志忠", "老师", "蔡老师"])
def test_any_part_of_any_name(text: str) -> None:
    assert labels(text) == ["蔡志忠"]


@pytest.mark.parametrize(
    "text",
    ["czz", "CZZ", "caizhizhong", "cai zhi zhong", "Cài Zhìzhōng", "caizz", "czhizh", "zz", "cls"],
)
def test_pinyin_whole_begun_and_initials(text: str) -> None:
    assert labels(text)[0] == "蔡志忠"
    assert MADE.find(text)[0].match == "pinyin"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("shanxf", "单雄飞"),
        ("danxiongfei", "单雄飞"),
        ("lvlv", "吕绿筠"),
        ("lǚ lǜ", "吕绿筠"),
        ("chongqing", "重庆白石银行"),
        ("zhongqing", "重庆白石银行"),
        ("bsyh", "重庆白石银行"),
        ("qxdx", "清溪大学"),
    ],
)
def test_surnames_and_characters_with_two_readings(text: str, label: str) -> None:
    assert labels(text)[0] == label


@pytest.mark.parametrize("text", ["云栖", "雲棲", "创意园", "創意園", "yunqi"])
def test_traditional_is_simplified(text: str) -> None:
    assert labels(text) == ["雲棲創意園"]


@pytest.mark.parametrize(
    "text", ["green", "ＧＲＥＥＮ", "River", "een ri", "labs green", "GREENRIVERLABS"]
)
def test_latin_in_any_case_and_width(text: str) -> None:
    assert labels(text)[0] == "Green River Labs"


@pytest.mark.parametrize("text", ["校友会 清溪", "校友会桐州", "桐州清溪大学"])
def test_words_in_any_order(text: str) -> None:
    hits = MADE.find(text)
    assert [(hit.label, hit.match) for hit in hits] == [("清溪大学桐州校友会", "words")]


def test_quotes_and_marks_in_names_do_not_matter() -> None:
    assert labels("红·与黑") == ["《红·与“黑”》"]


def test_type_by_name_subtype_and_label() -> None:
    assert labels("大学", "School") == ["清溪大学"]
    assert labels("大学", "地点") == labels("大学", "Place") == labels("大学", "road") == ["大学路"]
    with pytest.raises(QueryError, match="did you mean Person"):
        labels("大学", "Persn")


def test_limit_and_an_entity_once() -> None:
    assert len(labels("大", limit=2)) == 2
    assert labels("大", limit=0) == []
    assert labels("蔡").count("蔡志忠") == 1


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "“”", "龘", '"', "*", "大学 AND", "a" * 5000, "'" * 99, "-蔡", "parts:蔡"],
)
def test_nothing_is_found_without_a_fault(text: str) -> None:
    assert labels(text) in ([], ["清溪大学"])


def test_many_ambiguous_letters_take_no_time() -> None:
    assert labels("anan" * 9 + "uu") == []


NAME = st.text(st.sampled_from("蔡志忠大学路abz ·A中重行\"'"), min_size=1, max_size=7)


@given(st.lists(NAME, min_size=1, max_size=8), st.data())
def test_every_part_of_a_name_finds_it(texts: list[str], data: st.DataObject) -> None:
    made = names(*(entry(text) for text in dict.fromkeys(texts)))
    name = data.draw(st.sampled_from(texts))
    plain = key(name)
    if not plain:
        return
    start = data.draw(st.integers(0, len(plain) - 1))
    end = data.draw(st.integers(start + 1, len(plain)))
    part = plain[start:end]
    hits = made.find(part, limit=1000)
    assert name in {hit.label for hit in hits}
    ranks = [MATCHES.index(hit.match) for hit in hits]
    assert ranks == sorted(ranks)
    written = {hit.label for hit in hits if hit.match in ("exact", "prefix", "word", "part")}
    assert written == {text for text in texts if part in key(text)}
