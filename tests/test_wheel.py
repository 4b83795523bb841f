"""The wheel carries everything: from an empty environment it builds in another folder."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _run(command: list[str | Path], cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "KG_"))}
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.mark.wheel
def test_an_installed_wheel_builds_and_answers_from_another_folder(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    _run([*pip, "wheel", "--no-deps", "-w", tmp_path / "dist", ROOT], tmp_path)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {"kg/serve/static/editor.js", "kg/serve/static/LICENCES.txt"} <= names
    front = ("explorer.js", "explorer.css", "oxigraph.wasm", "LICENCES.txt")
    assert {f"kg/explorer/static/{name}" for name in front} <= names
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin") / "python"
    _run([python, "-m", "pip", "--disable-pip-version-check", "-q", "install", wheel], tmp_path)

    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "papers").mkdir(parents=True)
    (elsewhere / "papers" / "一.txt").write_text(
        "云帆科技有限公司总经理李明远出席了在杭州市举行的论坛。\n", "utf-8"
    )
    kg = python.with_name("kg")
    _run([kg, "build", "papers", "-o", "out"], elsewhere)
    table = _run(
        [kg, "query", "SELECT ?name WHERE { ?x rdfs:label ?name }", "-o", "out"], elsewhere
    )
    assert "李明远" in table
    assert "云帆科技有限公司" in table
    page = (elsewhere / "out" / "graph.html").read_text("utf-8")
    assert "李明远" in page
    assert 'id="kg-graph"' in (elsewhere / "out" / "explorer.html").read_text("utf-8")
