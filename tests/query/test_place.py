"""Where errors are said to be."""

import pytest

from kg.errors import QueryError
from kg.query import Build, run
from kg.query.width import width

_CASES = [
    ("SELEC * {}", 1, 1, "unexpected SELEC (did you mean SELECT?)"),
    ("SELECT ?s\nWHERE { ?s kg:about '陈奕' . ?s ?? }", 2, 31, "unexpected ?"),
    ("SELECT ?s { ?s kg:about '😀陈' . 陈 }", 1, 32, "unexpected 陈"),
    ("SELECT ?s { ?s kg:about ?x FILTER(?x > ) }", 1, 40, "unexpected )"),
    ("SELECT ?s { ?s kg:about ?x . OPTIONL { ?s ?p ?o } }", 1, 30, "did you mean OPTIONAL?"),
    ("SELECT ?s, ?p { ?s kg:about 'x' }", 1, 10, "unexpected ,"),
    ("SELECT ?s WHERE ?s kg:about 'x' }", 1, 17, "expected {"),
    ("SELECT ?s { ?s kg:about ?x }}", 1, 29, "unexpected }"),
    ("SELECT ?s { ?s kg:about 'x }", 1, 25, "this string has no end"),
    ("SELECT ?s { ?s kg:about “陈奕” }", 1, 25, 'SPARQL wants "'),
    ("SELECT ?s { ?s kg:about ?x FILTER（?x = 1) }", 1, 34, "SPARQL wants ("),
    ("SELECT ?s {\r\n  ?s kg:about ?x .\r\n  FILTER ?x }", 3, 10, "unexpected ?x"),
    ("SELECT ?s { ?s kg:about ?x", 1, 27, "the query ends too early"),
    ("SELECT ?s { ?s kg:about ?x } LIMIT", 1, 35, "the query ends too early"),
    ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", 1, 39, "neither grouped nor counted"),
    ("\n\n  ASK { ?s foo:x ?o }", 3, 12, "unknown prefix foo:"),
    ("PREFIX x: <http://x/>", 1, 22, "expected SELECT"),
]


@pytest.mark.parametrize(("query", "line", "column", "problem"), _CASES)
def test_errors_name_line_column_and_place(
    build: Build, query: str, line: int, column: int, problem: str
) -> None:
    with pytest.raises(QueryError) as caught:
        run(build, query)
    head, shown, caret = str(caught.value).split("\n")
    assert head.startswith(f"line {line}, column {column}: ")
    assert problem in head
    written = query.split("\n")[line - 1].rstrip("\r")
    assert shown == f"  {written}".rstrip()
    assert caret == " " * (2 + width(written[: column - 1])) + "^"


def test_a_long_line_is_shown_around_the_place(build: Build) -> None:
    query = "SELECT ?s { " + "?s kg:about '很长的值' . " * 50 + "FILTER ?s " + "} " * 200
    with pytest.raises(QueryError) as caught:
        run(build, query)
    _, shown, caret = str(caught.value).split("\n")
    assert width(shown) < 240
    before = shown[: len(shown)].encode().decode()
    place = next(n for n in range(len(before)) if width(before[:n]) == len(caret) - 1)
    assert before[place:].startswith("?s }")


def test_an_empty_query_says_so(build: Build) -> None:
    with pytest.raises(QueryError, match="the query is empty"):
        run(build, " # only a note\n")


def test_what_cannot_be_computed_says_so(build: Build) -> None:
    with pytest.raises(QueryError, match=r"cannot be computed.*not supported"):
        run(build, "SELECT * { BIND(<http://x/f>(1) AS ?x) }")
