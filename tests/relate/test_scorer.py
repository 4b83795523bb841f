"""The scorer: shipped weights, and what it decides."""

import zipfile
from pathlib import Path

import numpy as np

from kg.relate import scorer as module
from kg.relate.scorer import least, load_scorer
from kg.schema import default_schema
from tests.relate.samples import RELATER, claims, relate


def test_the_shipped_weights_are_small_plain_arrays() -> None:
    path = Path(module.__file__).with_name("relations.npz")
    assert path.stat().st_size < 2_000_000
    with zipfile.ZipFile(path) as archive:
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in archive.infolist())
    with np.load(path, allow_pickle=False) as arrays:
        assert {"bias", "classes", "features", "thresholds", "weights"} <= set(arrays.files)


def test_the_scorer_knows_the_core_predicates() -> None:
    scorer = load_scorer()
    assert scorer is not None
    core = {predicate.name for predicate in default_schema().core_predicates()}
    assert {class_[:-1] for class_ in scorer.classes} == core == set(scorer.thresholds)
    assert all(0 < threshold < 1 for threshold in scorer.thresholds.values())


def test_a_plain_statement_is_asserted_by_its_pattern() -> None:
    found = claims("[云帆公司|O]董事长[周立群|P]到场。", relater=RELATER)
    claim = found["周立群", "memberOf", "云帆公司"]
    assert claim.by == "pattern:title-before-name"
    assert claim.score > 0.8


def test_what_it_turns_down_is_counted() -> None:
    text = "[云帆公司|O]说，[周立群|P]和[李明远|P]在[海宁县|L]。[星河论坛|G]，《[水乡旧事|W]》。"
    assert all(count > 0 for _, count in relate(text, relater=RELATER).rejected)


def test_a_pattern_needs_less_of_the_scorer() -> None:
    assert least(0.4, backed=True) < least(0.4, backed=False) == 0.4
