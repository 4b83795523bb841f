"""``kg curate`` and what other commands say of edits, as processes of their own."""

from pathlib import Path

from tests.cli.conftest import Run


def test_the_graph_is_corrected_by_hand(kg: Run, documents: Path, tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for path in documents.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    assert kg("build", folder, "-o", output, "-q").returncode == 0
    by = {"KG_CURATOR": "王编辑"}
    done = kg(
        "curate", "merge", "北湖美院", "北湖美术学院", "-r", "=同一所", "-o", output, environment=by
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith(
        "written · 已写入: 2  merge  北湖美院  北湖美术学院  (=同一所, 王编辑, 2"
    )
    assert lines[1] == "added · 新增: curation.tsv"
    assert "\t'=同一所\t王编辑\t" in (folder / "curation.tsv").read_text("utf-8")
    explained = kg("explain", "北湖美院", "-o", output)
    assert "merged by · 修订: curation.tsv:2 (curator:王编辑: =同一所)" in explained.stdout
    wrong = kg("curate", "hide", "林碗", "-o", output)
    assert wrong.returncode == 1
    assert wrong.stderr == "error: curation.tsv:3: no entity is called 林碗; close to it: 林晚\n"
    added = kg(
        "curate",
        "add",
        "林晚",
        "任职于",
        "北湖美院",
        "--role",
        "教授",
        "--time",
        "2020",
        "-q",
        "-o",
        output,
    )
    assert (added.returncode, added.stdout) == (0, ""), added.stderr
    explained = kg("explain", "林晚", "北湖美院", "-o", output)
    assert "curation.tsv" in explained.stdout
    assert ", time 2020, score 1, curator" in explained.stdout
    assert kg("validate", "-o", output).returncode == 0
    listed = kg("curate", "list", "-o", output)
    assert [line[:3] for line in listed.stdout.splitlines()] == ["2  ", "3  "]
    undone = kg("curate", "undo", "-o", output)
    assert undone.stdout.startswith("taken back · 已撤销: 3  add  林晚")
    dropped = kg("curate", "drop", "2", "--no-build", "-o", output)
    assert dropped.stdout.startswith("taken out · 已删除: 2  merge")
    assert kg("update", "-o", output).stdout.startswith("replaced · 更新: curation.tsv")


def test_an_edit_without_effect_is_named(kg: Run, documents: Path, tmp_path: Path) -> None:
    edits, output = tmp_path / "mine.tsv", tmp_path / "out"
    edits.write_text("action\tname\nhide\t北湖美术学院\n", "utf-8")
    done = kg("build", documents, "--curation", edits, "-o", output, "-q")
    assert done.returncode == 0, done.stderr
    removed = kg("remove", "other", "-o", output, "-q")
    assert removed.stderr.startswith("mine.tsv:2 has no effect: no entity is called 北湖美术学院")
    refused = kg("build", documents, "--curation", documents / "brief.txt", "-o", output)
    assert "a file of edits must be called something.tsv" in refused.stderr
