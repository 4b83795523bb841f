"""Pages that were left out are made when somebody looks."""

import shutil
import subprocess
import sys
from pathlib import Path

from kg.folder import PAGES
from tests.cli.conftest import Run


def _made(folder: Path) -> dict[str, bool]:
    places = [*(folder / name for name in PAGES), folder / "store" / "explorer.db"]
    return {place.name: place.is_file() for place in places}


def test_view_makes_them(kg: Run, documents: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    built = kg("build", documents, "-o", output, "--without-pages")
    assert built.returncode == 0, built.stderr
    assert "explorer.html" not in built.stdout.replace(f"-o {output}", "")
    assert not any(_made(output).values())
    (tmp_path / "more.txt").write_text("青石数码公司由林晚创办。", "utf-8")
    added = kg("add", tmp_path / "more.txt", "-o", output, "--without-pages")
    assert "without pages; kg view makes them" in added.stdout
    assert not any(_made(output).values())

    viewed = kg("view", "-o", output, "--print")
    assert viewed.stdout == (output / "explorer.html").resolve().as_uri() + "\n"
    assert "making the pages" in viewed.stderr
    assert all(_made(output).values())
    assert kg("view", "-o", output, "--print").stderr == ""
    assert kg("validate", "-o", output).returncode == 0

    kg("remove", "more", "-o", output, "--without-pages")
    assert not any(_made(output).values())  # old ones would show what is gone
    kg("update", "-o", output)
    kg("add", tmp_path / "more.txt", "-o", output)
    assert all(_made(output).values())


def test_serve_makes_them(kg: Run, documents: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    kg("build", documents, "-o", output, "--without-pages")
    command = [sys.executable, "-m", "kg", "serve", "-o", str(output), "--port", "0", "-q"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout
        assert server.stdout.readline().startswith("http://127.0.0.1:")
        assert all(_made(output).values())
        server.terminate()


def test_serve_goes_without_where_they_cannot_be_made(sample: Path, tmp_path: Path) -> None:
    output = shutil.copytree(sample, tmp_path / "out")
    (output / "explorer.html").unlink()
    command = [sys.executable, "-m", "kg", "serve", "-o", str(output), "--port", "0", "-q"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as server:
        assert server.stdout
        assert server.stderr
        assert server.stdout.readline().startswith("http://127.0.0.1:")
        server.terminate()
        assert "without the explorer: " in server.stderr.read()
