"""The index on disk shows queries what the file shows them, whatever happens to the folder."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import changes, pipeline
from kg.export.manifest import written
from kg.query import damages, open_build, run
from kg.rdf import Literal, NamedNode, Quad, Store

_TEXTS = (
    "云帆科技有限公司总经理李明远出席了在杭州市青山区举行的“星河杯”创业大赛。\n",
    "北湖大学与瑞丰集团签署合作协议，共同建设明德产业基地。\n",
)
_ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("kg.output.SMALL", 0)
    (tmp_path / "a.txt").write_text(_TEXTS[0], "utf-8")
    pipeline.build([tmp_path / "a.txt"], output=tmp_path / "out", workers=1)
    return tmp_path / "out"


def _rows(folder: Path) -> set[str]:
    return {str(row) for row in run(open_build(folder), _ALL).rows}  # type: ignore[union-attr]


def test_index_and_file_say_the_same(output: Path) -> None:
    by_index = _rows(output)
    graph = "SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } }"
    named = run(open_build(output), graph)
    shutil.rmtree(output / "store" / "rdf")
    assert _rows(output) == by_index
    assert {str(row) for row in run(open_build(output), graph).rows} == {  # type: ignore[union-attr]
        str(row)
        for row in named.rows  # type: ignore[union-attr]
    }


def test_a_reader_keeps_what_it_opened(output: Path, tmp_path: Path) -> None:
    build = open_build(output)
    before = len(run(build, _ALL).rows)  # type: ignore[union-attr]
    (tmp_path / "b.txt").write_text(_TEXTS[1], "utf-8")
    changes.add([tmp_path / "b.txt"], output=output)
    changes.remove(["b"], output=output)
    changes.add([tmp_path / "b.txt"], output=output)
    assert len(run(build, _ALL).rows) == before  # type: ignore[union-attr]
    assert len(_rows(output)) > before


def test_readers_leave_nothing_behind_and_do_not_touch_the_build(output: Path) -> None:
    held = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    query = "SELECT ?s { ?s ?p ?o } LIMIT 1"
    command = [sys.executable, "-m", "kg", "query", query, "-o", str(output)]
    assert subprocess.run(command, capture_output=True).returncode == 0
    now = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    assert now == held
    assert sorted(path.name for path in output.parent.iterdir()) == ["a.txt", "out"]


def test_small_builds_have_no_index(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_TEXTS[0], "utf-8")
    pipeline.build([tmp_path / "a.txt"], output=tmp_path / "out", workers=1)
    assert not (tmp_path / "out" / "store" / "rdf").exists()


def _spoil(folder: Path, change: Callable[[Store], None]) -> None:
    store = Store(str(folder / "store" / "rdf"))
    change(store)
    store.flush()


_FOREIGN = Quad(
    NamedNode("https://kg.example/id/x"), NamedNode("https://kg.example/y"), Literal("z")
)


@pytest.mark.parametrize(
    "change", [lambda store: store.add(_FOREIGN), lambda store: store.remove(next(iter(store)))]
)
def test_validate_sees_an_index_that_says_something_else(
    output: Path, change: Callable[[Store], None]
) -> None:
    assert damages(output) == []
    _spoil(output, change)
    assert damages(output) == ["store/rdf holds other statements than graph.trig"]


def test_an_index_is_made_of_a_file_that_is_all_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(pieces: Iterable[bytes | memoryview], path: Path) -> dict[str, Any]:
        def late() -> Iterator[bytes | memoryview]:
            for piece in pieces:
                yield piece
                if path.name == "graph.trig":
                    time.sleep(0.05)

        return written(late(), path)

    monkeypatch.setattr("kg.output.SMALL", 0)
    monkeypatch.setattr("kg.export.formats.written", slowly)
    (tmp_path / "a.txt").write_text(_TEXTS[0], "utf-8")
    pipeline.build([tmp_path / "a.txt"], output=tmp_path / "out", workers=1)
    assert damages(tmp_path / "out") == []


def test_an_index_without_what_is_to_be_taken_out_is_made_anew(
    output: Path, tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_text(_TEXTS[1], "utf-8")
    changes.add([tmp_path / "b.txt"], output=output)
    _spoil(output, Store.clear)
    changes.remove(["b"], output=output)
    assert damages(output) == []
