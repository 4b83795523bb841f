"""Where the index lies: in a build, in memory without one, and safe while the build is replaced."""

from pathlib import Path

import pytest

import kg
from kg.errors import OutputError
from kg.folder import STORE
from kg.search import INDEX, entries_of, open_file, open_names, own_index, write_names
from kg.search.entries import entries_in
from tests.query.sample import NETWORK, write_sample


def test_a_build_has_an_index(tmp_path: Path) -> None:
    text = "青石公司总经理林晚昨天说，青石公司位于桐州市。"
    (tmp_path / "甲.txt").write_text(text, "utf-8")
    graph = kg.build(tmp_path / "甲.txt", output=tmp_path / "out")
    assert (tmp_path / "out" / STORE / INDEX).is_file()
    assert graph.find("lw")[0].label == "林晚"
    assert graph.find("林", type="Place") == []


def test_without_an_index_the_graph_is_read(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "out")
    (folder / STORE / INDEX).unlink()
    assert open_file(own_index(folder)).find("yunqi")
    found = open_names(folder).find("yunqi")[0]
    assert (found.label, found.type, found.subtype) == ("云栖创意园", "Organization", "Park")


def test_the_graph_gives_the_entries_of_the_network(tmp_path: Path) -> None:
    build = kg.load(write_sample(tmp_path / "out")).build
    wanted = {e.iri: e for e in entries_of(NETWORK)}
    found = {e.iri: e for e in entries_in(build)}
    assert found.keys() == wanted.keys()
    hostile = next(iri for iri in wanted if iri.endswith("evil"))
    for iri in wanted.keys() - {hostile}:
        assert found[iri] == wanted[iri]


def test_no_build(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="run kg build first"):
        open_names(tmp_path)


def test_a_damaged_index_is_said_plainly(tmp_path: Path) -> None:
    path = tmp_path / "names.db"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(OutputError, match="damaged"):
        open_file(path)


def test_an_own_copy_stays_when_the_build_goes(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "out")
    own = own_index(folder)
    (folder / STORE / INDEX).unlink()
    assert open_file(own).find("林晚")


def test_known_names_give_the_same_index(tmp_path: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    write_names(entries_of(NETWORK), one)
    write_names(entries_of(NETWORK), other, one)
    assert one.read_bytes() == other.read_bytes()
