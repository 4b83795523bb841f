"""The table of names that mean another thing in each document."""

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.resolve.generic import load_generic
from kg.resources import ontology_dir
from kg.schema import default_schema

HEADER = "type\tform\ttext\n"


def load(folder: Path, text: str) -> None:
    (folder / "lexicon").mkdir()
    (folder / "lexicon" / "generic.tsv").write_text(HEADER + text, "utf-8")
    load_generic(folder)


def test_the_table_names_core_types_only() -> None:
    core = {kind.name for kind in default_schema().core_kinds()}
    assert {type_ for type_, _ in load_generic(ontology_dir()).texts} <= core


def test_the_table_is_sorted() -> None:
    lines = (ontology_dir() / "lexicon" / "generic.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    assert rows == sorted(rows)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Person\tmiddle\t某\n", "2: form 'middle'"),
        ("Person\tend\t\n", "2: needs a type and a text"),
        ("\tend\t某\n", "2: needs a type and a text"),
        ("Person\tend\t某\nPerson\tend\t某\n", "3: '某' stands twice"),
    ],
)
def test_bad_lines_are_named(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(OntologyError, match=problem):
        load(tmp_path, text)
