"""A small build, made by hand: every kind of statement that queries meet."""

from pathlib import Path

from kg.export import write_all
from kg.folder import STORE
from kg.model import (
    Appearance,
    Claim,
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
from kg.records import document_to_json
from kg.search import INDEX, entries_of, write_names

BASE = "https://kg.example/id/"

TEXT = (
    "青石数码公司党支部书记兼总经理林晚参加了座谈会。\n"
    "云栖创意园位于桐州市。青石数码公司入驻云栖创意园。\n"
    "云栖创意园主办“百企百师”活动，并荣获全国示范园区称号。\n"
    "云栖创意园与北湖美院签署合作协议。云栖创意园计划明年主办星河设计周。"
)
DOCUMENT = Document(
    "brief", "brief.txt", TEXT, (Span(0, len(TEXT)),), title="云栖园简报", published="2020-05-06"
)


def iri(type_: str, name: str) -> str:
    return f"{BASE}{type_}/{name}"


def _node(type_: str, subtype: str, *names: str, hostile: str = "") -> Node:
    mentions = (Appearance("brief", 2),)
    return Node(iri(type_, hostile or names[0]), type_, subtype, names, mentions)


LIN = _node("Person", "", "林晚")
STONE = _node("Organization", "Company", "青石数码公司", "青石公司")
PARK = _node("Organization", "Park", "云栖创意园")
ACADEMY = _node("Organization", "School", "北湖美院")
CITY = _node("Place", "City", "桐州市")
CAMPAIGN = _node("Program", "Campaign", "百企百师")
WEEK = _node("Program", "Festival", "星河设计周")
AWARD = _node("Award", "HonoraryTitle", "全国示范园区")
EVIL = _node("Work", "", 'x"; \x1b[31m<script>\n=1+1\u202e', hostile="evil")

NODES = tuple(
    sorted(
        (LIN, STONE, PARK, ACADEMY, CITY, CAMPAIGN, WEEK, AWARD, EVIL), key=lambda node: node.iri
    )
)


def evidence(quote: str) -> Evidence:
    """A quote of the text in its sentence."""
    start = TEXT.index(quote)
    sentence_start = max(TEXT.rfind(mark, 0, start) for mark in "。\n") + 1
    sentence_end = TEXT.find("。", start) + 1 or len(TEXT)
    sentence = TEXT[sentence_start:sentence_end]
    return Evidence(start, start + len(quote), quote, sentence_start, sentence)


def _fact(
    subject: Node,
    predicate: str,
    object_: Node,
    quote: str,
    *,
    role: str = "",
    modality: str = "asserted",
    finer: str = "",
    problem: str = "",
) -> Fact:
    proof = Proof(
        "brief", evidence(quote), role=role, score=0.9, by="pattern:made", subpredicate=finer
    )
    return Fact(subject.iri, predicate, object_.iri, modality, (proof,), problem)  # type: ignore[arg-type]


JOB = "青石数码公司党支部书记兼总经理林晚"
FACTS = (
    _fact(LIN, "memberOf", STONE, JOB, role="党支部书记兼总经理", finer="heads"),
    _fact(PARK, "locatedIn", CITY, "云栖创意园位于桐州市"),
    _fact(STONE, "locatedIn", PARK, "青石数码公司入驻云栖创意园", finer="settledIn"),
    _fact(PARK, "organizes", CAMPAIGN, "云栖创意园主办“百企百师”活动"),
    _fact(PARK, "receivedAward", AWARD, "云栖创意园主办“百企百师”活动，并荣获全国示范园区称号"),
    _fact(PARK, "partnerOf", ACADEMY, "云栖创意园与北湖美院签署合作协议"),
    _fact(PARK, "organizes", WEEK, "云栖创意园计划明年主办星河设计周", modality="planned"),
)
QUARANTINED = (_fact(CITY, "memberOf", PARK, "云栖创意园位于桐州市", problem="任职者须是人物"),)


def _record() -> Record:
    entities = []
    for number, node in enumerate(NODES):
        names = [name for name in node.names if name in TEXT]
        mentions = tuple(
            Mention(TEXT.index(name), TEXT.index(name) + len(name), name, node.type, node.subtype)
            for name in names
        )
        if names:
            entities.append(
                Entity(f"e{number}", node.type, names[0], mentions, node.subtype, tuple(names[1:]))
            )
    ids = {entity.name: entity.id for entity in entities}
    labels = {node.iri: node.label for node in NODES}
    claims = tuple(
        Claim(
            ids[labels[fact.subject]],
            fact.predicate,
            ids[labels[fact.object]],
            proof.evidence,
            role=proof.role,
            modality=fact.modality,
            score=proof.score,
            by=proof.by,
            subpredicate=proof.subpredicate,
        )
        for fact in FACTS
        for proof in fact.proofs
    )
    return Record(
        "brief",
        "brief.txt",
        DOCUMENT.text_sha256,
        title=DOCUMENT.title,
        published=DOCUMENT.published,
        entities=tuple(entities),
        claims=claims,
    )


NETWORK = Network(BASE, NODES, FACTS, (_record(),), quarantined=QUARANTINED)


def write_sample(folder: Path) -> Path:
    """The sample as an output folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "documents.jsonl").write_text(document_to_json(DOCUMENT) + "\n", "utf-8")
    for name in ("graph.html", "explorer.html"):
        (folder / name).write_text(f'<!doctype html><p>{name} & "all"</p>', "utf-8")
    (folder / STORE).mkdir(exist_ok=True)
    write_names(entries_of(NETWORK), folder / STORE / INDEX)
    write_all(NETWORK, folder)
    return folder
