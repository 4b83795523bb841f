"""``kg find`` and ``kg mcp`` as commands."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_find_as_a_table(kg: Run, sample: Path) -> None:
    done = kg("find", "yunqi", "-o", sample)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [
        "云栖创意园", "Park", "6", "facts,", "2", "mentions",
        "https://kg.example/id/Organization/云栖创意园",
    ]  # fmt: skip


def test_find_shows_the_name_that_matched(kg: Run, sample: Path) -> None:
    assert "青石数码公司（青石公司）" in kg("find", "青石公", "-o", sample).stdout


def test_find_as_data(kg: Run, sample: Path) -> None:
    found = json.loads(kg("find", "LW", "-o", sample, "--format", "json").stdout)
    assert (found[0]["label"], found[0]["match"]) == ("林晚", "pinyin")
    lines = kg("find", "script", "-o", sample, "--format", "csv").stdout.splitlines()
    assert lines[0] == "label,type,name,match,facts,mentions,iri"
    assert json.loads(kg("find", "龘", "-o", sample, "--format", "json").stdout) == []


def test_find_without_result_and_with_a_wrong_type(kg: Run, sample: Path) -> None:
    nothing = kg("find", "龘", "-o", sample)
    assert (nothing.returncode, nothing.stdout) == (1, "")
    wrong = kg("find", "林", "-o", sample, "--type", "Persn")
    assert (wrong.returncode, wrong.stderr) == (1, "error: no type Persn (did you mean Person?)\n")
    assert kg("find", "林", "-o", sample, "--format", "xml").returncode == 1


def test_find_keeps_a_terminal_safe(kg: Run, sample: Path) -> None:
    done = kg("find", "script", "-o", sample)
    assert "\x1b" not in done.stdout
    assert "\\x1b[31m" in done.stdout


def test_mcp_without_a_build(kg: Run, tmp_path: Path) -> None:
    done = kg("mcp", "-o", tmp_path)
    assert (done.returncode, "run kg build first" in done.stderr) == (1, True)


def test_neo4j_folder_and_archive(kg: Run, sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "neo4j"
    for command in (folder, tmp_path / "all.zip"):
        assert kg("export", "--to", "neo4j", "-o", sample, "-f", command).returncode == 0
    assert "neo4j-admin database import" in (folder / "README.md").read_text("utf-8")
    assert (tmp_path / "all.zip").read_bytes().startswith(b"PK")
    again = kg("export", "--to", "neo4j", "-o", sample, "-f", folder)
    assert (again.returncode, "not empty" in again.stderr) == (1, True)
