"""An index made of an earlier one answers like one made anew; a damaged one is not believed."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.search.ranks
import kg.search.write
from kg.search import Entry, Hit, open_file, write_names
from kg.search.earlier import seal

_TEXTS = (
    "蔡志忠",
    "蔡志",
    "单雄飞",
    "清溪大学",
    "清溪大学桐州校友会",
    "清大",
    "大学路",
    "重庆白石银行",
    "雲棲創意園",
    "Green River Labs",
    "《红·与“黑”》",
    "“”",
    "a\ud800b",
    "🌊",
)
_QUERIES = (
    *("蔡", "志忠", "大学", "清", "路", "重庆", "银行", "云栖", "green", "river labs", "红与黑"),
    *("czz", "caizh", "shan", "dxf", "qxdx", "daxue", "chongqing", "zhongqbs", "yun", "l", "qd"),
    *("校友会 清溪", "桐州清溪大学", "“”", "a?b", "🌊", "黑"),
)
_NAMES = st.lists(st.sampled_from(_TEXTS), min_size=1, max_size=3).map(tuple)
_SORTS = st.sampled_from([("Person", ""), ("Organization", "School"), ("Place", "")])
_ENTRIES = st.builds(
    lambda iri, sort, names, mentions, facts: Entry(iri, sort[0], sort[1], names, mentions, facts),
    st.integers(0, 30).map(lambda number: f"https://kg.example/id/{number}"),
    _SORTS,
    _NAMES,
    st.integers(0, 2),
    st.integers(0, 2),
)
_BUILDS = st.lists(_ENTRIES, max_size=20, unique_by=lambda entry: entry.iri)


def entries(number: int) -> list[Entry]:
    """As many entities, all of one rank but for their labels."""
    return [
        Entry(f"https://kg.example/id/{n}", "Person", "", (f"林{n:03}号",), 1, 1)
        for n in range(number)
    ]


def answers(path: Path, limit: int = 1000) -> list[list[Hit]]:
    names = open_file(path)
    found = [
        names.find(text, type_=type_, limit=limit)
        for text in (*_QUERIES, "林", "号", "lin")
        for type_ in ("", "School")
    ]
    names.close()
    return found


def changed(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (value,) = connection.execute("SELECT value FROM about WHERE key = 'changed'").fetchone()
    return int(value)


def check(made: list[Entry], path: Path, earlier: Path | None) -> None:
    """Write an index; see that it answers as one that knows of no other."""
    write_names(iter(made), path, earlier)
    anew = path.with_suffix(".anew")
    write_names(iter(made), anew)
    assert answers(path) == answers(anew)
    assert answers(path, limit=2) == answers(anew, limit=2)


@settings(max_examples=25)
@given(st.lists(_BUILDS, min_size=2, max_size=5), st.booleans())
def test_histories(builds: list[list[Entry]], only_change: bool) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        if only_change:
            patch.setattr(kg.search.write, "_MOST_CHANGED", 0)
        earlier = None
        for number, build in enumerate(builds):
            path = Path(folder) / f"{number}.db"
            check(build, path, earlier)
            earlier = path


def test_a_little_is_changed_and_much_made_anew(tmp_path: Path) -> None:
    made = entries(100)
    check(made, tmp_path / "0.db", None)
    made[7] = replace(made[7], facts=5)
    check(made, tmp_path / "1.db", tmp_path / "0.db")
    assert changed(tmp_path / "1.db") == 2
    check(made[:90], tmp_path / "2.db", tmp_path / "1.db")
    assert changed(tmp_path / "2.db") == 12
    check(made[:80], tmp_path / "3.db", tmp_path / "2.db")
    assert changed(tmp_path / "3.db") == 0


def test_others_move_where_there_is_no_room(tmp_path: Path) -> None:
    made, counts = entries(700), [0]
    check(made, tmp_path / "0.db", None)
    for number in range(1, 12):
        name = f"林007号{chr(ord('一') + number)}"  # always between the one before and 008
        made.append(replace(made[0], iri=f"https://kg.example/new/{number}", names=(name,)))
        check(made, tmp_path / f"{number}.db", tmp_path / f"{number - 1}.db")
        counts.append(changed(tmp_path / f"{number}.db"))
    steps = [after - before for before, after in pairwise(counts)]
    assert steps.count(1) == 10
    assert 1 < max(steps) < 100


def test_where_there_is_no_room_at_all(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kg.search.write, "_MOST_CHANGED", 0)
        patch.setattr(kg.search.ranks, "_ROOM", 1)
        patch.setattr(kg.search.ranks, "_NEAR", 1)
        made = entries(20)
        check(made, tmp_path / "0.db", None)
        for number in range(1, 6):
            made.insert(5, replace(made[number * 3], iri=f"https://kg.example/new/{number}"))
            check(made, tmp_path / f"{number}.db", tmp_path / f"{number - 1}.db")
            assert changed(tmp_path / f"{number}.db")


def test_the_earlier_file_stays_as_it_is(tmp_path: Path) -> None:
    earlier, path = tmp_path / "earlier.db", tmp_path / "names.db"
    write_names(entries(50), earlier)
    before = earlier.read_bytes()
    os.link(earlier, tmp_path / "link.db")
    os.link(earlier, path)
    check(entries(52), path, earlier)
    assert changed(path) == 2
    assert earlier.read_bytes() == before == (tmp_path / "link.db").read_bytes()


@pytest.mark.parametrize("at", [0, 17, 33, 62, 99, 5000, 20_000, -5])
def test_one_byte_that_is_wrong_is_seen(at: int, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.db"
    write_names(entries(50), earlier)
    content = bytearray(earlier.read_bytes())
    content[at] ^= 4
    earlier.write_bytes(content)
    check(entries(51), tmp_path / "names.db", earlier)
    assert changed(tmp_path / "names.db") == 0


@pytest.mark.parametrize("content", [None, b"", b"x" * 63, b"no database" * 1000])
def test_what_is_no_index_is_not_copied(content: bytes | None, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.db"
    if content is not None:
        earlier.write_bytes(content)
        if len(content) > 1000:
            seal(earlier)
    for number in (0, 5):
        check(entries(number), tmp_path / f"{number}.db", earlier)


def test_the_index_of_another_program_is_not_changed(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.db"
    write_names(entries(50), earlier)
    with closing(sqlite3.connect(earlier)) as connection:
        connection.execute("UPDATE about SET value = 'another' WHERE key = 'made'")
        connection.commit()
    seal(earlier)
    check(entries(51), tmp_path / "names.db", earlier)
    assert changed(tmp_path / "names.db") == 0


def test_the_index_of_another_build_is_as_good(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.db"
    other = [replace(e, iri=f"{e.iri}/other") for e in entries(30)]
    write_names(other, earlier)
    check(entries(30), tmp_path / "names.db", earlier)
