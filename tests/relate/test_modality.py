"""Modality, time, finer predicates."""

import pytest

from kg.relate.times import stated_time
from tests.relate.samples import claims


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("[周立群|P]出席[星河论坛|G]。", "asserted"),
        ("[周立群|P]计划出席[星河论坛|G]。", "planned"),
        ("[周立群|P]将出席[星河论坛|G]。", "planned"),
        ("[周立群|P]没有出席[星河论坛|G]。", "denied"),
        ("[周立群|P]并未参加[星河论坛|G]。", "denied"),
        ("据传[周立群|P]出席[星河论坛|G]。", "doubtful"),
        ("[周立群|P]可能参加[星河论坛|G]。", "doubtful"),
    ],
)
def test_cues_tell_the_modality(text: str, modality: str) -> None:
    assert claims(text)["周立群", "participatesIn", "星河论坛"].modality == modality


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("原[云帆公司|O]总经理[周立群|P]到场。", "原总经理"),
        ("前[云帆公司|O]总经理[周立群|P]到场。", "前总经理"),
        ("[云帆公司|O]原总经理[周立群|P]到场。", "原总经理"),
    ],
)
def test_a_former_post_is_over_and_says_so(text: str, role: str) -> None:
    claim = claims(text)["周立群", "memberOf", "云帆公司"]
    assert (claim.role, claim.modality) == (role, "ended")
    assert role[0] in claim.evidence.text


def test_names_hold_no_cues() -> None:
    text = "[周立群|P]出席[未来计划可能论坛|G]。"
    assert claims(text)["周立群", "participatesIn", "未来计划可能论坛"].modality == "asserted"


def test_a_plan_in_the_clause_says_nothing_of_an_address() -> None:
    text = "[周立群|P]计划前往[东海省|L][明月市|L]。"
    found = claims(text)
    assert found["明月市", "locatedIn", "东海省"].modality == "asserted"
    assert found["周立群", "visited", "明月市"].modality == "planned"


@pytest.mark.parametrize(
    ("text", "finer"),
    [
        ("[云帆公司|O]承办[星河论坛|G]。", "hosts"),
        ("[云帆公司|O]发起[星河论坛|G]。", "launches"),
        ("[云帆公司|O]举办[星河论坛|G]。", ""),
    ],
)
def test_words_tell_the_finer_predicate(text: str, finer: str) -> None:
    assert claims(text)["云帆公司", "organizes", "星河论坛"].subpredicate == finer


@pytest.mark.parametrize(
    ("text", "published", "time"),
    [
        ("甲2019年3月5日访问乙", "", "2019-03-05"),
        ("甲2019年3月访问乙", "", "2019-03"),
        ("甲2019年访问乙", "", "2019"),
        ("甲于6月5日访问乙", "2023-06-07", "2023-06-05"),
        ("甲于6月5日访问乙", "", ""),
        ("甲于5日访问乙", "2023-06-07", "2023-06-05"),
        ("甲于13月5日访问乙", "2023-06-07", ""),
        ("甲访问乙", "2023-06-07", ""),
    ],
)
def test_the_stated_date_is_iso(text: str, published: str, time: str) -> None:
    assert stated_time(text, 0, len(text), published) == time


def test_a_date_before_the_clause_counts_and_one_of_another_sentence_does_not() -> None:
    key = ("周立群", "visited", "海宁县")
    assert claims("2019年3月，[周立群|P]来到[海宁县|L]。")[key].time == "2019-03"
    assert claims("2019年3月下雪。[周立群|P]来到[海宁县|L]。")[key].time == ""
