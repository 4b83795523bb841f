"""The network as plain rows, and those rows as CSV that a spreadsheet opens safely.

CSV files are UTF-8 with a byte order mark (Excel needs it for Chinese), RFC 4180, and have an
apostrophe before cells that a spreadsheet would run as a formula (``kg.export.inert.cell``).
Several values in one cell are joined by ``" | "``.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from kg.export.inert import cell
from kg.export.sheets import Sheet, fact_run, node_run
from kg.model import Fact, Network, Node, Record
from kg.schema import default_schema

Value = str | int | float
Values = tuple[Value, ...]
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


class Rows:
    """The rows of a network's tables."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._kinds = default_schema().kinds
        self._predicates = default_schema().predicates

    @cached_property
    def _degree(self) -> Counter[str]:
        return self._network.degrees()

    @cached_property
    def _labels(self) -> dict[str, str]:
        nodes = self._network.nodes + self._network.quarantined_nodes
        return {node.iri: node.label for node in nodes}

    @cached_property
    def _records(self) -> dict[str, Record]:
        return {record.id: record for record in self._network.records}

    def entity(self, node: Node) -> Values:
        """The row of an entity."""
        kind = self._kinds.get(node.subtype) or self._kinds.get(node.type)
        return (
            node.iri,
            node.label,
            node.type,
            node.subtype,
            kind.zh if kind else "",
            _JOINT.join(node.names[1:]),
            node.mentions,
            len(node.appearances),
            self._degree[node.iri],
        )

    def relation(self, fact: Fact) -> Values:
        """The row of a fact."""
        predicate = self._predicates.get(fact.predicate)
        return (
            fact.subject,
            self._labels.get(fact.subject, ""),
            fact.predicate,
            predicate.zh if predicate else "",
            fact.object,
            self._labels.get(fact.object, ""),
            fact.modality,
            _joined(proof.subpredicate for proof in fact.proofs),
            _joined(fact.roles),
            _joined(proof.time for proof in fact.proofs),
            best_score(fact),
            len(fact.proofs),
            len({proof.document for proof in fact.proofs}),
        )

    def evidence(self, fact: Fact) -> Iterator[Values]:
        """A row for each place that states a fact."""
        for proof in fact.proofs:
            record = self._records.get(proof.document)
            yield (
                fact.subject,
                self._labels.get(fact.subject, ""),
                fact.predicate,
                proof.subpredicate,
                fact.object,
                self._labels.get(fact.object, ""),
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


def entity_rows(network: Network) -> list[Row]:
    """One row an entity, in the order of the network."""
    rows = map(Rows(network).entity, network.nodes)
    return [dict(zip(ENTITY_COLUMNS, row, strict=True)) for row in rows]


def relation_rows(network: Network) -> list[Row]:
    """One row a fact, in the order of the network; what lies in quarantine is not among them."""
    rows = map(Rows(network).relation, network.facts)
    return [dict(zip(RELATION_COLUMNS, row, strict=True)) for row in rows]


def evidence_rows(network: Network) -> Iterator[Row]:
    """One row for each place that states a fact."""
    rows = Rows(network)
    for fact in network.facts:
        for row in rows.evidence(fact):
            yield dict(zip(EVIDENCE_COLUMNS, row, strict=True))


def entity_sheet(network: Network) -> Sheet:
    """The entities as a CSV file."""
    rows = Rows(network)
    return Sheet(_head(ENTITY_COLUMNS), node_run(lambda node: _csv([rows.entity(node)])))


def relation_sheet(network: Network) -> Sheet:
    """The facts as a CSV file."""
    rows = Rows(network)
    return Sheet(_head(RELATION_COLUMNS), fact_run(lambda fact: _csv([rows.relation(fact)])))


def evidence_sheet(network: Network) -> Sheet:
    """All evidence as a CSV file."""
    rows = Rows(network)
    return Sheet(_head(EVIDENCE_COLUMNS), fact_run(lambda fact: _csv(rows.evidence(fact))))


class _Lines(list[str]):
    write = list.append


def _head(columns: Iterable[str]) -> str:
    return "\ufeff" + _csv([tuple(columns)])


def _csv(rows: Iterable[Values]) -> str:
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerows([cell(v) if isinstance(v, str) else v for v in row] for row in rows)
    return "".join(lines)


def best_score(fact: Fact) -> float:
    """The score of the best of its proofs."""
    return max((proof.score for proof in fact.proofs), default=0.0)


def _joined(values: Iterable[str]) -> str:
    return _JOINT.join(sorted({value for value in values if value}))
