import re
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.lexicon import read_table
from kg.mention.accept import accepted, load_thresholds
from kg.mention.refuse import NOT_NAME_COLUMNS, load_not_names, without_refused
from kg.mention.subtypes import load_subtypes
from kg.model import Mention
from kg.resources import ontology_dir

LEXICON = ontology_dir() / "lexicon"
NOT_NAMES = load_not_names(LEXICON)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("记者", "Person"),
        ("周五", "Person"),
        ("贺女士", "Person"),
        ("西北部", "Place"),
        ("中德", "Place"),
        ("各级党委", "Organization"),
        ("国际性展示活动", "Program"),
    ],
)
def test_wordings_that_are_no_names(name: str, kind: str) -> None:
    assert NOT_NAMES.refuses(name, kind)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("贺兰舟", "Person"), ("西宁", "Place"), ("中非", "Place"), ("东北", "Place")],
)
def test_names_like_them(name: str, kind: str) -> None:
    assert not NOT_NAMES.refuses(name, kind)


def test_rule_that_read_the_context_is_trusted() -> None:
    honour = Mention(0, 2, "金奖", "Award", "", "pattern:honour", 0.9)
    guess = Mention(0, 2, "金奖", "Award", "", "tagger", 0.9)
    assert list(without_refused([honour, guess], NOT_NAMES)) == [honour]


def test_form_must_exist(tmp_path: Path) -> None:
    (tmp_path / "not_names.tsv").write_text("type\tform\ttext\nPlace\tother\tx\n", "utf-8")
    with pytest.raises(OntologyError, match=r"not_names\.tsv:2: form must be"):
        load_not_names(tmp_path)


def test_pattern_must_compile(tmp_path: Path) -> None:
    (tmp_path / "not_names.tsv").write_text("type\tform\ttext\nPlace\tpattern\t(x\n", "utf-8")
    with pytest.raises(OntologyError, match=r"not_names\.tsv:2: not a pattern"):
        load_not_names(tmp_path)


def test_every_pattern_that_ships_compiles() -> None:
    rows = list(read_table(LEXICON / "not_names.tsv", NOT_NAME_COLUMNS))
    assert all(re.compile(row["text"]) for row in rows if row["form"] == "pattern")


def test_unsure_names_need_one_sure_place() -> None:
    thresholds = {("Person", "plain"): 0.5}
    subtypes = load_subtypes(LEXICON)
    weak = Mention(0, 2, "贺禾", "Person", "", "tagger", 0.3)
    sure = Mention(8, 10, "贺禾", "Person", "", "tagger", 0.9)
    assert accepted([weak], thresholds, subtypes) == ()
    assert accepted([weak, sure], thresholds, subtypes) == (weak, sure)


def test_shape_must_exist(tmp_path: Path) -> None:
    (tmp_path / "thresholds.tsv").write_text("type\tshape\tleast\nPlace\tround\t1\n", "utf-8")
    with pytest.raises(OntologyError, match=r"thresholds\.tsv:2: shape must be"):
        load_thresholds(tmp_path)
