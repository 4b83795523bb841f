"""Folding keeps the length; sentences cover the text and stay short."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.text import fold, name_key, sentences, simplify

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(_TEXT)
def test_folding_and_simplifying_keep_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(simplify(text)) == len(text)


def test_folding_joins_widths_scripts_and_cases() -> None:
    assert fold("ＡＢＣ：國際") == "abc:国际"


@pytest.mark.parametrize(("one", "other"), [("陕西", "山西"), ("张伟", "章伟"), ("六安", "陆安")])
def test_names_that_sound_or_look_alike_keep_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_sentences_end_at_marks_quotes_and_lines() -> None:
    text = "“走吧！”他说。\n  第二行；还有， 一段"
    assert [span.of(text) for span in sentences(text)] == [
        "“走吧！”",
        "他说。",
        "第二行；",
        "还有， 一段",
    ]


@given(_TEXT, st.integers(0, 50))
def test_sentences_leave_out_white_space_alone(text: str, start: int) -> None:
    within = Span(min(start, len(text)), len(text))
    spans = list(sentences(text, within))
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    covered = {i for span in spans for i in range(span.start, span.end)}
    left = "".join(text[i] for i in range(within.start, within.end) if i not in covered)
    assert not left.strip()


@pytest.mark.parametrize("filler", ["天", "天气，", "天 "])
def test_an_endless_sentence_is_cut(filler: str) -> None:
    text = filler * 5000
    spans = list(sentences(text))
    assert max(span.end - span.start for span in spans) <= 600
    assert "".join(span.of(text) for span in spans).replace(" ", "") == text.replace(" ", "")
