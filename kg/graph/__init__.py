"""Records → the checked network, and the network as RDF."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from kg.curate import REJECTED, curate, is_curation
from kg.graph.check import check
from kg.graph.collect import by_triple, collect_facts, collect_nodes, sorted_nodes
from kg.graph.delta import Delta, changed_keys, delta
from kg.graph.iris import checked_base, document_iri, entity_iri, rule_iri
from kg.graph.kept import KeptNetwork, kept_bytes, kept_of, read_kept, write_kept
from kg.graph.renew import Documents, renewed
from kg.graph.sections import Before, Section, quads, quarantine, sections
from kg.graph.terms import DOCUMENTS, QUARANTINE
from kg.model import Document, Local, Network, Node, Record, Skipped, local_of
from kg.resolve import Key, distinct, resolve
from kg.schema import schema_of

__all__ = [
    "DOCUMENTS",
    "QUARANTINE",
    "Before",
    "Delta",
    "Documents",
    "KeptNetwork",
    "Section",
    "build_network",
    "by_triple",
    "changed_keys",
    "delta",
    "document_iri",
    "entity_iri",
    "kept_bytes",
    "kept_of",
    "quads",
    "quarantine",
    "read_kept",
    "renewed",
    "rule_iri",
    "sections",
    "write_kept",
]


def build_network(
    records: Sequence[Record],
    *,
    base: str,
    ontology: Path,
    skipped: Sequence[Skipped] = (),
    curation: Sequence[Document] = (),
    taken: Collection[str] = (),
) -> Network:
    """Join the entities of all documents, group what is stated of them, and check it by the shapes.

    The result depends on the sets of records and curation files alone: their order does not matter,
    and a record given twice counts once.

    Args:
        records: of all documents; those of curation files are made anew.
        base: what the IRIs of entities start with.
        ontology: folder of vocabulary, shapes and lexicons.
        skipped: files that could not be read, kept for the report.
        curation: files of edits by hand.
        taken: keys of edits that an earlier build has taken (``kg.curate.curate``).

    Raises:
        InputError: ``base`` is no usable IRI, or two different records have one id.
        CurationError: an edit cannot be applied.
        OntologyError: a file of ``ontology`` breaks its rules.
    """
    base = checked_base(base)
    schema = schema_of(ontology)
    documents = distinct(record for record in records if not is_curation(record.source))
    curated = curate(
        documents,
        resolve(documents, ontology),
        curation,
        iri=partial(entity_iri, base),
        base=base,
        schema=schema,
        taken=taken,
    )
    stating = (*curated.records, *curated.own)
    nodes = collect_nodes(stating, curated.resolution, base)
    node_of = {key: nodes[index] for key, index in curated.resolution.places().items()}
    facts, rejected = collect_facts(stating, node_of, schema)
    if curated.rejected:
        rejected[REJECTED] += curated.rejected
    checked = check(sorted_nodes(nodes), facts, base, ontology)
    all_records = distinct((*documents, *curated.own))
    return Network(
        base=base,
        nodes=checked.nodes,
        facts=checked.facts,
        records=all_records,
        quarantined=checked.quarantined,
        rejected=tuple(sorted(rejected.items())),
        skipped=tuple(sorted(skipped, key=lambda file: (file.source, file.reason))),
        quarantined_nodes=checked.quarantined_nodes,
        named={record.id: tuple(_locals(record, node_of)) for record in all_records},
        edits=curated.edits,
    )


def _locals(record: Record, node_of: Mapping[Key, Node]) -> Iterator[Local]:
    for entity in record.entities:
        node = node_of.get(Key(record.id, entity.id))
        if node:
            yield local_of(entity, node.iri)
