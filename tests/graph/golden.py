"""A small build whose statements are kept in ``golden.trig``.

Rewrite the file after a wanted change: ``python -m tests.graph.golden``.
"""

from pathlib import Path

from kg.graph import build_network, quads
from kg.model import Claim, Entity, Evidence, Mention, Record
from kg.rdf import RdfFormat, dump
from kg.resources import ontology_dir

FILE = Path(__file__).with_name("golden.trig")
BASE = "https://kg.example/id/"

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "id": BASE,
    "kg": "https://kg.example/ontology#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_NEWS = (
    "昨天，青溪镇的云帆科技公司总经理李明远走访了北湖大学。",
    "云帆科技公司与北湖大学签署协议，计划明年举办“星河杯”创业大赛。",
)
_BRIEF = ("云帆科技公司董事李明遠获“星河奖”。",)


def _entity(text: str, id_: str, type_: str, name: str, subtype: str = "") -> Entity:
    mentions: list[Mention] = []
    start = text.find(name)
    while start >= 0:
        mentions.append(Mention(start, start + len(name), name, type_))
        start = text.find(name, start + 1)
    return Entity(id_, type_, name, tuple(mentions), subtype)


def _claim(text: str, sentence: str, quote: str, triple: str, **more: str) -> Claim:
    subject, predicate, object_ = triple.split()
    sentence_start = text.index(sentence)
    start = sentence_start + sentence.index(quote)
    evidence = Evidence(start, start + len(quote), quote, sentence_start, sentence)
    return Claim(
        subject,
        predicate,
        object_,
        evidence,
        role=more.get("role", ""),
        modality="planned" if more.get("planned") else "asserted",
        score=0.9,
        by="pattern:" + more.get("by", "trigger"),
        subpredicate=more.get("finer", ""),
    )


def records() -> list[Record]:
    """Two documents: a fact told twice, a role, a plan, a wrong type, a traditional spelling."""
    news = "\n".join(_NEWS)
    brief = "\n".join(_BRIEF)
    first, second = _NEWS
    return [
        Record(
            id="news",
            source="news.txt",
            text_sha256="a" * 64,
            title="校企合作",
            published="2010-12-30",
            publisher="青溪日报",
            issue="第3期",
            encoding="gb18030",
            entities=(
                _entity(news, "e1", "Person", "李明远", "Entrepreneur"),
                _entity(news, "e2", "Organization", "云帆科技公司", "Company"),
                _entity(news, "e3", "Organization", "北湖大学", "School"),
                _entity(news, "e4", "Place", "青溪镇", "Town"),
                _entity(news, "e5", "Program", "“星河杯”创业大赛", "Competition"),
            ),
            claims=(
                _claim(
                    news,
                    first,
                    "云帆科技公司总经理李明远",
                    "e1 memberOf e2",
                    role="总经理",
                    finer="heads",
                    by="title-before-name",
                ),
                _claim(news, first, "青溪镇的云帆科技公司", "e2 locatedIn e4"),
                _claim(news, first, "李明远走访了北湖大学", "e1 visited e3"),
                _claim(news, second, "云帆科技公司与北湖大学签署协议", "e2 partnerOf e3"),
                _claim(news, second, second[:-1], "e2 organizes e5", planned="yes"),
                _claim(news, second, "北湖大学签署协议", "e3 participatesIn e4"),
            ),
            rejected=(("distance", 2),),
        ),
        Record(
            id="简报/2",
            source="简报/2.txt",
            text_sha256="b" * 64,
            entities=(
                _entity(brief, "e1", "Person", "李明遠"),
                _entity(brief, "e2", "Organization", "云帆科技公司", "Company"),
                _entity(brief, "e3", "Award", "星河奖", "Prize"),
            ),
            claims=(
                _claim(
                    brief,
                    brief,
                    "云帆科技公司董事李明遠",
                    "e1 memberOf e2",
                    role="董事",
                    by="title-before-name",
                ),
                _claim(brief, brief, "李明遠获“星河奖", "e1 receivedAward e3"),
            ),
        ),
    ]


def written() -> bytes:
    """The statements of the build."""
    network = build_network(records(), base=BASE, ontology=ontology_dir())
    return dump(quads(network), RdfFormat.TRIG, PREFIXES)


if __name__ == "__main__":
    FILE.write_bytes(written())
