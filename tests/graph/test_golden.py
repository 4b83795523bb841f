"""A small build, statement by statement: a change of the RDF is a change of this file."""

from tests.graph.golden import FILE, written


def test_the_statements_are_those_of_the_golden_file() -> None:
    assert written().decode() == FILE.read_text("utf-8")
