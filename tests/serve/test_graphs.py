"""The reading half of the Graph Store Protocol."""

import pytest
import rdflib

from tests.query.sample import LIN
from tests.serve.serving import Server

# rdflib calls what it has deprecated itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

DOCUMENTS = "https://kg.example/ontology#documents"


def _graph(data: bytes, syntax: str = "turtle") -> rdflib.Graph:
    return rdflib.Graph().parse(data=data, format=syntax)


def test_the_default_graph(server: Server) -> None:
    found = server.get("/graph?default", headers={"Accept": "application/n-triples"})
    assert found.headers["content-type"] == "application/n-triples"
    count = int(server.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"])
    assert len(_graph(found.content, "nt")) == count


def test_a_named_graph_in_three_ways(server: Server) -> None:
    by_iri = server.get("/graph", params={"graph": DOCUMENTS})
    assert by_iri.status_code == 200
    assert server.get("/graph", params={"graph": "documents"}).content == by_iri.content
    assert server.get("/graph/documents").content == by_iri.content
    assert len(_graph(by_iri.content)) > 3


def test_all_graphs_at_once(server: Server) -> None:
    found = server.get("/graph")
    assert found.headers["content-type"] == "application/trig"
    dataset = rdflib.Dataset().parse(data=found.content, format="trig")
    assert {str(graph.identifier) for graph in dataset.graphs()} > {DOCUMENTS}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/graph?graph=urn:none", 404),
        ("/graph/none", 404),
        ("/graph?graph=%20", 404),
        ("/graph?default&graph=urn:none", 400),
        ("/graph?default&format=pdf", 406),
        ("/graph?format=ttl", 406),
    ],
)
def test_refusals(server: Server, path: str, status: int) -> None:
    assert server.get(path).status_code == status


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_can_be_written(server: Server, method: str) -> None:
    found = server.client.request(method, "/graph?default", content=b"<urn:a> <urn:b> <urn:c> .")
    assert found.status_code == 405
    assert found.headers["allow"] == "GET, HEAD, OPTIONS"
    assert server.rows("SELECT * { <urn:a> ?p ?o }") == []
    assert server.rows("SELECT ?n { <" + LIN.iri + "> rdfs:label ?n }") == [{"n": "林晚"}]
