"""What the default build answers: the saved queries on the graph of ``seeds/``."""

import json
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.query import saved_queries
from tests.cli.conftest import Run

_ROOT = Path(__file__).parents[2]
_SEEDS = _ROOT / "seeds"

pytestmark = pytest.mark.skipif(
    not _SEEDS.is_dir() or not any(_SEEDS.iterdir()), reason="seeds/ is empty"
)

Ask = Callable[..., list[dict[str, str]]]


@pytest.fixture(scope="session")
def output(kg: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds") / "out"
    done = kg("build", "seeds", "-o", folder, cwd=_ROOT)
    assert done.returncode == 0, done.stderr
    assert "skipped" not in done.stderr
    return folder


@pytest.fixture(scope="session")
def ask(kg: Run, output: Path) -> Ask:
    def rows(query: str, *values: str) -> list[dict[str, str]]:
        done = kg("query", query, *values, "-f", "json", "-o", output)
        assert done.returncode == 0, done.stderr
        bindings = json.loads(done.stdout)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in bindings]

    return rows


@pytest.mark.parametrize("name", sorted(set(saved_queries()) - {"modality", "quarantine"}))
def test_each_saved_query_finds_something(ask: Ask, name: str) -> None:
    needed = ["陈奕" for p in saved_queries()[name].parameters if p.default is None]
    assert ask(name, *needed)


def test_a_person_with_company_role_and_sentence(ask: Ask) -> None:
    rows = [row for row in ask("people", "陈奕") if "时光坐标" in row["organization"]]
    posts = {(row["organization"], row.get("role")) for row in rows}
    assert ("时光坐标公司", "党支部书记兼总经理") in posts
    assert all("陈奕" in row["quote"] or "陈奕" in row["person"] for row in rows)


def test_where_an_artist_comes_from_and_where_he_is(ask: Ask) -> None:
    rows = [row for row in ask("evidence", "蔡志忠") if row["subject"] == "蔡志忠"]
    ends = {row["object"] for row in rows}
    assert any("台湾" in end for end in ends)
    assert any("之江文化创意中心" in end for end in ends)
    assert all(row["sentence"] for row in rows)


def test_a_programme_with_its_organizer(ask: Ask) -> None:
    rows = ask("programmes", "双创双培")
    assert any("双创双培" in row["programme"] and row["organizer"] and row["quote"] for row in rows)


def test_explain_shows_the_sentence(kg: Run, output: Path) -> None:
    done = kg("explain", "陈奕", "-o", output)
    assert done.returncode == 0, done.stderr
    assert "任职于 memberOf" in done.stdout
    assert "【" in done.stdout


def test_a_build_is_whole(kg: Run, output: Path) -> None:
    assert kg("validate", "-o", output).returncode == 0


def test_a_query_takes_less_than_half_a_second(kg: Run, output: Path) -> None:
    """Of the processor's time: what the clock says depends on what else the machine does."""

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert kg("query", "types", "-o", output).returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    assert min(seconds() for _ in range(5)) < 0.5
