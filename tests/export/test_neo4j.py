"""The files for Neo4j's import: typed headers, exact values, ends that exist."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

from kg.export import encode
from kg.export.neo4j import ARRAY, neo4j_files, neo4j_zip
from tests.query.sample import EVIL, FACTS, NETWORK, NODES

FILES = neo4j_files(NETWORK)


def rows(name: str) -> list[dict[str, str]]:
    text = FILES[name].decode("utf-8")
    assert not text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_a_file_a_type_and_a_predicate() -> None:
    assert {name for name in FILES if name.startswith("nodes-")} == {
        "nodes-Award.csv", "nodes-Document.csv", "nodes-Evidence.csv", "nodes-Organization.csv",
        "nodes-Person.csv", "nodes-Place.csv", "nodes-Program.csv", "nodes-Work.csv",
    }  # fmt: skip
    stone = next(
        row for row in rows("nodes-Organization.csv") if row["name:string"] == "青石数码公司"
    )
    assert stone["names:string[]"].split(ARRAY) == ["青石数码公司", "青石公司"]
    assert stone[":LABEL"].split(ARRAY) == ["Entity", "Organization", "Company"]
    assert stone["mentions:long"] == "2"


def test_every_end_exists() -> None:
    ids: dict[str, set[str]] = {}
    for name in FILES:
        if name.startswith("nodes-"):
            for row in rows(name):
                column = next(key for key in row if ":ID(" in key)
                group = column.partition("(")[2]
                assert row[column] not in ids.setdefault(group, set())
                ids[group].add(row[column])
    for name in FILES:
        if name.startswith("relationships-"):
            for row in rows(name):
                for column in (key for key in row if "_ID(" in key):
                    assert row[column] in ids[column.partition("(")[2]]
                assert row[":TYPE"]
    assert len(rows("nodes-Evidence.csv")) == sum(len(fact.proofs) for fact in FACTS)


def test_what_is_not_asserted_has_another_type() -> None:
    types = {row[":TYPE"] for row in rows("relationships-organizes.csv")}
    assert types == {"ORGANIZES", "PLANNED_ORGANIZES"}
    (member,) = rows("relationships-memberOf.csv")
    assert (member[":TYPE"], member["zh:string"]) == ("MEMBER_OF", "任职于")
    assert member["roles:string[]"] == "党支部书记兼总经理"


def test_values_are_exact() -> None:
    (work,) = rows("nodes-Work.csv")
    assert work["name:string"] == EVIL.label
    nodes = [row for name in FILES if name.startswith("nodes-") for row in rows(name)]
    iris = {row["iri:ID(Entity)"] for row in nodes if "iri:ID(Entity)" in row}
    assert iris == {node.iri for node in NODES}


def test_the_archive_and_its_readme() -> None:
    assert neo4j_zip(NETWORK) == encode(NETWORK, "neo4j")
    with ZipFile(BytesIO(neo4j_zip(NETWORK))) as archive:
        found = {name.removeprefix("neo4j/"): archive.read(name) for name in archive.namelist()}
    assert found == FILES
    readme = FILES["README.md"].decode()
    for name in FILES:
        if name != "README.md":
            assert f"={name}" in readme
