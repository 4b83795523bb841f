"""add, remove, update and diff as processes of their own."""

import shutil
from pathlib import Path

from tests.cli.conftest import Run


def test_a_build_is_changed_and_compared(kg: Run, documents: Path, tmp_path: Path) -> None:
    output, before = tmp_path / "out", tmp_path / "before"
    assert kg("build", documents, "-o", output, "-q").returncode == 0
    shutil.copytree(output, before)
    extra = tmp_path / "新闻.txt"
    extra.write_text("青石数码公司与北湖大学签署合作协议。\n", "utf-8")
    done = kg("add", extra, "-o", output)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("added · 新增: 新闻.txt\nnow in ")
    assert kg("add", extra, "-o", output).stdout.startswith("nothing changed: 1 document as before")
    found = kg("diff", before, output)
    assert found.returncode == 0
    assert found.stdout.startswith("文档 documents: +1 新增 came  -0 消失 went  ~0 变化 changed\n")
    assert "【青石数码公司与北湖大学签署】" in found.stdout or "北湖大学" in found.stdout
    assert kg("diff", before, output, "--exit-code").returncode == 1
    assert kg("diff", before, output, "--format", "html").stdout.startswith("<!doctype html>")
    removed = kg("remove", "新闻", "-o", output)
    assert removed.stdout.startswith("removed · 移除: 新闻.txt\n")
    assert kg("diff", before, output, "--exit-code").returncode == 0
    assert kg("update", "-o", output).stdout.startswith("nothing changed: 2 documents as before")


def test_mistakes_are_one_line(kg: Run, documents: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    for command in (("add", documents), ("remove", "x"), ("update",)):
        done = kg(*command, "-o", output)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert "run kg build first" in done.stderr
    assert kg("build", documents, "-o", output, "-q").returncode == 0
    done = kg("remove", "brif", "-o", output)
    assert done.stderr.count("\n") == 1
    assert "close to it: brief" in done.stderr
    assert "no build in" in kg("diff", output, tmp_path / "none").stderr
    assert kg("diff", output, tmp_path / "none", "--exit-code").returncode == 2


def test_a_relative_output_is_the_same_place(kg: Run, documents: Path, tmp_path: Path) -> None:
    assert kg("build", documents, "-o", "out", "-q", cwd=tmp_path).returncode == 0
    assert kg("update", "-o", tmp_path / "out").stdout.startswith("nothing changed: 2")
