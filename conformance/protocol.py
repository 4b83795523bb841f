"""Tests of the protocol and the service description, run against a real ``kg serve``."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from conformance.manifests import MF, UT, Case, path_of
from kg.rdf import NamedNode, RdfFormat, Store, dump

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_TABULAR = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
_RDF = ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")


@contextmanager
def server(tests: list[Case], folder: Path) -> Iterator[str]:
    """A server over all graphs that the tests need; gives its address."""
    store = Store()
    for case in tests:
        for data in case.manifest.objects(case.node, UT.graphData):
            name = NamedNode(str(case.manifest.value(data, RDFS.label)))
            file = path_of(case.manifest.value(data, UT.graph))
            store.load(path=str(file), format=RdfFormat.N_TRIPLES, to_graph=name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "graph.trig").write_bytes(dump(store, RdfFormat.TRIG))
    (folder / "manifest.json").write_text('{"base": "https://kg.example/id/", "files": {}}')
    command = [sys.executable, "-m", "kg", "serve", "-o", str(folder), "--port", "0", "--quiet"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait(timeout=30)


def protocol(case: Case, address: str) -> str:
    """Send a test's requests; what is wrong with an answer, ``""`` if nothing."""
    manifest = case.manifest
    for request in Collection(manifest, manifest.value(case.action, HT.requests)):
        if problem := _request(manifest, request, address):
            return problem
    return ""


def _request(manifest: Graph, request: Node, address: str) -> str:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    headers = {}
    listed = manifest.value(request, HT.headers)
    for header in Collection(manifest, listed) if listed else ():
        name = str(manifest.value(header, HT.fieldName))
        headers[name] = str(manifest.value(header, HT.fieldValue))
    body = manifest.value(request, HT.body)
    data = b""
    if body is not None:
        encoding = str(manifest.value(body, CNT.characterEncoding))
        data = str(manifest.value(body, CNT.chars)).encode(encoding)
    method = str(manifest.value(request, HT.methodName))
    connection.request(method, str(manifest.value(request, HT.absolutePath)), data, headers)
    return _judged(manifest, manifest.value(request, HT.resp), connection.getresponse())


def _judged(manifest: Graph, expected: Node | None, response: HTTPResponse) -> str:
    data = response.read()
    classes = [str(node)[-3] for node in manifest.objects(expected, MF.expectedStatus)]
    if classes and str(response.status)[0] not in classes:
        return f"status {response.status}: {data.decode(errors='replace').strip()}"
    media_type = response.getheader("Content-Type", "").partition(";")[0]
    form = manifest.value(expected, MF.expectedFormat)
    types = {"boolean": _TABULAR[:2], "tabular": _TABULAR, "RDF": _RDF}.get(str(form), ())
    if form is not None and media_type not in types:
        return f"is {media_type}"
    truth = manifest.value(expected, MF.expectedBoolean)
    if truth is not None and json.loads(data)["boolean"] != truth.toPython():
        return f"says {data.decode()}"
    return ""


def description(case: Case, address: str) -> str:
    """Ask for the service description and look into it."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request("GET", "/sparql", headers={"Accept": "text/turtle"})
    response = connection.getresponse()
    graph = Graph().parse(data=response.read(), format="turtle")
    service = graph.value(predicate=RDF.type, object=SD.Service)
    if case.id.endswith("returns-rdf"):
        return "" if len(graph) else "no RDF"
    if case.id.endswith("has-endpoint-triple"):
        endpoint = URIRef(address.rstrip("/") + "/sparql")
        return "" if (service, SD.endpoint, endpoint) in graph else "no sd:endpoint"
    known = {SD.endpoint, SD.supportedLanguage, SD.resultFormat, SD.defaultDataset, RDF.type}
    strange = set(graph.predicates(service)) - known
    named = [graph.value(node, SD.name) for node in graph.objects(None, SD.namedGraph)]
    return f"{strange}" if strange else "" if all(named) else "a named graph without a name"
