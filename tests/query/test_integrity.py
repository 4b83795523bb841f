import json
from pathlib import Path

import pytest

from kg.query import damages
from tests.query.sample import write_sample


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "out")


def test_a_whole_build_has_no_damage(written: Path) -> None:
    assert damages(written) == []


def test_changed_and_missing_files_are_named(written: Path) -> None:
    with (written / "entities.csv").open("a") as file:
        file.write("x")
    (written / "graph.gexf").unlink()
    assert damages(written) == [
        "entities.csv was changed after the build",
        "graph.gexf cannot be read (No such file or directory)",
    ]


def test_a_false_quotation_is_named(written: Path) -> None:
    path = written / "documents.jsonl"
    document = json.loads(path.read_text("utf-8"))
    document["text"] = document["text"].replace("林晚", "林晓")
    path.write_text(json.dumps(document, ensure_ascii=False) + "\n", "utf-8")
    found = damages(written)
    assert "documents.jsonl was changed after the build" in found
    assert "brief.txt: '林晚' does not stand at 15-17" in found


def test_no_manifest_is_a_damage(written: Path) -> None:
    (written / "manifest.json").write_text("[]", "utf-8")
    assert any(damage.startswith("manifest.json cannot be read") for damage in damages(written))
