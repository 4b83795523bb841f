"""Small graphs with the texts they come from, made by hand.

Names overlap, and characters of two UTF-16 code units stand before and inside of what is quoted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model import (
    Appearance,
    Document,
    Entity,
    Evidence,
    Fact,
    Mention,
    Modality,
    Network,
    Node,
    Proof,
    Record,
    Span,
    local_of,
)

BASE = "https://kg.example/id/"


@dataclass(frozen=True)
class Story:
    """A graph, and what it was made of."""

    network: Network
    documents: tuple[Document, ...]

    def text(self, document: str) -> str:
        return next(each.text for each in self.documents if each.id == document)


def node(name: str, kind: str, subtype: str = "", *aliases: str) -> Node:
    """A node that no document names yet."""
    return Node(f"{BASE}{kind}/{name}", kind, subtype, (name, *aliases), ())


def document(name: str, text: str, title: str = "", published: str = "", **more: str) -> Document:
    return Document(name, f"{name}.txt", text, (Span(0, len(text)),), title, published, **more)


def proof(source: Document, sentence: str, quote: str, score: float = 0.9, **more: str) -> Proof:
    """``quote`` in ``sentence`` of a document."""
    start = source.text.index(sentence)
    at = start + sentence.index(quote)
    evidence = Evidence(at, at + len(quote), quote, start, sentence)
    return Proof(source.id, evidence, score=score, by=more.pop("by", "pattern:made"), **more)


def fact(
    subject: Node, predicate: str, target: Node, *proofs: Proof, modality: Modality = "asserted"
) -> Fact:
    return Fact(subject.iri, predicate, target.iri, modality, proofs)


def story(nodes: Iterable[Node], facts: Iterable[Fact], documents: Sequence[Document]) -> Story:
    """The graph, with every place where a document has a name of a node as a mention of it."""
    nodes, found = list(nodes), {}
    for source in documents:
        for number, each in enumerate(nodes):
            if mentions := tuple(_mentions(source.text, each)):
                found[source.id, f"e{number}"] = Entity(
                    f"e{number}", each.type, each.names[0], mentions
                )
    node_of = {key: nodes[int(key[1][1:])].iri for key in found}
    named = [
        replace(each, appearances=tuple(_appearances(each.iri, found, node_of))) for each in nodes
    ]
    records = [
        Record(
            source.id,
            source.source,
            source.text_sha256,
            title=source.title,
            published=source.published,
            publisher=source.publisher,
            entities=tuple(found[key] for key in found if key[0] == source.id),
        )
        for source in documents
    ]
    network = Network(
        base=BASE,
        nodes=tuple(sorted(named, key=lambda n: n.iri)),
        facts=tuple(sorted(facts, key=lambda f: (f.subject, f.predicate, f.object, f.modality))),
        records=tuple(sorted(records, key=lambda r: r.id)),
        named={
            record.id: [local_of(each, node_of[record.id, each.id]) for each in record.entities]
            for record in records
        },
    )
    return Story(network, tuple(sorted(documents, key=lambda d: d.id)))


def _mentions(text: str, each: Node) -> Iterable[Mention]:
    """Where a node's names stand; a name inside a longer one of the same node is left out."""
    taken: list[tuple[int, int]] = []
    covered = bytearray(len(text))
    for name in sorted(filter(None, each.names), key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not any(covered[at:end]):
                taken.append((at, end))
                covered[at:end] = b"x" * len(name)
            at = text.find(name, end)
    return [Mention(start, end, text[start:end], each.type) for start, end in sorted(taken)]


def _appearances(
    iri: str, found: dict[tuple[str, str], Entity], node_of: dict[tuple[str, str], str]
) -> Iterable[Appearance]:
    return [
        Appearance(key[0], len(entity.mentions))
        for key, entity in sorted(found.items())
        if node_of[key] == iri
    ]


LAB = node("𠮷野实验室", "Organization", "ResearchInstitute", "实验室")
COMMITTEE = node("𠮷野实验室工会", "Organization", "Association")
LIN = node("林晓岚", "Person", "Scholar", "Lin Xiaolan")
UNIVERSITY = node("东屏大学", "Organization", "School")
FORUM = node("星河论坛", "Program", "LectureSeries")
TOWN = node("临海市", "Place", "City")
PRIZE = node("青藤奖", "Award", "Prize")
BOOK = node("《潮间带笔记》", "Work", "Book", "潮间带笔记")
VILLAGE = node("石门村", "Place", "Village")
LONELY = node("远山镇", "Place", "Town")

_LAB_TEXT = """😀😀 𠮷野实验室开放日

𠮷野实验室主任林晓岚介绍，实验室与东屏大学签署合作协议。实验室位于临海市。东屏大学也在临海市。
𠮷野实验室计划明年在临海市举办星河论坛，𠮷野实验室工会负责接待。

2015年至2019年，林晓岚任东屏大学教授。她著有《潮间带笔记》一书，😀这本书后来获得青藤奖。
"""
_NEWS_TEXT = """林晓岚（Lin Xiaolan）是𠮷野实验室主任。
有人问起传闻，她否认访问过石门村。远山镇下雨。东屏大学校长昨天也来到实验室。
"""
LAB_DAY = document(
    "lab-day", _LAB_TEXT, "𠮷野实验室开放日", "2024-05-20T08:00:00", publisher="临海晚报"
)
NEWS = document("news", _NEWS_TEXT, "访林晓岚", "2024-06-01")

_FIRST = "𠮷野实验室主任林晓岚介绍，实验室与东屏大学签署合作协议。"
_PLAN = "𠮷野实验室计划明年在临海市举办星河论坛，𠮷野实验室工会负责接待。"
_PAST = "2015年至2019年，林晓岚任东屏大学教授。"
_WORKS = "她著有《潮间带笔记》一书，😀这本书后来获得青藤奖。"
_NAMED = "林晓岚（Lin Xiaolan）是𠮷野实验室主任。"
_DENIED = "有人问起传闻，她否认访问过石门村。"


def lab() -> Story:
    """Ten nodes, ten facts under four modalities, two documents."""
    facts = [
        fact(
            LIN,
            "memberOf",
            LAB,
            proof(LAB_DAY, _FIRST, "𠮷野实验室主任林晓岚", 0.98, role="主任", subpredicate="heads"),
            proof(NEWS, _NAMED, "林晓岚（Lin Xiaolan）是𠮷野实验室主任", 0.91, role="主任"),
        ),
        fact(
            LIN,
            "memberOf",
            UNIVERSITY,
            proof(LAB_DAY, _PAST, "林晓岚任东屏大学教授", 0.8, role="教授", time="2015/2019"),
            modality="ended",
        ),
        fact(
            LAB, "partnerOf", UNIVERSITY,
            proof(LAB_DAY, _FIRST, "实验室与东屏大学签署合作协议", 0.95, by="model:relations"),
        ),
        fact(LAB, "locatedIn", TOWN, proof(LAB_DAY, "实验室位于临海市。", "实验室位于临海市", 0.9)),
        fact(UNIVERSITY, "locatedIn", TOWN,
             proof(LAB_DAY, "东屏大学也在临海市。", "东屏大学也在临海市", 0.85)),
        fact(
            LAB, "organizes", FORUM,
            proof(LAB_DAY, _PLAN, "𠮷野实验室计划明年在临海市举办星河论坛", 0.7),
            modality="planned",
        ),
        fact(
            COMMITTEE, "partOf", LAB,
            proof(LAB_DAY, _PLAN, "𠮷野实验室工会", 0.6, by="pattern:name-in-name"),
        ),
        fact(LIN, "created", BOOK,
             proof(LAB_DAY, _WORKS, "她著有《潮间带笔记》", 0.9, subpredicate="wrote")),
        fact(BOOK, "receivedAward", PRIZE,
             proof(LAB_DAY, _WORKS, "这本书后来获得青藤奖", 0.5, by="curator:Wen")),
        fact(LIN, "visited", VILLAGE, proof(NEWS, _DENIED, "否认访问过石门村", 0.4),
             modality="denied"),
    ]  # fmt: skip
    nodes = [LAB, COMMITTEE, LIN, UNIVERSITY, FORUM, TOWN, PRIZE, BOOK, VILLAGE, LONELY]
    return story(nodes, facts, [LAB_DAY, NEWS])


def hub(count: int = 2000) -> Story:
    """One organisation with that many members, all told by one document."""
    people = [node(f"成员{number:04}号", "Person") for number in range(count)]
    lines = [f"{each.names[0]}是青禾协会会员。" for each in people]
    club = node("青禾协会", "Organization", "Association")
    source = document("members", "\n".join(lines), "青禾协会会员名单", "2023-01-01")
    facts, at = [], 0
    for number, (each, line) in enumerate(zip(people, lines, strict=True)):
        evidence = Evidence(at, at + len(line) - 1, line[:-1], at, line)
        made = Proof(source.id, evidence, role="会员", score=number % 100 / 100, by="pattern:made")
        facts.append(fact(each, "memberOf", club, made))
        at += len(line) + 1
    told = story([club], facts, [source])  # the people's mentions would take a while to look for
    nodes = sorted([*told.network.nodes, *people], key=lambda n: n.iri)
    return replace(told, network=replace(told.network, nodes=tuple(nodes)))


def long(paragraphs: int = 9000) -> Story:
    """A document of a megabyte in which two nodes are named thousands of times."""
    town, river = node("南浦镇", "Place", "Town"), node("白鹭河", "Place", "Water")
    lines = [
        f"第{number}段：白鹭河流经南浦镇，两岸的人家沿河而居，早晚都有渡船来往。"
        for number in range(paragraphs)
    ]
    source = document("chronicle", "\n".join(lines), "南浦镇志", "1999")
    last = lines[-1]
    made = proof(source, last, "白鹭河流经南浦镇")
    return story([town, river], [fact(river, "locatedIn", town, made)], [source])


def hostile(strings: Sequence[str]) -> Story:
    """Each string as a name, a title, a role, a text, a sentence and whatever else there is."""
    middle = node("靶心", "Organization")
    target = node("目标", "Person")
    ends = [
        replace(target, iri=f"{target.iri}{number}", names=(text, f"又名{text}"))
        for number, text in enumerate(strings)
    ]
    documents, facts = [], []
    for number, (end, text) in enumerate(zip(ends, strings, strict=True)):
        sentence = f"据说{text}属于靶心。"
        source = document(f"d{number}{text}", f"开头\n{sentence}\n结尾", text, text, publisher=text)
        documents.append(source)
        made = proof(
            source, sentence, f"{text}属于靶心", role=text, time=text, by=f"pattern:{text}"
        )
        facts.append(fact(end, "memberOf", middle, made))
    return story([middle, *ends], facts, documents)
