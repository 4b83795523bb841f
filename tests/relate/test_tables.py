"""The tables of patterns: what ships is in order, and a bad line is an error that names it."""

import re
import shutil
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.lexicon import alternatives
from kg.relate.finer import read_finer
from kg.relate.modality import read_cues
from kg.relate.references import read_references
from kg.relate.relater import load_relater
from kg.relate.rules import read_rules
from kg.resources import ontology_dir
from kg.schema import default_schema, schema_of


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ontology_dir(), tmp_path / "ontology"))


def _append(ontology: Path, table: str, line: str) -> int:
    path = ontology / "patterns" / table
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, line]) + "\n", "utf-8")
    return len(lines) + 1


def test_every_core_predicate_has_a_pattern() -> None:
    rules = read_rules(ontology_dir(), default_schema())
    found = {rule.predicate for rule in (*rules.names, *rules.clauses)}
    assert found == {predicate.name for predicate in default_schema().core_predicates()}


def test_every_pattern_that_ships_compiles() -> None:
    rules = read_rules(ontology_dir(), default_schema())
    for rule in (*rules.names, *rules.clauses):
        assert [part.compiled.pattern for part in rule.parts] == [part.text for part in rule.parts]


def test_word_groups_of_a_sentence() -> None:
    rules = read_rules(ontology_dir(), default_schema())
    assert {"visit", "meet"} <= rules.groups_in("到访并会见")
    assert rules.groups_in("") == frozenset()


def test_a_subject_is_carried_into_clauses_that_have_none() -> None:
    rules = read_rules(ontology_dir(), default_schema())
    assert rules.clause_starts("前往甲地,该公司参加,会见") == [0, 11]


def test_every_word_group_is_used() -> None:
    folder = ontology_dir() / "patterns"
    text = "".join(path.read_text("utf-8") for path in sorted(folder.glob("relations*.tsv")))
    used = {
        name for cell in re.findall(r"\{([a-z|?-]+)\}", text) for name in cell.strip("?").split("|")
    }
    lines = (folder / "relation-words.tsv").read_text("utf-8").splitlines()
    groups = {line.split("\t")[0] for line in lines if not line.startswith("#")} - {"group"}
    used.discard("role")
    assert {g for g in groups if not g.startswith("title-") and g != "own-subject"} == used


@pytest.mark.parametrize(
    ("table", "line", "problem"),
    [
        ("relations.tsv", "zz\tkinOf\tfatherOf\t0.9\t{S:Person}{O:Person}", "'fatherOf' is not"),
        ("relations.tsv", "zz\tkinOf\t\t0.9\t{S:Person} 教", "needs the slots S and O"),
        ("relations.tsv", "zz\tkinOf\t\t0.9\t{S:Person} {teach} {O:Person}", "group 'teach'"),
        ("relations.tsv", "zz\tkinOf\t\t0.9\t{S:Person} } {O:Person}", "stray brace"),
        ("relations.tsv", "zz\tkinOf\t\t0.9\t{O:Person} {S?:Person}", "before the object"),
        ("relations.tsv", "zz\tkinOf\t\t0.9\t{Z:Person} {O:Person}", "slot 'Z'"),
        ("relations.tsv", "zz\tmemberOf\t\t0.9\t{S:Person} {role:cook} {O:Person}", "title-cook"),
        ("relations.tsv", "zz\tkinOf\t\t0.9\t{S:Person} (教 {O:Person}", "does not compile"),
        ("relations-names.tsv", "zz\tkinOf\t\t0.9\tX\t{S:Person}{O:Person}", "keep must be"),
        ("relation-words.tsv", "a\tb", "must come after"),
        ("relation-modality.tsv", "maybe\tinside\t或许", "modality 'maybe'"),
        ("relation-modality.tsv", "planned\tabove\t或许", "place 'above'"),
        ("relation-finer.tsv", "zz\tinside\t或许", "'zz' is not a finer predicate"),
        ("relation-roles.tsv", "龘\tleads\t0.9", "'leads' is not a core predicate"),
        ("relation-references.tsv", "龘\tThing\tlast\t", "'Thing' is not a core type"),
    ],
)
def test_a_bad_line_is_an_error_with_file_and_line(
    ontology: Path, table: str, line: str, problem: str
) -> None:
    number = _append(ontology, table, line)
    with pytest.raises(OntologyError, match=re.escape(problem)) as caught:
        load_relater(ontology)
    assert f"{table}:{number}: " in str(caught.value)


def test_the_small_tables_read() -> None:
    folder = ontology_dir()
    assert read_cues(folder).of("", "计划", "") == "planned"
    assert read_finer(folder, schema_of(folder)).of("organizes", "承办", "") == "hosts"
    assert read_references(folder).by_word["会议"].type == "Program"


@pytest.mark.parametrize(
    "words", [{"会"}, {"会", "会见", "会谈"}, {"a.b", "a", "(c"}, {"甲乙", "丙"}]
)
def test_alternatives_match_just_the_words(words: set[str]) -> None:
    pattern = re.compile(alternatives(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert not any(pattern.fullmatch(word + "丁") for word in words)
