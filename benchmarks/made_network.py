"""A made network of any size, for timing stores and servers: invented names, fixed seed."""

import random
import shutil
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from kg.export import triples
from kg.graph import DOCUMENTS, quads
from kg.model import (
    Appearance,
    Document,
    Entity,
    Evidence,
    Fact,
    Mention,
    Network,
    Node,
    Proof,
    Record,
    Span,
)
from kg.snapshot import write_snapshot

BASE = "https://kg.example/id/"
_TEXT = "{subject}与{object}的关系见于本报报道，原文在此。"
_PARTS = (
    "云 星 海 山 江 湖 金 玉 明 华 安 宁 和 平 春 秋 东 南 西 北 天 地 青 白 远 大 新 中".split()
)
_KINDS = {
    "Person": ("Official", "Artist", "Scholar"),
    "Organization": ("Company", "School", "GovernmentBody"),
    "Place": ("City", "District"),
    "Program": ("Campaign", "Festival"),
    "Award": ("HonoraryTitle",),
}
_SHARES = {"Person": 0.45, "Organization": 0.3, "Place": 0.1, "Program": 0.1, "Award": 0.05}
_RELATIONS = (
    ("memberOf", "Person", "Organization", 0.4),
    ("locatedIn", "Organization", "Place", 0.2),
    ("organizes", "Organization", "Program", 0.15),
    ("participatesIn", "Person", "Program", 0.15),
    ("receivedAward", "Person", "Award", 0.1),
)


def network(facts: int, seed: int = 1, nodes_per_fact: float = 0.3) -> Network:
    """A network of so many facts, one piece of evidence each; a few nodes have very many."""
    rng = random.Random(seed)
    nodes = {
        kind: _nodes(kind, max(10, int(facts * nodes_per_fact * share)), rng)
        for kind, share in _SHARES.items()
    }
    records = tuple(
        Record(
            f"doc{n:05}", f"doc{n:05}.txt", f"{n:064x}", title=f"报道{n}", published="2024-01-02"
        )
        for n in range(max(1, facts // 100))
    )
    found: dict[tuple[str, str, str], Fact] = {}
    while len(found) < facts:
        predicate, subject_kind, object_kind, _ = rng.choices(
            _RELATIONS, [each[3] for each in _RELATIONS]
        )[0]
        subject = rng.choice(nodes[subject_kind])
        object_ = nodes[object_kind][int(len(nodes[object_kind]) * rng.random() ** 2.5)]
        key = (subject.iri, predicate, object_.iri)
        found.setdefault(key, _fact(subject, predicate, object_, rng, len(records)))
    every = sorted((node for group in nodes.values() for node in group), key=lambda node: node.iri)
    return Network(BASE, tuple(every), tuple(found[key] for key in sorted(found)), records)


def write(folder: Path, facts: int) -> tuple[Network, int]:
    """The dataset of such a network as a build that can be served; how many statements it has."""
    made = network(facts)
    dataset = tuple(quads(made))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "graph.trig").write_bytes(triples.trig(dataset))
    write_snapshot(folder, folder / "graph.trig", DOCUMENTS)  # as a build of this size has
    (folder / "graph.nt").write_bytes(triples.ntriples(triples.without_graphs(dataset)))
    (folder / "manifest.json").write_text(f'{{"base": "{BASE}", "files": {{}}}}\n', "utf-8")
    return made, len(dataset)


def with_texts(made: Network) -> tuple[Network, list[Document]]:
    """The same network, and documents in which its sentences stand and its nodes are named."""
    texts: dict[str, str] = defaultdict(str)
    found: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    node = {each.iri: each for each in made.nodes}
    facts = []
    for fact in made.facts:
        (proof,) = fact.proofs
        at, sentence = len(texts[proof.document]), proof.evidence.sentence
        texts[proof.document] += sentence
        for iri in (fact.subject, fact.object):
            name = node[iri].label
            start = at + sentence.index(name)
            mention = Mention(start, start + len(name), name, node[iri].type)
            found[proof.document][iri].append(mention)
        quote = Evidence(at, at + len(sentence) - 1, sentence[:-1], at, sentence)
        facts.append(replace(fact, proofs=(replace(proof, evidence=quote),)))
    records = tuple(
        replace(
            record, entities=tuple(_entity(node[iri], m) for iri, m in found[record.id].items())
        )
        for record in made.records
    )
    node_of = {(record.id, e.id): e.id for record in records for e in record.entities}
    documents = [
        Document(record.id, record.source, texts[record.id], (Span(0, len(texts[record.id])),))
        for record in records
    ]
    return replace(made, facts=tuple(facts), records=records, node_of=node_of), documents


def _entity(node: Node, mentions: list[Mention]) -> Entity:
    return Entity(node.iri, node.type, node.label, tuple(mentions), node.subtype)


def _nodes(kind: str, count: int, rng: random.Random) -> list[Node]:
    found = []
    for number in range(count):
        name = "".join(rng.choices(_PARTS, k=3)) + f"{number:x}"
        appearances = (Appearance(f"doc{rng.randrange(10):05}", rng.randint(1, 9)),)
        found.append(
            Node(f"{BASE}{kind}/{name}", kind, rng.choice(_KINDS[kind]), (name,), appearances)
        )
    return found


def _fact(subject: Node, predicate: str, object_: Node, rng: random.Random, documents: int) -> Fact:
    sentence = _TEXT.format(subject=subject.label, object=object_.label)
    start = rng.randrange(1000)
    evidence = Evidence(start, start + len(sentence) - 1, sentence[:-1], start, sentence)
    role = "负责人" if predicate == "memberOf" else ""
    proof = Proof(f"doc{rng.randrange(documents):05}", evidence, role, score=0.9, by="pattern:made")
    return Fact(subject.iri, predicate, object_.iri, "asserted", (proof,))
