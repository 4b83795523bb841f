"""The data of the explorer: what the page is told agrees with the network and the texts."""

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.explorer import render
from kg.explorer.coordinates import coordinates
from kg.explorer.pack import json_bytes
from kg.explorer.page import page
from kg.graph import build_network
from kg.model import Appearance, Document, Entity, Mention, Network, Node, Record, Span
from kg.resources import ontology_dir
from kg.schema import using
from kg.view.select import best_connected
from tests.explorer.decoded import block_bytes, blocks, text, units
from tests.export import sample
from tests.strategies import HOSTILE_NAMES, Case, corpora, hostile_names

_MODALITIES = ["asserted", "planned", "denied", "doubtful", "ended"]


def network_of(cases: Sequence[Case]) -> Network:
    return build_network(
        [case.record for case in cases], base="https://kg.example/id/", ontology=ontology_dir()
    )


def texts_of(cases: Sequence[Case]) -> list[Document]:
    return [case.document for case in cases]


def shown(cases: Sequence[Case], *, with_texts: bool = True) -> tuple[Network, dict[str, Any]]:
    network = network_of(cases)
    return network, blocks(render(network, texts_of(cases), texts=with_texts))


_few = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])


@_few
@given(corpora())
def test_nodes_and_facts_are_those_of_the_network(cases: list[Case]) -> None:
    network, found = shown(cases)
    graph = found["graph"]
    nodes, facts, documents = graph["nodes"], graph["facts"], graph["documents"]
    assert documents["id"] == [record.id for record in network.records]
    assert documents["title"] == [record.title for record in network.records]
    assert [graph["meta"]["base"] + iri for iri in nodes["iri"]] == [n.iri for n in network.nodes]
    for number, node in enumerate(network.nodes):
        assert nodes["names"][number] == list(node.names)
        assert nodes["mentions"][number] == node.mentions
        kind = graph["types"][nodes["type"][number]]
        assert kind["name"] == (node.subtype or node.type)
        core = graph["types"][kind["parent"]] if kind["parent"] >= 0 else kind
        assert core["name"] == node.type
        named = [documents["id"][place] for place in nodes["documents"][number]]
        assert named == [appearance.document for appearance in node.appearances]
        degree = sum(node.iri in (fact.subject, fact.object) for fact in network.facts)
        assert nodes["degree"][number] == degree
    for number, fact in enumerate(network.facts):
        predicate = graph["predicates"][facts["predicate"][number]]
        assert predicate["name"] == fact.predicate
        assert network.nodes[facts["subject"][number]].iri == fact.subject
        assert network.nodes[facts["object"][number]].iri == fact.object
        assert _MODALITIES[facts["modality"][number]] == fact.modality
        assert facts["roles"][number] == list(fact.roles)
        assert facts["score"][number] == round(max(p.score for p in fact.proofs) * 100)
        assert facts["proofs"][number] == len(fact.proofs)
        finer = {graph["predicates"][place]["name"] for place in facts["finer"][number]}
        assert finer == {proof.subpredicate for proof in fact.proofs} - {""}
    columns = [
        value for value in [*nodes.values(), *facts.values()] if value is not nodes["places"]
    ]
    assert {len(column) for column in columns} <= {len(network.nodes), len(network.facts)}


@_few
@given(corpora(), st.booleans())
def test_proofs_quote_what_stands_in_the_texts(cases: list[Case], with_texts: bool) -> None:
    network, found = shown(cases, with_texts=with_texts)
    evidence = found["evidence"]
    originals = [units(case.document.text) for case in cases]
    if with_texts and cases:
        assert [units(known) for known in found["texts"]["texts"]] == originals
    else:
        assert "texts" not in found
    assert evidence["first"][0] == 0
    for number, fact in enumerate(network.facts):
        rows = range(evidence["first"][number], evidence["first"][number + 1])
        assert len(rows) == len(fact.proofs)
        for row, proof in zip(rows, fact.proofs, strict=True):
            document, start, rest = evidence["sentences"][evidence["sentence"][row]]
            assert document == evidence["document"][row]
            assert network.records[document].id == proof.document
            sentence = units(rest) if isinstance(rest, str) else originals[document][start:rest]
            assert isinstance(rest, str) != with_texts
            assert text(sentence) == proof.evidence.sentence
            assert originals[document].startswith(sentence, start)
            quote = sentence[evidence["start"][row] : evidence["end"][row]]
            assert text(quote) == proof.evidence.text
            assert evidence["rules"][evidence["by"][row]] == proof.by
            assert evidence["score"][row] == round(proof.score * 100)
            assert (evidence["role"][row], evidence["time"][row]) == (proof.role, proof.time)


@_few
@given(corpora())
def test_mentions_stand_where_the_records_say(cases: list[Case]) -> None:
    network, found = shown(cases)
    kept = {node.iri for node in network.nodes}
    for number, case in enumerate(cases):
        own = units(case.document.text)
        flat = found["texts"]["mentions"][number]
        rows = [tuple(flat[at : at + 3]) for at in range(0, len(flat), 3)]
        assert rows == sorted(rows)
        told = [(text(own[start:end]), network.nodes[node].iri) for start, end, node in rows]
        wanted = [
            (mention.text, iri)
            for entity, local in zip(
                case.record.entities, network.named[case.record.id], strict=True
            )
            for mention in entity.mentions
            if (iri := local.node) in kept
        ]
        assert sorted(told) == sorted(wanted)
        for name, iri in told:
            node = network.nodes[[each.iri for each in network.nodes].index(iri)]
            assert name in node.names


def test_astral_characters_count_twice() -> None:
    assert _mentions("𠮷日，𠮷野家出现在名单中。\n", "𠮷野家") == [(4, 8, 0)]


def _mentions(sentence: str, name: str) -> list[tuple[int, int, int]]:
    at = sentence.index(name)
    document = Document("d", "d.txt", sentence, (Span(0, len(sentence)),))
    mention = Mention(at, at + len(name), name, "Organization")
    record = Record(
        "d",
        "d.txt",
        document.text_sha256,
        entities=(Entity("e1", "Organization", name, (mention,)),),
    )
    found = blocks(render(network_of([Case(document, record)]), [document]))
    flat = found["texts"]["mentions"][0]
    return [(flat[0], flat[1], flat[2])]


@_few
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(cases: list[Case], chooser: random.Random) -> None:
    first = render(network_of(cases), texts_of(cases))
    chooser.shuffle(cases)
    assert render(network_of(cases), texts_of(cases)) == first


def test_the_bytes_do_not_hang_on_hashes_or_threads() -> None:
    script = (
        "import sys; from kg.explorer import render; from tests.export import sample; "
        "from hashlib import sha256; "
        "print(sha256(render(sample.network()).encode()).hexdigest())"
    )
    seen = set()
    for seed, threads in (("1", "1"), ("2", "2")):
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads, "PATH": "", "LC_ALL": "C"},
        )
        seen.add(done.stdout)
    assert len(seen) == 1


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(corpora(name=hostile_names(), max_size=2))
def test_no_text_acts(cases: list[Case]) -> None:
    network = network_of(cases)
    html = render(network, texts_of(cases))
    empty = render(Network("https://kg.example/id/", (), (), ()), [])
    assert _without_data(html) == _without_data(empty)


def _without_data(html: str) -> str:
    """The page without what stands in its blocks, which may hold no markup."""
    pieces = html.split('<script type="application/octet-stream" id="kg-')
    kept = [pieces[0]]
    for piece in pieces[1:]:
        data, rest = piece.split("</script>", 1)
        name, _, packed = data.partition('">')
        assert name in ("graph", "evidence", "texts", "statements", "queries", "wasm")
        assert packed.isascii()
        assert packed.replace("+", "a").replace("/", "a").rstrip("=").isalnum()
        kept.append(rest)
    return "".join(kept).replace("\n", "")


def test_lone_surrogates_come_through() -> None:
    assert json.loads(json_bytes({"a": "\ud800"})) == {"a": "\ud800"}


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_names_come_through(name: str) -> None:
    node = Node("https://kg.example/id/x", "Person", "", (name,), (Appearance("d", 1),))
    network = Network("https://kg.example/id/", (node,), (), ())
    assert blocks(render(network))["graph"]["nodes"]["names"] == [[name]]


def test_without_texts_the_page_holds_no_text() -> None:
    sentence = "云栖设计园位于杭州市青山区。"
    case_text = f"一段没有关系的话谁也不引用。\n{sentence}\n"
    document = Document("brief", "brief.txt", case_text, ())
    network = sample.network()
    everything = b"".join(block_bytes(render(network, [document], texts=False)).values())
    assert "一段没有关系的话".encode() not in everything
    found = blocks(render(network, [document], texts=False))
    assert found["graph"]["meta"]["texts"] is False
    assert all(isinstance(place[2], str) for place in found["evidence"]["sentences"])
    with_texts = b"".join(block_bytes(render(network, [document])).values())
    assert "一段没有关系的话".encode() in with_texts


def test_types_and_predicates_that_the_vocabulary_lacks_are_named() -> None:
    node = Node("https://kg.example/id/x", "Ship", "Ferry", ("渡轮",), (Appearance("d", 1),))
    graph = blocks(render(Network("https://kg.example/id/", (node,), (), ())))["graph"]
    kind = graph["types"][graph["nodes"]["type"][0]]
    assert kind["name"] == kind["zh"] == "Ferry"
    assert graph["types"][kind["parent"]]["name"] == "Ship"


def test_characters_have_all_their_readings() -> None:
    names = ("重庆单田芳", "A座")
    node = Node("https://kg.example/id/x", "Person", "", names, (Appearance("d", 1),))
    readings = blocks(render(Network("https://kg.example/id/", (node,), (), ())))["graph"][
        "readings"
    ]
    assert readings["重"].split()[:2] == ["zhong", "chong"]
    assert {"dan", "shan"} <= set(readings["单"].split())
    assert set(readings) == set("重庆单田芳座")


def test_a_community_has_a_best_connected_node() -> None:
    graph = blocks(render(sample.network()))["graph"]
    of, degree = graph["nodes"]["community"], graph["nodes"]["degree"]
    told = list(zip(graph["communities"]["node"], graph["communities"]["size"], strict=True))
    assert [size for _, size in told] == sorted((size for _, size in told), reverse=True)
    for number, (node, size) in enumerate(told):
        members = [member for member, community in enumerate(of) if community == number]
        assert len(members) == size
        assert node == min(members, key=lambda member: (-degree[member], member))


class TestLimits:
    """Above its limits the page shows the best-connected part, and says how much there is."""

    @pytest.mark.parametrize("most", [0, 1, 3, 5, 100])
    def test_facts(self, most: int) -> None:
        network = sample.network()
        part = best_connected(network, 1000, most)
        assert len(part.facts) <= most
        kept = {node.iri for node in part.nodes}
        assert all({fact.subject, fact.object} <= kept for fact in part.facts)
        if most >= len(network.facts):
            assert part.nodes == network.nodes
        left = [node for node in network.nodes if node.iri not in kept]
        worst = min((part.degree[node.iri] for node in part.nodes), default=0)
        degree = best_connected(network, 1000).degree
        assert all(degree[node.iri] <= worst for node in left) or not part.nodes

    def test_the_page_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("kg.explorer.page.MOST_FACTS", 3)
        network = sample.network()
        graph = blocks(page(network, []))["graph"]
        assert len(graph["facts"]["subject"]) <= 3
        assert graph["meta"]["counts"]["facts"] == len(network.facts)
        assert graph["meta"]["counts"]["nodes"] == len(network.nodes)
        assert len(graph["nodes"]["iri"]) < len(network.nodes)

    def test_very_many_texts_are_left_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("kg.explorer.page.MOST_TEXT", 10)
        document = Document("brief", "brief.txt", "十一个字的一段话在这里。", ())
        found = blocks(page(sample.network(), [document]))
        assert "texts" not in found
        assert found["graph"]["meta"]["texts"] is False


class TestPlaces:
    """Coordinates are given where the name leaves no doubt."""

    def place(self, subtype: str, *names: str) -> Node:
        iri = f"https://kg.example/id/Place/{names[0]}"
        return Node(iri, "Place", subtype, names, (Appearance("d", 1),))

    def test_known_places(self) -> None:
        nodes = [
            self.place("City", "杭州市", "杭州"),
            self.place("Country", "日本"),
            self.place("City", "巴黎"),
            self.place("District", "朝阳区"),
            self.place("Village", "南塘村"),
            Node("https://kg.example/id/p", "Person", "", ("杭州",), ()),
        ]
        found = {number: (lon / 1000, lat / 1000) for number, lon, lat in coordinates(nodes, [])}
        assert found.keys() == {0, 1, 2}
        assert found[0] == pytest.approx((120.2, 30.3), abs=0.2)
        assert found[1] == pytest.approx((138, 37), abs=2)
        assert found[2] == pytest.approx((2.35, 48.86), abs=0.1)

    def test_of_two_that_one_name_means_the_type_decides(self) -> None:
        country, county = self.place("Country", "黑山"), self.place("District", "黑山")
        assert [lat for _, _, lat in coordinates([country], [])] == [pytest.approx(42_700, abs=500)]
        assert coordinates([county], []) == []

    def test_an_ontology_without_the_table_knows_none(self, tmp_path: Path) -> None:
        with using(tmp_path):
            assert coordinates([self.place("City", "杭州市")], []) == []

    def test_the_table_is_checked(self, tmp_path: Path) -> None:
        (tmp_path / "lexicon").mkdir()
        table = tmp_path / "lexicon" / "coordinates.tsv"
        table.write_text("key\tlongitude\tlatitude\nXX\t12\t95\n", "utf-8")
        with using(tmp_path), pytest.raises(Exception, match=r"coordinates.tsv:2: .*latitude"):
            coordinates([self.place("City", "杭州市")], [])
