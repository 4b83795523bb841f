"""The door to the RDF engine: terms pass, its errors come out as kg's."""

from pathlib import Path

import pytest

from kg.errors import InputError, OntologyError
from kg.rdf import (
    Literal,
    NamedNode,
    RdfFormat,
    Triple,
    dump,
    is_absolute_iri,
    parse_text,
    read_turtle,
)

FACT = Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal("之江", language="zh"))


def test_what_is_dumped_is_parsed_back() -> None:
    text = dump([FACT], RdfFormat.N_TRIPLES)
    assert text.decode() == '<urn:a> <urn:b> "之江"@zh .\n'
    assert [quad.triple for quad in parse_text(text, RdfFormat.N_TRIPLES)] == [FACT]


def test_prefixes_are_used() -> None:
    text = dump([FACT], RdfFormat.TURTLE, {"u": "urn:"}).decode()
    assert text.startswith("@prefix u: <urn:>")
    assert "u:a u:b" in text


def test_what_does_not_parse_is_named_by_line(tmp_path: Path) -> None:
    broken = "<urn:a> <urn:b> <urn:c> .\n<urn:a> oops .\n"
    with pytest.raises(InputError, match="RDF, line 2"):
        list(parse_text(broken, RdfFormat.TURTLE))
    path = tmp_path / "x.ttl"
    path.write_text(broken, "utf-8")
    with pytest.raises(OntologyError, match=r"x\.ttl:2"):
        list(read_turtle(path))


@pytest.mark.parametrize(
    ("text", "good"),
    [("https://例子/之江", True), ("urn:x:1", True), ("之江", False), ("https://a b", False)],
)
def test_absolute_iris(text: str, *, good: bool) -> None:
    assert is_absolute_iri(text) == good
