"""Entities of different documents are joined by safe rules, and by nothing else."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Entity, Mention, Record
from kg.resolve import Key, Resolution, resolve
from kg.text import name_key
from tests.strategies import Case, corpora, plain_names


def entity(id_: str, type_: str, name: str, *aliases: str, subtype: str = "") -> Entity:
    return Entity(id_, type_, name, (Mention(0, len(name), name, type_),), subtype, aliases)


def document(id_: str, *entities: Entity) -> Record:
    return Record(id_, f"{id_}.txt", "0" * 64, entities=entities)


def joined(resolution: Resolution) -> set[frozenset[tuple[str, str]]]:
    """The things of more than one entity."""
    return {
        frozenset((member.key.record, member.key.entity) for member in thing.members)
        for thing in resolution.things
        if len(thing.members) > 1
    }


def are_joined(one: Entity, other: Entity) -> bool:
    return bool(joined(resolve([document("a", one), document("b", other)])))


def test_same_type_and_full_name_are_one() -> None:
    a, b = entity("e1", "Person", "陈奕"), entity("e7", "Person", "陈奕")
    (thing,) = resolve([document("a", a), document("b", b)]).things
    assert [tuple(member.key) for member in thing.members] == [("a", "e1"), ("b", "e7")]
    assert {member.rule for member in thing.members} == {"same-name"}


def test_traditional_and_simplified_full_and_half_width_quotes_are_one_name() -> None:
    assert are_joined(entity("x", "Person", "陳奕"), entity("y", "Person", "陈奕"))
    assert are_joined(entity("x", "Work", "ＲＢ９"), entity("y", "Work", "RB9"))
    assert are_joined(entity("x", "Program", "“双创双培”"), entity("y", "Program", "双创双培"))


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        ("Place", "陕西", "山西"),
        ("Person", "张伟", "章伟"),
        ("Person", "李丽", "李莉"),
        ("Place", "Xi'an", "xian市"),
        ("Person", "José", "Jose"),
        ("Organization", "之江文化创意中心", "之江文化创意中心党委"),
        ("Place", "西湖区", "西湖"),
    ],
)
def test_names_that_sound_or_look_alike_are_two(type_: str, one: str, other: str) -> None:
    assert not are_joined(entity("x", type_, one), entity("y", type_, other))


def test_types_are_kept_apart() -> None:
    assert not are_joined(entity("x", "Place", "凤凰山"), entity("y", "Work", "凤凰山"))


def test_a_unique_short_form_joins_and_says_so() -> None:
    full = entity("e1", "Organization", "之江文化创意中心", "创意中心")
    short = entity("e1", "Organization", "创意中心", "园区")
    (thing,) = resolve([document("a", full), document("b", short)]).things
    assert thing.names == ("之江文化创意中心", "创意中心", "园区")
    assert [member.rule for member in thing.members] == ["", "short-form"]


def test_a_short_form_of_two_joins_neither() -> None:
    one = document("a", entity("e1", "Organization", "之江文化创意中心", "创意中心"))
    two = document("b", entity("e1", "Organization", "滨江文化创意中心", "创意中心"))
    short = document("c", entity("e1", "Organization", "创意中心"))
    assert not joined(resolve([one, two, short]))
    assert joined(resolve([one, short])) == {frozenset({("a", "e1"), ("c", "e1")})}


def test_a_chain_of_short_forms_leads_to_the_longest() -> None:
    records = [
        document(
            "a", entity("e1", "Organization", "杭州市西湖区之江文化创意中心", "之江文化创意中心")
        ),
        document("b", entity("e1", "Organization", "之江文化创意中心", "创意中心")),
        document("c", entity("e1", "Organization", "创意中心")),
    ]
    (thing,) = resolve(records).things
    assert thing.label == "杭州市西湖区之江文化创意中心"
    assert len(thing.members) == 3


def test_names_that_are_each_others_alias_are_one() -> None:
    one = entity("x", "Organization", "浙江大学", "浙大")
    other = entity("y", "Organization", "浙大", "浙江大学")
    (thing,) = resolve([document("a", one), document("b", other)]).things
    assert thing.label == "浙江大学"


def test_what_one_document_keeps_apart_is_never_joined() -> None:
    full = entity("e1", "Organization", "之江文化创意中心", "创意中心")
    apart = document(
        "b",
        entity("e1", "Organization", "之江文化创意中心"),
        entity("e2", "Organization", "创意中心"),
    )
    assert joined(resolve([document("a", full), apart])) == {frozenset({("a", "e1"), ("b", "e1")})}
    siblings = document(
        "c", entity("e1", "Organization", "创意中心"), entity("e2", "Organization", "之江中心")
    )
    both = entity("e1", "Organization", "之江文化创意中心", "创意中心", "之江中心")
    assert not joined(resolve([document("a", both), siblings]))


def test_namesakes_in_one_document_stay_alone() -> None:
    two = document("a", entity("e1", "Person", "李强"), entity("e2", "Person", "李强"))
    others = [document(id_, entity("e1", "Person", "李强")) for id_ in "bc"]
    resolution = resolve([two, *others])
    assert joined(resolution) == {frozenset({("b", "e1"), ("c", "e1")})}
    assert [thing.homonym for thing in resolution.things] == [True, True, False]


@pytest.mark.parametrize(
    ("type_", "name"),
    [
        ("Organization", "园区"),
        ("Organization", "集团"),
        ("Organization", "公司"),
        ("Organization", "中心"),
        ("Organization", "党委"),
        ("Organization", "市委宣传部"),
        ("Organization", "组委会"),
        ("Person", "王先生"),
        ("Person", "钱某"),
        ("Person", "小张"),
        ("Person", "陈"),
        ("Person", "党委书记"),
        ("Program", "第六次全体会议"),
        ("Program", "开幕式"),
        ("Award", "一等奖"),
        ("Work", "政府工作报告"),
    ],
)
def test_names_that_are_too_general_join_nothing(type_: str, name: str) -> None:
    full = entity("x", type_, "天目山" + name, name)
    records = [document("a", entity("x", type_, name)), document("b", entity("x", type_, name))]
    resolution = resolve([*records, document("c", full)])
    assert not joined(resolution)
    assert [thing.homonym for thing in resolution.things if thing.label == name] == [True, True]


@pytest.mark.parametrize(
    ("type_", "name"),
    [
        ("Organization", "国务院"),
        ("Organization", "新华社"),
        ("Place", "海南"),
        ("Place", "中山"),
        ("Person", "蔡志忠"),
        ("Program", "双创双培"),
        ("Award", "诺贝尔奖"),
        ("Program", "十二五"),
    ],
)
def test_names_that_are_known_by_themselves_join(type_: str, name: str) -> None:
    assert are_joined(entity("x", type_, name), entity("y", type_, name))


def test_a_team_joins_by_its_full_name_but_is_nobodys_short_form() -> None:
    assert are_joined(entity("x", "Organization", "浙江队"), entity("y", "Organization", "浙江队"))
    full = entity("x", "Organization", "浙江男子篮球队", "浙江队")
    assert not are_joined(full, entity("y", "Organization", "浙江队"))


def test_the_label_is_the_most_frequent_full_name_then_the_longest() -> None:
    spellings = ["陳奕", "陈奕", "陈奕"]
    records = [document(str(n), entity("e", "Person", name)) for n, name in enumerate(spellings)]
    assert resolve(records).things[0].label == "陈奕"
    assert resolve(records[:2]).things[0].label == min("陳奕", "陈奕")


def test_a_frequent_short_form_is_not_the_label() -> None:
    full = document("a", entity("e", "Organization", "浙江大学", "浙大"))
    short = [document(str(n), entity("e", "Organization", "浙大")) for n in range(3)]
    assert resolve([full, *short]).things[0].label == "浙江大学"


def test_the_subtype_is_that_of_most() -> None:
    kinds = ["Company", "", "School", "School", ""]
    records = [
        document(str(n), entity("e", "Organization", "时光坐标", subtype=kind))
        for n, kind in enumerate(kinds)
    ]
    assert resolve(records).things[0].subtype == "School"


def test_names_of_only_quotes_and_spaces_join_nothing() -> None:
    assert not are_joined(entity("x", "Work", "《》"), entity("y", "Work", "《》"))


def of(cases: Sequence[Case]) -> list[Record]:
    return [case.record for case in cases]


@given(corpora(plain_names()), st.randoms(use_true_random=False))
def test_order_does_not_matter(cases: list[Case], random: Random) -> None:
    shuffled = of(cases)
    random.shuffle(shuffled)
    assert resolve(shuffled) == resolve(of(cases))


@given(corpora(plain_names()))
def test_every_entity_is_in_one_thing(cases: list[Case]) -> None:
    keys = [member.key for thing in resolve(of(cases)).things for member in thing.members]
    assert len(keys) == len(set(keys))
    assert set(keys) == {
        Key(record.id, found.id) for record in of(cases) for found in record.entities
    }


@given(corpora(plain_names()))
def test_no_thing_has_two_entities_of_one_document(cases: list[Case]) -> None:
    for thing in resolve(of(cases)).things:
        documents = [member.key.record for member in thing.members]
        assert len(documents) == len(set(documents))


@given(corpora(plain_names()))
def test_joined_entities_share_type_and_a_name(cases: list[Case]) -> None:
    found = {Key(record.id, one.id): one for record in of(cases) for one in record.entities}
    for thing in resolve(of(cases)).things:
        members = [found[member.key] for member in thing.members]
        assert {member.type for member in members} == {thing.type}
        for member in members:
            others = [other for other in members if other is not member]
            names = {name_key(name) for other in others for name in (other.name, *other.aliases)}
            own = {name_key(name) for name in (member.name, *member.aliases)}
            assert not others or own & names


@given(corpora(plain_names()))
def test_every_join_has_its_rule(cases: list[Case]) -> None:
    for thing in resolve(of(cases)).things:
        rules = {member.rule for member in thing.members}
        assert (rules == {""}) == (len(thing.members) == 1)
        assert thing.label in thing.names
        assert len(set(thing.names)) == len(thing.names)
