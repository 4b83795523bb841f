"""The network as plain rows, and those rows as CSV that a spreadsheet opens safely.

CSV files are UTF-8 with a byte order mark (Excel needs it for Chinese), RFC 4180, and have an
apostrophe before cells that a spreadsheet would run as a formula (``kg.export.inert.cell``).
Several values in one cell are joined by ``" | "``.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO

from kg.export.inert import cell
from kg.model import Fact, Network
from kg.schema import default_schema

Value = str | int | float
Row = dict[str, Value]

ENTITY_COLUMNS = (
    "id", "label", "type", "subtype", "type_label", "aliases", "mentions", "documents", "facts",
)  # fmt: skip
RELATION_COLUMNS = (
    "subject", "subject_label", "predicate", "predicate_label", "object", "object_label",
    "modality", "subpredicates", "roles", "times", "score", "evidence", "documents",
)  # fmt: skip
EVIDENCE_COLUMNS = (
    "subject", "subject_label", "predicate", "subpredicate", "object", "object_label", "modality",
    "role", "time", "document", "title", "published", "start", "end", "text", "sentence", "score",
    "by",
)  # fmt: skip
_JOINT = " | "


def entity_rows(network: Network) -> list[Row]:
    """One row an entity, in the order of the network."""
    kinds = default_schema().kinds
    degree: Counter[str] = Counter()
    for fact in network.facts:
        degree.update({fact.subject, fact.object})
    rows: list[Row] = []
    for node in network.nodes:
        kind = kinds.get(node.subtype) or kinds.get(node.type)
        values: tuple[Value, ...] = (
            node.iri,
            node.label,
            node.type,
            node.subtype,
            kind.zh if kind else "",
            _JOINT.join(node.names[1:]),
            node.mentions,
            len(node.appearances),
            degree[node.iri],
        )
        rows.append(dict(zip(ENTITY_COLUMNS, values, strict=True)))
    return rows


def relation_rows(network: Network) -> list[Row]:
    """One row a fact, in the order of the network; what lies in quarantine is not among them."""
    labels = _labels(network)
    predicates = default_schema().predicates
    rows: list[Row] = []
    for fact in network.facts:
        predicate = predicates.get(fact.predicate)
        values: tuple[Value, ...] = (
            fact.subject,
            labels.get(fact.subject, ""),
            fact.predicate,
            predicate.zh if predicate else "",
            fact.object,
            labels.get(fact.object, ""),
            fact.modality,
            _joined(proof.subpredicate for proof in fact.proofs),
            _joined(fact.roles),
            _joined(proof.time for proof in fact.proofs),
            best_score(fact),
            len(fact.proofs),
            len({proof.document for proof in fact.proofs}),
        )
        rows.append(dict(zip(RELATION_COLUMNS, values, strict=True)))
    return rows


def evidence_rows(network: Network) -> Iterator[Row]:
    """One row for each place that states a fact."""
    labels = _labels(network)
    records = {record.id: record for record in network.records}
    for fact in network.facts:
        for proof in fact.proofs:
            record = records.get(proof.document)
            values: tuple[Value, ...] = (
                fact.subject,
                labels.get(fact.subject, ""),
                fact.predicate,
                proof.subpredicate,
                fact.object,
                labels.get(fact.object, ""),
                fact.modality,
                proof.role,
                proof.time,
                proof.document,
                record.title if record else "",
                record.published if record else "",
                proof.evidence.start,
                proof.evidence.end,
                proof.evidence.text,
                proof.evidence.sentence,
                proof.score,
                proof.by,
            )
            yield dict(zip(EVIDENCE_COLUMNS, values, strict=True))


def to_csv(columns: Iterable[str], rows: Iterable[Row]) -> bytes:
    """The bytes of a CSV file."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(list(columns))
    for row in rows:
        writer.writerow([cell(v) if isinstance(v, str) else v for v in row.values()])
    return buffer.getvalue().encode("utf-8-sig")


def best_score(fact: Fact) -> float:
    """The score of the best of its proofs."""
    return max((proof.score for proof in fact.proofs), default=0.0)


def _labels(network: Network) -> dict[str, str]:
    return {node.iri: node.label for node in network.nodes + network.quarantined_nodes}


def _joined(values: Iterable[str]) -> str:
    return _JOINT.join(sorted({value for value in values if value}))
