from hypothesis import given
from hypothesis import strategies as st

from kg.mention.settle import settle
from kg.model import Mention

TEXT = "甲乙丙丁戊己庚辛壬癸" * 3
TYPES = st.sampled_from(["Person", "Organization", "Place", "Program", "Award", "Work"])
RULES = st.sampled_from(["tagger", "lexicon:divisions", "pattern:body", "pattern:quoted", "repeat"])


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    start = draw(st.integers(0, len(TEXT) - 2))
    end = draw(st.integers(start + 1, min(len(TEXT), start + 12)))
    score = round(draw(st.floats(0, 1)), 2)
    return Mention(start, end, TEXT[start:end], draw(TYPES), "", draw(RULES), score)


def mention(start: int, end: int, kind: str, by: str = "tagger", score: float = 0.9) -> Mention:
    return Mention(start, end, TEXT[start:end], kind, "", by, score)


def test_of_crossing_names_the_better_stays() -> None:
    better, worse = mention(0, 4, "Person"), mention(2, 6, "Place", score=0.5)
    assert settle([worse, better]) == (better,)


def test_place_at_the_front_of_a_body_stays() -> None:
    body, place = mention(0, 6, "Organization"), mention(0, 2, "Place", "lexicon:divisions")
    assert settle([body, place]) == (place, body)


def test_other_names_inside_a_name_go() -> None:
    body, inner = mention(0, 6, "Organization"), mention(2, 4, "Person", score=0.8)
    assert settle([body, inner]) == (body,)


def test_one_type_for_one_stretch() -> None:
    better, worse = mention(0, 4, "Work"), mention(0, 4, "Place", score=0.5)
    assert settle([worse, better]) == (better,)


@given(st.lists(mentions(), max_size=12))
def test_settling_twice_changes_nothing(found: list[Mention]) -> None:
    once = settle(found)
    assert settle(once) == once


@given(st.lists(mentions(), max_size=12))
def test_no_two_cross_and_order_of_input_is_nothing(found: list[Mention]) -> None:
    once = settle(found)
    assert settle(reversed(found)) == once
    for one in once:
        for other in once:
            apart = one.end <= other.start or other.end <= one.start
            nested = (one.start <= other.start and other.end <= one.end) or (
                other.start <= one.start and one.end <= other.end
            )
            assert apart or nested
