"""Subjects that a clause leaves out, and words that stand for things named before."""

from tests.relate.samples import claims, triples


def test_a_subject_is_carried_to_later_clauses() -> None:
    found = triples("[云帆公司|O]成立于1999年，位于[海宁县|L]，承办[星河论坛|G]。")
    assert found == {"云帆公司 locatedIn 海宁县", "云帆公司 organizes 星河论坛"}


def test_a_subject_is_carried_to_the_next_sentence() -> None:
    found = claims("[周立群|P]是一位画家。毕业于[云帆大学|O]。")
    assert ("周立群", "educatedAt", "云帆大学") in found


def test_a_carried_subject_is_trusted_less() -> None:
    near = claims("[周立群|P]毕业于[云帆大学|O]。")["周立群", "educatedAt", "云帆大学"]
    far = claims("[周立群|P]是一位画家。毕业于[云帆大学|O]。")["周立群", "educatedAt", "云帆大学"]
    assert far.score < near.score


def test_a_clause_with_a_subject_of_its_own_takes_none() -> None:
    assert triples("[周立群|P]来了。女儿毕业于[云帆大学|O]。") == set()


def test_a_section_of_a_report_is_about_the_body_of_the_report() -> None:
    text = (
        "[云帆中心|O]总结工作。\n[云帆中心|O]有企业十家。\n[碧波公司|O]是其中一家。\n"
        "一、抓学习。开展“[星河计划|G]”。"
    )
    assert "云帆中心 organizes 星河计划" in triples(text)


def test_pronouns_stand_for_the_person_of_the_sentence_before() -> None:
    found = triples("[周立群|P]在[李明远|P]家做客。他毕业于[云帆大学|O]。")
    assert found == {"周立群 educatedAt 云帆大学"}


def test_the_meeting_is_the_meeting_named_before() -> None:
    found = triples("[星河大会|G]昨天开始。[周立群|P]出席会议。")
    assert found == {"周立群 participatesIn 星河大会"}


def test_evidence_of_a_carried_subject_holds_the_words_that_state_it() -> None:
    text = "[周立群|P]是一位画家。毕业于[云帆大学|O]。"
    claim = claims(text)["周立群", "educatedAt", "云帆大学"]
    assert claim.evidence.text == "毕业于云帆大学"
    assert claim.evidence.sentence == "毕业于云帆大学。"
