"""``explorer.html`` as a build writes it: the same for the same documents, whatever came before."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import changes, pipeline
from kg.cli.app import app
from kg.store import read_sources
from tests.explorer.decoded import block_bytes, blocks

_STATES = "瑞丰集团荣获全国先进集体称号，董事长陈志远上台领奖。\n"
_ASIDE = "当天的天气很好，大家都很高兴地回家了。\n"
_OTHER = "北湖大学与瑞丰集团签署合作协议，共同建设明德产业基地。\n"


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder / name


def everything(output: Path) -> bytes:
    return b"".join(block_bytes((output / "explorer.html").read_text("utf-8")).values())


def test_a_build_writes_it_and_the_manifest_lists_it(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", _STATES + _ASIDE)
    pipeline.build([tmp_path / "in"], output=tmp_path / "out", workers=1)
    html = (tmp_path / "out" / "explorer.html").read_text("utf-8")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert manifest["files"]["explorer.html"]["bytes"] == len(html.encode())
    found = blocks(html)
    assert found["texts"]["texts"] == [_STATES + _ASIDE]
    labels = [names[0] for names in found["graph"]["nodes"]["names"]]
    assert {"瑞丰集团", "陈志远", "全国先进集体"} <= set(labels)
    start, end, node = found["texts"]["mentions"][0][:3]
    assert (_STATES[start:end], labels[node]) == ("瑞丰集团", "瑞丰集团")


def test_without_texts_and_what_is_added_later_has_none_either(tmp_path: Path) -> None:
    first = write(tmp_path / "in", "a.txt", _STATES + _ASIDE)
    second = write(tmp_path / "in", "b.txt", _OTHER + "又下起了小雨。\n")
    changed, full = tmp_path / "changed", tmp_path / "full"
    pipeline.build([first], output=changed, workers=1, texts=False)
    assert not read_sources(changed).texts
    changes.add([second], output=changed)
    pipeline.build([first, second], output=full, workers=1, texts=False)
    pages = [(folder / "explorer.html").read_bytes() for folder in (changed, full)]
    assert pages[0] == pages[1]
    assert "天气很好".encode() not in everything(changed)
    assert "小雨".encode() not in everything(changed)
    assert "北湖大学与瑞丰集团签署合作协议".encode() in everything(changed)
    # a build that says nothing has the texts again
    pipeline.build([first, second], output=changed, workers=1)
    assert "天气很好".encode() in everything(changed)


def test_a_removed_document_leaves_no_trace(tmp_path: Path) -> None:
    write(tmp_path / "in", "甲乙丙.txt", _STATES + _ASIDE)
    write(tmp_path / "in", "b.txt", _OTHER)
    pipeline.build([tmp_path / "in"], output=tmp_path / "out", workers=1)
    assert "陈志远".encode() in everything(tmp_path / "out")
    changes.remove(["甲乙丙"], output=tmp_path / "out")
    left = everything(tmp_path / "out")
    for gone in ("陈志远", "全国先进集体", "天气很好", "甲乙丙"):
        assert gone.encode() not in left, gone
    assert "北湖大学".encode() in left


@pytest.mark.parametrize("without", [True, False])
def test_the_command_line_says_whether_texts_go_in(tmp_path: Path, without: bool) -> None:
    write(tmp_path / "in", "a.txt", _STATES + _ASIDE)
    output = tmp_path / "out"
    options = ["--without-texts"] if without else []
    result = CliRunner().invoke(app, ["build", str(tmp_path / "in"), "-o", str(output), *options])
    assert result.exit_code == 0, result.output
    assert "explorer.html" in result.output
    assert ("天气很好".encode() in everything(output)) != without


def test_view_opens_it_and_the_simple_page_when_asked(tmp_path: Path) -> None:
    for name in ("explorer.html", "graph.html"):
        write(tmp_path / "out", name, "")
    for options, name in (([], "explorer.html"), (["--simple"], "graph.html")):
        command = ["view", "--print", "-o", str(tmp_path / "out"), *options]
        result = CliRunner().invoke(app, command)
        assert result.stdout.strip() == (tmp_path / "out" / name).resolve().as_uri()
    (tmp_path / "out" / "explorer.html").unlink()
    result = CliRunner().invoke(app, ["view", "--print", "-o", str(tmp_path / "out")])
    assert result.exit_code != 0
