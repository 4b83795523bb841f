"""The shipped tagger: what it finds, true offsets, the same answer in any company."""

import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.mention.tagger import WEIGHTS, Tagged, load_tagger

SENTENCES = (
    "本报杭州3月5日电 记者林晓燕报道，浙江省人民政府近日公布了新一批示范园区名单。",
    "青禾动漫有限公司总经理周志远与法国驻上海总领事馆签订了合作协议。",
    "王建国1962年出生于江苏省苏州市，毕业于南京大学，现任中国作家协会副主席。",
    "美国总统约翰·史密斯当天在华盛顿会见了来访的日本首相。",
    "他的长篇小说《江南旧事》由人民文学出版社出版。",
    "第五届中国国际动漫节在杭州开幕，来自三十多个国家和地区的企业参加。",
)


def found(sentence: str) -> set[tuple[str, str]]:
    """The names of a sentence with their types."""
    (tagged,) = load_tagger().tag([sentence])
    return {(sentence[n.start : n.end], n.type) for n in tagged.names}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (SENTENCES[0], {("林晓燕", "Person"), ("浙江省人民政府", "Organization")}),
        (SENTENCES[1], {("青禾动漫有限公司", "Organization"), ("周志远", "Person")}),
        (SENTENCES[2], {("王建国", "Person"), ("南京大学", "Organization")}),
        (SENTENCES[3], {("约翰·史密斯", "Person"), ("华盛顿", "Place"), ("美国", "Place")}),
        (SENTENCES[4], {("人民文学出版社", "Organization")}),
        (SENTENCES[5], {("杭州", "Place")}),
    ],
)
def test_finds_plain_names(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= found(sentence)


def test_word_cut_and_parts_of_speech() -> None:
    sentence = "公司昨天在上海成立了研究院。"
    (tagged,) = load_tagger().tag([sentence])
    words = {sentence[t.start : t.end]: t.pos for t in tagged.tokens}
    assert words["昨天"] == "TIME"
    assert words["上海"] == "LOC"
    assert words["成立"] == "v"
    assert words["。"] == "w"


def test_width_and_script_make_no_difference() -> None:
    plain = "记者陈明报道：浙江省体育局与杭州电视台合作，举办了比赛。"
    traditional = "記者陳明報道：浙江省體育局與杭州電視臺合作，舉辦了比賽。"
    half = plain.replace("，", ",").replace("：", ":")
    tagged = load_tagger().tag([plain, half, traditional])
    assert tagged[0].names == tagged[1].names == tagged[2].names
    assert tagged[0].tokens == tagged[1].tokens


def check(sentence: str, tagged: Tagged) -> None:
    """Tokens cut the whole sentence; names are in order, apart, inside it, of known types."""
    ends = [0, *(t.end for t in tagged.tokens)]
    assert ends[:-1] == [t.start for t in tagged.tokens]
    assert ends[-1] == len(sentence)
    assert all(t.start < t.end and t.pos for t in tagged.tokens)
    before = 0
    for name in tagged.names:
        assert before <= name.start < name.end <= len(sentence)
        assert name.type in {"Person", "Organization", "Place", "Program", "Award", "Work"}
        assert 0 <= name.score <= 1
        assert round(name.score, 2) == name.score
        before = name.end


TEXT = st.text(
    st.one_of(
        st.sampled_from("中国杭州市公司陈奕《》“”,，·ABC012 会"),
        st.characters(),
        st.characters(categories=["Cs", "So"]),
    ),
    max_size=60,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXT, max_size=8))
def test_offsets_hold_on_any_text(sentences: list[str]) -> None:
    tagged = load_tagger().tag(sentences)
    assert len(tagged) == len(sentences)
    for sentence, answer in zip(sentences, tagged, strict=True):
        check(sentence, answer)


@pytest.mark.parametrize(
    "line", ["", "　", "😀" * 300, "\ud800\udfff", "甲，乙" * 3500, "长" * 10_000]
)
def test_odd_lines(line: str) -> None:
    (tagged,) = load_tagger().tag([line])
    check(line, tagged)


def test_company_changes_nothing() -> None:
    source = random.Random(7)
    pool = [*SENTENCES, *(s + t for s in SENTENCES for t in SENTENCES)]
    sentences = [s[source.randrange(8) : -source.randrange(1, 8)] for s in pool * 6]
    tagger = load_tagger()
    together = tagger.tag(sentences)
    assert [tagger.tag([s])[0] for s in sentences] == together
    order = list(range(len(sentences)))
    source.shuffle(order)
    shuffled = tagger.tag([sentences[i] for i in order])
    assert [together[i] for i in order] == shuffled
    assert tagger.tag(sentences[:5]) == together[:5]


def test_weights_are_small_and_plain() -> None:
    assert WEIGHTS.stat().st_size <= 6_000_000
    with np.load(WEIGHTS, allow_pickle=False) as archive:
        assert {archive[name].dtype.kind for name in archive.files} <= set("fuU")
