"""build, extract and eval as processes of their own, with good and bad input."""

import hashlib
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run

_SENTENCE = "青石数码公司总经理林晚参加座谈会。\n"


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


def _one_line_error(stderr: str) -> str:
    assert "Traceback" not in stderr
    errors = [line for line in stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1, stderr
    return errors[0]


def test_build_writes_everything_and_says_what_to_do_next(
    kg: Run, documents: Path, tmp_path: Path
) -> None:
    output = tmp_path / "结果"
    done = kg("build", documents, "-o", output)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("2 documents: ")
    assert "Best connected · 关联最多的实体:" in done.stdout
    assert f"kg view -o {output}" in done.stdout
    assert "kg explain " in done.stdout
    names = {path.name for path in output.iterdir()}
    assert {"graph.ttl", "explorer.html", "graph.html", "records.jsonl", "manifest.json"} <= names
    assert "林晚" in kg("query", "people", "-o", output).stdout
    assert "evidence" not in kg("validate", "-o", output).stderr


def test_quiet_says_nothing(kg: Run, documents: Path, tmp_path: Path) -> None:
    done = kg("build", documents, "-o", tmp_path / "out", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_extract_writes_records(kg: Run, documents: Path, tmp_path: Path) -> None:
    done = kg("extract", documents)
    assert done.returncode == 0
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in records] == ["brief", "other"]
    assert records[1]["encoding"].lower().startswith("gb")
    file = tmp_path / "records.jsonl"
    assert kg("extract", documents, "-f", file, "--workers", "2").returncode == 0
    assert file.read_text("utf-8") == done.stdout


def test_a_base_of_ones_own(kg: Run, documents: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    base = "https://data.example.org/id/"
    assert kg("build", documents, "-o", output, "--base", base).returncode == 0
    assert "yes" in kg("query", r"ASK { id:Person\/林晚 a kg:Person }", "-o", output).stdout
    assert f"<{base}" in (output / "graph.nt").read_text("utf-8")
    bad = kg("build", documents, "-o", tmp_path / "bad", "--base", "not an iri")
    assert bad.returncode == 1
    assert "base" in _one_line_error(bad.stderr)


@pytest.mark.parametrize("command", ["build", "extract"])
def test_an_empty_folder_is_an_error(kg: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty").mkdir()
    done = kg(command, tmp_path / "empty", cwd=tmp_path)
    assert done.returncode == 1
    assert _one_line_error(done.stderr)
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_missing_path_is_an_error(kg: Run, tmp_path: Path, command: str) -> None:
    done = kg(command, tmp_path / "没有", cwd=tmp_path)
    assert done.returncode == 1
    assert "没有" in _one_line_error(done.stderr)
    assert not (tmp_path / "output").exists()


def test_bad_files_are_named_and_the_others_built(kg: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(_SENTENCE, "utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    broken = _SENTENCE.encode() + b"\xff\xfe\xfa\x80\x81" + _SENTENCE.encode("gb18030")
    (folder / "broken.txt").write_bytes(broken * 3)
    done = kg("build", folder, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    skipped = [line for line in done.stderr.splitlines() if line.startswith("skipped ")]
    assert any(line.startswith("skipped binary.txt: ") for line in skipped)
    assert done.stdout.startswith("1 document: ")
    assert len(skipped) == 2
    assert "binary.txt" in (tmp_path / "out" / "report.md").read_text("utf-8").replace("\\", "")


def test_only_bad_files_is_an_error_and_leaves_the_last_build(kg: Run, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(_SENTENCE, "utf-8")
    output = tmp_path / "out"
    assert kg("build", good, "-o", output).returncode == 0
    before = _digests(output)
    bad = tmp_path / "bad.txt"
    bad.write_bytes(bytes(range(256)) * 40)
    done = kg("build", bad, "-o", output)
    assert done.returncode == 1
    assert "bad.txt" in done.stderr
    assert _one_line_error(done.stderr)
    assert _digests(output) == before


def test_a_place_that_cannot_be_written(kg: Run, documents: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", "utf-8")
    done = kg("build", documents, "-o", file / "below" / "out")
    assert done.returncode == 1
    assert "name another" in _one_line_error(done.stderr)
    assert file.read_text("utf-8") == "mine"
    done = kg("build", documents, "-o", file)
    assert done.returncode == 1
    assert file.read_text("utf-8") == "mine"
    done = kg("extract", documents, "-f", file / "records.jsonl")
    assert "cannot be written" in _one_line_error(done.stderr)


def test_an_unknown_encoding(kg: Run, documents: Path, tmp_path: Path) -> None:
    done = kg("build", documents, "-o", tmp_path / "out", "--encoding", "klingon")
    assert done.returncode == 1
    assert "klingon" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number}.txt").write_text(_SENTENCE * 40, "utf-8")
    command: list[str | Path] = [sys.executable, "-m", "kg", "build", folder, "--workers", "1"]
    command += ["-o", tmp_path / "out"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        while process.poll() is None and not list(tmp_path.glob(".out.building-*")):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def _write_gold(folder: Path) -> None:
    folder.mkdir()
    (folder / "a.txt").write_text(_SENTENCE, "utf-8")
    gold = {
        "id": "a",
        "entities": [
            {"id": "e1", "type": "Person", "name": "林晚", "aliases": [], "optional": False},
            {"id": "e2", "type": "Organization", "name": "青石数码公司", "aliases": []},
        ],
        "relations": [
            {"subject": "e1", "predicate": "memberOf", "object": "e2", "optional": False}
        ],
    }
    (folder / "a.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")


def test_eval(kg: Run, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    _write_gold(gold)
    done = kg("eval", gold, "--json")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["entity/Person"]["tp"] == 1
    predictions = tmp_path / "records.jsonl"
    assert kg("extract", gold / "a.txt", "-f", predictions).returncode == 0
    again = kg("eval", gold, "--predictions", predictions, "--json")
    assert json.loads(again.stdout) == figures


def test_eval_shows_mistakes_and_documents(kg: Run, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    _write_gold(gold)
    predictions = tmp_path / "records.jsonl"
    nothing = {"id": "a", "entities": [], "relations": []}
    predictions.write_text(json.dumps(nothing) + "\n", "utf-8")
    done = kg("eval", gold, "--predictions", predictions, "--errors", "2", "--per-document")
    lines = done.stdout.splitlines()
    assert lines[0] == "a  entity P 0.00 R 0.00 F1 0.00  relation P 0.00 R 0.00 F1 0.00"
    assert lines[1].split()[:2] == ["entity", "ALL"]
    assert lines[1].endswith("(right 0, wrong 0, missed 2)")
    assert lines[-2:] == [
        "a\tmissed entity\tPerson\t林晚",
        "a\tmissed entity\tOrganization\t青石数码公司",
    ]
    assert "holds no gold graphs" in kg("eval", tmp_path / "gold" / "..").stderr
