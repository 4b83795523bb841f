"""What kg diff finds, and how it is written."""

import json
import re
from pathlib import Path

import pytest
import rdflib

from kg import pipeline
from kg.difference import FORMATS, Diff, compare, read_tables
from kg.difference.values import Entity, Stated, Tables
from kg.errors import OutputError

_ONE = "云帆科技有限公司总经理李明远出席了在杭州市青山区举行的“星河杯”创业大赛。\n"
_TWO = "北湖大学与瑞丰集团签署合作协议，共同建设明德产业基地。\n"


def build(folder: Path, **texts: str) -> Path:
    source = folder.with_name(folder.name + "-in")
    source.mkdir()
    for name, text in texts.items():
        (source / f"{name}.txt").write_text(text, "utf-8")
    pipeline.build([source], output=folder, workers=1)
    return folder


def differing(one: Path, other: Path) -> Diff:
    return compare(read_tables(one), read_tables(other))


def test_a_build_does_not_differ_from_itself(tmp_path: Path) -> None:
    one = build(tmp_path / "one", a=_ONE)
    found = differing(one, one)
    assert not found
    assert FORMATS["text"](found, 0) == "no difference · 没有差别\n"
    assert "没有差别" in FORMATS["html"](found, 0)


def test_what_came_has_its_sentences(tmp_path: Path) -> None:
    one, two = build(tmp_path / "one", a=_ONE), build(tmp_path / "two", a=_ONE, b=_TWO)
    found = differing(one, two)
    assert found.documents_came == ("b",)
    assert {change.kind for change in found.entities} == {"came"}
    university = next(c for c in found.entities if c.now.label == "北湖大学")
    assert (university.document, university.sentence) == ("b", _TWO.strip())
    fact = next(c for c in found.facts if c.predicate == "partnerOf")
    assert {fact.subject.label, fact.object.label} == {"北湖大学", "瑞丰集团"}
    assert fact.came[0].sentence == _TWO.strip()
    back = differing(two, one)
    assert {change.kind for change in back.entities} == {"went"}
    assert {change.kind for change in back.facts} == {"went"}


def test_a_text_that_moved_is_no_change_of_a_fact(tmp_path: Path) -> None:
    one, two = build(tmp_path / "one", a=_ONE), build(tmp_path / "two", a="今天晴。\n" + _ONE)
    found = differing(one, two)
    assert found.documents_changed == ("a",)
    assert found.facts == ()


def _stated(**values: str) -> Stated:
    plain = {"document": "d", "sentence": "句子", "text": "句", "modality": "asserted"}
    return Stated(**{**dict.fromkeys(("role", "time", "finer", "by"), ""), **plain, **values})


def _tables(name: str, *names: str, **values: str) -> Tables:
    a = Entity(f"x:{name}", "Organization", "", (name, *names))
    b = Entity("x:b", "Person", "", ("乙",))
    fact = ("x:b", "memberOf", a.iri)
    return Tables({}, {}, {a.iri: a, b.iri: b}, {fact: (_stated(**values),)})


def test_a_renamed_entity_takes_its_facts_along() -> None:
    found = compare(_tables("甲", "甲公司"), _tables("甲公司", "甲"))
    (change,) = found.entities
    assert (change.kind, change.now.label) == ("changed", "甲公司")
    assert found.facts == ()


def test_roles_and_modality_that_changed_are_said() -> None:
    before = _tables("甲", modality="planned", role="经理")
    found = compare(before, _tables("甲", modality="ended", role="主任"))
    (change,) = found.facts
    assert change.kind == "changed"
    assert change.values("modality") == (["planned"], ["ended"])
    text = FORMATS["text"](found, 20)
    assert "语气 modality: planned → ended" in text
    assert "职务 role: 经理 → 主任" in text


def test_large_differences_stay_readable() -> None:
    entities = {f"x:{n}": Entity(f"x:{n}", "Person", "", (f"人{n:03}",)) for n in range(300)}
    found = compare(Tables({}, {}, {}, {}), Tables({}, {}, entities, {}))
    lines = FORMATS["text"](found, 20).splitlines()
    assert len(lines) < 30
    assert lines[1].startswith("实体 entities: +300 新增 came")
    assert "… 280 more" in lines[-1]
    assert FORMATS["json"](found, 0).count('"iri"') == 300


def test_all_formats_hold_what_came(tmp_path: Path) -> None:
    hostile = _TWO + '北湖大学校长<script>alert(1)</script>"与瑞丰集团签署合作协议。\n'
    one, two = build(tmp_path / "one", a=_ONE), build(tmp_path / "two", a=_ONE, b=hostile)
    found = differing(one, two)
    value = json.loads(FORMATS["json"](found, 0))
    assert value["counts"]["facts"]["came"] == len(value["facts"]) == len(found.facts)
    graph = rdflib.Graph().parse(data=FORMATS["ttl"](found, 0), format="turtle")
    change = rdflib.Namespace("https://kg.example/change#")
    assert len(set(graph.subjects(rdflib.RDF.type, change.FactAddition))) == len(found.facts)
    page = FORMATS["html"](found, 0)
    assert "北湖大学" in page
    assert "<script" not in page
    assert re.search(r"default-src 'none'", page)


def test_a_folder_without_a_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no build in"):
        read_tables(tmp_path)
