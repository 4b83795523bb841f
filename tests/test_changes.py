"""add, remove and update give what a full build of the same files gives, byte for byte."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import changes, extraction, pipeline
from kg.curate import COLUMNS
from kg.engine import Engine, load_engine
from kg.errors import CurationError, InputError, OutputError
from kg.lock import writing
from kg.model import Document
from kg.resources import ontology_dir
from kg.snapshot import open_snapshot
from kg.store import fingerprint, read_sources, write_sources

_TEXTS = (
    "云帆科技有限公司总经理李明远出席了在杭州市青山区举行的“星河杯”创业大赛。\n",
    "北湖大学与瑞丰集团签署合作协议，共同建设明德产业基地。\n",
    "瑞丰集团荣获全国先进集体称号，董事长陈志远上台领奖。\n",
    "瑞丰集團董事長陳志遠在蘇州市會見了北湖大學校長周立群。\n",
    "王小雪出生于苏州市，毕业于北湖大学，著有《山河故事》一书。\n",
    # A short form that joins two companies, until another has it too; a name that says too little.
    "云帆科技有限公司（以下简称“云帆科技”）总经理李明远与市委宣传部部长周立群会谈。\n",
    "云帆科技由李明远创办，将设立云帆研究院。市委宣传部部长王小雪没有出席。\n",
    "云帆科技集团（以下简称“云帆科技”）举办“星河杯”创业大赛。\n",
    # Two facts that cannot both be true: the one that more documents state prevails.
    "青山区位于杭州市。李明远没有担任云帆科技有限公司总经理。\n",
    "杭州市位于青山区。\n",
    "\x00\x01\x02\xff" * 20,  # no document
)
# Names that clash with each other, so that a change of the set changes ids.
_NAMES = ("甲.txt", "乙.md", "sub/甲.txt", "sub/deep/甲.txt", "other/乙.txt", "图.png")
_EDITS = (
    "merge\t瑞丰集团\t\t云帆科技有限公司\n",
    "rename\t李明远\t\t李远\nadd\t李远\tmemberOf\t云帆科技有限公司\t顾问\n",
    "hide\t苏州市\nrename\t陈志远\t\t李明远\n",
    "reject\t瑞丰集团\tpartnerOf\t北湖大学\n",
    "retype\t明德产业基地\t\tPlace\nmerge\t明德产业基地\t\t杭州市\n",
    "new\tCompany/星辰公司\nadd\t星辰公司\tpartnerOf\tOrganization/云帆科技有限公司\n",
    "split\t瑞丰集团\t\t\t\t\t乙\n",
    "rename\t李明远\t\t李近\n",
)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


def statements(folder: Path) -> set[str]:
    """What queries of the index on disk see."""
    store = open_snapshot(folder)
    assert store is not None
    return {str(quad) for quad in store}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ("add", "add", "add", "remove", "update", "write", "delete", "edit", "edit", "hand")
        ),
        st.sampled_from(_NAMES),
        st.integers(0, len(_TEXTS) - 1),
    ),
    min_size=1,
    max_size=7,
)


class _History:
    """A build that is changed, and the list of files that it must be a build of."""

    def __init__(self, folder: Path) -> None:
        self.input = folder / "in"
        self.output = folder / "out"
        self.full = folder / "full"
        self.files: dict[Path, bytes] = {}  # what the build was made of, as it was then
        self.curation = self.input / "curation.tsv"
        self.way = changes.USUAL
        write(self.input / "first.txt", _TEXTS[0])
        pipeline.build([self.input / "first.txt"], output=self.output, workers=1)
        self._took(self.input / "first.txt")

    def _took(self, path: Path) -> None:
        self.files[path] = path.read_bytes()

    def step(self, action: str, name: str, text: int) -> None:
        before = digests(self.output)
        self.way = changes.Way(pages=text % 2 == 0)
        try:
            applied = self._step(action, name, text)
        except CurationError:  # then nothing is changed; the person mends the file
            assert digests(self.output) == before
            if self.curation in self.files:
                self.curation.write_bytes(self.files[self.curation])
            else:
                self.curation.unlink(missing_ok=True)
            return
        if applied and self.curation in self.files and self.curation.exists():
            self._took(self.curation)

    def _edit(self, text: int) -> None:
        known = self.curation.read_text("utf-8") if self.curation.exists() else ""
        known = known or "\t".join(COLUMNS) + "\n"
        self.curation.write_text(known + _EDITS[text], "utf-8", newline="")

    def _step(self, action: str, name: str, text: int) -> bool:
        """Do it; says whether documents were added or removed, and edits applied with that."""
        path = self.input / name
        if action in ("edit", "hand"):
            self._edit((text + len(name)) % len(_EDITS))
            if action == "edit":
                changes.curate(self.curation, output=self.output, way=self.way)
                self._took(self.curation)
            return False
        if action == "add":
            write(path, _TEXTS[text])
            changes.add([path], output=self.output, way=self.way)
            self._took(path)
            return True
        if action == "remove" and path in self.files:
            changes.remove([str(path)], output=self.output, way=self.way)
            del self.files[path]
            return True
        if action == "remove":
            with pytest.raises(InputError, match="no document of the build"):
                changes.remove([str(path)], output=self.output)
        elif action == "write":
            write(path, _TEXTS[text])
        elif action == "delete":
            path.unlink(missing_ok=True)
        else:
            changes.update(output=self.output, way=self.way)
            self.files = {p: p.read_bytes() for p in self.files if p.exists()}
        return False

    def check(self) -> None:
        changes.complete(output=self.output)
        now = {path: path.read_bytes() for path in self.input.rglob("*") if path.is_file()}
        shutil.rmtree(self.input)
        for path, content in self.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        shutil.rmtree(self.full, ignore_errors=True)
        sources = read_sources(self.output)
        with patch("kg.pipeline._sources_in", lambda folder: sources):
            pipeline.build(list(self.files), output=self.full, workers=1)
        assert digests(self.output) == digests(self.full)
        assert statements(self.output) == statements(self.full)
        shutil.rmtree(self.input)
        for path, content in now.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


@settings(deadline=None, max_examples=12)
@given(steps=_STEPS)
def test_any_history_gives_what_a_full_build_gives(steps: list[tuple[str, str, int]]) -> None:
    with (
        TemporaryDirectory() as folder,
        # As if the graph were large: an index on disk, and files that are cut and pasted.
        patch("kg.output.SMALL", 0),
        patch("kg.export.splice._MOST_CHANGED", 100),
        patch("kg.graph.renew._MOST_CHANGED", 100),
    ):
        history = _History(Path(folder).resolve())
        for step in steps:
            history.step(*step)
        history.check()


def build(folder: Path, *names: str) -> Path:
    """A build of documents of these names, in ``folder/out``."""
    for number, name in enumerate(names):
        write(folder / "in" / name, _TEXTS[number % 5])
    pipeline.build([folder / "in"], output=folder / "out", workers=1)
    return folder / "out"


def test_the_same_document_again_changes_nothing(tmp_path: Path) -> None:
    output = build(tmp_path, "甲.txt", "乙.txt")
    before, written = digests(output), (output / "graph.nt").stat().st_mtime_ns
    changed = changes.add([tmp_path / "in" / "甲.txt"], output=output)
    assert (changed.unchanged, changed.network) == (("甲.txt",), None)
    assert digests(output) == before
    assert (output / "graph.nt").stat().st_mtime_ns == written


def test_known_documents_are_not_extracted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = build(tmp_path, "甲.txt", "乙.txt", "丙.txt")
    extracted: list[str] = []

    whole = extraction.records_by

    def extract(documents: Sequence[Document], ontology: Path, engine: Engine) -> list[Any]:
        extracted.extend(document.id for document in documents)
        return whole(documents, ontology, engine)

    monkeypatch.setattr("kg.extraction.records_by", extract)
    write(tmp_path / "in" / "丁.txt", _TEXTS[4])
    changes.update(output=output)
    pipeline.build([tmp_path / "in"], output=output, workers=1)
    assert extracted == ["丁"]
    pipeline.build([tmp_path / "in"], output=output, workers=1, fresh=True)
    assert sorted(extracted[1:]) == sorted(["丁", "甲", "乙", "丙"])


def test_pages_that_were_left_out_are_made_later(tmp_path: Path) -> None:
    output = build(tmp_path, "甲.txt", "乙.txt", "丙.txt")
    whole = digests(output)
    write(tmp_path / "丁.txt", _TEXTS[4])
    changes.add([tmp_path / "丁.txt"], output=output, way=changes.Way(pages=False))
    assert whole.keys() - digests(output).keys() == {"explorer.html", "graph.html"}
    assert not (output / "store" / "explorer.db").exists()
    shutil.rmtree(tmp_path / "in")  # nothing is read again
    (tmp_path / "丁.txt").unlink()
    assert changes.complete(output=output)
    assert not changes.complete(output=output)
    changes.remove(["丁"], output=output)
    assert digests(output) == whole


@pytest.mark.parametrize("file", ["network.bin", "exports.json", "exports.bin"])
def test_what_is_kept_may_be_gone_or_damaged(tmp_path: Path, file: str) -> None:
    output = build(tmp_path, "甲.txt", "乙.txt", "丙.txt")
    place = output / "store" / file
    for damage in (lambda: place.write_bytes(place.read_bytes()[:-9]), place.unlink):
        damage()
        write(tmp_path / "丁.txt", _TEXTS[4])
        changes.add([tmp_path / "丁.txt"], output=output)
        pipeline.build([tmp_path / "in", tmp_path / "丁.txt"], output=tmp_path / "full", workers=1)
        assert digests(output) == digests(tmp_path / "full")
        changes.remove(["丁"], output=output)


@pytest.mark.parametrize(
    "file", ["graph.nt", "graph.ttl", "graph.jsonld", "graph.gexf", "graph.trig", "evidence.csv"]
)
def test_edited_files_are_not_copied(tmp_path: Path, file: str) -> None:
    output = build(tmp_path, "甲.txt", "乙.txt", "丙.txt", "丁.txt", "戊.txt", "己.txt")
    place = output / file
    before = place.stat()
    place.write_text(place.read_text("utf-8").replace("云帆", "云飞"), "utf-8", newline="")
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))  # as if nobody had
    write(tmp_path / "庚.txt", _TEXTS[7])
    with patch("kg.export.splice._MOST_CHANGED", 100):
        changes.add([tmp_path / "庚.txt"], output=output)
    pipeline.build([tmp_path / "in", tmp_path / "庚.txt"], output=tmp_path / "full", workers=1)
    assert digests(output) == digests(tmp_path / "full")


def test_a_changed_ontology_reads_all_again(tmp_path: Path) -> None:
    ontology = tmp_path / "ontology"
    shutil.copytree(Path(__file__).parent.parent / "ontology", ontology)
    write(tmp_path / "in" / "甲.txt", _TEXTS[0])
    output = tmp_path / "out"
    pipeline.build([tmp_path / "in"], output=output, ontology=ontology, workers=1)
    before = digests(output)
    table = ontology / "lexicon" / "not_names.tsv"
    table.write_text(table.read_text("utf-8") + "# another\n", "utf-8")
    assert changes.update(output=output).network is not None
    assert digests(output) == before
    (tmp_path / "in" / "甲.txt").unlink()
    table.write_text(table.read_text("utf-8") + "# and another\n", "utf-8")
    write(tmp_path / "乙.txt", _TEXTS[1])
    with pytest.raises(InputError, match=r"甲\.txt: .*run kg update"):
        changes.add([tmp_path / "乙.txt"], output=output)
    assert digests(output) == before


def test_removed_documents_stay_out_until_they_are_added(tmp_path: Path) -> None:
    output = build(tmp_path, "甲.txt", "乙.txt", "sub/丙.txt")
    assert changes.remove(["甲", str(tmp_path / "in" / "sub")], output=output).removed == (
        "sub/丙.txt",
        "甲.txt",
    )
    assert changes.update(output=output).network is None
    assert changes.add([tmp_path / "in" / "甲.txt"], output=output).added == ("甲.txt",)
    assert changes.add([tmp_path / "in"], output=output).added == ("sub/丙.txt",)


def test_what_cannot_be_removed_is_said(tmp_path: Path) -> None:
    output = build(tmp_path, "新闻一.txt", "新闻二.txt")
    with pytest.raises(InputError, match=r"no document of the build is called 新闻三.*: 新闻"):
        changes.remove(["新闻三"], output=output)
    with pytest.raises(InputError, match="no document would be left"):
        changes.remove(["新闻一", "新闻二"], output=output)
    with pytest.raises(OutputError, match="run kg build first"):
        changes.remove(["新闻一"], output=tmp_path / "nothing")


def test_update_sees_new_changed_and_gone_files(tmp_path: Path) -> None:
    output = build(tmp_path, "甲.txt", "乙.txt", "sub/丙.txt")
    (tmp_path / "in" / "甲.txt").unlink()
    write(tmp_path / "in" / "乙.txt", _TEXTS[4])
    write(tmp_path / "in" / "sub" / "丁.txt", _TEXTS[3])
    only = changes.update([tmp_path / "in" / "sub"], output=output)
    assert (only.added, only.replaced, only.removed) == (("sub/丁.txt",), (), ())
    rest = changes.update(output=output)
    assert (rest.added, rest.replaced, rest.removed) == ((), ("乙.txt",), ("甲.txt",))
    with pytest.raises(InputError, match="is no part of the build"):
        changes.update([tmp_path / "elsewhere"], output=output)
    (tmp_path / "in").rename(tmp_path / "moved")
    with pytest.raises(InputError, match="the folder is gone"):
        changes.update(output=output)


def test_documents_and_build_can_be_moved_together(tmp_path: Path) -> None:
    build(tmp_path / "here", "甲.txt", "乙.txt")
    (tmp_path / "here").rename(tmp_path / "there")
    output = tmp_path / "there" / "out"
    assert changes.update(output=output).network is None
    assert changes.remove([str(tmp_path / "there" / "in" / "甲.txt")], output=output).removed


def test_edited_records_are_not_believed(tmp_path: Path) -> None:
    output = build(tmp_path, "甲.txt", "乙.txt")
    before = digests(output)
    records = output / "records.jsonl"
    records.write_text(records.read_text("utf-8").replace("李明远", "李明近"), "utf-8")
    pipeline.build([tmp_path / "in"], output=output, workers=1)
    assert digests(output) == before


def test_a_second_writer_waits_or_is_told(tmp_path: Path) -> None:
    output = build(tmp_path, "甲.txt")
    command = [sys.executable, "-m", "kg", "update", "-o", str(output)]
    with writing(output):
        done = subprocess.run([*command, "--no-wait"], capture_output=True, text=True)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "another kg is writing there" in done.stderr
        waiter = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
        assert waiter.stderr is not None
        assert b"waiting until it is done" in waiter.stderr.readline()
    out, _ = waiter.communicate(timeout=60)
    assert waiter.returncode == 0
    assert b"nothing changed" in out
    assert not (tmp_path / ".out.lock").exists()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_killed_add_leaves_the_old_state_or_the_new_one(tmp_path: Path) -> None:
    output = build(tmp_path, "甲.txt", "乙.txt")
    old = digests(output)
    extra = tmp_path / "丙.txt"
    write(extra, _TEXTS[3])
    # From the moment when the work begins; the whole takes about half a second.
    program = (
        "import sys; from pathlib import Path; import kg.pipeline as p, kg.changes as c\n"
        "p.SMALL = 0; print('now', flush=True)\n"
        "c.add([Path(sys.argv[1])], output=Path(sys.argv[2]))"
    )
    command = [sys.executable, "-c", program, str(extra), str(output)]
    chooser, seen = random.Random(7), set()
    for number in range(14):
        child = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(number * 0.06 + chooser.random() * 0.05)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        state = digests(output)
        seen.add(state == old)
        if state != old:
            changes.remove(["丙"], output=output)
            assert digests(output) == old
    assert changes.add([extra], output=output).added == ("丙.txt",)
    pipeline.build([tmp_path / "in", extra], output=tmp_path / "full", workers=1)
    assert digests(output) == digests(tmp_path / "full")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_build_takes_more_documents_only_from_the_engine_that_made_it(tmp_path: Path) -> None:
    output = build(tmp_path, "甲.txt", "乙.txt")
    other = load_engine()
    sources = read_sources(output)
    program = fingerprint(ontology_dir(), "their engine")
    theirs = replace(sources, engine="their engine", fingerprint=program)
    write_sources(theirs, output, output)
    write(tmp_path / "in" / "丁.txt", _TEXTS[4])
    with pytest.raises(InputError, match="made by the engine their engine, not by kg"):
        changes.update(output=output, way=changes.Way(engine=other))
    changes.remove(["乙"], output=output)
    assert '"engine": "their engine"' in (output / "manifest.json").read_text("utf-8")
