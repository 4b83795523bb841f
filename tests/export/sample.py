"""A small network made by hand, with every feature that files and the page must show."""

from collections.abc import Sequence
from dataclasses import replace

from kg.model import (
    Appearance,
    Evidence,
    Fact,
    Modality,
    Network,
    Node,
    Proof,
    Record,
    Skipped,
)

BASE = "https://kg.example/id/"

_BRIEF = "云栖设计园主任周明兰介绍，园区与北湖大学签署合作协议，共同举办“青禾杯”设计大赛。"
_NEWS = "周明兰，苏州人，现任云栖设计园党委书记、主任。云栖设计园位于杭州市青山区。"
_PLAN = "据悉，云栖设计园计划明年在宁波市举办海丝论坛。"
_HONOUR = "云栖设计园荣获“全国创新园区”称号。\n周明兰著有《园区手记》一书。"


def node(
    name: str, kind: str, subtype: str = "", *aliases: str, mentions: int = 1, base: str = BASE
) -> Node:
    """A node whose IRI is made from its name."""
    key = name.encode("utf-8", "surrogatepass").hex()[-48:] or "empty"
    return Node(base + key, kind, subtype, (name, *aliases), (Appearance("brief", mentions),))


def proof(document: str, sentence: str, quote: str, by: str = "pattern:made", **more: str) -> Proof:
    """Evidence for ``quote`` inside ``sentence``, as if the document were that sentence."""
    start = sentence.index(quote)
    evidence = Evidence(start, start + len(quote), quote, 0, sentence)
    return Proof(document, evidence, score=0.9, by=by, **more)


def fact(
    subject: Node, predicate: str, target: Node, *proofs: Proof, modality: Modality = "asserted"
) -> Fact:
    """A fact between two nodes."""
    return Fact(subject.iri, predicate, target.iri, modality, proofs)


PARK = node("云栖设计园", "Organization", "Park", "设计园", mentions=6)
ZHOU = node("周明兰", "Person", mentions=4)
SCHOOL = node("北湖大学", "Organization", "School")
CONTEST = node("“青禾杯”设计大赛", "Program", "Competition", "青禾杯")
SUZHOU = node("苏州", "Place", "City")
DISTRICT = node("杭州市青山区", "Place", "District", "青山区")
FORUM = node("海丝论坛", "Program", "LectureSeries")
NINGBO = node("宁波市", "Place", "City")
AWARD = node("全国创新园区", "Award", "HonoraryTitle")
BOOK = node("《园区手记》", "Work", "Book", "园区手记")
LONELY = node("南塘村", "Place", "Village")

NODES = (PARK, ZHOU, SCHOOL, CONTEST, SUZHOU, DISTRICT, FORUM, NINGBO, AWARD, BOOK, LONELY)

FACTS = (
    fact(
        ZHOU,
        "memberOf",
        PARK,
        proof("brief", _BRIEF, "云栖设计园主任周明兰", "pattern:title-before-name", role="主任"),
        proof("news", _NEWS, "周明兰，苏州人，现任云栖设计园党委书记、主任", role="党委书记、主任"),
    ),
    fact(ZHOU, "origin", SUZHOU, proof("news", _NEWS, "周明兰，苏州人")),
    fact(ZHOU, "created", BOOK, proof("honour", _HONOUR, "周明兰著有《园区手记》",
                                  subpredicate="wrote")),
    fact(PARK, "partnerOf", SCHOOL, proof("brief", _BRIEF, "园区与北湖大学签署合作协议")),
    fact(PARK, "organizes", CONTEST, proof("brief", _BRIEF, "共同举办“青禾杯”设计大赛")),
    fact(SCHOOL, "organizes", CONTEST, proof("brief", _BRIEF, "共同举办“青禾杯”设计大赛")),
    fact(PARK, "locatedIn", DISTRICT, proof("news", _NEWS, "云栖设计园位于杭州市青山区")),
    fact(PARK, "receivedAward", AWARD, proof("honour", _HONOUR, "云栖设计园荣获“全国创新园区”")),
    fact(PARK, "organizes", FORUM, proof("plan", _PLAN, "云栖设计园计划明年在宁波市举办海丝论坛"),
         modality="planned"),
    fact(FORUM, "locatedIn", NINGBO, proof("plan", _PLAN, "在宁波市举办海丝论坛"),
         modality="planned"),
)  # fmt: skip


def record(name: str, text: str, title: str = "", published: str = "") -> Record:
    """A document's record without its entities and claims."""
    digest = f"{len(text):064x}"
    return Record(name, f"{name}.txt", digest, title=title, published=published)


RECORDS = (
    record("brief", _BRIEF, "设计园与高校携手办赛", "2019-05-20"),
    record("honour", _HONOUR, "云栖设计园再获殊荣", "2020-01-08"),
    record("news", _NEWS, "访云栖设计园主任周明兰", "2019-06-01"),
    record("plan", _PLAN),
)


def network() -> Network:
    """The sample: ten facts of eleven entities, one fact in quarantine, one file skipped."""
    bad = fact(SUZHOU, "memberOf", PARK, proof("news", _NEWS, "苏州人，现任云栖设计园党委书记"))
    return Network(
        base=BASE,
        nodes=tuple(sorted(NODES, key=lambda n: n.iri)),
        facts=tuple(sorted(FACTS, key=lambda f: (f.subject, f.predicate, f.object))),
        records=RECORDS,
        quarantined=(replace(bad, problem="memberOf: subject is a Place, not a Person"),),
        rejected=(("domain", 7), ("negated", 2)),
        skipped=(Skipped("broken.txt", "looks binary"),),
    )


def network_of_names(names: Sequence[str], texts: Sequence[str] = ()) -> Network:
    """A network in which every name and text given stands wherever names and texts can stand."""
    nodes = [
        replace(node(name, "Person"), iri=f"{BASE}n{number}", names=(name, f"别名{name}"))
        for number, name in enumerate(names)
    ]
    texts = [*texts, *names]
    facts = []
    for number, text in enumerate(texts):
        if not text:
            continue
        ends = nodes[number % len(nodes)], nodes[(number + 1) % len(nodes)]
        evidence = Evidence(2, 2 + len(text), text, 0, f"前文{text}后文")
        made = Proof("d", evidence, role=text, by=f"pattern:{text}")
        facts.append(Fact(ends[0].iri, "metWith", ends[1].iri, "asserted", (made,)))
    unique = {(f.subject, f.object): f for f in facts}
    title = texts[0] if texts else ""
    return Network(
        base=BASE,
        nodes=tuple(nodes),
        facts=tuple(unique[key] for key in sorted(unique)),
        records=(Record("d", f"{title}.txt", "0" * 64, title=title),),
        quarantined=tuple(replace(f, predicate="kinOf", problem=title) for f in facts[:1]),
        rejected=((title, 1),),
        skipped=(Skipped(title, title),),
    )
