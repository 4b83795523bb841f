"""The explorer on a real server: the same as in the page, and piece by piece where it is large."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.explorer.index import INDEX
from kg.explorer.page import drawn
from kg.folder import STORE
from kg.model import Appearance, Evidence, Fact, Network, Node, Proof, Record
from kg.search import INDEX as NAMES
from kg.search import entries_of, write_names
from tests.explorer.exploring import rest
from tests.explorer.opening import Reading
from tests.query.sample import DOCUMENT, NETWORK, write_sample
from tests.serve.serving import Server, serving

SEEDS = Path(__file__).parents[2] / "seeds"
BASE = "https://kg.example/id/"
HUBS, LEAVES = 150, 25


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Server]]:
    folder = tmp_path_factory.mktemp("seeds") / "out"
    pipeline.build([SEEDS], output=folder, workers=1)
    with serving(folder, "--workers", "2") as server:
        yield folder, server


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = write_sample(tmp_path_factory.mktemp("hostile") / "out")
    drawn(NETWORK, [DOCUMENT]).write_index(folder / STORE / INDEX)
    with serving(folder, "--workers", "2") as server:
        yield server


def large_network() -> Network:
    """Hubs in a ring, each with leaves: too much to be sent at once."""
    hubs = [f"枢纽{number}" for number in range(HUBS)]
    leaves = [(hub, f"叶{hub}之{n}") for hub in range(HUBS) for n in range(LEAVES)]
    nodes = {
        name: Node(f"{BASE}Person/{name}", "Person", "", (name,), (Appearance("d", 1),))
        for name in [*hubs, *(name for _, name in leaves)]
    }
    pairs = [(hubs[n], hubs[(n + 1) % HUBS]) for n in range(HUBS)]
    pairs += [(hubs[hub], name) for hub, name in leaves]
    random.Random(1).shuffle(pairs)
    proof = Proof("d", Evidence(0, 2, "见面", 0, "见面。"), score=0.8, by="pattern:made")
    facts = sorted((nodes[a].iri, nodes[b].iri) for a, b in pairs)
    return Network(
        BASE,
        tuple(sorted(nodes.values(), key=lambda node: node.iri)),
        tuple(Fact(a, "metWith", b, "asserted", (proof,)) for a, b in facts),
        (Record("d", "d.txt", "0" * 64, title="见面"),),
    )


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("large") / "out"
    (folder / STORE).mkdir(parents=True)
    (folder / "graph.trig").write_text("", "utf-8")
    (folder / "manifest.json").write_text(f'{{"base": "{BASE}", "files": {{}}}}', "utf-8")
    network = large_network()
    write_names(entries_of(network), folder / STORE / NAMES)
    drawn(network, []).write_index(folder / STORE / INDEX, small=0)
    with serving(folder, "--workers", "2") as server:
        yield server


@contextmanager
def visiting(
    browser: Any, server: Server, hash_: str = "", path: str = "explorer"
) -> Iterator[Reading]:
    """The explorer of a server; it may ask that server alone, and nothing may go wrong."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    reading = Reading(page)
    page.goto(f"{server.address}{path}#{hash_}")
    page.wait_for_function("() => window.kgExplorer")
    reading.settle()
    yield reading
    page.close()
    assert reading.problems == []
    allowed = (server.address, "blob:", "data:")
    assert [url for url in reading.requests if not url.startswith(allowed)] == []


GRAPH = """() => {
  const { graph } = kgExplorer.app.source;
  const iri = node => graph.nodes[node].iri;
  const plain = ({ id, ...row }) => row;
  const own = (row) => ({
    iri: row.iri, type: row.type, subtype: row.subtype, names: row.names, mentions: row.mentions,
    documents: row.documents, degree: row.degree, x: row.x, y: row.y, community: row.community,
    pagerank: row.pagerank, betweenness: row.betweenness, place: row.place ?? null });
  const fact = (row) => ({
    subject: iri(row.subject), predicate: row.predicate, object: iri(row.object),
    modality: row.modality, finer: row.finer, roles: row.roles, times: row.times,
    score: row.score, proofs: row.proofs, documents: row.documents });
  return {
    nodes: graph.nodes.map(own), facts: graph.facts.map(fact), documents: graph.documents,
    communities: graph.communities.map(each => [iri(each.node), each.size]),
    degrees: Object.fromEntries(graph.nodes.map((row) => [row.iri, graph.factsOf(row.id).length])),
  };
}"""
ASKED = """async ([names, ends]) => {
  const { source } = kgExplorer.app;
  const iri = node => source.graph.nodes[node].iri;
  const facts = source.graph.facts.map(row => row.id).sort((a, b) => told(a) < told(b) ? -1 : 1);
  function told(fact) {
    const { subject, predicate, object, modality } = source.graph.facts[fact];
    return [iri(subject), predicate, iri(object), modality].join(" ");
  }
  const proofs = {};
  for (const fact of facts) proofs[told(fact)] = await source.proofs(fact);
  const texts = [];
  for (let at = 0; at < source.graph.documents.length; at++) {
    const { text, mentions } = await source.text(at);
    texts.push({ text, mentions: mentions.map(({ start, end, node }) => [start, end, iri(node)]) });
  }
  const found = {};
  for (const name of names) {
    found[name] = (await source.search(name, 3)).map(hit => [iri(hit.node), hit.name])[0];
  }
  const [from, to] = await source.find(ends);
  const ways = await source.paths(from, to, 10);
  return { proofs, texts, found, ways: ways.map(way => way.map(told)).sort() };
}"""
NAMES_ASKED = ["蔡志忠", "caizhizhong", "czz", "创意中心", "没有这个"]
ENDS = ["Person/陈奕", "Place/西湖区"]


def test_a_small_build_is_the_same_as_in_its_page(
    browser: Any, seeds: tuple[Path, Server], tmp_path: Path
) -> None:
    folder, server = seeds
    page = browser.new_page(locale="zh-CN")
    page.goto((folder / "explorer.html").as_uri())
    page.wait_for_function("() => window.kgExplorer")
    wanted, answers = page.evaluate(GRAPH), page.evaluate(ASKED, [NAMES_ASKED, ENDS])
    page.close()
    with visiting(browser, server) as visit:
        visit.page.wait_for_function(
            "() => kgExplorer.app.source.graph.documents.every(each => each.id)"
        )
        found = visit.run(GRAPH)
        for part in ("documents", "communities", "degrees"):
            assert found[part] == wanted[part], part
        for part in ("nodes", "facts"):
            assert bag(found[part]) == bag(wanted[part]), part
        told = visit.run(ASKED, [NAMES_ASKED, ENDS])
        for part in ("proofs", "texts", "found", "ways"):
            assert told[part] == answers[part], part
        assert not visit.run("kgExplorer.app.source.hasMore(0)")
        before = len(visit.requests)
        visit.run("kgExplorer.app.source.look({ left: -9, right: 9, bottom: -9, top: 9 })")
        assert len(visit.requests) == before


def test_sparql_asks_the_server(browser: Any, seeds: tuple[Path, Server]) -> None:
    with visiting(browser, seeds[1], "view=sparql") as visit:
        visit.page.wait_for_selector(".sparql-saved option:nth-child(5)", state="attached")
        visit.page.fill(".sparql-editor textarea", "SELECT ?o ?s { ?s kg:memberOf ?o } ORDER BY ?s")
        visit.page.keyboard.press("Control+Enter")
        visit.page.wait_for_selector(".sparql-frame")
        heads = visit.texts(".sparql-head [role=columnheader]")
        assert heads == ["o", "s"]
        assert "陈奕" in visit.texts(".sparql-link")
        visit.page.fill(".sparql-editor textarea", "SELECT * { ?s nope:x ?o }")
        visit.page.keyboard.press("Control+Enter")
        visit.page.wait_for_selector(".sparql-error")
        assert "未知前缀 nope:" in visit.text(".sparql-error")
        visit.page.fill(
            ".sparql-editor textarea",
            "CONSTRUCT { ?s kg:memberOf ?o } WHERE { ?s kg:memberOf ?o }",
        )
        visit.page.keyboard.press("Control+Enter")
        visit.page.wait_for_selector(".sparql-turtle")
        assert "kg:memberOf" in visit.text(".sparql-turtle")
        visit.page.get_by_role("button", name="在图中标出").click()
        visit.page.wait_for_function("() => kgExplorer.app.state.value.marked.length")
        assert "Person/陈奕" in visit.state["marked"]


def test_a_query_can_be_stopped(browser: Any, seeds: tuple[Path, Server]) -> None:
    with visiting(browser, seeds[1], "view=sparql") as visit:
        visit.page.fill(
            ".sparql-editor textarea",
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        )
        visit.page.keyboard.press("Control+Enter")
        visit.page.wait_for_selector(".sparql-stop")
        visit.page.wait_for_timeout(500)
        visit.page.locator(".sparql-stop").click()
        assert visit.text(".sparql-bar [role=status]") == "已停止。"
        assert visit.run("kgExplorer.app.source.query('ASK {}')") == {
            "kind": "boolean",
            "value": True,
        }


def test_a_link_from_an_entity_page_selects_it(browser: Any, seeds: tuple[Path, Server]) -> None:
    link = "node=Person/%E9%99%88%E5%A5%95"
    for path in ("explorer", ""):
        with visiting(browser, seeds[1], link, path) as visit:
            assert visit.selection == {"kind": "node", "iri": "Person/陈奕"}


def test_hostile_names_are_text(browser: Any, hostile: Server) -> None:
    with visiting(browser, hostile) as visit:
        name = visit.run(
            "kgExplorer.app.source.graph.nodes.find(n => n.iri == 'Work/evil').names[0]"
        )
        assert "<script>" in name
        visit.select("node", iri="Work/evil")
        assert visit.page.locator("main script, main img").count() == 0
        for words in ('"><script>alert(1)</script>', "' OR 1=1 --", "%", "\u0000"):
            visit.run("words => kgExplorer.app.source.search(words, 5)", words)
        missing = ["Work/<script>", "../../etc", "Person/\u202e"]
        assert visit.run("iris => kgExplorer.app.source.find(iris)", missing) == [-1, -1, -1]


def counts(visit: Reading) -> tuple[int, int]:
    found = visit.run(
        "(({ nodes, facts }) => [nodes.length, facts.length])(kgExplorer.app.source.graph)"
    )
    return int(found[0]), int(found[1])


def test_a_large_build_comes_piece_by_piece(browser: Any, large: Server) -> None:
    total = HUBS * (LEAVES + 1)
    with visiting(browser, large) as visit:
        nodes, facts = counts(visit)
        assert HUBS <= nodes < total
        assert facts >= HUBS
        hub = visit.run("kgExplorer.app.source.graph.byIri('Person/枢纽7')")
        assert visit.run("hub => kgExplorer.app.source.graph.nodes[hub].degree", hub) == LEAVES + 2
        for _ in range(LEAVES):
            if visit.run("hub => kgExplorer.app.source.hasMore(hub)", hub):
                visit.run("hub => kgExplorer.app.source.expand(hub, 4)", hub)
        assert not visit.run("hub => kgExplorer.app.source.hasMore(hub)", hub)
        around = visit.run("hub => kgExplorer.app.source.graph.factsOf(hub).length", hub)
        assert around == LEAVES + 2


def test_looking_brings_in_what_lies_there(browser: Any, large: Server) -> None:
    with visiting(browser, large) as visit:
        rest(visit)  # the page itself looks once its camera is at rest
        x, y = visit.run("(({ x, y }) => [x, y])(kgExplorer.app.source.graph.nodes[3])")
        before, _ = counts(visit)
        box = {"left": x - 400, "right": x + 400, "bottom": y - 400, "top": y + 400}
        visit.run("box => kgExplorer.app.source.look(box)", box)
        after, _ = counts(visit)
        reply = large.get("/explorer/box", params={**box, "limit": 600}).json()
        iris = [row[1] for row in reply["nodes"]]
        known = "iris => iris.every(iri => kgExplorer.app.source.graph.byIri(iri) !== undefined)"
        assert len(iris) > 5
        assert visit.run(known, iris)
        assert before <= after <= before + len(iris)
        asked = len(visit.requests)
        inside = {"left": x - 10, "right": x + 10, "bottom": y - 10, "top": y + 10}
        visit.run("box => kgExplorer.app.source.look(box)", inside)
        assert len(visit.requests) == asked


def test_search_find_and_paths_reach_what_is_not_here(browser: Any, large: Server) -> None:
    with visiting(browser, large) as visit:
        (hit,) = visit.run("kgExplorer.app.source.search('叶9之17', 5)")
        assert hit["name"] == "叶9之17"
        assert hit["marks"] == [0, 1, 2, 3, 4]
        ends = ["Person/叶140之3", "Person/叶143之5"]
        one, other = visit.run("ends => kgExplorer.app.source.find(ends)", ends)
        ways = visit.run("([a, b]) => kgExplorer.app.source.paths(a, b, 5)", [one, other])
        assert len(ways) == 1
        assert len(ways[0]) == 5
        script = """facts => facts.map(fact => {
          const { nodes, facts: rows } = kgExplorer.app.source.graph;
          return [rows[fact].subject, rows[fact].object].map(node => nodes[node].names[0]); })"""
        names = {name for pair in visit.run(script, ways[0]) for name in pair}
        assert names == {"叶140之3", "叶143之5", *(f"枢纽{n}" for n in range(140, 144))}
        assert visit.run("kgExplorer.app.source.find(['Person/没有'])") == [-1]


def test_the_graph_only_grows_and_facts_come_once(browser: Any, large: Server) -> None:
    with visiting(browser, large) as visit:
        for hub in range(20):
            visit.run("hub => kgExplorer.app.source.expand(hub, 10)", hub)
            visit.run("kgExplorer.app.source.search('枢纽', 20)")
        script = """() => { const { graph } = kgExplorer.app.source;
          const keys = graph.facts.map(f => [f.subject, f.predicate, f.object, f.modality].join());
          return [keys.length, new Set(keys).size, new Set(graph.nodes.map(n => n.iri)).size,
                  graph.nodes.length, graph.nodes.every((node, at) => node.id === at)]; }"""
        facts, different, iris, nodes, numbered = visit.run(script)
        assert facts == different
        assert iris == nodes
        assert numbered


def test_a_server_without_an_index_says_so(browser: Any, tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "out")
    with serving(folder, "--workers", "2") as server:
        page = browser.new_page()
        page.goto(server.address + "explorer")
        page.wait_for_selector("[role=alert]")
        assert "run kg build again" in page.inner_text("[role=alert]")
        page.close()


def bag(rows: list[Any]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows)
