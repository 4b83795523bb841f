"""query, explain, view, validate and export over a build."""

import csv
import json
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from tests.cli.conftest import Run
from tests.query.sample import EVIL


def _run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)], input=stdin)


def _fails(code: int, *arguments: str | Path, stdin: str | None = None) -> str:
    result = _run(*arguments, stdin=stdin)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    assert result.stdout == ""
    return result.stderr


def test_saved_queries_are_listed_without_a_build() -> None:
    result = _run("query")
    assert result.exit_code == 0
    assert "people      人物与职务" in result.stdout
    assert "--set name=…" in result.stdout


def test_a_saved_query_as_a_table(sample: Path) -> None:
    result = _run("query", "people", "-o", sample)
    head, _, row = result.stdout.splitlines()
    assert head.split() == ["person", "role", "organization", "quote", "document"]
    assert row.split()[:3] == ["林晚", "党支部书记兼总经理", "青石数码公司"]
    assert result.stderr == "1 row\n"


@pytest.mark.parametrize("arguments", [["桐州"], ["--set", "name=桐州"], ["-s", "?name=桐州"]])
def test_parameters(sample: Path, arguments: list[str]) -> None:
    result = _run("query", "places", *arguments, "-o", sample)
    assert result.stderr == "2 rows\n"


def test_a_parameter_cannot_change_the_query(sample: Path) -> None:
    hostile = '云栖"} UNION {?s ?p ?o} #'
    assert _run("query", "people", hostile, "-o", sample).stderr == "0 rows\n"
    query = "SELECT ?l { ?s rdfs:label ?l FILTER(STR(?l) = ?x) }"
    found = _run("query", query, "--set", f"x={EVIL.label}", "-f", "json", "-o", sample)
    bindings = json.loads(found.stdout)["results"]["bindings"]
    assert [binding["l"]["value"] for binding in bindings] == [EVIL.label]


def test_text_file_and_standard_input(sample: Path, tmp_path: Path) -> None:
    query = "# 人物\nSELECT ?名 { ?p a kg:Person ; rdfs:label ?名 }"
    file = tmp_path / "my.rq"
    file.write_text(query, "utf-8-sig")
    outputs = [
        _run("query", query, "-o", sample).stdout,
        _run("query", file, "-o", sample).stdout,
        _run("query", "-", "-o", sample, stdin=query).stdout,
    ]
    assert outputs == ["名\n----\n林晚\n"] * 3


def test_formats(sample: Path) -> None:
    select = "SELECT ?n { ?p a kg:Person ; rdfs:label ?n }"
    assert _run("query", select, "-f", "csv", "-o", sample).stdout_bytes == "n\r\n林晚\r\n".encode()
    assert _run("query", select, "-f", "tsv", "-o", sample).stdout == '?n\n"林晚"@zh\n'
    assert "<literal" in _run("query", select, "-f", "xml", "-o", sample).stdout
    assert _run("query", "ASK { ?p a kg:Person }", "-o", sample).stdout == "yes\n"
    construct = "CONSTRUCT { ?p a kg:Person } WHERE { ?p a kg:Person }"
    assert r"id:Person\/林晚 a kg:Person ." in _run("query", construct, "-o", sample).stdout
    assert "table" in _fails(1, "query", construct, "-f", "table", "-o", sample)
    assert "is not one of table" in _fails(1, "query", select, "-f", "xls", "-o", sample)
    assert "only CONSTRUCT" in _fails(1, "query", select, "-f", "ttl", "-o", sample)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x { ?x a kg:Person", "error: line 1, column 27: the query ends too early"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "INSERT is refused"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> {} }", "SERVICE is refused"),
        ("peopel", "no saved query or file peopel (did you mean people?)"),
        ("none.rq", "none.rq: cannot be read (No such file or directory)"),
        ("neighbours", "neighbours needs name"),
        ("", "the query is empty"),
    ],
)
def test_bad_queries(sample: Path, query: str, message: str) -> None:
    assert message in _fails(1, "query", query, "-o", sample)


def test_bad_parameters(sample: Path) -> None:
    assert "no parameter is left" in _fails(1, "query", "types", "x", "-o", sample)
    assert "write NAME=VALUE" in _fails(1, "query", "places", "--set", "x", "-o", sample)
    assert "places has no parameter x" in _fails(1, "query", "places", "--set", "x=1", "-o", sample)


def test_a_misspelt_term_is_pointed_out(sample: Path) -> None:
    result = _run("query", "SELECT ?o { ?s kg:membrOf ?o }", "-o", sample)
    assert result.exit_code == 0
    assert "kg:membrOf is not in the vocabulary; did you mean kg:memberOf?" in result.stderr
    unused = _run("query", "SELECT ?o { ?s kg:kinOf ?o }", "-o", sample)
    assert "kg:kinOf is in the vocabulary, but nothing in this build uses it" in unused.stderr


@pytest.mark.parametrize(
    "command",
    [["query", "people"], ["explain", "林晚"], ["view"], ["validate"], ["export", "--to", "nt"]],
)
def test_no_build(tmp_path: Path, command: list[str]) -> None:
    assert "run kg build first" in _fails(1, *command, "-o", tmp_path)


def test_explain(sample: Path) -> None:
    text = _run("explain", "林晚", "-o", sample).stdout
    assert "林晚  人物 Person\n  https://kg.example/id/Person/林晚" in text
    assert "→ 任职于 memberOf  青石数码公司  [党支部书记兼总经理]" in text
    assert "【青石数码公司党支部书记兼总经理林晚】参加了座谈会。" in text
    assert "《云栖园简报》 brief.txt 0-17, heads, score 0.9, pattern:made" in text
    park = _run("explain", "云栖创意园", "-o", sample).stdout
    assert "(planned, not asserted)" in park
    assert "in quarantine: 任职者须是人物" in park


def test_explain_two(sample: Path) -> None:
    text = _run("explain", "青石公司", "云栖创意园", "-o", sample).stdout
    assert text.startswith("→ 位于 locatedIn  云栖创意园\n")
    assert "no document states a relation" in _fails(1, "explain", "林晚", "桐州市", "-o", sample)


def test_explain_says_what_else_there_is(sample: Path) -> None:
    assert "nothing is named 林婉; close to it: 林晚" in _fails(1, "explain", "林婉", "-o", sample)
    several = _fails(1, "explain", "园", "-o", sample)
    assert several.startswith("2 entities match 园")
    assert "云栖创意园  园区 Park  https://kg.example/id/Organization/云栖创意园" in several


def test_no_label_steers_the_terminal(sample: Path) -> None:
    for command in (["explain", EVIL.iri], ["query", "SELECT ?l { ?s rdfs:label ?l }"]):
        result = _run(*command, "-o", sample)
        assert "<script>" in result.stdout
        assert "\x1b" not in result.output
        assert "\u202e" not in result.output


def test_view_prints_the_address(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def no_browser(address: str) -> bool:
        opened.append(address)
        return False

    monkeypatch.setattr("webbrowser.open", no_browser)
    address = (sample / "explorer.html").resolve().as_uri()
    assert _run("view", "--print", "-o", sample).stdout == address + "\n"
    assert opened == []
    result = _run("view", "-o", sample)
    assert result.exit_code == 0
    assert opened == [address]
    assert "no browser could be started" in result.stderr


def test_validate(sample: Path, tmp_path: Path) -> None:
    result = _run("validate", "-o", sample)
    assert result.exit_code == 0
    assert "1 statement in quarantine" in result.stdout
    assert "任职者须是人物" in result.stdout
    assert _run("validate", "--strict", "-o", sample).exit_code == 1
    copy = shutil.copytree(sample, tmp_path / "copy")
    (copy / "graph.ttl").write_text("", "utf-8")
    damaged = _run("validate", "-o", copy)
    assert damaged.exit_code == 1
    assert "damaged: graph.ttl was changed after the build" in damaged.stderr


def test_export(sample: Path, tmp_path: Path) -> None:
    assert "graphml" in _run("export").stdout
    ntriples = _run("export", "--to", "nt", "-o", sample)
    assert ntriples.stdout_bytes == (sample / "graph.nt").read_bytes()
    file = tmp_path / "实体.csv"
    assert _run("export", "--to", "entities", "-f", file, "-o", sample).exit_code == 0
    rows = list(csv.DictReader(StringIO(file.read_text("utf-8-sig"))))
    assert "林晚" in {row["label"] for row in rows}
    assert "xls: no such format; choose one of ttl" in _fails(
        1, "export", "--to", "xls", "-o", sample
    )
    blocked = file / "x.nt"
    assert "cannot be written" in _fails(1, "export", "--to", "nt", "-f", blocked, "-o", sample)


def test_usage_errors_exit_with_2() -> None:
    assert _run("nothing").exit_code == 2
    assert _run("extract").exit_code == 2
    assert _run("build", "--workers", "-1").exit_code == 2


@pytest.mark.parametrize(
    "command",
    ["build", "extract", "query", "explain", "view", "validate", "export", "eval", "version"],
)
def test_help_teaches_by_example(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "120"})
    assert result.exit_code == 0
    assert f"kg {command}" in result.stdout
    if command != "version":
        assert "Examples · 示例" in result.stdout


def test_version() -> None:
    assert _run("version").stdout.startswith("kg ")
    assert _run("--version").stdout == _run("version").stdout


def test_a_closed_pipe_is_quiet(sample: Path, kg: Run) -> None:
    query = "SELECT * { ?s ?p ?o . ?a ?b ?c }"
    command = f'"{sys.executable}" -m kg query "{query}" -o "{sample}" | head -n 1'
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split() == ["s", "p", "o", "a", "b", "c"]
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_output_is_utf8_in_every_locale(sample: Path, kg: Run, locale: str) -> None:
    done = kg(
        "query", "people", "-o", sample, environment={"LC_ALL": locale, "PYTHONIOENCODING": ""}
    )
    assert done.returncode == 0
    assert "党支部书记兼总经理" in done.stdout


def test_a_query_imports_nothing_heavy(sample: Path) -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from kg.cli import app; "
        f"done = CliRunner().invoke(app, ['query', 'people', '-o', {str(sample)!r}]); "
        "assert done.exit_code == 0; "
        "print(sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(eval(done.stdout))
    heavy = {"rdflib", "pandas", "networkx", "numpy", "jieba", "trafilatura", "pyshacl", "pyvis"}
    assert not loaded & heavy
