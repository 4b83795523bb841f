"""SPARQL 1.1 Protocol over HTTP."""

import csv
import json
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import rdflib

from tests.query.sample import LIN, PARK, STONE
from tests.serve.serving import Server, serving

# rdflib calls what it has deprecated itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

NAMES = "SELECT ?name { ?x a kg:Person ; rdfs:label ?name }"
FACTS = "CONSTRUCT WHERE { ?s kg:memberOf ?o }"


def test_get(server: Server) -> None:
    found = server.get("/sparql", params={"query": NAMES})
    assert found.status_code == 200
    assert found.headers["content-type"] == "application/sparql-results+json"
    assert found.headers["vary"] == "Accept"
    (row,) = found.json()["results"]["bindings"]
    assert row["name"] == {"type": "literal", "value": "林晚", "xml:lang": "zh"}


def test_post_form_and_direct(server: Server) -> None:
    form = server.client.post("/sparql", data={"query": "ASK { ?x rdfs:label '林晚'@zh }"})
    assert form.json() == {"head": {}, "boolean": True}
    direct = server.client.post(
        "/sparql",
        content="ASK { ?x rdfs:label '无此人'@zh }".encode(),
        headers={"Content-Type": "application/sparql-query; charset=UTF-8"},
    )
    assert direct.json()["boolean"] is False


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_tables_in_every_form(server: Server, name: str) -> None:
    found = server.ask("SELECT ?s ?n { ?s a kg:Person ; rdfs:label ?n }", name)
    assert _name(name, found.text) == "林晚"


def _name(form: str, text: str) -> str:
    """The second cell of the only row."""
    if form == "json":
        return str(json.loads(text)["results"]["bindings"][0]["n"]["value"])
    if form == "xml":
        return "".join(ET.fromstring(text).itertext()).split(LIN.iri)[1].strip()
    if form == "csv":
        return list(csv.reader(StringIO(text)))[1][1]
    return text.splitlines()[1].split("\t")[1].partition("@")[0].strip('"')


@pytest.mark.parametrize(
    ("accept", "syntax"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
        ("application/trig", "trig"),
        ("application/n-quads", "nquads"),
    ],
)
def test_graphs_in_every_form(server: Server, accept: str, syntax: str) -> None:
    found = server.ask(FACTS, "", headers={"Accept": accept})
    assert found.status_code == 200
    assert found.headers["content-type"].startswith(accept)
    graph = rdflib.Dataset(default_union=True).parse(data=found.content, format=syntax)
    assert (rdflib.URIRef(LIN.iri), None, rdflib.URIRef(STONE.iri)) in graph
    assert len(graph) == 1


def test_xml_holds_only_what_xml_can(server: Server) -> None:
    found = server.ask(r"""SELECT ("a\u0001\uFFFE\rb" AS ?x) {}""", "xml")
    (literal,) = ET.fromstring(found.content).iter(
        "{http://www.w3.org/2005/sparql-results#}literal"
    )
    assert literal.text == "a\ufffd\ufffd\rb"


def test_columns_of_select_all_stand_as_the_query_names_them(server: Server) -> None:
    assert server.ask("SELECT * { ?z kg:memberOf ?a }", "csv").text.startswith("z,a\r\n")


def test_a_name_with_the_letters_of_a_keyword_comes_back(server: Server) -> None:
    found = server.ask('SELECT ?services { BIND("service" AS ?services) }', "csv")
    assert found.text == "services\r\nservice\r\n"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"method": "GET", "params": {"query": ["ASK {}", "ASK {}"]}}, 400),
        ({"method": "POST", "data": {"nothing": "1"}}, 400),
        ({"method": "POST", "content": b"ASK {}"}, 415),
        ({"method": "POST", "content": b"ASK {}", "headers": {"Content-Type": "text/plain"}}, 415),
        (
            {
                "method": "POST",
                "content": "ASK {}".encode("utf-16"),
                "headers": {"Content-Type": "application/sparql-query; charset=utf-16"},
            },
            415,
        ),
        (
            {
                "method": "POST",
                "content": b"ASK { ?s ?p '\xff' }",
                "headers": {"Content-Type": "application/sparql-query"},
            },
            400,
        ),
        ({"method": "GET", "params": b"query=%FF"}, 400),
        ({"method": "PUT"}, 405),
        ({"method": "DELETE"}, 405),
        ({"method": "GET", "params": {"update": "CLEAR ALL"}}, 403),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 403),
        (
            {
                "method": "POST",
                "content": b"CLEAR ALL",
                "headers": {"Content-Type": "application/sparql-update"},
            },
            403,
        ),
        ({"method": "POST", "data": {"query": "CLEAR ALL"}}, 400),
        ({"method": "POST", "data": {"query": "LOAD <http://x.example/>"}}, 400),
        (
            {"method": "POST", "data": {"query": "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"}},
            400,
        ),
        ({"method": "POST", "data": {"query": "ASK {}", "default-graph-uri": "no iri"}}, 400),
        ({"method": "GET", "params": {"query": "ASK {}"}, "headers": {"Accept": "image/png"}}, 406),
        ({"method": "GET", "params": {"query": "ASK {}", "format": "pdf"}}, 406),
        ({"method": "POST", "data": {"query": "#" + "x" * (1 << 20)}}, 413),
    ],
)
def test_refusals(server: Server, request_: dict[str, object], status: int) -> None:
    method = str(request_.pop("method"))
    found = server.client.request(method, "/sparql", **request_)  # type: ignore[arg-type]
    assert found.status_code == status, found.text
    assert found.headers["content-type"].startswith("text/plain")
    assert len(found.text.strip()) > 10
    if status == 405:
        assert found.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_an_address_that_is_too_long(folder: Path) -> None:
    with serving(folder, "--max-request", "1000") as server:
        assert server.get("/sparql", params={"query": "#" + "x" * 1000}).status_code == 414
        assert server.ask("#" + "x" * 1000).status_code == 413


def test_a_syntax_error_names_its_place(server: Server) -> None:
    found = server.ask("SELECT *\nWHERE { ?x ?y ?z ?w }")
    assert found.status_code == 400
    assert found.text.startswith("line 2, column 18: unexpected ?w\n  WHERE {")
    assert found.text.rstrip().endswith("^")


def test_head_and_options(server: Server) -> None:
    head = server.client.head("/sparql", params={"query": NAMES})
    assert head.status_code == 200
    assert int(head.headers["content-length"]) > 10
    assert head.content == b""
    options = server.client.options("/sparql")
    assert options.status_code == 204
    assert options.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert "access-control-allow-origin" not in options.headers


def test_without_a_query_the_endpoint_describes_itself(server: Server) -> None:
    found = server.get("/sparql", headers={"Accept": "application/rdf+xml"})
    graph = rdflib.Graph().parse(data=found.content, format="xml")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
    assert graph.value(service, sd.endpoint) == rdflib.URIRef(server.address + "sparql")
    assert set(graph.objects(None, sd.name)) == {
        rdflib.URIRef("https://kg.example/ontology#documents"),
        rdflib.URIRef("https://kg.example/ontology#quarantine"),
    }
    assert server.get("/sparql").headers["content-type"] == "text/turtle; charset=utf-8"


def test_default_graphs_are_the_build_s(server: Server) -> None:
    quarantine = "https://kg.example/ontology#quarantine"
    everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    whole = int(server.rows(everything)[0]["n"])
    found = server.client.post(
        "/sparql", data={"query": everything, "default-graph-uri": quarantine}
    )
    part = int(found.json()["results"]["bindings"][0]["n"]["value"])
    assert 0 < part < whole
    in_query = server.rows("SELECT (COUNT(*) AS ?n) FROM kg:quarantine { ?s ?p ?o }")
    assert int(in_query[0]["n"]) == part
    named = "ASK { GRAPH ?g { ?s ?p ?o } }"
    none = server.client.post("/sparql", data={"query": named, "default-graph-uri": quarantine})
    assert none.json()["boolean"] is False


def test_graphs_named_together_are_merged(server: Server) -> None:
    single = server.rows("SELECT (COUNT(*) AS ?n) FROM kg:documents { ?s ?p ?o }")
    same = "FROM kg:documents FROM <https://kg.example/ontology#documents>"
    assert server.rows(f"SELECT (COUNT(*) AS ?n) {same} {{ ?s ?p ?o }}") == single
    count = "SELECT (COUNT(*) AS ?n) FROM {} FROM {} {{ ?s ?p ?o }}"
    both = server.rows(count.format("kg:documents", "kg:quarantine"))
    other = server.rows("SELECT (COUNT(*) AS ?n) FROM kg:quarantine { ?s ?p ?o }")
    assert int(both[0]["n"]) == int(single[0]["n"]) + int(other[0]["n"])


def test_relative_iris_are_those_of_the_endpoint(server: Server) -> None:
    assert server.rows("SELECT (<x> AS ?x) {}") == [{"x": server.address + "x"}]


def test_every_answer_carries_safe_headers(server: Server) -> None:
    for path in ("/", "/sparql", "/health", "/nowhere", f"/entity/{PARK.iri[-5:]}"):
        headers = server.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "content-security-policy" in headers


def test_the_log_is_json_with_a_hash_of_the_query(server: Server) -> None:
    query = "SELECT ?secret { ?secret a kg:Award }"
    server.ask(query)
    server.get("/health")
    line = [each for each in server.log() if each.get("query")][-1]
    assert line["event"] == "request"
    assert (line["method"], line["path"], line["status"]) == ("POST", "/sparql", 200)
    assert len(line["query"]) == 12
    assert line["ms"] > 0
    assert "secret" not in "".join(server.lines)
