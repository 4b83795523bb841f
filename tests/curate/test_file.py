"""Lines put into a curation file and taken back, to the byte."""

import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.curate import COLUMNS, decode_curation, read_edits
from kg.curate.file import changing
from kg.errors import InputError
from kg.model import Document

HIDE = {"action": "hide", "name": "陈奕", "reason": "泛称"}


def add(path: Path, *edits: dict[str, str]) -> list[int]:
    with changing(path) as held:
        data, lines = held.with_lines(edits)
        held.put(data)
    return lines


def undo(path: Path) -> None:
    with changing(path) as held:
        held.undo()


def names(path: Path) -> list[str]:
    text = decode_curation(path.read_bytes(), path.name)
    return [edit["name"] for edit in read_edits(Document("c", "c.tsv", text, ()))]


def test_a_new_file_has_a_header_and_goes_away_again(tmp_path: Path) -> None:
    path = tmp_path / "curation.tsv"
    assert add(path, HIDE, {**HIDE, "name": "王五"}) == [2, 3]
    assert path.read_bytes().startswith(b"\xef\xbb\xbfaction\tname\t")
    assert names(path) == ["陈奕", "王五"]
    undo(path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "before",
    [
        b"# mine\r\naction\tname\tother\treason\r\nhide\t\xe7\x94\xb2\r\n",
        b"action\tname\treason\nhide\tx",
        b"# nothing yet\n",
        b"",
        b"\n\n",
        b"\xef\xbb\xbfname\taction\treason\n",
    ],
)
def test_what_was_there_stays_to_the_byte(tmp_path: Path, before: bytes) -> None:
    path = tmp_path / "curation.tsv"
    path.write_bytes(before)
    path.chmod(0o640)
    (line,) = add(path, HIDE)
    after = path.read_bytes()
    assert after.startswith(before)
    assert names(path)[-1] == "陈奕"
    assert after.split(b"\n")[line - 1].decode("utf-8").find("陈奕") >= 0
    assert (b"\r\n" in before) == (after.count(b"\r\n") == after.count(b"\n"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    undo(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["curation.tsv"]


def test_a_line_is_taken_out_and_put_back(tmp_path: Path) -> None:
    path = tmp_path / "curation.tsv"
    add(path, *({**HIDE, "name": name} for name in "甲乙丙"))
    before = path.read_bytes()
    with changing(path) as held:
        held.put(held.without_line(3))
        with pytest.raises(InputError, match=r"curation\.tsv:1: there is no edit on this line"):
            held.without_line(1)
    assert names(path) == ["甲", "丙"]
    undo(path)
    assert path.read_bytes() == before


def test_what_another_hand_has_changed_is_not_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "curation.tsv"
    with pytest.raises(InputError, match="nothing to take back"):
        undo(path)
    add(path, HIDE)
    written = path.read_bytes()
    path.write_bytes(written + b"# a thought\n")
    with pytest.raises(InputError, match="was changed by another hand since"):
        undo(path)
    path.write_bytes(written)
    undo(path)
    assert not path.exists()


@given(st.lists(st.sampled_from(["add", "out", "undo"]), max_size=12))
def test_any_history_can_be_taken_back_step_by_step(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    path = tmp_path_factory.mktemp("history") / "curation.tsv"
    states: list[bytes | None] = [None]
    for number, step in enumerate(steps):
        if step == "add":
            add(path, {**HIDE, "name": f"甲{number}"}, {**HIDE, "name": "乙"})
            states.append(path.read_bytes())
        elif step == "out" and path.exists() and names(path):
            with changing(path) as held:
                held.put(held.without_line(2))
            states.append(path.read_bytes())
        elif step == "undo" and len(states) > 1:
            states.pop()
            undo(path)
            assert (path.read_bytes() if path.exists() else None) == states[-1]
    while len(states) > 1:
        states.pop()
        undo(path)
        assert (path.read_bytes() if path.exists() else None) == states[-1]


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "curation.tsv"
    writers = [
        threading.Thread(target=add, args=(path, {**HIDE, "name": f"第{number}人"}))
        for number in range(8)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(names(path)) == sorted(f"第{number}人" for number in range(8))


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "mine.tsv", tmp_path / "curation.tsv"
    real.parent.mkdir()
    real.write_text("\t".join(COLUMNS) + "\n", "utf-8")
    link.symlink_to(real)
    add(link, HIDE)
    assert link.is_symlink()
    assert names(real) == ["陈奕"]
