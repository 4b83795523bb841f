"""Law 5, nothing is lost: output is replaced whole or not at all."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kg import folder as folder_module
from kg.errors import OutputError
from kg.folder import replacing


def _write_build(folder: Path, content: str) -> None:
    with replacing(folder) as new:
        (new / "graph.nt").write_text(content)
        (new / "manifest.json").write_text(json.dumps({"files": {"graph.nt": {}}}))


def _siblings(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.parent.iterdir() if p != folder)


def test_a_second_build_replaces_the_first_and_leaves_nothing_beside(tmp_path: Path) -> None:
    out = tmp_path / "output"
    _write_build(out, "one")
    _write_build(out, "two")
    assert (out / "graph.nt").read_text() == "two"
    assert _siblings(out) == []


def test_a_failed_build_leaves_the_last_good_one(tmp_path: Path) -> None:
    out = tmp_path / "output"
    _write_build(out, "good")
    with pytest.raises(RuntimeError, match="midway"), replacing(out) as new:
        (new / "graph.nt").write_text("half")
        raise RuntimeError("midway")
    assert (out / "graph.nt").read_text() == "good"
    assert _siblings(out) == []


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_killed_build_leaves_the_last_good_one_and_the_next_build_sweeps(tmp_path: Path) -> None:
    out = tmp_path / "output"
    _write_build(out, "good")
    program = """
        import sys, time
        from pathlib import Path
        from kg.folder import replacing
        with replacing(Path(sys.argv[1])) as new:
            (new / "graph.nt").write_text("half")
            print("writing", flush=True)
            time.sleep(60)
    """
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), str(out)], stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"writing\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert (out / "graph.nt").read_text() == "good"
    assert len(_siblings(out)) == 1
    _write_build(out, "next")
    assert (out / "graph.nt").read_text() == "next"
    assert _siblings(out) == []


def test_without_an_exchange_of_names_it_still_replaces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_module, "_exchange", lambda one, other: False)
    out = tmp_path / "output"
    _write_build(out, "one")
    _write_build(out, "two")
    assert (out / "graph.nt").read_text() == "two"
    assert _siblings(out) == []


def test_an_old_build_set_aside_by_a_killed_one_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "output"
    _write_build(out, "good")
    out.rename(tmp_path / ".output.old-999999")
    with pytest.raises(RuntimeError), replacing(out):
        raise RuntimeError
    assert (out / "graph.nt").read_text() == "good"


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(OutputError, match=r"did not make \(thesis.doc\)"), replacing(tmp_path):
        pytest.fail("must not get here")
    assert (tmp_path / "thesis.doc").read_text() == "mine"


def test_the_page_that_explains_the_folder_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "output"
    out.mkdir()
    (out / "README.md").write_text("what lies here")
    _write_build(out, "one")
    assert (out / "README.md").read_text() == "what lies here"


def test_a_place_below_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(OutputError, match="cannot be written"),
        replacing(tmp_path / "file" / "out"),
    ):
        pytest.fail("must not get here")


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file")
    with pytest.raises(OutputError, match="is a file"), replacing(tmp_path / "output"):
        pytest.fail("must not get here")
    assert (tmp_path / "output").read_text() == "a file"
