import os
from pathlib import Path

import pytest

from kg.errors import OntologyError, ReadError
from kg.model import Span
from kg.read import Source, find, load
from kg.read.cues import load_cues
from kg.resources import ontology_dir
from tests.read.samples import SIMPLIFIED, TRADITIONAL, read


def test_a_document_is_its_text_unchanged(tmp_path: Path) -> None:
    text = f"　　{SIMPLIFIED[0]}\r\n\r\n{SIMPLIFIED[1]}\r\n"
    document = read(tmp_path, "a.txt", text)
    assert document.text == text
    assert document.body == (Span(2, len(text) - 2),)
    assert (document.id, document.source, document.encoding) == ("a", "a.txt", "utf-8")


def test_the_mark_is_no_text(tmp_path: Path) -> None:
    document = read(tmp_path, "a.txt", b"\xef\xbb\xbf" + SIMPLIFIED[0].encode())
    assert document.text == SIMPLIFIED[0]


@pytest.mark.parametrize(
    ("encoding", "text", "reported"),
    [
        ("gb18030", SIMPLIFIED[0], "gb18030"),
        ("big5", TRADITIONAL[0], "big5"),
        ("utf-16", SIMPLIFIED[0], "utf-16-le"),
        ("utf-16-be", SIMPLIFIED[0] + "\n", "utf-16-be"),
    ],
)
def test_the_encoding_is_reported(tmp_path: Path, encoding: str, text: str, reported: str) -> None:
    document = read(tmp_path, "a.txt", text.encode(encoding))
    assert (document.text, document.encoding) == (text, reported)


def test_the_user_may_name_the_encoding(tmp_path: Path) -> None:
    content = "學習".encode("big5")  # as likely in GB 18030
    assert read(tmp_path, "a.txt", content, "big5").text == "學習"
    assert read(tmp_path, "a.txt", content, "gbk").text == content.decode("gbk")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "a.txt: empty file"),
        (b"a\0b", "a.txt: binary file"),
        (
            SIMPLIFIED[0].encode() + b"\xff" + SIMPLIFIED[1].encode(),
            "a.txt: not valid utf-8: byte 0xff",
        ),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        read(tmp_path, "a.txt", content)
    assert "\n" not in str(caught.value)
    assert caught.value.source == "a.txt"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "permission denied"),
        (OSError(5, "Input/output error"), "input/output error"),
        (OSError(), "cannot be read"),
    ],
)
def test_what_the_system_refuses_is_a_read_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    (tmp_path / "a.txt").write_text("字", encoding="utf-8")
    (source,) = find([tmp_path]).sources

    def refuse(_path: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadError, match=f"a.txt: {reason}"):
        load(source)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("字", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(ReadError, match="permission denied"):
        load(find([path]).sources[0])


def test_a_file_gone_since_it_was_found(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"a\.txt: no such file or directory"):
        load(Source("a", tmp_path / "a.txt", "a.txt"))


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="not a regular file"):
        load(Source("a", tmp_path, "a.txt"))


def test_a_file_without_a_known_suffix_is_read_as_plain_text(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(SIMPLIFIED[0], encoding="utf-8")
    assert load(Source("a", tmp_path / "a", "a")).text == SIMPLIFIED[0]


@pytest.mark.parametrize(
    ("table", "line", "problem"),
    [
        ("furniture.tsv", "line\t(", "broken pattern"),
        ("furniture.tsv", "lime\tx", "kind must be one of cut, end, line, list"),
        ("furniture-labels.tsv", "来处\tplace", "no metadata field is called 'place'"),
        ("furniture-labels.tsv", "来处\t\tmaybe", "alone must be yes, number or empty"),
        ("furniture-metadata.tsv", "title\thead\tx", "a pattern with a group named value"),
        ("furniture-metadata.tsv", "colour\tmeta\tx", "no metadata field is called 'colour'"),
        ("furniture-metadata.tsv", "title\tfoot\tx", "source must be one of"),
    ],
)
def test_a_broken_cue_table_names_its_line(
    tmp_path: Path, table: str, line: str, problem: str
) -> None:
    patterns = tmp_path / "patterns"
    patterns.mkdir()
    for path in sorted((ontology_dir() / "patterns").glob("furniture*.tsv")):
        text = path.read_text("utf-8") + (f"{line}\n" if path.name == table else "")
        (patterns / path.name).write_text(text, encoding="utf-8")
    lines = (patterns / table).read_text("utf-8").count("\n")
    with pytest.raises(OntologyError, match=rf"{table}:{lines}: .*{problem}"):
        load_cues(tmp_path)


def test_a_line_of_fifty_megabytes_is_named_and_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text("云帆公司在杭州。" * 2_100_000, "utf-8")
    assert path.stat().st_size > 50_000_000
    (source,) = find([path]).sources
    with pytest.raises(ReadError, match=r"16,800,000 characters, more than .* split it"):
        load(source)
