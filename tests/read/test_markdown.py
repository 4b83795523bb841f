from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.read.markdown import front_matter, markup, title_of
from tests.read.samples import SIMPLIFIED, body_lines, read


def without_markup(text: str) -> str:
    kept, position = "", 0
    for span in markup(text):
        kept, position = kept + text[position : span.start], span.end
    return kept + text[position:]


def test_link_and_image_targets_are_no_prose() -> None:
    text = "见[青山园区](http://a.cn/公司)和![图](b.png)，又见[大学][1]。\n\n[1]: http://c.cn 题"
    assert without_markup(text) == "见[青山园区]和，又见[大学]。\n\n"


def test_code_is_no_prose() -> None:
    fenced = "前\n```python\n甲公司 = 1\n```\n后\n~~~\n乙公司\n~~~\n`丙公司`末"
    assert without_markup(fenced) == "前\n\n后\n\n末"


def test_a_fence_left_open_runs_to_the_end() -> None:
    assert without_markup("前\n```\n甲公司\n乙公司") == "前\n"


def test_marks_at_the_head_of_lines_go_and_emphasis_stays() -> None:
    text = "## 题目\n> - **甲**设在乙市\n1. 丙\n* 丁\n\n---\n| 戊 | 己 |\n|---|---|"
    assert without_markup(text).split("\n") == [
        "题目",
        "**甲**设在乙市",
        "1. 丙",
        "丁",
        "",
        "",
        " 戊 | 己 |",
        "",
    ]


def test_front_matter_comments_tags_and_addresses_go() -> None:
    text = "---\ntitle: 题\n---\n甲<!-- 乙\n丙 -->丁<br>戊 https://x.cn/a 己"
    assert without_markup(text) == "甲丁戊  己"


def test_front_matter_is_read() -> None:
    text = '---\nTitle: "一个题目"\ndate: 2020-01-02\n---\n正文'
    assert front_matter(text) == {"title": "一个题目", "date": "2020-01-02"}
    assert front_matter("正文\n---\ntitle: 题\n---") == {}


def test_the_title_is_the_first_heading_of_the_first_level() -> None:
    assert title_of("## 二级\n# 一级 #\n# 又一个") == "一级"
    assert title_of("没有标题") == ""


def test_a_document_keeps_its_text_and_takes_its_metadata(tmp_path: Path) -> None:
    text = (
        "---\ndate: 2020-01-02\npublisher: 云州在线\n---\n# 园区一览\n\n"
        f"{SIMPLIFIED[0]}\n\n## 机构\n\n- {SIMPLIFIED[1]}\n- 见[云州大学](http://a.cn)。\n"
    )
    document = read(tmp_path, "a.md", text)
    assert document.text == text
    assert body_lines(document) == [
        "园区一览",
        SIMPLIFIED[0],
        "机构",
        SIMPLIFIED[1],
        "见[云州大学]",
        "。",
    ]
    assert (document.title, document.published, document.publisher) == (
        "园区一览",
        "2020-01-02",
        "云州在线",
    )


@given(st.text(st.sampled_from("甲。#`~[]()!<>-|*:/h \n"), max_size=80))
def test_markup_is_sorted_apart_and_inside(text: str) -> None:
    spans = markup(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))


def test_unclosed_marks_cost_no_more_than_their_length() -> None:
    for piece in ("[", "`", "<", "![", "<!--", "---\n", "~~~\n"):
        assert markup(piece * 50_000) is not None
