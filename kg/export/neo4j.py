"""The network as files for ``neo4j-admin database import``: one folder, or a ZIP of it.

These are read by a program that takes every value as it is, so that nothing is put before a formula
(``kg.export.inert.cell``): a name must come out as it went in. They are not for spreadsheets.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg.export.inert import utf8_text
from kg.export.tables import best_score
from kg.graph import document_iri
from kg.model import Fact, Network, Node, Record
from kg.schema import default_schema

# Between the values of an array. Semicolons, the usual choice, stand in names.
ARRAY = "\x1f"

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_README = """\
# Import into Neo4j

Every file is UTF-8 without a byte order mark, RFC 4180, with a typed header. With Neo4j 5:

```
neo4j-admin database import full --overwrite-destination \\
  --array-delimiter=U+001F --multiline-fields=true --id-type=string \\
  {nodes} \\
  {relationships} \\
  neo4j
```

Run it in this folder, with the database stopped. Then, in Cypher:

```
CREATE INDEX entity_iri FOR (n:Entity) ON (n.iri);
CREATE FULLTEXT INDEX entity_name FOR (n:Entity) ON EACH [n.name, n.names];
MATCH (p:Person)-[r:MEMBER_OF]->(o) RETURN p.name, r.roles, o.name LIMIT 20;
MATCH (f:Evidence {{predicate: "memberOf"}})-[:SUBJECT]->(p) RETURN p.name, f.sentence LIMIT 20;
```

- Entities are `:Entity` with their type and subtype as further labels, documents `:Document`.
- A fact that is asserted is a relationship of its predicate, `memberOf` → `MEMBER_OF`. One under
  another modality has that before it: `PLANNED_ORGANIZES`, `DENIED_MEMBER_OF`. So a query for
  `MEMBER_OF` never meets a fact that its document denies.
- Every sentence that states a fact is `:Evidence`, with `SUBJECT` and `OBJECT` to the two entities
  and `IN` to its document; `start` and `end` are characters of the document's text.
- Values are exactly those of the documents. Do not open these files in a spreadsheet, which might
  take a name for a formula; `entities.csv`, `relations.csv` and `evidence.csv` of the build are
  for that.
- What lies in quarantine is not exported.
"""

Cell = str | int | float
Files = dict[str, bytes]


def neo4j_files(network: Network) -> Files:
    """All files by name, sorted."""
    files = {**_entities(network), **_documents(network), **_facts(network), **_evidence(network)}
    nodes = sorted(name for name in files if name.startswith("nodes-"))
    relationships = sorted(name for name in files if name.startswith("relationships-"))
    text = _README.format(
        nodes=" \\\n  ".join(f"--nodes={name}" for name in nodes),
        relationships=" \\\n  ".join(f"--relationships={name}" for name in relationships),
    )
    files["README.md"] = text.encode()
    return dict(sorted(files.items()))


def neo4j_zip(network: Network) -> bytes:
    """The files as a ZIP, without a clock in it."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in neo4j_files(network).items():
            entry = ZipInfo(f"neo4j/{name}", _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # the same on every system
            archive.writestr(entry, data)
    return buffer.getvalue()


def relationship_type(predicate: str, modality: str) -> str:
    """How a fact is called.

    >>> relationship_type("memberOf", "asserted"), relationship_type("organizes", "planned")
    ('MEMBER_OF', 'PLANNED_ORGANIZES')
    """
    name = _HUMP.sub("_", predicate).upper()
    return name if modality == "asserted" else f"{modality.upper()}_{name}"


def _entities(network: Network) -> Files:
    kinds = default_schema().kinds
    by_type: defaultdict[str, list[Node]] = defaultdict(list)
    for node in network.nodes:
        by_type[node.type].append(node)
    header = (
        "iri:ID(Entity)", "name:string", "names:string[]", "type:string", "subtype:string",
        "type_zh:string", "mentions:long", "documents:long", ":LABEL",
    )  # fmt: skip
    return {
        f"nodes-{name}.csv": _csv(
            header,
            (
                (
                    node.iri,
                    node.label,
                    _array(node.names),
                    node.type,
                    node.subtype,
                    kind.zh if (kind := kinds.get(node.subtype) or kinds.get(node.type)) else "",
                    node.mentions,
                    len(node.appearances),
                    _array(("Entity", node.type, node.subtype)),
                )
                for node in nodes
            ),
        )
        for name, nodes in by_type.items()
    }


def _documents(network: Network) -> Files:
    header = (
        "iri:ID(Document)", "id:string", "source:string", "title:string", "published:string",
        "publisher:string", "issue:string", ":LABEL",
    )  # fmt: skip
    documents = _csv(header, (_document(record, network.base) for record in network.records))
    mentioned = (
        (node.iri, document_iri(network.base, place.document), place.mentions, "MENTIONED_IN")
        for node in network.nodes
        for place in node.appearances
    )
    ends = (":START_ID(Entity)", ":END_ID(Document)", "mentions:long", ":TYPE")
    return {
        "nodes-Document.csv": documents,
        "relationships-mentionedIn.csv": _csv(ends, mentioned),
    }


def _document(record: Record, base: str) -> tuple[Cell, ...]:
    return (
        document_iri(base, record.id), record.id, record.source, record.title, record.published,
        record.publisher, record.issue, "Document",
    )  # fmt: skip


def _facts(network: Network) -> Files:
    predicates = default_schema().predicates
    by_predicate: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in network.facts:
        by_predicate[fact.predicate].append(fact)
    header = (
        ":START_ID(Entity)", ":END_ID(Entity)", "predicate:string", "zh:string", "modality:string",
        "finer:string[]", "roles:string[]", "times:string[]", "score:double", "evidence:long",
        ":TYPE",
    )  # fmt: skip
    return {
        f"relationships-{name}.csv": _csv(
            header,
            (
                (
                    fact.subject,
                    fact.object,
                    fact.predicate,
                    predicates[name].zh if name in predicates else "",
                    fact.modality,
                    _array(sorted({proof.subpredicate for proof in fact.proofs})),
                    _array(fact.roles),
                    _array(sorted({proof.time for proof in fact.proofs})),
                    best_score(fact),
                    len(fact.proofs),
                    relationship_type(fact.predicate, fact.modality),
                )
                for fact in facts
            ),
        )
        for name, facts in by_predicate.items()
    }


def _evidence(network: Network) -> Files:
    numbered = [
        (f"e{number}", fact, proof)
        for number, (fact, proof) in enumerate(
            (fact, proof) for fact in network.facts for proof in fact.proofs
        )
    ]
    header = (
        "evidence:ID(Evidence)", "predicate:string", "modality:string", "finer:string",
        "role:string", "time:string", "quote:string", "start:long", "end:long", "sentence:string",
        "score:double", "by:string", ":LABEL",
    )  # fmt: skip
    nodes = (
        (
            name,
            fact.predicate,
            fact.modality,
            proof.subpredicate,
            proof.role,
            proof.time,
            proof.evidence.text,
            proof.evidence.start,
            proof.evidence.end,
            proof.evidence.sentence,
            proof.score,
            proof.by,
            "Evidence",
        )
        for name, fact, proof in numbered
    )
    ends = (":START_ID(Evidence)", ":END_ID(Entity)", ":TYPE")
    places = (":START_ID(Evidence)", ":END_ID(Document)", ":TYPE")
    base = network.base
    return {
        "nodes-Evidence.csv": _csv(header, nodes),
        "relationships-subject.csv": _csv(
            ends, ((n, f.subject, "SUBJECT") for n, f, _ in numbered)
        ),
        "relationships-object.csv": _csv(ends, ((n, f.object, "OBJECT") for n, f, _ in numbered)),
        "relationships-in.csv": _csv(
            places, ((n, document_iri(base, proof.document), "IN") for n, _, proof in numbered)
        ),
    }


def _array(values: Iterable[str]) -> str:
    return ARRAY.join(value.replace(ARRAY, "\ufffd") for value in values if value)


def _csv(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(_exact(rows))
    return buffer.getvalue().encode("utf-8")


def _exact(rows: Iterable[Iterable[Cell]]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [utf8_text(cell) if isinstance(cell, str) else cell for cell in row]
