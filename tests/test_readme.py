"""What the README says is so: the files it lists, the commands it shows, in both languages."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg import pipeline

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_listed_files_are_those_of_a_build(page: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("云帆公司总经理李明远出席会议。\n", "utf-8")
    pipeline.build([tmp_path / "a.txt"], output=tmp_path / "out", workers=1)
    rows = [line.split("|")[1] for line in page.read_text("utf-8").splitlines() if "| `" in line]
    listed = {name for row in rows for name in re.findall(r"`([a-z]+\.[a-z]+)`", row)}
    made = {path.name for path in (tmp_path / "out").iterdir() if path.is_file()}
    assert listed == made  # the folder store/ is kg's own


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_linked_files_exist(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_commands_shown_exist() -> None:
    shown = set(re.findall(r"^kg (\w+)", PAGES[0].read_text("utf-8"), re.MULTILINE))
    shown |= set(re.findall(r"^kg (\w+)", PAGES[1].read_text("utf-8"), re.MULTILINE))
    assert {"build", "query", "view", "explain"} <= shown
    for command in sorted(shown):
        call = [sys.executable, "-m", "kg", command, "--help"]
        done = subprocess.run(call, capture_output=True, text=True, cwd=ROOT)
        assert done.returncode == 0, done.stderr
