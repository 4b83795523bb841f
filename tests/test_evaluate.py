"""The measure, on small cases worked out by hand, and against the reference scorer where it is."""

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evaluate import (
    Sheet,
    Tally,
    evaluate,
    judge,
    read_gold,
    read_predictions,
    read_sheet,
    sheet_of_record,
)
from tests.query.sample import NETWORK

_GOLD = Path(__file__).parents[2] / "shared" / "gold"


def _sheet(entities: Sequence[tuple[Any, ...]], relations: Sequence[tuple[Any, ...]] = ()) -> Sheet:
    """Entities: name, type, optional, aliases; relations: from, predicate, to, optional."""
    keys = ("name", "type", "optional", "aliases")
    ends = ("subject", "predicate", "object", "optional")
    value = {
        "id": "d",
        "entities": [
            {"id": f"e{n}", **dict(zip(keys, entity, strict=False))}
            for n, entity in enumerate(entities)
        ],
        "relations": [
            {**dict(zip(ends, r, strict=False)), "subject": f"e{r[0]}", "object": f"e{r[2]}"}
            for r in relations
        ],
    }
    return read_sheet(json.dumps(value), "test")


P, ORG, L = "Person", "Organization", "Place"


def test_names_are_compared_without_quotes_width_and_case() -> None:
    gold = _sheet([("“ＡＢ杯”大赛", "Program", False, ["大赛 x"])])
    assert judge(gold, _sheet([("ab杯大赛", "Program")])).overall("entity") == Tally(1, 0, 0)
    assert judge(gold, _sheet([("大赛X", "Program")])).overall("entity") == Tally(1, 0, 0)
    assert judge(gold, _sheet([("ab杯大赛", "Award")])).overall("entity") == Tally(0, 1, 1)


def test_a_second_copy_is_wrong_unless_optional() -> None:
    gold = _sheet([("甲公司", ORG, False, ["甲"])])
    assert judge(gold, _sheet([("甲公司", ORG), ("甲", ORG)])).overall("entity") == Tally(1, 1, 0)
    free = _sheet([("甲公司", ORG, True, ["甲"])])
    assert judge(free, _sheet([("甲公司", ORG), ("甲", P)])).overall("entity") == Tally(0, 0, 0)


def test_a_required_entity_is_found_before_an_optional_one() -> None:
    gold = _sheet([("甲", ORG, True), ("甲集团", ORG, False, ["甲"])])
    assert judge(gold, _sheet([("甲", ORG)])).overall("entity") == Tally(1, 0, 0)


def test_relations_need_predicate_and_ends_and_not_types() -> None:
    gold = _sheet([("李", P), ("甲", ORG), ("乙", ORG)], [(0, "memberOf", 1)])
    same = _sheet([("李", ORG), ("甲", L), ("乙", ORG)], [(0, "memberOf", 1)])
    assert judge(gold, same).overall("relation") == Tally(1, 0, 0)
    other = _sheet([("李", P), ("乙", ORG)], [(0, "memberOf", 1)])
    assert judge(gold, other).overall("relation") == Tally(0, 1, 1)
    assert judge(gold, _sheet([("李", P)])).overall("relation") == Tally(0, 0, 1)


def test_symmetric_relations_count_either_way_round_and_once() -> None:
    gold = _sheet([("甲", ORG), ("乙", ORG)], [(0, "partnerOf", 1)])
    back = _sheet([("甲", ORG), ("乙", ORG)], [(1, "partnerOf", 0), (0, "partnerOf", 1)])
    assert judge(gold, back).overall("relation") == Tally(1, 0, 0)
    wrong = _sheet([("甲", ORG), ("乙", ORG)], [(1, "owns", 0), (0, "owns", 1)])
    assert judge(gold, wrong).overall("relation") == Tally(0, 2, 1)


def test_what_is_optional_or_follows_is_neither_right_nor_wrong() -> None:
    things = [("园", ORG), ("区", L), ("市", L), ("省", L, True)]
    gold = _sheet(things, [(0, "locatedIn", 1), (1, "locatedIn", 2), (0, "owns", 2, True)])
    system = _sheet(things, [(0, "locatedIn", 2), (0, "owns", 2), (1, "locatedIn", 3)])
    score = judge(gold, system)
    assert score.overall("relation") == Tally(0, 0, 2)
    assert [(m.kind, m.what) for m in score.mistakes] == [
        ("missed", "园 → 区"),
        ("missed", "区 → 市"),
    ]


def test_parts_of_parts_follow_and_lie_where_the_whole_lies() -> None:
    things = [("科", ORG), ("局", ORG), ("府", ORG), ("市", L)]
    gold = _sheet(things, [(0, "partOf", 1), (1, "partOf", 2), (2, "locatedIn", 3)])
    free = _sheet(things, [(0, "partOf", 2), (0, "locatedIn", 3)])
    assert judge(gold, free).overall("relation").wrong == 0
    assert judge(gold, _sheet(things, [(2, "partOf", 0)])).overall("relation").wrong == 1


def test_totals_and_figures() -> None:
    gold = [_sheet([("甲", ORG), ("李", P)])]
    total, by_document = evaluate(gold, [_sheet([("甲", ORG), ("乙", ORG)])])
    assert [(part, label, tally) for part, label, tally in total.rows()] == [
        ("entity", "ALL", Tally(1, 1, 1)),
        ("entity", ORG, Tally(1, 1, 0)),
        ("entity", P, Tally(0, 0, 1)),
        ("relation", "ALL", Tally()),
    ]
    assert by_document["d"].overall("entity").f1 == 0.5
    assert (Tally(3, 1, 2).precision, Tally(3, 1, 2).recall) == (0.75, 0.6)
    assert Tally().f1 == 0.0
    missed, _ = evaluate(gold, [])
    assert missed.overall("entity") == Tally(0, 0, 2)


def test_a_record_is_judged_as_its_json() -> None:
    (record,) = NETWORK.records
    sheet = sheet_of_record(record)
    assert judge(sheet, sheet).overall("relation") == Tally(7, 0, 0)
    assert {thing.name for thing in sheet.things} >= {"林晚", "青石数码公司"}


def test_bad_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        read_gold(tmp_path / "none")
    with pytest.raises(InputError, match="holds no gold graphs"):
        read_gold(tmp_path)
    (tmp_path / "a.json").write_text('{"id": "a"}', "utf-8")
    with pytest.raises(InputError, match=r"a\.json: no entities"):
        read_gold(tmp_path)
    lines = tmp_path / "records.jsonl"
    lines.write_text('{"id": "a", "entities": [], "relations": []}\n\n[]\n', "utf-8")
    with pytest.raises(InputError, match=r"records\.jsonl:3: "):
        read_predictions(lines)


_NAMES = st.sampled_from(["甲", "乙", "丙", "甲乙", "“甲”"])
_ENTITY = st.tuples(
    _NAMES, st.sampled_from([P, ORG, L]), st.booleans(), st.lists(_NAMES, max_size=2)
)
_PREDICATES = st.sampled_from(["partnerOf", "locatedIn", "partOf", "owns"])


@st.composite
def _documents(draw: st.DrawFn) -> dict[str, object]:
    entities = draw(st.lists(_ENTITY, min_size=1, max_size=5))
    ends = st.integers(0, len(entities) - 1)
    relations = draw(st.lists(st.tuples(ends, _PREDICATES, ends, st.booleans()), max_size=6))
    return {
        "id": "d",
        "entities": [
            {"id": f"e{n}", "name": name, "type": type_, "optional": optional, "aliases": aliases}
            for n, (name, type_, optional, aliases) in enumerate(entities)
        ],
        "relations": [
            {"subject": f"e{s}", "predicate": p, "object": f"e{o}", "optional": optional}
            for s, p, o, optional in relations
        ],
    }


@given(_documents())
def test_gold_against_itself_has_nothing_wrong(value: dict[str, object]) -> None:
    sheet = read_sheet(json.dumps(value), "test")
    score = judge(sheet, sheet)
    assert score.overall("relation").wrong == 0
    assert score.overall("relation").missed == 0


def _reference(gold: Path, predictions: Path) -> dict[str, dict[str, float]]:
    done = subprocess.run(
        [sys.executable, str(_GOLD / "score.py"), str(gold), str(predictions), "--json"],
        capture_output=True,
        check=True,
    )
    value: dict[str, dict[str, float]] = json.loads(done.stdout)
    return value


def _ours(gold: Path, predictions: Path) -> dict[str, dict[str, float]]:
    total, _ = evaluate(read_gold(gold), read_predictions(predictions))
    return {
        f"{part}/{label}": {
            "precision": round(tally.precision, 4),
            "recall": round(tally.recall, 4),
            "f1": round(tally.f1, 4),
            "tp": tally.right,
            "fp": tally.wrong,
            "fn": tally.missed,
        }
        for part, label, tally in total.rows()
    }


@pytest.mark.skipif(not (_GOLD / "score.py").is_file(), reason="needs the gold documents")
class TestAgainstTheReference:
    """Equal counts on the same data."""

    def test_on_made_up_graphs(self, tmp_path: Path) -> None:
        chooser = random.Random(7)
        gold = tmp_path / "gold"
        gold.mkdir()
        lines = []
        for number in range(300):
            for side in ("gold", "system"):
                value = _random_graph(chooser, f"d{number:03}")
                if side == "gold":
                    (gold / f"d{number:03}.json").write_text(json.dumps(value), "utf-8")
                else:
                    lines.append(json.dumps(value))
        predictions = tmp_path / "system.jsonl"
        predictions.write_text("\n".join(lines), "utf-8")
        assert _ours(gold, predictions) == _reference(gold, predictions)

    def test_on_what_is_extracted(self, tmp_path: Path) -> None:
        from kg.pipeline import extract
        from kg.records import to_json

        extraction = extract(sorted((_GOLD / "dev").glob("*.txt")))
        predictions = tmp_path / "system.jsonl"
        predictions.write_text(
            "".join(to_json(record) + "\n" for record in extraction.records), "utf-8"
        )
        assert _ours(_GOLD / "dev", predictions) == _reference(_GOLD / "dev", predictions)


def _random_graph(chooser: random.Random, identifier: str) -> dict[str, object]:
    names = ["甲", "乙", "丙", "甲乙", "“甲”", "乙丙", "丁"]
    count = chooser.randint(1, 7)
    predicates = ["partnerOf", "locatedIn", "partOf", "owns", "kinOf", "metWith"]
    return {
        "id": identifier,
        "entities": [
            {
                "id": f"e{number}",
                "name": chooser.choice(names),
                "type": chooser.choice([P, ORG, L]),
                "optional": chooser.random() < 0.3,
                "aliases": chooser.sample(names, chooser.randint(0, 2)),
            }
            for number in range(count)
        ],
        "relations": [
            {
                "subject": f"e{chooser.randrange(count)}",
                "predicate": chooser.choice(predicates),
                "object": f"e{chooser.randrange(count)}",
                "optional": chooser.random() < 0.3,
            }
            for _ in range(chooser.randint(0, 8))
        ],
    }
