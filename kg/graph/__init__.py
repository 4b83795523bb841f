"""Records → the checked network, and the network as RDF."""

from collections.abc import Collection, Sequence
from pathlib import Path

from kg.graph.check import check
from kg.graph.collect import collect_facts, collect_nodes, sorted_nodes
from kg.graph.iris import checked_base, document_iri, rule_iri
from kg.graph.statements import Item, Sections, quads, sections
from kg.graph.terms import DOCUMENTS, QUARANTINE
from kg.model import Network, Record, Skipped
from kg.resolve import distinct, resolve
from kg.schema import schema_of

__all__ = [
    "DOCUMENTS",
    "QUARANTINE",
    "Item",
    "Sections",
    "build_network",
    "document_iri",
    "quads",
    "rule_iri",
    "sections",
]


def build_network(
    records: Sequence[Record],
    *,
    base: str,
    ontology: Path,
    skipped: Sequence[Skipped] = (),
    known: Collection[str] = (),
) -> Network:
    """Join the entities of all documents, group what is stated of them, and check it by the shapes.

    The result depends on the set of records alone: their order does not matter, and a record given
    twice counts once.

    Args:
        records: of all documents.
        base: what the IRIs of entities start with.
        ontology: folder of vocabulary, shapes and lexicons.
        skipped: files that could not be read, kept for the report.
        known: IRIs of evidence that these shapes found good before.

    Raises:
        InputError: ``base`` is no usable IRI, or two different records have one id.
        OntologyError: a file of ``ontology`` breaks its rules.
    """
    base = checked_base(base)
    documents = distinct(records)
    resolution = resolve(documents, ontology)
    nodes = collect_nodes(documents, resolution, base)
    node_of = {key: nodes[index] for key, index in resolution.places().items()}
    facts, rejected = collect_facts(documents, node_of, schema_of(ontology))
    checked = check(sorted_nodes(nodes), facts, base, ontology, known)
    return Network(
        base=base,
        nodes=checked.nodes,
        facts=checked.facts,
        records=documents,
        quarantined=checked.quarantined,
        rejected=tuple(sorted(rejected.items())),
        skipped=tuple(sorted(skipped, key=lambda file: (file.source, file.reason))),
        quarantined_nodes=checked.quarantined_nodes,
    )
