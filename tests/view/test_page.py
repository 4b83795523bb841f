"""The page as text: one file, nothing from outside, same bytes, no text that acts."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Network
from kg.view import render
from kg.view.layout.boxes import place_boxes
from kg.view.page import page
from kg.view.select import best_connected
from tests.export import sample

HOSTILE = (
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    '"><svg onload=window.pwned=1>',
    "<!--<script>",
    "javascript:window.pwned=1",
    "{{data}}{{script}}",
    "\u2028\u2029\x00\x07\ud800",
    "\u202e反转",
    "]]>&lt;&amp;&#60;",
    "' onclick='window.pwned=1",
)


class Reader(HTMLParser):
    """The elements of a page, and the texts of its scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script":
            self.scripts[-1] += data


def read(html: str) -> tuple[Reader, dict[str, Any]]:
    reader = Reader()
    reader.feed(html)
    data = json.loads(reader.scripts[0])
    assert isinstance(data, dict)
    return reader, data


def test_asks_for_nothing_outside() -> None:
    reader, _ = read(render(sample.network()))
    for tag, attributes in reader.tags:
        assert tag not in ("link", "iframe", "object", "embed", "base", "img"), tag
        assert not attributes.keys() & {"src", "href", "action", "formaction", "style"}, tag
        assert not [name for name in attributes if name.startswith("on")], tag
    policy = next(a for t, a in reader.tags if t == "meta" and "http-equiv" in a)["content"] or ""
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert "sourceMappingURL" not in render(sample.network())


def test_holds_names_facts_and_evidence() -> None:
    _, data = read(render(sample.network()))
    names = {node["names"][0]: number for number, node in enumerate(data["nodes"])}
    fact = next(
        f for f in data["facts"]
        if (f["s"], f["p"], f["o"]) == (names["周明兰"], "memberOf", names["云栖设计园"])
    )  # fmt: skip
    assert fact["roles"] == ["主任", "党委书记、主任"]
    assert fact["count"] == 2
    proof = fact["proofs"][0]
    sentence = data["sentences"][proof["t"]]
    assert sentence[proof["a"] : proof["z"]] == "云栖设计园主任周明兰"
    assert data["documents"][proof["d"]] == {
        "id": "brief", "title": "设计园与高校携手办赛", "date": "2019-05-20",
    }  # fmt: skip
    assert data["counts"] == {
        "documents": 4, "nodes": 11, "facts": 10, "evidence": 11, "quarantined": 1,
    }  # fmt: skip
    assert data["kinds"]["Person"] == ["人物", "person"]


def test_offsets_count_in_utf16() -> None:
    text = "𠮷野家与𠮷野酒店合作。"
    nodes = [sample.node("𠮷野家", "Organization"), sample.node("𠮷野酒店", "Organization")]
    proof = sample.proof("brief", text, "𠮷野酒店")
    network = Network(
        sample.BASE, tuple(nodes), (sample.fact(nodes[0], "partnerOf", nodes[1], proof),), ()
    )
    _, data = read(render(network))
    made = data["facts"][0]["proofs"][0]
    units = data["sentences"][made["t"]].encode("utf-16-le")
    assert units[2 * made["a"] : 2 * made["z"]].decode("utf-16-le") == "𠮷野酒店"


def test_long_sentences_are_cut_around_the_evidence() -> None:
    text = "前" * 5000 + "甲会见乙" + "后" * 5000
    nodes = [sample.node("甲", "Person"), sample.node("乙", "Person")]
    proof = sample.proof("brief", text, "甲会见乙")
    network = Network(
        sample.BASE, tuple(nodes), (sample.fact(nodes[0], "metWith", nodes[1], proof),), ()
    )
    _, data = read(render(network))
    made = data["facts"][0]["proofs"][0]
    shown = data["sentences"][made["t"]]
    assert shown[made["a"] : made["z"]] == "甲会见乙"
    assert len(shown) < 400
    assert shown.startswith("…前")
    assert shown.endswith("后…")


def test_same_network_same_bytes_in_another_process() -> None:
    program = (
        "from tests.export import sample; from kg.view import render; from hashlib import sha256;"
        "print(sha256(render(sample.network()).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONWARNINGS": "ignore"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
    assert render(sample.network()) == render(sample.network())


def test_pairs_of_nodes_share_one_edge_a_direction() -> None:
    a, b = sample.node("甲公司", "Organization"), sample.node("乙公司", "Organization")
    text = "甲公司投资乙公司，乙公司与甲公司合作。"
    facts = (
        sample.fact(a, "owns", b, sample.proof("brief", text, "甲公司投资乙公司")),
        sample.fact(a, "partnerOf", b, sample.proof("brief", text, "合作"), modality="planned"),
        sample.fact(b, "owns", a, sample.proof("brief", text, "乙公司"), modality="denied"),
    )
    _, data = read(render(Network(sample.BASE, (a, b), facts, ())))
    assert data["edges"] == [[0, 1], [2]]
    first, second = data["draw"]["edges"]
    assert (first["from"], first["to"], first["dashes"]) == (0, 1, False)
    assert (second["from"], second["to"]) == (1, 0)
    assert second["dashes"], "a fact that is not asserted is drawn dashed"
    assert first["smooth"]["type"] == second["smooth"]["type"] == "curvedCW"


def test_keeps_the_best_connected_part() -> None:
    network = sample.network()
    part = best_connected(network, 3)
    assert {node.label for node in part.nodes} == {"云栖设计园", "周明兰", "北湖大学"}
    assert part.degree[sample.PARK.iri] == 6
    shown = {node.iri for node in part.nodes}
    assert all({fact.subject, fact.object} <= shown for fact in part.facts)
    _, data = read(page(network, 3))
    assert (len(data["nodes"]), data["counts"]["nodes"]) == (3, 11)


def test_empty_network_has_a_page() -> None:
    _, data = read(render(Network(sample.BASE, (), (), ())))
    assert data["nodes"] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_data(text: str) -> None:
    _assert_inert([text, "乙"])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.text(min_size=1, max_size=20) | st.sampled_from(HOSTILE), min_size=2, max_size=5)
)
def test_any_text_is_only_data(names: list[str]) -> None:
    _assert_inert(names)


def _assert_inert(names: list[str]) -> None:
    html = render(sample.network_of_names(names))
    html.encode("utf-8")
    plain, _ = read(render(sample.network_of_names(["甲", "乙"])))
    reader, data = read(html)
    assert [tag for tag, _ in reader.tags] == [tag for tag, _ in plain.tags]
    assert reader.scripts[1:] == plain.scripts[1:]
    assert [node["names"][0] for node in data["nodes"]] == names
    source = re.search(r'id="data">(.*?)</script>', html, re.DOTALL)
    assert source
    assert not set("<>&\u2028\u2029") & set(source.group(1))


def test_labels_do_not_overlap() -> None:
    boxes = [(80.0, 30.0)] * 60
    edges = [(0, n) for n in range(1, 40)] + [(n, n + 1) for n in range(40, 59)]
    for (x, y), (other_x, other_y) in combinations(place_boxes(boxes, edges), 2):
        assert abs(x - other_x) >= 80 or abs(y - other_y) >= 30


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 25).flatmap(lambda n: st.tuples(
    st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=40),
)), st.randoms(use_true_random=False))  # fmt: skip
def test_layout_does_not_depend_on_the_order_of_edges(
    graph: tuple[int, list[tuple[int, int]]], random: Any
) -> None:
    count, edges = graph
    boxes = [(40.0 + n, 20.0) for n in range(count)]
    places = place_boxes(boxes, edges)
    shuffled = [(b, a) for a, b in edges] + edges
    random.shuffle(shuffled)
    assert place_boxes(boxes, shuffled) == places
    assert len(set(places)) == count
