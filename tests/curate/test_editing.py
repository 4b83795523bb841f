"""Edits tried on a build, written, taken back, built; and where they are kept."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest

from kg import changes, editing, load, pipeline
from kg.curate import COLUMNS
from kg.curate.table import written
from kg.errors import CurationError, InputError
from kg.query import damages
from tests.strategies import HOSTILE_NAMES

TEXT = (
    "云帆科技有限公司总经理李明远出席了在杭州市青山区举行的“星河杯”创业大赛。\n"
    "瑞丰集团荣获全国先进集体称号，董事长陈志远上台领奖。\n"
)
MERGE = {"action": "merge", "name": "瑞丰集团", "other": "云帆科技有限公司", "date": "2026-05-06"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "甲.txt").write_text(TEXT, "utf-8")
    pipeline.build([tmp_path / "in"], output=tmp_path / "out", workers=1)
    return tmp_path / "out"


def build(output: Path) -> None:
    changes.curate(editing.curation_path(output), output=output)


def test_write_build_and_take_back(output: Path) -> None:
    before = {path.name: path.read_bytes() for path in output.iterdir() if path.is_file()}
    done = editing.write(output, [MERGE])
    assert done.path == output.parent / "in" / "curation.tsv"
    assert [(edit.line, edit["name"]) for edit in done.came] == [(2, "瑞丰集团")]
    build(output)
    assert [node.label for node in load(output).nodes if "瑞丰集团" in node.names] == [
        "云帆科技有限公司"
    ]
    assert damages(output) == []
    pipeline.build([output.parent / "in"], output=output.parent / "full", workers=1)
    for name in before:
        assert (output / name).read_bytes() == (output.parent / "full" / name).read_bytes()
    editing.take_back(output)
    build(output)
    for name, content in before.items():
        assert (output / name).read_bytes() == content


def test_the_graph_in_python_is_that_of_the_build(output: Path) -> None:
    editing.write(output, [MERGE, {"action": "new", "name": "Person/王五"}])
    build(output)
    graph = load(output)
    assert "王五" in {node.label for node in graph.nodes}
    assert graph.export("ttl") == (output / "graph.ttl").read_bytes()
    from kg.export import encode

    assert encode(graph.network, "entities") == (output / "entities.csv").read_bytes()
    assert encode(graph.network, "records") == (output / "records.jsonl").read_bytes()


def test_a_node_is_written_as_short_as_may_be(output: Path) -> None:
    base = "https://kg.example/id/"
    edit: dict[str, editing.Value] = {"action": "rename", "other": "李远"}
    edit["name"] = {"iri": base + "Person/李明远"}
    (came,) = editing.write(output, [edit]).came
    assert came["name"] == "李明远"
    # The node is called otherwise now; both IRIs mean it.
    for iri in ("Person/李远", "Person/李明远"):
        (came,) = editing.write(
            output, [{"action": "retype", "name": {"iri": base + iri}, "other": "Official"}],
            check=True,
        ).came  # fmt: skip
        assert came["name"] in ("李明远", "李远")
    with pytest.raises(InputError, match="no entity has the IRI"):
        editing.write(output, [{"action": "hide", "name": {"iri": base + "Person/没有"}}])


def test_what_a_build_would_refuse_is_not_written(output: Path) -> None:
    with pytest.raises(editing.RefusedError) as caught:
        editing.write(output, [MERGE, {"action": "hide", "name": "李明院"}])
    assert str(caught.value).startswith(
        "curation.tsv:3: no entity is called 李明院; close to it: 李明远"
    )
    assert (caught.value.number, caught.value.line, caught.value.close[0]) == (1, 3, "李明远")
    assert not (output.parent / "in" / "curation.tsv").exists()
    with pytest.raises(InputError, match="reason: line breaks"):
        editing.write(output, [{**MERGE, "reason": "a\nb"}])
    with pytest.raises(InputError, match="nothing called 'colour'"):
        editing.write(output, [{**MERGE, "colour": "red"}])


def test_a_line_that_others_need_stays(output: Path) -> None:
    editing.write(output, [{"action": "new", "name": "Person/王五"}])
    editing.write(output, [{"action": "rename", "name": "王五", "other": "王武"}])
    with pytest.raises(editing.RefusedError, match=r"curation\.tsv:2: no entity is called 王五"):
        editing.take_out(output, 2)
    assert [edit.line for edit in editing.take_out(output, 3).went] == [3]


def test_a_state_that_is_gone_is_not_changed(output: Path) -> None:
    seen = editing.listing(output)
    editing.write(output, [MERGE], match=seen.state)
    with pytest.raises(editing.AnotherStateError):
        editing.take_out(output, 2, match=seen.state)
    assert editing.listing(output).undo


def test_a_build_of_single_files_must_be_told_where(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(TEXT, "utf-8")
    pipeline.build([tmp_path / "甲.txt"], output=tmp_path / "out", workers=1)
    with pytest.raises(InputError, match="say where edits are to be kept: --curation"):
        editing.write(tmp_path / "out", [MERGE])
    with pytest.raises(InputError, match="must be called something"):
        editing.write(tmp_path / "out", [MERGE], file=tmp_path / "edits.txt")
    file = tmp_path / "edits.tsv"
    editing.write(tmp_path / "out", [MERGE], file=file)
    changes.curate(file, output=tmp_path / "out")
    assert editing.curation_path(tmp_path / "out") == file
    network = pipeline.build([tmp_path / "甲.txt", file], output=tmp_path / "full", workers=1)
    assert network.nodes == load(tmp_path / "out").network.nodes


def test_only_the_top_of_a_folder_counts(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "甲.txt").write_text(TEXT, "utf-8")
    (tmp_path / "in" / "deep" / "curation.tsv").write_text("action\tname\nhide\t李明远\n", "utf-8")
    network = pipeline.build([tmp_path / "in"], output=tmp_path / "out", workers=1)
    (skipped,) = network.skipped
    assert "only at the top of a folder" in skipped.reason
    named = [tmp_path / "in", tmp_path / "in" / "deep"]
    network = pipeline.build(named, output=tmp_path / "out", workers=1)
    assert "李明远" not in {node.label for node in network.nodes}


def test_edits_are_never_read_as_a_document(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "甲.txt").write_text(TEXT, "utf-8")
    (folder / "curation.tsv").write_text(
        f"action\tname\treason\nhide\t李明远\t{TEXT[:30]}\n", "utf-8"
    )
    network = pipeline.build([folder], output=tmp_path / "out", workers=1)
    (own,) = (record for record in network.records if record.source == "curation.tsv")
    assert (own.entities, own.claims) == ((), ())
    (folder / "甲.txt").unlink()
    with pytest.raises(InputError, match="is there to read"):
        pipeline.build([folder], output=tmp_path / "out", workers=1)


def test_a_slip_is_an_error_once_and_a_lost_document_never(output: Path) -> None:
    folder = output.parent / "in"
    (folder / "乙.txt").write_text("北湖大学校长周立群会见了王小雪。\n", "utf-8")
    changes.update(output=output)
    editing.write(output, [{"action": "hide", "name": "周立群"}])
    build(output)
    network = changes.remove(["乙"], output=output).network
    assert network is not None
    assert [edit.problem for edit in network.edits] == ["no entity is called 周立群"]
    assert "curation.tsv" in (output / "report.md").read_text("utf-8")
    again = pipeline.build([folder / "甲.txt", folder / "curation.tsv"], output=output, workers=1)
    assert [edit.problem for edit in again.edits] == ["no entity is called 周立群"]
    with pytest.raises(CurationError, match=r"curation\.tsv:2: no entity is called 周立群"):
        pipeline.build(
            [folder / "甲.txt", folder / "curation.tsv"], output=output, workers=1, fresh=True
        )


def test_add_and_remove_see_edits_made_by_hand(output: Path) -> None:
    editing.write(output, [MERGE])
    build(output)
    file = output.parent / "in" / "curation.tsv"
    file.write_bytes(file.read_bytes() + "hide\t李明远\n".encode())
    extra = output.parent / "丙.txt"
    extra.write_text("王小雪毕业于北湖大学。\n", "utf-8")
    assert changes.add([extra], output=output).network is not None
    assert "李明远" not in {node.label for node in load(output).nodes}
    file.unlink()  # a disk that is not there: what was taken stays
    changes.remove(["丙"], output=output)
    assert "李明远" not in {node.label for node in load(output).nodes}
    changes.update(output=output)
    assert "李明远" in {node.label for node in load(output).nodes}


def test_hostile_texts_stay_inert_and_true(output: Path) -> None:
    names = []
    for name in HOSTILE_NAMES:
        try:
            written({"action": "new", "name": f"Person/{name}"}, COLUMNS, "curation.tsv")
        except InputError:
            continue
        names.append(name)
    assert len(names) > 25
    edits = [
        {"action": "new", "name": f"Person/{name}", "reason": name, "by": name} for name in names
    ]
    edits += [
        {"action": "add", "name": f"Person/{name}", "relation": "metWith", "other": "陈志远"}
        for name in names
        if name.strip("~./")
    ]
    editing.write(output, edits)
    build(output)
    assert damages(output) == []
    labels = {node.label for node in load(output).nodes}
    alike = {"e\u0301", "é"}  # one name, written in two ways
    assert {name for name in names if name == name.strip()} - labels < alike
    for table in ("entities.csv", "evidence.csv", "relations.csv"):
        rows = csv.reader(StringIO((output / table).read_text("utf-8-sig"), newline=""))
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    for page in ("report.md", "graph.html"):
        assert not re.search(r"(?<!\\)<(img|svg)", (output / page).read_text("utf-8"))
    lines = (output.parent / "in" / "curation.tsv").read_text("utf-8-sig").splitlines()
    assert not [c for line in lines for c in line.split("\t") if c.startswith(("=", "+", "-", "@"))]
