"""Files whose blocks are taken over are what they would be if all were written."""

import hashlib
import json
import os
import shutil
import time
from array import array
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OutputError
from kg.export.forms import Buffer, NotFoundError
from kg.export.manifest import written as written_file
from kg.export.sheets import Sheet, fact_run, node_run, replaced, written
from kg.export.splice import (
    Earlier,
    Index,
    check_starts,
    earlier_in,
    lengths_of,
    renewal,
    stretch,
)
from kg.graph import KeptNetwork

# What each key says.
_BLOCKS = st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.binary(max_size=4), max_size=14)


@pytest.mark.parametrize("mark", ["", "n="])
@given(before=_BLOCKS, now=_BLOCKS, first=st.sampled_from([b"", b"head"]))
def test_blocks_replaced_give_the_file_of_the_new_blocks(
    mark: str, before: dict[str, bytes], now: dict[str, bytes], first: bytes
) -> None:
    run = fact_run(lambda fact: fact.subject, mark)
    sheet = Sheet(first.decode(), run, "tail")
    old, lengths = written(mark, [before[key] for key in sorted(before)])
    data = memoryview(first + old + b"tail")
    (places,) = sheet.places(data, [lengths])
    changed = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
    count, cuts, numbers = renewal(sorted(before), sorted(now), changed)
    came = {key: now[key] for key in numbers}
    pieces, found = replaced(run, data, places, cuts, came)
    whole, expected = written(mark, [now[key] for key in sorted(now)])
    assert count == len(before)
    assert b"".join(pieces) == whole
    assert found.tolist() == expected.tolist()
    assert [sorted(now)[number] for number in numbers.values()] == list(numbers)


def test_a_file_that_is_none_of_the_sheet_is_not_cut() -> None:
    sheet = Sheet("head", node_run(lambda node: node.iri), "tail")
    lengths = array("i", [2, 3])
    assert [found.offsets for found in sheet.places(memoryview(b"headaabbbtail"), [lengths])] == [
        [4, 6, 9]
    ]
    for data in (b"haedaabbbtail", b"headaabbbtial", b"headaabbbtail.", b"headaabbtail", b""):
        with pytest.raises(NotFoundError):
            list(sheet.places(memoryview(data), [lengths]))
    with pytest.raises(NotFoundError):
        list(sheet.places(memoryview(b"headaabbbtail"), [lengths, lengths]))


def test_blocks_are_measured_by_how_they_begin_at_the_start_of_a_line() -> None:
    data = b'<a> 1 "<b> "\n<a> 2\n<b> 3\n'
    lengths = lengths_of(data, [b"<a> ", b"<b> "])
    assert lengths.tolist() == [19, 6]
    assert lengths_of(b"", []).tolist() == []
    starts = [b"<a> ", b"<b> "]
    check_starts(memoryview(data), stretch(0, lengths), (), starts.__getitem__)
    with pytest.raises(NotFoundError):
        check_starts(memoryview(data), stretch(1, lengths), (), starts.__getitem__)


def test_files_of_any_size_are_described_as_they_lie_there(tmp_path: Path) -> None:
    pieces: list[Buffer] = [
        b"",
        b"abc",
        memoryview(bytes(range(256)) * 3000),
        b"d" * (1 << 18),
        b"e",
    ]
    described = written_file(pieces, tmp_path / "file")
    data = (tmp_path / "file").read_bytes()
    assert data == b"".join(pieces)
    assert described == {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _earlier(folder: Path, content: bytes) -> Earlier:
    """What a build wrote that has one table."""
    (folder / "a.csv").write_bytes(content)
    index = Index("program", "base", {}, {}, {"a.csv": [array("i", [4])]})
    digests = {"a.csv": hashlib.sha256(b"text").hexdigest()}
    return Earlier(folder, index, digests, {}, KeptNetwork((), (), (), (), {}, {}))


def test_only_what_was_written_is_believed(tmp_path: Path) -> None:
    for content, believed in ((b"text", b"text"), (b"test", None), (b"", None)):
        earlier = _earlier(tmp_path, content)
        with ThreadPoolExecutor(1) as executor:
            earlier.check(executor)
        found = earlier.data("a.csv")
        assert (bytes(found) if found else None) == believed
        assert earlier.data("b.csv") is None
        del found
        earlier.close()


def test_a_file_that_is_edited_while_it_is_copied_stops_the_build(tmp_path: Path) -> None:
    earlier = _earlier(tmp_path, b"text")
    with ThreadPoolExecutor(1) as executor:
        earlier.check(executor)
    assert earlier.data("a.csv") is not None
    (tmp_path / "a.csv").write_bytes(b"test")
    os.utime(tmp_path / "a.csv", ns=(1, 1))
    with pytest.raises(OutputError, match=r"a\.csv: was changed while it was read"):
        earlier.close()


def test_what_the_system_has_seen_no_change_of_needs_no_digest(tmp_path: Path) -> None:
    known = _earlier(tmp_path, b"text")
    known.index.write(tmp_path)
    (tmp_path / "manifest.json").write_text('{"files": {"a.csv": {"sha256": "none"}}}', "utf-8")

    def believed(*, later: int = 10**9) -> bool:
        index = tmp_path / "store" / "exports.json"
        at = (tmp_path / "a.csv").stat().st_ctime_ns + later
        os.utime(index, ns=(at, at))
        with patch("kg.export.splice.read_kept", lambda *_: known.kept):
            earlier = earlier_in(tmp_path, "base", "program")
        assert earlier
        with ThreadPoolExecutor(1) as executor:
            earlier.check(executor)
        found = earlier.data("a.csv") is not None
        earlier.close()
        return found

    assert believed() == (os.name == "posix")
    assert not believed(later=10**6)  # so soon after the file was written the clock may stand still
    before = (tmp_path / "a.csv").stat()
    time.sleep(0.05)
    (tmp_path / "a.csv").write_bytes(b"test")
    os.utime(tmp_path / "a.csv", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not believed()


def test_a_copied_file_is_believed_by_its_digest_alone(tmp_path: Path) -> None:
    known = _earlier(tmp_path, b"text")
    known.index.write(tmp_path)
    shutil.copy2(tmp_path / "a.csv", tmp_path / "copy")
    (tmp_path / "copy").replace(tmp_path / "a.csv")
    for digest in (hashlib.sha256(b"text").hexdigest(), "none"):
        manifest = {"files": {"a.csv": {"sha256": digest}}}
        (tmp_path / "manifest.json").write_text(json.dumps(manifest), "utf-8")
        with patch("kg.export.splice.read_kept", lambda *_: known.kept):
            earlier = earlier_in(tmp_path, "base", "program")
        assert earlier
        with ThreadPoolExecutor(1) as executor:
            earlier.check(executor)
        assert (earlier.data("a.csv") is not None) == (digest != "none")
        earlier.close()
