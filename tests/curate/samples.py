"""Documents made by hand, and builds of them with curation files."""

from collections.abc import Collection, Sequence

from kg.curate import COLUMNS
from kg.graph import build_network
from kg.model import Claim, Document, Entity, Evidence, Fact, Mention, Network, Node, Record
from kg.resources import ontology_dir

BASE = "https://kg.example/id/"
Thing = tuple[str, ...]
Statement = tuple[str, str, str]


def record(id_: str, things: Sequence[Thing], facts: Sequence[Statement] = ()) -> Record:
    """A record; a thing is its type (``Organization/School``), its name and its aliases."""
    entities, text = [], ""
    for number, (type_, name, *aliases) in enumerate(things):
        core, _, finer = type_.partition("/")
        mention = Mention(len(text), len(text) + len(name), name, core, finer)
        text += name + "。"
        entities.append(Entity(f"e{number}", core, name, (mention,), finer, tuple(aliases)))
    ids = {entity.name: entity.id for entity in entities}
    claims = []
    for subject, predicate, object_ in facts:
        quote = f"{subject}{predicate}{object_}"
        core, _, finer = predicate.partition("/")
        start = len(text)
        text += quote + "。"
        evidence = Evidence(start, start + len(quote), quote, start, quote)
        claims.append(
            Claim(ids[subject], core, ids[object_], evidence, by="pattern:x", subpredicate=finer)
        )
    return Record(id_, f"{id_}.txt", "0" * 64, entities=tuple(entities), claims=tuple(claims))


NEWS = record(
    "新闻",
    [
        ("Person", "陈奕"),
        ("Organization/Company", "时光坐标公司", "时光公司"),
        ("Organization/School", "北湖大学", "北大湖"),
        ("Place/City", "桐州市"),
    ],
    [
        ("陈奕", "memberOf/heads", "时光坐标公司"),
        ("陈奕", "educatedAt", "北湖大学"),
        ("时光坐标公司", "partnerOf", "北湖大学"),
        ("时光坐标公司", "locatedIn", "桐州市"),
    ],
)
BRIEF = record(
    "简报",
    [
        ("Organization", "时光公司"),
        ("Person", "陈亦"),
        ("Person", "陈奕"),
        ("Program/Campaign", "百企百师"),
    ],
    [("时光公司", "organizes", "百企百师"), ("陈亦", "participatesIn", "百企百师")],
)


def text_of(*lines: str) -> str:
    """The text of a curation file; a line's cells are separated by ``,``."""
    rows = [",".join(COLUMNS), *lines]
    return "".join(row.replace(",", "\t") + "\n" for row in rows)


def file(*lines: str, name: str = "curation") -> Document:
    return Document(name, f"{name}.tsv", text_of(*lines), ())


def curated(
    *lines: str, records: Sequence[Record] = (NEWS, BRIEF), taken: Collection[str] = ()
) -> Network:
    """The build of some documents with edits."""
    return network(records, [file(*lines)], taken)


def network(
    records: Sequence[Record], files: Sequence[Document], taken: Collection[str] = ()
) -> Network:
    return build_network(records, base=BASE, ontology=ontology_dir(), curation=files, taken=taken)


def node(network: Network, name: str) -> Node:
    """The one node that has a name."""
    (found,) = (each for each in network.nodes if name in each.names)
    return found


def home(network: Network, document: str, entity: str) -> str:
    """The IRI of the node that an entity of a document belongs to."""
    (found,) = (local.node for local in network.named[document] if local.id == entity)
    return found


def facts(network: Network) -> set[Statement]:
    """All facts, in words."""
    return {in_words(network, fact) for fact in network.facts}


def in_words(network: Network, fact: Fact) -> Statement:
    labels = {each.iri: each.label for each in network.nodes}
    return labels[fact.subject], fact.predicate, labels[fact.object]
