"""Tests of queries, run through what a worker of ``kg serve`` runs for a request."""

from pathlib import Path
from typing import Any

from rdflib import Graph
from rdflib.compare import isomorphic

from conformance import tables
from conformance.manifests import QT, Case, path_of
from kg.query import Build
from kg.rdf import NamedNode, RdfFormat, Store
from kg.serve.jobs.sparql import sparql
from kg.serve.session import Session
from kg.serve.texts import Texts
from kg.serve.wire import Reply

_NOWHERE = Path("conformance/nowhere")
_MOST = 1 << 26
_SYNTAX = {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".rdf": RdfFormat.RDF_XML}
_FORMATS = {"srx": "xml", "srj": "json", "csv": "csv", "tsv": "tsv", "ttl": "ttl", "rdf": "xml"}


def evaluation(case: Case) -> str:
    """Run a query over its data; what is wrong with the result, ``""`` if nothing."""
    query = path_of(case.manifest.value(case.action, QT.query))
    expected = path_of(case.result)
    suffix = expected.suffix[1:]
    wanted = expected.read_text("utf-8")
    is_graph = suffix in ("ttl", "rdf", "nt") and "ResultSet" not in wanted
    form = "nt" if is_graph else _FORMATS[suffix] if suffix not in ("ttl", "rdf") else "xml"
    reply = ask(_store(case), query, form)
    if reply.status != 200:
        return f"status {reply.status}: {reply.body.decode().strip()}"
    data = reply.body.decode("utf-8")
    if is_graph:
        ours = Graph().parse(data=data, format="nt")
        theirs = Graph().parse(expected, publicID=expected.as_uri())
        return "" if isomorphic(ours, theirs) else f"gives another graph: {data.strip()}"
    text = query.read_text("utf-8").upper()
    ordered = "ORDER BY" in text and suffix in ("srx", "srj", "csv", "tsv")
    ours_suffix = "srx" if form == "xml" else suffix
    found = tables.read(data, ours_suffix, "")
    if tables.same(found, tables.read(wanted, suffix, expected.as_uri()), ordered=ordered):
        return ""
    return (
        f"gives {len(found.rows)} rows: {found.rows[:2]} …"
        if found.truth is None
        else str(found.truth)
    )


def syntax(case: Case) -> str:
    """Parse a query that is right, or one that is wrong."""
    reply = ask(Store(), path_of(case.action), "")
    if case.kind.startswith("Positive"):
        said = reply.body.decode().strip()
        # An unknown function is no fault of syntax.
        return "" if reply.status == 200 or "custom function" in said else f"is refused: {said}"
    return "" if reply.status == 400 else "is taken although it is wrong"


def ask(store: Store, query: Path, form: str) -> Reply:
    """The answer to a query, relative IRIs resolved against the file that it stands in."""
    build = Build(_NOWHERE, "https://kg.example/id/", store)
    values: dict[str, Any] = {
        "query": query.read_text("utf-8"),
        "default": [],
        "named": [],
        "accept": "",
        "format": form,
        "base": query.as_uri(),
    }
    return sparql(Session(build, Texts(_NOWHERE, build.base), _MOST), values)


def _store(case: Case) -> Store:
    store = Store()
    for node in case.manifest.objects(case.action, QT.data):
        _load(store, path_of(node), None)
    for node in case.manifest.objects(case.action, QT.graphData):
        path = path_of(node)
        _load(store, path, NamedNode(path.as_uri()))
    return store


def _load(store: Store, path: Path, graph: NamedNode | None) -> None:
    form = _SYNTAX[path.suffix]
    store.load(path=str(path), format=form, base_iri=path.as_uri(), to_graph=graph)
