"""The tables that people edit: sorted, no row twice, known types and subtypes."""

from pathlib import Path

import pytest

from kg.resources import ontology_dir
from kg.schema import default_schema

LEXICON = ontology_dir() / "lexicon"
PATTERNS = ontology_dir() / "patterns"
OWN = (
    "bodies contractions divisions endings not_names organs references same subtypes surnames tails"
    " thresholds trims words world"
)
TABLES = [*(LEXICON / f"{name}.tsv" for name in OWN.split()), PATTERNS / "quoted.tsv"]


def rows(path: Path) -> tuple[list[str], list[list[str]]]:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return lines[0].split("\t"), [line.split("\t") for line in lines[1:]]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_sorted_and_unique(path: Path) -> None:
    _, found = rows(path)
    assert found
    assert found == sorted(found)
    assert len({tuple(row) for row in found}) == len(found)
    assert all(cell == cell.strip() for row in found for cell in row)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_says_what_it_is_for(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("path", [*TABLES, PATTERNS / "names.tsv"], ids=lambda path: path.stem)
def test_types_and_subtypes_are_in_the_vocabulary(path: Path) -> None:
    kinds = default_schema().kinds
    header, found = rows(path)
    for row in found:
        cells = dict(zip(header, row, strict=False))
        if cells.get("type"):
            assert not kinds[cells["type"]].parent
        if cells.get("subtype"):
            parent = kinds[cells["subtype"]].parent
            assert parent
            assert parent == cells.get("type", parent)


def test_division_codes_are_six_digits() -> None:
    _, found = rows(LEXICON / "divisions.tsv")
    assert all(len(code) == 6 and code.isdigit() for code, *_ in found)
    assert ["330106", "西湖区"] in [row[:2] for row in found]
