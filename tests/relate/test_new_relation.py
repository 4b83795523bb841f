"""docs/adding-a-relation.md, to the letter: a new relation type is a change of data files."""

import re
import shutil
from pathlib import Path

import pytest

from kg import pipeline
from kg.errors import OntologyError
from kg.query import Rows, open_build, run
from kg.resources import ontology_dir

PAGE = Path(__file__).resolve().parents[2] / "docs" / "adding-a-relation.md"
TEXT = "云帆大学教授周立群师从李明远。后来，周立群收王小雪为徒。\n"


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    copy = tmp_path / "my-ontology"
    shutil.copytree(ontology_dir(), copy)
    predicate, shape = _blocks("turtle")
    with (copy / "kg.ttl").open("a", encoding="utf-8") as file:
        file.write("\n" + predicate)
    with (copy / "shapes.ttl").open("a", encoding="utf-8") as file:
        file.write("\n" + shape)
    table = copy / "patterns" / "relations.tsv"
    comment, header, *lines = table.read_text("utf-8").splitlines()
    lines += _blocks("tsv")[0].splitlines()
    lines.sort(key=lambda line: (line.split("\t")[0], line.split("\t")[4]))
    table.write_text("\n".join([comment, header, *lines]) + "\n", "utf-8")
    return copy


def test_a_build_with_the_new_relation_finds_it(tmp_path: Path, ontology: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "page.txt").write_text(TEXT, "utf-8")
    network = pipeline.build(
        [tmp_path / "in"], output=tmp_path / "out", ontology=ontology, workers=1
    )
    assert not network.quarantined
    result = run(
        open_build(tmp_path / "out"),
        "SELECT ?teacher ?pupil ?quote WHERE { ?t kg:teacherOf ?p . ?t rdfs:label ?teacher . "
        "?p rdfs:label ?pupil . ?e rdf:subject ?t ; rdf:object ?p ; kg:quote ?quote } "
        "ORDER BY ?pupil",
    )
    assert isinstance(result, Rows)
    rows = [[str(getattr(cell, "value", cell)) for cell in row] for row in result.rows]
    assert [row[:2] for row in rows] == [["李明远", "周立群"], ["周立群", "王小雪"]]
    assert all(row[2] in TEXT for row in rows)
    assert "教导" in (tmp_path / "out" / "report.md").read_text("utf-8")
    assert "teacher of" in (tmp_path / "out" / "graph.html").read_text("utf-8")


def test_the_shipped_ontology_does_not_know_it(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    extraction = pipeline.extract([tmp_path / "page.txt"])
    predicates = {claim.predicate for record in extraction.records for claim in record.claims}
    assert "teacherOf" not in predicates


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("zz\tteaches\t\t0.9\t{S:Person} 教 {O:Person}", "'teaches' is not a core predicate"),
        ("zz\tkinOf\t\t0.9\t{S:Human} 教 {O:Person}", "Human"),
        ("zz\tkinOf\t\t0.9\t{S:Person} (教 {O:Person}", "does not compile"),
        ("zz\tkinOf\t\tmuch\t{S:Person} 教 {O:Person}", "score 'much'"),
        ("aa\tkinOf\t\t0.9\t{S:Person} 教 {O:Person}", "must come before"),
    ],
)
def test_a_bad_line_is_an_error_that_names_file_and_line(
    ontology: Path, line: str, problem: str
) -> None:
    table = ontology / "patterns" / "relations.tsv"
    lines = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([*lines, line]) + "\n", "utf-8")
    document = ontology.parent / "page.txt"
    document.write_text(TEXT, "utf-8")
    with pytest.raises(OntologyError, match=re.escape(problem)) as caught:
        pipeline.extract([document], ontology=ontology)
    assert f"relations.tsv:{len(lines) + 1}: " in str(caught.value)
