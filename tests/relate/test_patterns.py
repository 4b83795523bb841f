"""What the patterns find, one family a test."""

import pytest

from tests.relate.samples import claims, triples


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[云帆公司|O]位于[海宁县|L]。", "云帆公司 locatedIn 海宁县"),
        ("位于[海宁县|L]的[云帆公司|O]正在扩建。", "云帆公司 locatedIn 海宁县"),
        ("[星河国|L]首都[明月城|L]下雪了。", "明月城 locatedIn 星河国"),
        ("[星河论坛|G]昨天在[明月城|L]开幕。", "星河论坛 locatedIn 明月城"),
        ("[周立群|P]在[云帆公司|O]设有工作室。", "周立群 locatedIn 云帆公司"),
        ("[周立群|P]在[云帆公司|O]工作。", "周立群 memberOf 云帆公司"),
        ("[云帆公司|O]举办“[星河论坛|G]”。", "云帆公司 organizes 星河论坛"),
        ("由[云帆公司|O]主办的[星河论坛|G]闭幕。", "云帆公司 organizes 星河论坛"),
        ("[云帆公司|O]承办的[星河论坛|G]闭幕。", "云帆公司 organizes 星河论坛"),
        ("[周立群|P]出席[星河论坛|G]。", "周立群 participatesIn 星河论坛"),
        ("[周立群|P]创办了[云帆公司|O]。", "周立群 founded 云帆公司"),
        ("[云帆公司|O]创始人[周立群|P]到场。", "周立群 founded 云帆公司"),
        ("[云帆公司|O]收购[碧波公司|O]。", "云帆公司 owns 碧波公司"),
        ("[周立群|P]著有《[水乡旧事|W]》。", "周立群 created 水乡旧事"),
        ("《[水乡旧事|W]》由[碧波出版社|O]出版。", "碧波出版社 created 水乡旧事"),
        ("[海宁县政府|O]印发《[水乡条例|W]》。", "海宁县政府 created 水乡条例"),
        ("[云帆公司|O]被评为[水乡先进集体|A]。", "云帆公司 receivedAward 水乡先进集体"),
        ("“[水乡工匠|A]”获得者[周立群|P]到场。", "周立群 receivedAward 水乡工匠"),
        ("[云帆公司|O]与[碧波公司|O]签订合作协议。", "云帆公司 partnerOf 碧波公司"),
        ("[周立群|P]会见[李明远|P]。", "周立群 metWith 李明远"),
        ("[周立群|P]在[海宁县|L]同[李明远|P]举行会谈。", "周立群 metWith 李明远"),
        ("[周立群|P]来到[碧波小学|O]。", "周立群 visited 碧波小学"),
        ("[周立群|P]出生于[海宁县|L]。", "周立群 origin 海宁县"),
        ("[周立群|P]，男，[海宁县|L]人。", "周立群 origin 海宁县"),
        ("[周立群|P]毕业于[云帆大学|O]。", "周立群 educatedAt 云帆大学"),
        ("[周立群|P]的妻子[王小雪|P]到场。", "周立群 kinOf 王小雪"),
        ("[周立群|P]、[王小雪|P]夫妇到场。", "周立群 kinOf 王小雪"),
        ("[云帆公司|O]旗下[碧波公司|O]开业。", "碧波公司 partOf 云帆公司"),
        ("纪录片《[水乡旧事|W]》讲述了[周立群|P]的一生。", "水乡旧事 about 周立群"),
    ],
)
def test_a_clause_states_its_relation(text: str, expected: str) -> None:
    assert expected in triples(text)


def test_direction_follows_the_words_not_the_order() -> None:
    assert triples("[碧波公司|O]被[云帆公司|O]收购。") == {"云帆公司 owns 碧波公司"}
    assert triples("[云帆公司|O]收购[碧波公司|O]。") == {"云帆公司 owns 碧波公司"}


def test_an_address_is_joined_link_by_link() -> None:
    assert triples("[东海省|L][明月市|L][海宁县|L]下雪了。") == {
        "明月市 locatedIn 东海省",
        "海宁县 locatedIn 明月市",
    }


def test_a_place_that_begins_a_longer_name_lies_in_the_place_before() -> None:
    found = triples("[东海省|L][明月市棉纺厂|O]复工，[明月市|L]下雪了。")
    assert {"明月市 locatedIn 东海省", "明月市棉纺厂 locatedIn 明月市"} <= found


def test_a_list_gives_each_member_its_claim() -> None:
    found = triples("[云帆公司|O]、[碧波公司|O]和[青山公司|O]共同举办[星河论坛|G]。")
    assert {f"{name} organizes 星河论坛" for name in ("云帆公司", "碧波公司", "青山公司")} <= found


def test_each_post_of_a_list_goes_to_its_own_body() -> None:
    found = claims("[星河学会|O]副会长、[云帆大学|O]校长[周立群|P]到场。")
    assert found["周立群", "memberOf", "星河学会"].role == "副会长"
    assert found["周立群", "memberOf", "云帆大学"].role == "校长"


def test_posts_of_two_people_are_kept_apart() -> None:
    found = claims("[云帆公司|O]经理[周立群|P]、[碧波公司|O]会计主管[李明远|P]到场。")
    assert found["周立群", "memberOf", "云帆公司"].role == "经理"
    assert ("周立群", "memberOf", "碧波公司") not in found
    assert ("李明远", "memberOf", "云帆公司") not in found


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("[云帆公司|O]董事长兼总经理[周立群|P]到场。", "董事长兼总经理"),
        ("[周立群|P]现任[云帆公司|O]技术总监。", "技术总监"),
        ("[云帆公司|O]总经理为[周立群|P]。", "总经理"),
        ("[雲帆公司|O]總經理[周立群|P]到場。", "總經理"),
    ],
)
def test_a_role_is_in_the_words_of_the_text(text: str, role: str) -> None:
    roles = [
        claim.role for (_, predicate, _), claim in claims(text).items() if predicate == "memberOf"
    ]
    assert roles == [role]


def test_the_party_post_and_the_manager_belong_to_the_company() -> None:
    found = claims("[云帆公司|O]开业。[云帆公司党支部|O]书记兼总经理[周立群|P]到场。")
    assert found["周立群", "memberOf", "云帆公司"].role == "党支部书记兼总经理"
    assert ("云帆公司党支部", "partOf", "云帆公司") in found


def test_both_partners_found_what_they_build_together() -> None:
    assert triples("[云帆中心|O]与[碧波学院|O]签订合作协议，共同筹建“[星河馆|O]”。") >= {
        "云帆中心 partnerOf 碧波学院",
        "云帆中心 founded 星河馆",
    }


def test_half_width_and_traditional_text_are_read_alike() -> None:
    text = "[周立群|P]畢業於[云帆大学|O],現任[碧波公司|O]總經理。"
    assert triples(text) == {"周立群 educatedAt 云帆大学", "周立群 memberOf 碧波公司"}


def test_dates_and_brackets_do_not_come_between() -> None:
    text = "[周立群|P]今天（9月30日）在[海宁县|L]出席[星河论坛|G]。"
    assert "周立群 participatesIn 星河论坛" in triples(text)


def test_what_the_schema_forbids_is_counted() -> None:
    from tests.relate.samples import relate

    related = relate("[云帆公司|O]收购[云帆公司|O]，[云帆公司|O]收购[碧波公司|O]。")
    assert len(related.claims) == 1
    assert dict(related.rejected)["self"] >= 1
