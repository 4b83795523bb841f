import os
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read import find


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("有字。", encoding="utf-8")


def ids(*paths: Path) -> dict[str, str]:
    return {source.relative: source.id for source in find(paths).sources}


def test_a_folder_is_searched_in_code_point_order(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.md", "a/页.html", "B.HTM", "甲/乙/丙.txt")
    assert list(ids(tmp_path).items()) == [
        ("B.HTM", "B.HTM"),
        ("a/z.md", "z"),
        ("a/页.html", "页"),
        ("b.txt", "b.txt"),
        ("甲/乙/丙.txt", "丙"),
    ]


def test_hidden_files_and_readmes_are_passed_over_in_folders_alone(tmp_path: Path) -> None:
    make(tmp_path, ".hidden.txt", ".git/x.txt", "README.md", "sub/readme.txt", "a.txt")
    assert ids(tmp_path) == {"a.txt": "a"}
    assert ids(tmp_path / "README.md", tmp_path / ".hidden.txt") == {
        "README.md": "README",
        ".hidden.txt": ".hidden",
    }


def test_other_kinds_of_files_are_named_as_skipped(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.pdf", "sub/c.docx")
    found = find([tmp_path])
    assert [skipped.source for skipped in found.skipped] == ["b.pdf", "sub/c.docx"]
    assert {s.reason for s in found.skipped} == {"not a kind of file kg reads (.txt .md .html)"}


def test_a_file_of_another_kind_named_outright_is_skipped_too(tmp_path: Path) -> None:
    make(tmp_path, "b.pdf")
    assert [skipped.source for skipped in find([tmp_path / "b.pdf"]).skipped] == ["b.pdf"]


def test_a_missing_path_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere: no such file or directory; check the path"):
        find([tmp_path / "nowhere"])


def test_an_empty_folder_has_no_documents(tmp_path: Path) -> None:
    assert find([tmp_path]).sources == ()


def test_stems_that_collide_get_their_paths(tmp_path: Path) -> None:
    make(tmp_path, "one/a.txt", "two/a.txt", "two/b.txt")
    assert ids(tmp_path) == {"one/a.txt": "one/a", "two/a.txt": "two/a", "two/b.txt": "b"}


def test_stems_that_differ_in_case_alone_collide(tmp_path: Path) -> None:
    make(tmp_path, "one/Report.txt", "two/report.txt")
    assert set(ids(tmp_path).values()) == {"one/Report", "two/report"}


def test_the_same_stem_with_two_suffixes_keeps_them(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "a.md")
    assert ids(tmp_path) == {"a.md": "a.md", "a.txt": "a.txt"}


def test_files_of_one_name_below_two_folders_take_the_folder_in(tmp_path: Path) -> None:
    make(tmp_path, "one/a.txt", "two/a.txt")
    found = find([tmp_path / "two", tmp_path / "one"])
    assert sorted(source.id for source in found.sources) == ["one/a.txt", "two/a.txt"]


def test_a_file_reached_twice_counts_once_in_any_order(tmp_path: Path) -> None:
    make(tmp_path, "sub/a.txt", "b.txt")
    paths = [tmp_path, tmp_path / "sub", tmp_path / "sub" / "a.txt", tmp_path / "b.txt"]
    assert find(paths) == find(paths[::-1]) == find([tmp_path])


def test_links_are_followed_to_files_and_not_to_folders(tmp_path: Path) -> None:
    make(tmp_path, "real/a.txt", "out/b.txt")
    (tmp_path / "real" / "loop").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "real" / "a-again.txt").symlink_to(tmp_path / "real" / "a.txt")
    (tmp_path / "real" / "b.txt").symlink_to(tmp_path / "out" / "b.txt")
    (tmp_path / "real" / "broken.txt").symlink_to(tmp_path / "nothing.txt")
    found = find([tmp_path / "real"])
    assert [source.relative for source in found.sources] == ["a.txt", "b.txt"]
    assert {skipped.source: skipped.reason.split(":")[0] for skipped in found.skipped} == {
        "broken.txt": "cannot be looked at",
        "loop": "a link to a folder, not followed; name that folder itself",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_make_us_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert find([tmp_path]).skipped[0].reason == "not a regular file"


def test_a_folder_that_cannot_be_listed_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "closed/a.txt", "b.txt")
    listing = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr("kg.read.files.os.scandir", refuse)
    found = find([tmp_path])
    assert [source.id for source in found.sources] == ["b"]
    assert found.skipped[0].source == "closed"
    assert found.skipped[0].reason == "folder cannot be listed: permission denied"


@pytest.mark.skipif(os.name == "nt", reason="file names are bytes on POSIX alone")
def test_a_name_that_is_no_utf8_is_shown_in_plain_characters(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xd6\xd0\n.txt")).write_text("字", "utf-8")
    except OSError:
        pytest.skip("this file system keeps names in UTF-8")
    (source,) = find([tmp_path]).sources
    assert source.id == r"\xd6\xd0\n"
    source.relative.encode("utf-8")


names = st.sampled_from(["a", "A", "b", "ａ", "é", "e\u0301", "ß", "ss", "甲", "a~2", "a.txt"])
files = st.builds(
    lambda folders, stem, suffix: "/".join([*folders, stem + suffix]),
    st.lists(names, max_size=2),
    names,
    st.sampled_from([".txt", ".md", ".TXT", ".html"]),
)


@given(st.lists(files, max_size=12, unique=True), st.randoms(use_true_random=False))
def test_ids_are_unique_but_for_case_and_the_same_in_any_order(
    relatives: list[str], random: Random
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for relative in relatives:
            try:
                make(folder, relative)
            except OSError:  # a file where another needs a folder
                continue
        paths = [folder, *sorted(path for path in folder.rglob("*") if path.is_file())]
        shuffled = list(paths)
        random.shuffle(shuffled)
        found = find(paths)
        assert find(shuffled) == found
        lowered = [source.id.casefold() for source in found.sources]
        assert len(set(lowered)) == len(lowered)
        assert all(source.id for source in found.sources)
