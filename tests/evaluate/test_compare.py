"""Two runs side by side: figures, what only one got, and what chance makes of the difference."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evaluate import (
    Mistake,
    Sheet,
    Tally,
    bootstrap,
    compare,
    find_sentence,
    read_gold,
    read_predictions,
    read_sheet,
)
from tests.cli.conftest import Run

P, ORG, L = "Person", "Organization", "Place"


def _value(
    id_: str, names: Sequence[tuple[str, str]], edges: Sequence[tuple[int, str, int]] = ()
) -> dict[str, Any]:
    return {
        "id": id_,
        "entities": [
            {"id": f"e{n}", "name": name, "type": type_} for n, (name, type_) in enumerate(names)
        ],
        "relations": [{"subject": f"e{s}", "predicate": p, "object": f"e{o}"} for s, p, o in edges],
    }


def _sheet(*arguments: Any) -> Sheet:
    return read_sheet(json.dumps(_value(*arguments)), "test")


GOLD = [("李明远", P), ("云帆公司", ORG), ("杭州市", L)]
EDGES = [(0, "memberOf", 1), (1, "locatedIn", 2)]


def test_what_only_one_run_gets_and_only_one_claims() -> None:
    gold = [_sheet("d", GOLD, EDGES)]
    first = [_sheet("d", [*GOLD[:2], ("错误", P)], [EDGES[0]])]
    second = [_sheet("d", [*GOLD[1:], ("“错误”", P)], [(0, "locatedIn", 1), (0, "partnerOf", 1)])]
    compared = compare(gold, first, second)
    rows = {(part, label): (a, b) for part, label, a, b in compared.rows()}
    assert next(iter(rows)) == ("entity", "ALL")
    assert rows["entity", "ALL"] == (Tally(2, 1, 1), Tally(2, 1, 1))
    assert rows["entity", P] == (Tally(1, 1, 0), Tally(0, 1, 1))
    assert rows["relation", "memberOf"] == (Tally(1, 0, 0), Tally(0, 0, 1))
    assert rows["relation", "partnerOf"] == (Tally(), Tally(0, 1, 0))
    assert compared.only_first == (
        Mistake("d", "missed", "entity", L, ("杭州市",)),
        Mistake("d", "missed", "relation", "locatedIn", ("云帆公司", "杭州市")),
    )
    assert [m.what for m in compared.only_second] == [
        "李明远", "云帆公司 → 杭州市", "李明远 → 云帆公司",
    ]  # fmt: skip
    assert "错误" not in {m.names[0] for m in compared.only_first}  # both make that mistake


def test_a_run_against_itself_differs_by_nothing() -> None:
    gold = [_sheet(f"d{n}", GOLD, EDGES) for n in range(5)]
    run = [_sheet(f"d{n}", GOLD[: n % 3 + 1]) for n in range(5)]
    compared = compare(gold, run, run)
    assert compared.only_first == compared.only_second == ()
    for chance in compared.chance.values():
        assert (chance.difference, chance.low, chance.high, chance.p) == (0, 0, 0, 1)
        assert chance.documents == 5


def test_chance_tells_a_steady_gain_from_a_lucky_one() -> None:
    worse = [Tally(6, 2, 4)] * 40
    steady = bootstrap(worse, [Tally(7, 2, 3)] * 40)
    assert steady.difference == pytest.approx(14 / 19 - 12 / 18)
    assert steady.low == pytest.approx(steady.difference)
    assert steady.p < 0.001
    lucky = bootstrap(worse, [Tally(10, 2, 0), *[Tally(5, 2, 5), Tally(7, 2, 3)] * 19, worse[0]])
    assert 0 < lucky.difference < 0.02
    assert lucky.low < 0 < lucky.high
    assert lucky.p > 0.05
    assert bootstrap(worse, [Tally(7, 2, 3)] * 40) == steady  # the draws are the same each time


_TALLIES = st.lists(st.builds(Tally, *[st.integers(0, 5)] * 3), min_size=1, max_size=8)


@given(_TALLIES)
def test_exchanging_the_runs_turns_the_sign(tallies: list[Tally]) -> None:
    others = tallies[::-1]
    one, two = bootstrap(tallies, others), bootstrap(others, tallies)
    assert one.difference == pytest.approx(-two.difference)
    assert one.low == pytest.approx(-two.high)
    assert one.p == two.p
    assert 0 < one.p <= 1


def test_the_sentence_that_has_the_names() -> None:
    text = "李明远来了。云帆公司在杭州市。\n李明远任云帆公司经理。"
    assert find_sentence(text, ("李明远", "云帆公司")) == "李明远任云帆公司经理。"
    assert find_sentence(text, ("云帆公司",)) == "云帆公司在杭州市。"
    assert find_sentence(text, ("李明远", "杭州市")) == "李明远来了。"
    assert find_sentence(text, ("没有", "")) == ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Gold with texts, and two runs."""
    gold = tmp_path / "gold"
    gold.mkdir()
    for number in range(4):
        (gold / f"d{number}.txt").write_text("李明远任云帆公司经理。公司在杭州市。", "utf-8")
        value = _value(f"d{number}", GOLD, EDGES)
        (gold / f"d{number}.json").write_text(json.dumps(value), "utf-8")
    for name, things, edges in (
        ("a", [*GOLD[:2], ("\u202e坏\t名", P)], [EDGES[0]]),
        ("b", GOLD, EDGES),
    ):
        lines = [json.dumps(_value(f"d{n}", things, edges)) for n in range(4)]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), "utf-8")
    return tmp_path


def test_the_command_shows_both_runs_and_the_difference(kg: Run, folder: Path) -> None:
    done = kg("eval", "gold", "a.jsonl", "b.jsonl", "--errors", "3", cwd=folder)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:2] == ["A: a.jsonl", "B: b.jsonl"]
    assert lines[2].split() == (
        "entity ALL A P 0.667 R 0.667 F1 0.667 B P 1.000 R 1.000 F1 1.000 B less A +0.333".split()
    )
    (chance,) = [line for line in lines if line.startswith("relation F1, B less A")]
    assert "+0.333; 95 % of 10,000 resamplings of 4 documents between +0.333 and +0.333" in chance
    items = [line.split("\t") for line in lines if line.startswith("d0")]
    assert items == [
        ["d0", "only B found", "entity", L, "杭州市", "公司在杭州市。"],
        ["d0", "only A claims", "entity", P, items[1][4], ""],
        [
            "d0",
            "only B found",
            "relation",
            "locatedIn",
            "云帆公司 → 杭州市",
            "李明远任云帆公司经理。",
        ],
    ]
    assert "\u202e" not in done.stdout


def test_the_command_gives_json(kg: Run, folder: Path) -> None:
    done = kg("eval", "gold", "a.jsonl", "b.jsonl", "--json", "--errors", "1", cwd=folder)
    value = json.loads(done.stdout)
    assert value["rows"]["entity/Place"] == {
        "A": {"precision": 0.0, "recall": 0.0, "f1": 0.0, "tp": 0, "fp": 0, "fn": 4},
        "B": {"precision": 1.0, "recall": 1.0, "f1": 1.0, "tp": 4, "fp": 0, "fn": 0},
        "difference": 1.0,
    }
    assert value["chance"]["entity"]["difference"] == 0.3333
    assert value["chance"]["entity"]["documents"] == 4
    assert value["items"] == [
        {
            "document": "d0",
            "what": "only B found",
            "part": "entity",
            "label": "Place",
            "names": "杭州市",
            "sentence": "公司在杭州市。",
        }
    ]
    assert "items" not in json.loads(
        kg("eval", "gold", "a.jsonl", "b.jsonl", "--json", cwd=folder).stdout
    )


def test_one_run_is_judged_as_before(kg: Run, folder: Path) -> None:
    done = kg("eval", "gold", "a.jsonl", cwd=folder)
    assert done.stdout.startswith("entity   ALL            P 0.667  R 0.667  F1 0.667")
    same = kg("eval", "gold", "--predictions", "a.jsonl", cwd=folder)
    assert same.stdout == done.stdout


def test_what_the_command_cannot_do_is_one_line(kg: Run, folder: Path) -> None:
    refused = kg("eval", "gold", "a.jsonl", "b.jsonl", "--per-document", cwd=folder)
    assert refused.returncode == 1
    assert refused.stderr.startswith("error: --per-document shows one run")
    missing = kg("eval", "gold", "a.jsonl", "none.jsonl", cwd=folder)
    assert missing.returncode == 1
    assert "none.jsonl: cannot be read" in missing.stderr
    (folder / "part.jsonl").write_text(
        (folder / "b.jsonl").read_text("utf-8").split("\n")[0], "utf-8"
    )
    part = kg("eval", "gold", "a.jsonl", "part.jsonl", cwd=folder)
    assert "note: nothing given for 3 of 4 documents: d1" in part.stderr
    with pytest.raises(InputError):
        read_gold(folder / "none")
    assert len(read_predictions(folder / "part.jsonl")) == 1
