"""The graph piece by piece over HTTP: right, bounded, and unmoved by what it is sent."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kg.explorer.index import INDEX, IndexMissingError, open_index
from kg.explorer.index.paths import ways
from kg.explorer.page import drawn
from kg.folder import STORE
from kg.model import Appearance, Fact, Network, Node
from kg.serve.paths import local_path
from tests.query.sample import (
    BASE,
    CITY,
    DOCUMENT,
    FACTS,
    LIN,
    NETWORK,
    NODES,
    PARK,
    STONE,
    TEXT,
    write_sample,
)
from tests.serve.serving import Server, serving

BROWSER = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def explored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = write_sample(tmp_path_factory.mktemp("explored") / "out")
    drawn(NETWORK, [DOCUMENT]).write_index(folder / STORE / INDEX)
    with serving(folder, "--workers", "2") as running:
        yield running


def piece(server: Server, name: str, /, **given: Any) -> Any:
    found = server.get(f"/explorer/{name}", params=given)
    assert found.status_code == 200, found.text
    assert found.headers["content-type"] == "application/json"
    return found.json()


def labels(found: Any) -> list[str]:
    return [row[3][0] for row in found["nodes"]]


def test_the_page_runs_the_servers_scripts_and_asks_the_server_alone(explored: Server) -> None:
    for path in ("/explorer", "/"):
        page = explored.get(path, headers=BROWSER)
        assert page.status_code == 200
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self';" in policy
        assert "connect-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert '<div id="app">' in page.text
    assert 'lang="en"' in explored.get("/explorer?lang=en", headers=BROWSER).text
    for name in ("explorer.js", "explorer.css"):
        assert explored.get(f"/explorer/static/{name}").status_code == 200


def test_an_entity_page_leads_to_the_explorer(explored: Server) -> None:
    page = explored.get(local_path(LIN.iri, BASE), headers=BROWSER)
    assert 'href="/explorer#node=Person/%E6%9E%97%E6%99%9A"' in page.text


def test_the_overview_of_a_small_build_is_all_of_it(explored: Server) -> None:
    found = piece(explored, "overview")
    assert sorted(labels(found)) == sorted(node.label for node in NODES)
    assert len(found["facts"]) == len(FACTS)
    assert found["meta"]["counts"]["facts"] == len(FACTS)
    assert found["meta"]["base"] == BASE
    assert found["documentCount"] == 1
    assert labels(found)[0] == PARK.label
    iris = {row[0]: row[1] for row in found["nodes"]}
    named = [term["name"] for term in found["predicates"]]
    sent = {(iris[row[0]], named[row[1]], iris[row[2]], row[3]) for row in found["facts"]}
    modalities = ("asserted", "planned", "denied", "doubtful", "ended")
    assert sent == {
        (
            fact.subject.removeprefix(BASE),
            fact.predicate,
            fact.object.removeprefix(BASE),
            modalities.index(fact.modality),
        )
        for fact in FACTS
    }


def test_neighbours_come_best_connected_first_and_page_by_page(explored: Server) -> None:
    first = piece(explored, "neighbours", node=0, limit=2)
    assert (first["next"], first["count"]) == (2, 6)
    seen = set(labels(first))
    start = first["next"]
    while start < first["count"]:
        more = piece(explored, "neighbours", node=0, limit=2, **{"from": start})
        seen |= set(labels(more))
        start = more["next"]
    ends = {
        iri
        for fact in FACTS
        for iri in (fact.subject, fact.object)
        if PARK.iri in (fact.subject, fact.object)
    }
    assert seen == {node.label for node in NODES if node.iri in ends}
    assert labels(piece(explored, "neighbours", node=0, **{"from": 99})) == [PARK.label]


def test_a_box_gives_what_lies_in_it(explored: Server) -> None:
    everywhere = {"left": -1e6, "right": 1e6, "bottom": -1e6, "top": 1e6}
    assert len(labels(piece(explored, "box", **everywhere))) == len(NODES)
    assert labels(piece(explored, "box", **everywhere, limit=1)) == [PARK.label]
    park = next(row for row in piece(explored, "overview")["nodes"] if row[0] == 0)
    x, y = park[7], park[8]
    assert labels(piece(explored, "box", left=x - 1, right=x + 1, bottom=y - 1, top=y + 1)) == [
        PARK.label
    ]
    assert labels(piece(explored, "box", left=1e6, right=2e6, bottom=0, top=1)) == []
    assert labels(piece(explored, "box", left=x + 1, right=x - 1, bottom=y, top=y)) == []


def test_search_and_find(explored: Server) -> None:
    found = piece(explored, "search", q="qssm")
    assert found["names"] == ["青石数码公司"]
    assert labels(found) == ["青石数码公司"]
    assert found["found"] == [row[0] for row in found["nodes"]]
    iris = [LIN.iri.removeprefix(BASE), "Person/没有", "", STONE.iri.removeprefix(BASE)]
    numbers = piece(explored, "find", iri=iris)["found"]
    assert numbers[1:3] == [-1, -1]
    assert min(numbers[0], numbers[3]) >= 0
    assert piece(explored, "find")["found"] == []


def test_proofs_quote_the_text(explored: Server) -> None:
    found = piece(
        explored,
        "proofs",
        subject=LIN.iri.removeprefix(BASE),
        predicate="memberOf",
        object=STONE.iri.removeprefix(BASE),
        modality="asserted",
    )
    (proof,) = found["proofs"]
    sentence = proof["sentence"]
    assert TEXT[proof["offset"] :].startswith(sentence)
    assert sentence[proof["start"] : proof["end"]] == "青石数码公司党支部书记兼总经理林晚"
    assert (proof["document"], proof["role"]) == (0, "党支部书记兼总经理")
    assert (proof["score"], proof["by"], proof["finer"]) == (0.9, "pattern:made", "heads")


@pytest.mark.parametrize(
    "wrong",
    [
        {"modality": "planned"},
        {"predicate": "partnerOf"},
        {"subject": "Person/没有"},
        {"subject": "> <x"},
        {"predicate": "> ?p <x"},
    ],
)
def test_there_are_no_proofs_of_what_is_not_said(explored: Server, wrong: dict[str, str]) -> None:
    given = {
        "subject": LIN.iri.removeprefix(BASE),
        "predicate": "memberOf",
        "object": STONE.iri.removeprefix(BASE),
        "modality": "asserted",
    }
    assert piece(explored, "proofs", **{**given, **wrong}) == {"proofs": []}


def test_a_document_with_its_mentions(explored: Server) -> None:
    found = piece(explored, "document", id="brief")
    assert found["text"] == TEXT
    assert explored.get("/explorer/document", params={"id": "none"}).status_code == 404
    assert piece(explored, "documents")["documents"] == [
        ["brief", "云栖园简报", "2020-05-06", "", "brief.txt"]
    ]
    assert piece(explored, "documents", **{"from": 1})["documents"] == []


def test_paths_are_shortest_and_say_where_there_is_none(explored: Server) -> None:
    numbers = piece(
        explored, "find", iri=[node.iri.removeprefix(BASE) for node in (LIN, CITY, NODES[-1])]
    )["found"]
    found = piece(explored, "paths", start=numbers[0], end=numbers[1])
    (way,) = found["ways"]
    names = {row[0]: row[3][0] for row in found["nodes"]}
    assert [names[node] for node in way] == ["林晚", "青石数码公司", "云栖创意园", "桐州市"]
    evil = next(row[0] for row in piece(explored, "overview")["nodes"] if "evil" in row[1])
    nothing = piece(explored, "paths", start=numbers[0], end=evil)
    assert (nothing["ways"], nothing["givenUp"]) == ([], False)
    assert piece(explored, "paths", start=0, end=0)["ways"] == []


def test_the_saved_queries(explored: Server) -> None:
    found = piece(explored, "queries")
    assert found["prefixes"]["id"] == BASE
    assert "people" in {query["name"] for query in found["saved"]}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nothing", 404),
        ("static/nothing.js", 404),
        ("static/..%2fpage.py", 404),
        ("neighbours", 400),
        ("neighbours?node=99999", 404),
        ("neighbours?node=-1", 404),
        ("neighbours?node=1e999", 400),
        ("neighbours?node=nan", 400),
        ("neighbours?node=0&node=1", 400),
        ("neighbours?node=0;DROP%20TABLE%20node", 400),
        ("neighbours?node=%F0%28", 400),
        ("neighbours?node=0&limit=x", 400),
        ("box?left=0&right=1&bottom=0", 400),
        ("box?left=a&right=1&bottom=0&top=1", 400),
        ("paths?start=0", 400),
        ("paths?start=0&end=1234567", 404),
        ("search", 400),
        ("document", 400),
        ("document?id=../../etc/passwd", 404),
        ("proofs?subject=x", 400),
    ],
)
def test_wrong_questions_are_told_so(explored: Server, path: str, status: int) -> None:
    found = explored.get(f"/explorer/{path}")
    assert found.status_code == status, found.text
    assert "Traceback" not in found.text
    assert len(found.text) < 500


def test_limits_hold_whatever_is_asked(explored: Server) -> None:
    assert len(piece(explored, "neighbours", node=0, limit=10**12, **{"from": 0})["nodes"]) == 7
    assert piece(explored, "neighbours", node=0, limit=-5)["next"] == 1
    assert len(piece(explored, "search", q="园" * 5000, limit=10**9)["nodes"]) <= 100
    box = {"left": "-1e300", "right": "1e300", "bottom": "-1e300", "top": "1e300"}
    assert len(piece(explored, "box", **box)["nodes"]) == len(NODES)
    assert explored.get("/explorer/find?" + "iri=x&" * 5000).status_code == 400


def test_nothing_can_be_written(explored: Server) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert explored.client.request(method, "/explorer/overview").status_code == 405
    assert explored.client.options("/explorer/overview").status_code == 204


def test_hostile_names_are_data(explored: Server) -> None:
    text = explored.get("/explorer/overview").text
    evil = next(
        names for *_, names in (row[:4] for row in json.loads(text)["nodes"]) if "<" in names[0]
    )
    assert evil == ['x"; \x1b[31m<script>\n=1+1\u202e']


def test_a_build_without_an_index_says_so(server: Server) -> None:
    found = server.get("/explorer/overview")
    assert found.status_code == 404
    assert "run kg build again" in found.text
    assert server.get("/explorer", headers=BROWSER).status_code == 200
    assert "/graph.html" in server.get("/", headers=BROWSER).text


def test_a_damaged_index_is_none(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        open_index(tmp_path / INDEX)
    (tmp_path / INDEX).write_bytes(b"SQLite format 3\0 and then nothing of it")
    with pytest.raises(IndexMissingError):
        open_index(tmp_path / INDEX)


def network(count: int, links: list[tuple[int, int]]) -> Network:
    nodes = tuple(
        Node(f"{BASE}Person/{number:05}", "Person", "", (f"人{number}",), (Appearance("d", 1),))
        for number in range(count)
    )
    facts = tuple(
        Fact(nodes[a].iri, "metWith", nodes[b].iri, "asserted", ()) for a, b in sorted(links)
    )
    return Network(BASE, nodes, facts, ())


def test_two_nodes_that_are_here_have_all_facts_between_them(tmp_path: Path) -> None:
    """However they came: a node comes with its facts to better-connected ones."""
    rng = np.random.default_rng(5)
    pairs = {(int(a), int(b)) for a, b in np.sort(rng.integers(0, 300, (900, 2))) if a < b}
    drawn(network(300, sorted(pairs)), []).write_index(tmp_path / INDEX)
    index = open_index(tmp_path / INDEX)
    names = {
        number: int(iri.removeprefix("Person/")) for number, iri in index.iris(range(300)).items()
    }
    for _ in range(20):
        nodes = rng.choice(300, 40, replace=False).tolist()
        sent = json.loads(index.piece(nodes))["facts"]
        here = {frozenset((names[a], names[b])) for a, _, b, *_ in sent if {a, b} <= set(nodes)}
        mine = {names[node] for node in nodes}
        assert here == {frozenset(pair) for pair in pairs if set(pair) <= mine}


def test_boxes_give_the_best_connected_and_all_where_few(tmp_path: Path) -> None:
    rng = np.random.default_rng(6)
    pairs = {(0, n) for n in range(1, 400)} | {(n, n + 1) for n in range(1, 999)}
    drawn(network(1000, sorted(pairs)), []).write_index(tmp_path / INDEX)
    index = open_index(tmp_path / INDEX)
    rows = json.loads(index.piece(range(1000)))["nodes"]
    places = {row[0]: (row[7], row[8]) for row in rows}
    west, south, span = index.frame
    assert index.box((west, west + span, south, south + span), 10**6) == sorted(places) or set(
        index.box((west, west + span, south, south + span), 10**6)
    ) == set(places)
    assert 0 in index.box((west, west + span, south, south + span), 20)
    for _ in range(50):
        x, y = west + int(rng.integers(span)), south + int(rng.integers(span))
        side = int(rng.integers(1, span))
        box = (x, x + side, y, y + side)
        wanted = {
            node
            for node, (a, b) in places.items()
            if box[0] <= a <= box[1] and box[2] <= b <= box[3]
        }
        assert set(index.box(box, 10**6)) == wanted
        few = index.box(box, 15)
        assert len(few) == min(15, len(wanted))
        assert set(few) <= wanted


def test_ways_are_those_of_networkx() -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.gnm_random_graph(120, 200, seed=3)
    first = np.array([0, *np.cumsum([graph.degree(n) for n in range(120)])], dtype=np.int32)
    near = np.array([m for n in range(120) for m in sorted(graph[n])], dtype=np.int32)
    for start, end in np.random.default_rng(1).integers(0, 120, (150, 2)).tolist():
        found = ways(first, near, start, end, 10_000)
        if start == end or not networkx.has_path(graph, start, end):
            assert found.rows == []
        else:
            assert found.rows == sorted(networkx.all_shortest_paths(graph, start, end))
