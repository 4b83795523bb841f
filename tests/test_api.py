"""kg in Python."""

import builtins
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import KgError, OutputError, QueryError
from kg.model import Record
from tests.query.sample import EVIL, LIN, NETWORK, TEXT, write_sample


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("sample") / "out")


@pytest.fixture(scope="module")
def graph(folder: Path) -> kg.Graph:
    return kg.load(folder)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    base = tmp_path_factory.mktemp("built")
    (base / "brief.txt").write_text(TEXT, "utf-8")
    return kg.build(base / "brief.txt", output=base / "out")


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_face_has_few_names_and_imports_nothing_at_first() -> None:
    assert len(kg.__all__) <= 10
    assert set(kg.__all__) <= set(dir(kg))
    code = "import sys, kg; print(len([n for n in sys.modules if n.startswith('kg.')]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        kg.nothing  # noqa: B018


def test_a_query_gives_rows(graph: kg.Graph) -> None:
    query = """SELECT ?name ?count ?p { ?p a kg:Person ; rdfs:label ?name ; kg:mentionCount ?count
               FILTER(STR(?name) = ?wanted) }"""
    result = graph.query(query, wanted="林晚")
    assert list(result) == [{"name": "林晚", "count": 2, "p": LIN.iri}]
    assert len(result) == 1
    assert result
    assert not graph.query(query, wanted="没有")
    assert "林晚" in repr(result)
    assert result.text("csv") == f"name,count,p\r\n林晚,2,{LIN.iri}\r\n"


def test_saved_queries_by_name(graph: kg.Graph) -> None:
    assert [row["thing"] for row in graph.query("places", name="桐州")] == [
        "云栖创意园",
        "青石数码公司",
    ]
    with pytest.raises(QueryError, match="places has no parameter x"):
        graph.query("places", x="1")


def test_ask_and_construct(graph: kg.Graph) -> None:
    ask = graph.query("ASK { ?x a kg:Person }")
    assert bool(ask) is True
    assert repr(ask) == "yes"
    with pytest.raises(KgError, match="only SELECT gives rows"):
        list(ask)
    statements = graph.query("CONSTRUCT { ?s kg:memberOf ?o } WHERE { ?s kg:memberOf ?o }")
    assert len(statements) == 1
    assert len(statements.to_rdflib()) == 1
    assert "kg:memberOf" in repr(statements)


def test_a_result_in_a_notebook_is_inert(graph: kg.Graph) -> None:
    html = graph.query("SELECT ?l ?n { ?s rdfs:label ?l }")._repr_html_()
    read = _Reader(html)
    assert {tag for tag, _ in read.tags} == {"table", "thead", "tr", "th", "tbody", "td"}
    assert any("<script>" in text for text in read.text)
    many = graph.query("SELECT * { ?a ?b ?c . ?d ?e ?f }")._repr_html_()
    assert many.count("<tr>") == 101
    assert "more rows" in many
    assert graph.query("ASK {}")._repr_html_() == "<pre>yes</pre>"


def test_a_graph_in_a_notebook_is_its_page(graph: kg.Graph, folder: Path) -> None:
    ((tag, attributes),) = _Reader(graph._repr_html_()).tags
    assert tag == "iframe"
    assert attributes["srcdoc"] == (folder / "explorer.html").read_text("utf-8")
    assert attributes["sandbox"] == "allow-scripts allow-downloads"
    assert attributes["height"] == "640"
    shown = graph.show(height=300)
    assert repr(shown) == repr(graph)
    ((_, attributes),) = _Reader(shown._repr_html_()).tags
    assert attributes["height"] == "300"


def test_a_page_too_large_for_a_notebook_gives_way_to_the_smaller_one(
    graph: kg.Graph, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.api.shown._LARGEST", (folder / "graph.html").stat().st_size)
    ((_, attributes),) = _Reader(graph.show()._repr_html_()).tags
    assert attributes["srcdoc"] == (folder / "graph.html").read_text("utf-8")
    monkeypatch.setattr("kg.api.shown._LARGEST", 1)
    assert _Reader(graph.show()._repr_html_()).tags == [("pre", {})]


def test_a_build_opens_itself(built: kg.Graph) -> None:
    assert len(built) == len(built.nodes) > 0
    assert built.facts == built.network.facts
    assert repr(built).startswith("<kg.Graph ")
    assert built.query("ASK { ?x a kg:Entity }")


def test_a_build_opened_again_is_the_same_network(built: kg.Graph) -> None:
    again = kg.load(built.folder)
    assert again.nodes == built.nodes
    assert again.facts == built.facts
    assert again.network.quarantined == built.network.quarantined


def test_extract_gives_records(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    records = kg.extract([tmp_path / "a.txt"])
    assert [record.id for record in records] == ["a"]
    assert isinstance(records[0], Record)
    assert kg.extract(str(tmp_path)) == records


def test_explain(graph: kg.Graph) -> None:
    (explained,) = graph.explain("林晚")
    assert explained.node.iri == LIN.iri
    assert [edge.predicate for edge in explained.edges] == ["memberOf"]


def test_to_rdflib(graph: kg.Graph) -> None:
    rdf = graph.to_rdflib()
    found = rdf.query("SELECT ?o { ?p rdfs:label '林晚'@zh ; kg:memberOf/rdfs:label ?o }")
    assert [str(row[0]) for row in found] == ["青石数码公司"]  # type: ignore[index]


def test_to_networkx_and_pandas(folder: Path) -> None:
    from kg.api import Graph
    from kg.query import open_build

    graph = Graph(open_build(folder))
    vars(graph)["network"] = NETWORK  # has more than records could give
    network = graph.to_networkx()
    assert set(network) == {node.iri for node in NETWORK.nodes}
    assert network.number_of_edges() == len(NETWORK.facts)
    frames = graph.to_pandas()
    entities, relations, evidence = frames
    assert EVIL.label in set(entities["label"])
    assert list(relations.columns)[:2] == ["subject", "subject_label"]
    assert len(evidence) == sum(len(fact.proofs) for fact in NETWORK.facts)
    frame = graph.query("types").to_pandas()
    assert list(frame.columns) == ["type", "entities", "mentions"]
    assert frame["entities"].sum() > 0


def test_without_pandas_it_says_what_to_install(
    graph: kg.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = builtins.__import__

    def without(name: str, *arguments: Any, **options: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return original(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(KgError, match=r"pip install 'kg-zh\[pandas\]'"):
        graph.query("types").to_pandas()


def test_no_build(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="run kg build first"):
        kg.load(tmp_path)
