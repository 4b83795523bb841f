"""The search for garbage rests while anybody wants it to, and is then as it was."""

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import pipeline
from kg.garbage import no_collecting


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    assert gc.isenabled()
    yield
    gc.enable()


def test_it_rests_within_the_block() -> None:
    with no_collecting():
        assert not gc.isenabled()
        with no_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_stays_on_where_it_is_wanted_and_off_where_it_was_off() -> None:
    with no_collecting(when=False):
        assert gc.isenabled()
    gc.disable()
    with no_collecting():
        pass
    assert not gc.isenabled()


def test_an_error_does_not_leave_it_off() -> None:
    with pytest.raises(ValueError, match="x"), no_collecting():
        raise ValueError("x")
    assert gc.isenabled()


def test_blocks_of_two_threads_may_overlap() -> None:
    entered, leave = threading.Event(), threading.Event()

    def other() -> None:
        with no_collecting():
            entered.set()
            leave.wait(10)

    thread = threading.Thread(target=other)
    with no_collecting():
        thread.start()
        assert entered.wait(10)
    assert not gc.isenabled()
    leave.set()
    thread.join()
    assert gc.isenabled()


def test_it_is_on_after_a_build(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("云帆科技有限公司位于杭州市。\n", "utf-8")
    pipeline.build([tmp_path / "a.txt"], output=tmp_path / "out", workers=1)
    assert gc.isenabled()


def test_what_kg_makes_of_documents_leaves_no_garbage(tmp_path: Path) -> None:
    """Else memory would grow with the documents while the search rests."""
    paths = []
    for number in range(12):
        page = f"<h1>第{number}号</h1><p>李明远是云帆科技有限公司总经理。</p>"
        paths += [tmp_path / f"{number}.txt", tmp_path / f"{number}.html"]
        paths[-2].write_text(f"第{number}：云帆科技有限公司位于杭州市。\n" * 5, "utf-8")
        paths[-1].write_text(page, "utf-8")
    pipeline.extract(paths[:2])  # what is read once may leave some

    def left(documents: list[Path]) -> int:
        gc.collect()
        with no_collecting():
            found = pipeline.extract(documents)
            assert len(found.records) == len(documents)
            return gc.collect()

    assert left(paths) <= left(paths[:2]) + len(paths)
