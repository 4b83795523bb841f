"""Finding what somebody else wrote down, and windows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.engine import Document, Span
from kg.engine.ground import loose, make_lookup
from kg.engine.windows import body_sentences, make_window, windows
from kg.text import sentence_around

_CHARACTERS = st.text(
    st.sampled_from("云雲帆科技 　\n“”「」'\"ＡaAbé\u0301㈱株()①1ﬁfi。，；"), max_size=30
)


def _found(wanted: str, text: str) -> list[str]:
    return [text[start:end] for start, end in make_lookup(text).find(wanted)]


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("云帆", "云帆与雲帆、云 帆", ["云帆", "雲帆", "云 帆"]),
        ("ABC", "abc ＡＢＣ xabc abcd", ["abc", "ＡＢＣ"]),
        ("“甲”乙", "「甲」乙和 '甲'乙", ["「甲」乙"]),
        ("é", "e\u0301 é", ["e\u0301", "é"]),
        ("株", "㈱ 株", ["株"]),
        ("(株)", "㈱", ["㈱"]),
        ("AA", "AAA", []),
        ("甲甲", "甲甲甲甲甲", ["甲甲", "甲甲"]),
        ("", "甲", []),
        (" 　\n", "甲 乙", []),
        ("乙", "甲", []),
    ],
)
def test_spelling_may_differ_and_words_are_not_cut(
    wanted: str, text: str, found: list[str]
) -> None:
    assert _found(wanted, text) == found


@given(text=_CHARACTERS, wanted=_CHARACTERS)
def test_what_is_found_is_the_same_but_for_spelling(text: str, wanted: str) -> None:
    last = 0
    for start, end in make_lookup(text).find(wanted):
        assert last <= start < end
        assert loose(text[start:end]) == loose(wanted)
        last = end


@given(text=_CHARACTERS)
def test_a_text_is_found_in_itself(text: str) -> None:
    assert make_lookup(text).has(text) == bool(loose(text))


@given(text=_CHARACTERS, cut=st.integers(0, 30), size=st.integers(1, 20))
def test_windows_hold_every_sentence_once_at_its_place(text: str, cut: int, size: int) -> None:
    cut = min(cut, len(text))
    body = tuple(span for span in (Span(0, cut), Span(cut, len(text))) if span.start < span.end)
    document = Document("d", "d.txt", text, body)
    pieces: list[Span] = []
    for window in windows(document, size):
        assert len(window.text) == len(window.at)
        pieces += window.pieces
        for index, offset in enumerate(window.at):
            assert offset == -1 or text[offset] == window.text[index]
        halves = window.halves(document)
        assert (halves is None) == (len(window.pieces) == 1)
        if halves:
            assert halves[0].pieces + halves[1].pieces == window.pieces
    assert tuple(pieces) == body_sentences(document)


def test_a_span_across_what_was_left_out_is_no_name_but_may_be_a_quote() -> None:
    text = "甲公司(url)总经理。"
    document = Document("d", "d.md", text, (Span(0, 3), Span(8, len(text))))
    window = make_window(document, body_sentences(document))
    assert window.text == "甲公司总经理。"
    assert window.whole_span(0, 3) == Span(0, 3)
    assert window.whole_span(2, 5) is None
    assert window.span(2, 5) == Span(2, 10)
    assert window.span(0, 0) is None
    assert window.span(0, 99) is None


def test_the_sentence_around_a_stretch() -> None:
    spans = [Span(0, 5), Span(6, 10), Span(10, 20)]
    assert sentence_around(spans, 1, 2) == Span(0, 5)
    assert sentence_around(spans, 4, 7) == Span(0, 10)
    assert sentence_around(spans, 10, 11) == Span(10, 20)
    assert sentence_around([], 3, 4) == Span(3, 4)
