"""GB/T 2260 codes: given where they are certain, and only there."""

from pathlib import Path

import pytest

from kg.graph.divisions import division_codes
from kg.model import Appearance, Fact, Node

TABLE = """code	name	short	subtype	trust
110000	北京市	北京	Province	alone
220100	长春市	长春	City	alone
110105	朝阳区	朝阳	District	full
220104	朝阳区	朝阳	District	full
330000	浙江省	浙江	Province	alone
330106	西湖区	西湖	District	full
"""


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "divisions.tsv").write_text(TABLE, "utf-8")
    return tmp_path


def place(name: str, *others: str, type_: str = "Place") -> Node:
    return Node("urn:" + name, type_, "", (name, *others), (Appearance("d", 1),))


def within(inner: str, outer: str) -> Fact:
    return Fact("urn:" + inner, "locatedIn", "urn:" + outer, "asserted", ())


@pytest.mark.parametrize(
    ("node", "code"),
    [
        (place("北京市"), "110000"),
        (place("北京"), "110000"),
        (place("京城", "北京市"), "110000"),
        (place("西湖区"), "330106"),
    ],
)
def test_a_name_of_one_division_is_enough(ontology: Path, node: Node, code: str) -> None:
    assert division_codes([node], [], ontology) == {node.iri: code}


@pytest.mark.parametrize(
    "node", [place("朝阳区"), place("西湖"), place("巴黎"), place("北京市", type_="Work")]
)
def test_other_names_are_not(ontology: Path, node: Node) -> None:
    assert division_codes([node], [], ontology) == {}


def test_of_several_the_one_that_lies_where_the_graph_says(ontology: Path) -> None:
    nodes = [place("朝阳区"), place("北京"), place("长春市"), place("浙江省")]
    in_beijing = division_codes(nodes, [within("朝阳区", "北京")], ontology)
    assert in_beijing["urn:朝阳区"] == "110105"
    in_changchun = division_codes(nodes, [within("朝阳区", "长春市")], ontology)
    assert in_changchun["urn:朝阳区"] == "220104"
    assert "urn:朝阳区" not in division_codes(nodes, [within("朝阳区", "浙江省")], ontology)


def test_without_a_table_there_are_no_codes(tmp_path: Path) -> None:
    assert division_codes([place("北京市")], [], tmp_path) == {}
