"""A build sent to a real store, and to one that fails."""

import os
import re
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, KgError, OutputError
from kg.push import Target, plan, push
from kg.push import http as push_http
from kg.push.http import PushError, asked_wait
from kg.push.plan import insert
from kg.push.state import state_file
from kg.rdf import Literal, NamedNode, RdfFormat, Store, Triple, dump
from tests.push.conftest import Oxigraph, Told
from tests.query.sample import EVIL

GRAPH = "https://kg.example/graph/甲"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waited: list[float] = []
    monkeypatch.setattr(push_http, "_WAIT", waited.append)
    return waited


def total(folder: Path) -> int:
    return len((folder / "graph.nt").read_bytes().splitlines())


@pytest.mark.parametrize("batch", [7, 1000])
def test_update_into_oxigraph(folder: Path, oxigraph: Oxigraph, batch: int) -> None:
    graph = f"{GRAPH}{batch}"
    target = Target(f"{oxigraph.address}/update", graph=graph)
    done = push(plan(folder, batch), target)
    assert (done.sent, done.before, done.after) == (total(folder), 0, total(folder))
    assert oxigraph.count(graph) == total(folder)
    again = push(plan(folder, batch), target)
    assert (again.before, again.after) == (total(folder), total(folder))
    names = oxigraph.rows(
        f"SELECT ?n {{ GRAPH <{graph}> {{ <{EVIL.iri}> ?p ?n . FILTER(ISLITERAL(?n)) }} }}"
    )
    assert any("<script>" in "".join(row) for row in names)


def test_graph_store_replaces_or_adds(folder: Path, oxigraph: Oxigraph) -> None:
    graph = GRAPH + "store"
    place = f"{oxigraph.address}/store"
    other = "<urn:x:a> <urn:x:b> <urn:x:c> .\n"
    Path(folder.parent / "other").mkdir(exist_ok=True)
    (folder.parent / "other" / "graph.nt").write_text(other)
    push(plan(folder.parent / "other", 10), Target(place, graph=graph, is_graph_store=True))
    added = push(plan(folder, 50), Target(place, graph=graph, is_graph_store=True))
    assert (added.before, added.after) == (1, total(folder) + 1)
    push(plan(folder, 50), Target(place, graph=graph, is_graph_store=True, replace=True))
    assert oxigraph.count(graph) == total(folder)


def test_the_default_graph_of_a_store(folder: Path, oxigraph: Oxigraph) -> None:
    push(plan(folder, 100), Target(f"{oxigraph.address}/update", replace=True))
    assert oxigraph.count() == total(folder)


def test_busy_stores_are_tried_again(folder: Path, told: Told, no_waiting: list[float]) -> None:
    told.statuses = [(503, {}), (429, {"Retry-After": "9"}), (500, {})]
    said: list[str] = []
    done = push(plan(folder, 1000), Target(f"{told.address}/update"), said=said.append)
    assert done.after == total(folder)
    assert no_waiting == [1.0, 9.0, 4.0]
    assert said[0] == "answers 503 because\\x1b[31m; trying again in 1 s"
    assert len(told.bodies()) == 4
    assert len(set(told.bodies())) == 1


@pytest.mark.parametrize(
    ("status", "hint"), [(400, ""), (401, "--user"), (413, "--batch"), (301, "moved to http://127.0.0.1:1/x")]
)  # fmt: skip
def test_a_refusal_ends_it(folder: Path, told: Told, status: int, hint: str) -> None:
    told.statuses = [(status, {"Location": "http://127.0.0.1:1/x"})]
    with pytest.raises(PushError, match=f"answers {status}") as refused:
        push(plan(folder, 10), Target(f"{told.address}/update"))
    assert hint in str(refused.value)
    assert "\x1b" not in str(refused.value)
    assert len(told.bodies()) == 1


def test_a_broken_push_goes_on(folder: Path, told: Told) -> None:
    target = Target(f"{told.address}/update", graph="urn:x:g", replace=True)
    told.statuses = [(204, {}), (204, {}), (204, {}), (403, {})]
    with pytest.raises(PushError):
        push(plan(folder, 10), target)
    assert state_file(plan(folder, 10), target).is_file()
    told.requests.clear()
    done = push(plan(folder, 25), target, resume=True)
    assert (done.skipped, done.sent) == (20, total(folder) - 20)
    assert not any(b"CLEAR" in body for body in told.bodies())
    assert not state_file(plan(folder, 10), target).exists()
    assert told.held == total(folder)


def test_a_fresh_start_forgets_an_older_try(folder: Path, told: Told) -> None:
    target = Target(f"{told.address}/update", graph="urn:x:f", replace=True)
    told.statuses = [(204, {}), (204, {}), (204, {}), (403, {})]
    for _ in range(2):  # the second breaks off when the graph has just been emptied
        with pytest.raises(PushError):
            push(plan(folder, 10), target)
        told.statuses = [(204, {}), (403, {})]
    told.statuses = []
    told.held = 0
    assert push(plan(folder, 10), target, resume=True).skipped == 0


def test_another_build_is_not_resumed(folder: Path, told: Told, tmp_path: Path) -> None:
    target = Target(f"{told.address}/update")
    told.statuses = [(204, {}), (403, {})]
    lines = (folder / "graph.nt").read_bytes().splitlines(keepends=True)
    (tmp_path / "graph.nt").write_bytes(b"".join(lines))
    with pytest.raises(PushError):
        push(plan(tmp_path, 10), target)
    (tmp_path / "graph.nt").write_bytes(b"".join(lines[:-1]))
    told.held = 0
    said: list[str] = []
    done = push(plan(tmp_path, 10), target, resume=True, said=said.append)
    assert done.skipped == 0
    assert "from the beginning" in said[0]


def test_too_little_arrived(folder: Path, told: Told) -> None:
    told.statuses = [(204, {})]
    planned = plan(folder, 1000)
    told.held = -5
    with pytest.raises(PushError, match=f"holds {total(folder) - 5} statements where"):
        push(planned, Target(f"{told.address}/update"))


def test_nobody_is_there(folder: Path, no_waiting: list[float]) -> None:
    with pytest.raises(PushError, match="cannot be reached"):
        push(plan(folder, 10), Target("http://127.0.0.1:9/update", replace=True))
    assert no_waiting[-5:] == [1.0, 2.0, 4.0, 8.0, 16.0]


def test_only_the_named_host_is_asked(
    folder: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert push(plan(folder, 1000), Target(f"{told.address}/update")).after == total(folder)


def test_secrets(folder: Path, told: Told) -> None:
    push(plan(folder, 1000), Target(f"{told.address}/update", user="甲", password="乙:"))
    wanted = b64encode("甲:乙:".encode()).decode()
    assert all(each["Authorization"] == f"Basic {wanted}" for each in told.headers)
    told.headers.clear()
    told.held = 0
    target = Target(f"{told.address}/update", token="abc")
    push(plan(folder, 1000), target)
    assert all(each["Authorization"] == "Bearer abc" for each in told.headers)
    assert "abc" not in repr(target)


@pytest.mark.parametrize(
    "address", ["", "ftp://a/b", "http://", "a.example/update", "http://u:p@a/update", "http://[a/"]
)
def test_bad_addresses(address: str) -> None:
    with pytest.raises(InputError):
        Target(address)


def test_bad_graph_and_foreign_counter() -> None:
    with pytest.raises(InputError, match="absolute IRI"):
        Target("http://a/update", graph="x y> } ; DROP ALL #")
    with pytest.raises(InputError, match="another host"):
        Target("http://a/update", queries="http://b/query")


@pytest.mark.parametrize(
    ("endpoint", "queries"),
    [
        ("http://a:7878/update", "http://a:7878/query"),
        ("http://a/kg/data", "http://a/kg/query"),
        ("http://a/repositories/kg/statements", "http://a/repositories/kg"),
        ("http://a/sparql-auth", "http://a/sparql"),
        ("http://a/sparql", "http://a/sparql"),
    ],
)
def test_where_to_count(endpoint: str, queries: str) -> None:
    assert Target(endpoint).query_address == queries


def test_no_build_and_blank_nodes(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="run kg build first"):
        plan(tmp_path, 10)
    (tmp_path / "graph.nt").write_text("<urn:x:a> <urn:x:b> _:c .\n")
    with pytest.raises(InputError, match="line 1: a blank node"):
        plan(tmp_path, 10)


def test_a_build_replaced_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "graph.nt").write_text("<urn:x:a> <urn:x:b> <urn:x:c> .\n" * 5)
    planned = plan(tmp_path, 1)
    (tmp_path / "graph.nt").write_text("<urn:x:a> <urn:x:b> <urn:x:d> .\n" * 5)
    with pytest.raises(KgError, match="replaced meanwhile"):
        list(planned.batches())


ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
TEXT = st.text(st.sampled_from("\\uU0022\"'}>\n\r\t. ;甲\u0001\u2028𠀀"), max_size=12)


@given(st.lists(TEXT, min_size=1, max_size=5), st.sampled_from(["", "urn:x:g"]))
def test_whatever_documents_say_is_only_said(texts: list[str], graph: str) -> None:
    """An update inserts just the statements, also where escapes are replaced before parsing."""
    triples = {Triple(NamedNode("urn:x:a"), NamedNode("urn:x:b"), Literal(t)) for t in texts}
    update = insert(dump(sorted(triples, key=str), RdfFormat.N_TRIPLES), graph).decode()
    for read in (update, ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), update)):
        store = Store()
        store.update(read)
        assert {quad.triple for quad in store} == triples


def test_waits() -> None:
    assert asked_wait("Wed, 21 Oct 2015 07:28:10 GMT", 1445412480) == 10
    assert asked_wait("nan", 0) == asked_wait("-5", 0) == asked_wait("", 0) == 0


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kg", "push", *arguments]
    given_ = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=given_, check=False)


def test_dry_run_opens_nothing(folder: Path) -> None:
    address = "http://127.0.0.1:9/update"
    done = run(address, "-o", str(folder), "--dry-run", "--graph", "urn:x:g", "--replace")
    assert done.returncode == 0, done.stderr
    assert f"{total(folder)} statements" in done.stdout
    assert "CLEAR SILENT GRAPH <urn:x:g>" in done.stdout
    assert "INSERT DATA { GRAPH <urn:x:g> {" in done.stdout


def test_the_command(folder: Path, oxigraph: Oxigraph, told: Told) -> None:
    done = run(f"{oxigraph.address}/update", "-o", str(folder), "--graph", "urn:x:command")
    assert done.returncode == 0, done.stderr
    assert f"the graph holds {total(folder)} statements now" in done.stdout
    assert oxigraph.count("urn:x:command") == total(folder)
    missing = run(told.address, "-o", str(folder), "--user", "甲", "--password-env", "KG_NONE")
    assert (missing.returncode, "KG_NONE is empty" in missing.stderr) == (1, True)
