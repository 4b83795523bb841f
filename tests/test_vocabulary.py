"""A build made with an ontology of the user's is read with its words, also where that is gone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.assistant.desk import Clerk
from kg.cli import app
from kg.errors import OutputError
from kg.resources import ontology_dir
from kg.schema import default_schema
from tests.serve.serving import serving

TEXT = "云帆科技有限公司位于杭州市。李明远任云帆科技有限公司总经理。\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(ontology_dir(), folder / "ontology")
    vocabulary = folder / "ontology" / "kg.ttl"
    text = vocabulary.read_text("utf-8")
    assert '"企业"@zh' in text
    text = text.replace('"企业"@zh', '"商号"@zh').replace('"位于"@zh', '"坐落于"@zh')
    vocabulary.write_text(text, "utf-8")
    (folder / "a.txt").write_text(TEXT, "utf-8")
    kg.build(folder / "a.txt", output=folder / "out", ontology=folder / "ontology")
    return folder


@pytest.fixture(params=["there", "gone"])
def build(folder: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    place = folder / "ontology"
    if request.param == "gone":
        place = place.rename(folder / "elsewhere")
    yield folder / "out"
    if request.param == "gone":
        place.rename(folder / "ontology")


def ran(*command: str) -> str:
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    return result.output


def test_commands_say_its_words_and_forget_them(build: Path) -> None:
    assert "商号" in ran("explain", "云帆科技有限公司", "-o", str(build))
    assert "云帆科技有限公司" in ran("find", "云帆", "--type", "商号", "-o", str(build))
    assert default_schema().kinds["Company"].zh == "企业"


def test_a_difference_is_told_in_its_words(build: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("北湖大学位于南京市。\n", "utf-8")
    kg.build(tmp_path / "b.txt", output=tmp_path / "other")
    assert "商号" in ran("diff", str(tmp_path / "other"), str(build))
    assert "商号" not in ran("diff", str(build), str(tmp_path / "other"))


def test_python_says_its_words(build: Path) -> None:
    graph = kg.load(build)
    assert [hit.label for hit in graph.find("云帆", type="商号")] == ["云帆科技有限公司"]
    assert default_schema().kinds["Company"].zh == "企业"


def test_its_network_is_made_with_it(folder: Path) -> None:
    graph = kg.load(folder / "out")
    assert "商号" in graph.to_pandas().entities.to_csv()
    assert (folder / "out" / "entities.csv").read_text("utf-8-sig").count("商号")


def test_a_network_cannot_be_made_without_it(folder: Path) -> None:
    place = (folder / "ontology").rename(folder / "elsewhere")
    try:
        with pytest.raises(OutputError, match=r"ontology .* which is gone"):
            kg.load(folder / "out").to_networkx()
    finally:
        place.rename(folder / "ontology")


def test_the_server_says_its_words(build: Path) -> None:
    with serving(build, "--workers", "1") as server:
        found = server.get("/entity/Organization/云帆科技有限公司", headers={"Accept": "text/html"})
    assert "商号" in found.text


def test_an_assistant_is_told_its_words(build: Path) -> None:
    clerk = Clerk(build, timeout=30)
    try:
        values = {"predicate": "locatedIn", "direction": "both", "page": (0, 10)}
        found = clerk.ask("neighbours", {"entity": "云帆科技有限公司", **values})
    finally:
        clerk.stop()
    assert [fact["label"] for fact in found["facts"]] == ["坐落于"]


def test_other_builds_keep_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    kg.build(tmp_path / "a.txt", output=tmp_path / "out")
    assert not (tmp_path / "out" / "store" / "kg.ttl").exists()
