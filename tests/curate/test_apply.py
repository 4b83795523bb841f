"""What each edit does to the graph, and what is said where it can do nothing."""

import pytest

from kg.errors import CurationError
from kg.model import Network
from tests.curate.samples import (
    BASE,
    BRIEF,
    NEWS,
    curated,
    facts,
    file,
    home,
    network,
    node,
    record,
)


def refused(*lines: str, taken: tuple[str, ...] = ()) -> str:
    with pytest.raises(CurationError) as caught:
        curated(*lines, taken=taken)
    return str(caught.value)


def test_merge_makes_one_node_with_the_names_of_both() -> None:
    built = curated("merge,陈亦,,陈奕")
    merged = node(built, "陈亦")
    assert (merged.iri, merged.names) == (BASE + "Person/陈奕", ("陈奕", "陈亦"))
    assert merged.mentions == 3
    assert ("陈奕", "participatesIn", "百企百师") in facts(built)


def test_a_merge_takes_the_type_of_what_it_is() -> None:
    built = curated("merge,时光坐标公司,,桐州市")
    assert node(built, "时光坐标公司").type == "Place"
    assert node(built, "时光坐标公司").subtype == "City"


def test_merges_follow_one_another() -> None:
    built = curated("merge,陈亦,,陈奕", "merge,陈奕,,Person/陈一", "new,Person/陈一")
    assert node(built, "陈亦").names == ("陈一", "陈亦", "陈奕")


def test_split_by_the_name_that_documents_know_alone() -> None:
    built = curated("split,时光公司")
    one, other = node(built, "时光坐标公司"), home(built, "简报", "e0")
    assert one.names == ("时光坐标公司", "时光公司")
    assert other != one.iri
    assert other.startswith(BASE + "Organization/时光公司~")


def test_split_by_document_under_a_new_name() -> None:
    built = curated("split,陈奕,,陈奕（画家）,,,简报")
    assert home(built, "简报", "e2") == BASE + "Person/陈奕（画家）"
    assert home(built, "新闻", "e0") == BASE + "Person/陈奕"
    assert node(built, "陈奕（画家）").names == ("陈奕（画家）", "陈奕")


def test_rename_keeps_the_old_name() -> None:
    built = curated("rename,陈奕,,陈弈")
    assert node(built, "陈奕").names == ("陈弈", "陈奕")
    assert node(built, "陈奕").iri == BASE + "Person/陈弈"


def test_two_entities_of_one_new_name_are_kept_apart() -> None:
    built = curated("rename,陈亦,,陈奕")
    iris = [each.iri for each in built.nodes if each.label == "陈奕"]
    assert len(iris) == len(set(iris)) == 2
    assert BASE + "Person/陈奕" in iris


def test_retype() -> None:
    built = curated("retype,时光公司,,园区")
    assert node(built, "时光公司").type == "Organization"
    assert node(built, "时光公司").subtype == "Park"
    built = curated("retype,百企百师,,Award")
    assert node(built, "百企百师").iri == BASE + "Award/百企百师"
    assert [fact.problem for fact in built.quarantined]  # an Award is organized by nobody


def test_hide_takes_the_facts_along_and_counts_them() -> None:
    built = curated("hide,时光公司")
    assert not [each for each in built.nodes if "时光公司" in each.names]
    assert facts(built) == {
        ("陈奕", "educatedAt", "北湖大学"),
        ("陈亦", "participatesIn", "百企百师"),
    }
    assert dict(built.rejected)["curation"] == 4


def test_new_makes_an_entity_or_finds_the_one_there_is() -> None:
    built = curated("new,Company/星辰公司", "new,Person/陈奕")
    made = node(built, "星辰公司")
    assert (made.type, made.subtype, made.mentions) == ("Organization", "Company", 1)
    assert [appearance.document for appearance in made.appearances] == ["curation"]
    assert {a.document for a in node(built, "陈奕").appearances} == {"新闻", "简报", "curation"}


def test_reject_a_fact_whatever_states_it() -> None:
    built = curated("reject,陈奕,educatedAt,北湖大学")
    assert ("陈奕", "educatedAt", "北湖大学") not in facts(built)
    assert dict(built.rejected)["curation"] == 1


@pytest.mark.parametrize(
    "line", ["reject,北湖大学,合作,时光公司", "reject,时光公司,partnerOf,北湖大学"]
)
def test_reject_a_symmetric_fact_either_way_round(line: str) -> None:
    assert not [fact for fact in facts(curated(line)) if fact[1] == "partnerOf"]


def test_reject_by_the_finer_relation_leaves_other_evidence() -> None:
    twice = record(
        "年报",
        [("Person", "陈奕"), ("Organization/Company", "时光坐标公司")],
        [("陈奕", "memberOf", "时光坐标公司")],
    )
    built = curated("reject,陈奕,heads,时光坐标公司", records=(NEWS, BRIEF, twice))
    (fact,) = (fact for fact in built.facts if fact.predicate == "memberOf")
    assert [proof.document for proof in fact.proofs] == ["年报"]


def test_an_added_fact_has_the_line_for_its_evidence() -> None:
    line = "add,陈亦,任职于,北湖大学,教授,2019/2021,,有名片,王编辑,2026-11-26"
    built = curated("# a comment", "", line)
    (fact,) = (
        fact for fact in built.facts if fact.predicate == "memberOf" and fact.roles == ("教授",)
    )
    (proof,) = fact.proofs
    text = file("# a comment", "", line).text
    evidence = proof.evidence
    assert (proof.document, proof.by, proof.score) == ("curation", "curator:王编辑", 1.0)
    assert (proof.role, proof.time) == ("教授", "2019/2021")
    assert text[evidence.start : evidence.end] == evidence.text
    assert evidence.text == "陈亦\t任职于\t北湖大学\t教授\t2019/2021"
    assert evidence.sentence == line.replace(",", "\t")
    assert text[evidence.sentence_start :].startswith(evidence.sentence)


def test_a_finer_relation_can_be_added() -> None:
    built = curated("add,陈亦,heads,北湖大学")
    (fact,) = (f for f in built.facts if f.predicate == "memberOf" and "陈亦" in f.subject)
    assert [proof.subpredicate for proof in fact.proofs] == ["heads"]


def test_what_a_person_says_outweighs_the_documents() -> None:
    things = [("Organization", "甲学院"), ("Organization", "乙大学")]
    said = [record(f"d{n}", things, [("甲学院", "partOf", "乙大学")]) for n in range(3)]
    built = curated("add,乙大学,partOf,甲学院", records=said)
    assert facts(built) == {("乙大学", "partOf", "甲学院")}
    assert len(built.quarantined) == 1


def test_types_tell_entities_of_one_name_apart() -> None:
    records = [record("d", [("Person", "长城"), ("Place", "长城"), ("Person", "王五")])]
    assert "Person/长城、Place/长城" in refused_with(records, "hide,长城")
    built = curated("hide,地点/长城", records=records)
    assert [each.type for each in built.nodes if each.label == "长城"] == ["Person"]


def test_a_document_or_an_iri_tells_homonyms_apart() -> None:
    records = [
        record("甲", [("Person", "王先生"), ("Organization", "北湖大学")]),
        record("乙", [("Person", "王先生")]),
    ]
    message = refused_with(records, "rename,王先生,,王五")
    assert "2 entities are called 王先生" in message
    shown = message.partition("write one of ")[2].partition(", or")[0].split("、")
    for line in ("rename,王先生,,王五,,,乙", f"rename,{shown[1]},,王五"):
        built = curated(line, records=records)
        assert node(built, "王五").iri == BASE + "Person/王五"
    built = curated(f"rename,{BASE}{shown[0]},,王五", records=records)
    assert node(built, "王五").label == "王五"


def refused_with(records: list, *lines: str) -> str:  # type: ignore[type-arg]
    with pytest.raises(CurationError) as caught:
        curated(*lines, records=records)
    return str(caught.value)


def test_any_name_that_a_line_gives_can_be_used_by_any_other() -> None:
    lines = (
        "add,陈弈,memberOf,Company/星辰公司",
        "new,Company/星辰公司",
        "merge,陈亦,,陈弈",
        "rename,陈奕,,陈弈",
    )
    one, other = curated(*lines), curated(*reversed(lines))
    assert one.nodes == other.nodes
    assert facts(one) == facts(other)
    assert ("陈弈", "memberOf", "星辰公司") in facts(one)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("merge,陈议,,陈奕",), "curation.tsv:2: no entity is called 陈议; close to it: 陈"),
        (("hide,Place/陈奕",), "curation.tsv:2: no Place is called 陈奕; there is Person/陈奕"),
        (("hide,北湖大学,,,,,简报",), "北湖大学 is not named in 简报"),
        (("hide,陈奕,,,,,新问",), "no document of the build is called 新问; close to it: 新闻"),
        (
            ("add,陈奕,memberof2,北湖大学",),
            "no relation is called memberof2; close to it: memberOf",
        ),
        (("retype,陈奕,,Robot",), "no type is called Robot"),
        (("new,星辰公司",), "new needs a type before the name, as in Person/星辰公司"),
        (("new,Firma/星辰公司",), "no type is called Firma"),
        (
            ("add,陈奕,educatedAt,桐州市",),
            "educatedAt joins Person to Organization, but 陈奕 is Person and 桐州市 Place",
        ),
        (("add,陈奕,educatedAt,北湖大学,学生",), "a role goes with memberOf alone"),
        (("add,陈奕,metWith,陈奕",), "陈奕 and 陈奕 are one entity"),
        (("add,陈奕,memberOf,北湖大学,,2019-13",), "the time must be like 2020"),
        (("reject,陈奕,memberOf,北湖大学",), "no document states this fact"),
        (("split,陈奕",), "nothing would be left of 陈奕"),
        (("split,北大湖",), "no document calls 北湖大学 by its name 北大湖 alone"),
        (("explode,陈奕",), "no action is called 'explode'; there are merge"),
        (("merge,陈奕",), "merge needs something under 'other'"),
        (("hide,陈奕,memberOf",), "hide takes nothing under 'relation'"),
        (("hide,甲", "hide,乙", "hide,丙"), "(and so with curation.tsv:3, curation.tsv:4)"),
    ],
)
def test_what_cannot_be_is_said_with_the_line(lines: tuple[str, ...], message: str) -> None:
    assert message in refused(*lines)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            ("rename,陈奕,,甲", "rename,陈奕,,乙"),
            "curation.tsv:3: 陈奕 is renamed to 乙 here and to 甲 in curation.tsv:2",
        ),
        (
            ("retype,陈奕,,Place", "retype,陈奕,,Work"),
            "is a Work here and a Place in curation.tsv:2",
        ),
        (("merge,陈奕,,陈亦", "merge,陈亦,,陈奕"), "go round in a circle, with curation.tsv:2"),
        (("merge,陈奕,,陈亦", "merge,陈奕,,桐州市"), "and by curation.tsv:2 into 陈亦"),
        (
            ("add,陈奕,memberOf,北湖大学", "reject,陈奕,memberOf,北湖大学"),
            "curation.tsv:3: this fact is rejected here and added by curation.tsv:2",
        ),
        (
            ("reject,陈奕,heads,北湖大学", "add,陈奕,heads,北湖大学"),
            "curation.tsv:3: this fact is added here and rejected by curation.tsv:2",
        ),
        (("hide,陈奕", "rename,陈奕,,甲"), "curation.tsv:3: 陈奕 is hidden by"),
        (("split,陈奕,,甲,,,简报", "split,陈奕,,乙,,,简报"), "is split off in curation.tsv:2, too"),
    ],
)
def test_lines_that_contradict_each_other_are_both_named(
    lines: tuple[str, ...], message: str
) -> None:
    assert message in refused(*lines)


def test_conflicts_are_found_between_files() -> None:
    files = [file("rename,陈奕,,甲", name="a"), file("rename,陈奕,,乙", name="b")]
    with pytest.raises(CurationError, match=r"b\.tsv:2: 陈奕 is renamed to 乙 here and to 甲 in a"):
        network([NEWS, BRIEF], files)


def test_a_merge_outdoes_what_was_said_of_the_merged_one() -> None:
    built = curated("rename,陈亦,,陈一", "merge,陈亦,,陈奕")
    assert node(built, "陈一").names == ("陈奕", "陈一", "陈亦")
    assert problems(built) == ["merged into 陈奕; rename that", ""]


def problems(network: Network) -> list[str]:
    return [edit.problem for edit in network.edits]


def test_edits_say_which_nodes_they_are_about() -> None:
    built = curated("merge,陈亦,,陈奕,,,,同一人,王编辑", "hide,百企百师")
    merge, hide = built.edits
    assert (merge.nodes, merge.reason, merge.by) == (
        (BASE + "Person/陈奕",),
        "同一人",
        "curator:王编辑",
    )
    assert (hide.nodes, hide.line, hide.problem) == ((), 3, "")


def test_an_edit_that_was_taken_once_is_no_error_when_its_document_is_gone() -> None:
    from kg.curate import read_edits

    lines = ("rename,陈亦,,陈一", "reject,陈奕,educatedAt,北湖大学", "rename,陈奕,,陈弈")
    taken = [edit.key for edit in read_edits(file(*lines))]
    only = record("新闻", [("Person", "陈奕"), ("Organization", "北湖大学")])
    built = curated(*lines, records=[only], taken=taken)
    assert problems(built) == ["no entity is called 陈亦", "no document states this fact", ""]
    assert node(built, "陈弈").names == ("陈弈", "陈奕")
    with pytest.raises(CurationError, match=r"curation\.tsv:5: no entity is called 陈二"):
        curated(*lines, "hide,陈二", records=[only], taken=taken)


def test_without_edits_nothing_is_another() -> None:
    assert curated().nodes == network([NEWS, BRIEF], []).nodes
    assert curated().facts == network([NEWS, BRIEF], []).facts
