"""Network → statements, section by section, sorted; all of them or those of some subjects.

A section is all subjects of one sort. Its keys tell them apart and sort them; what changed since
the build before is told by its keys, so that only that need be stated.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.graph import terms
from kg.graph.blocks import (
    Block,
    document_block,
    edit_block,
    evidence_block,
    plain_facts,
    role_blocks,
    rule_blocks,
)
from kg.graph.delta import Delta
from kg.graph.divisions import division_codes
from kg.graph.iris import document_iri, role_iri, rule_iri
from kg.graph.kept import KeptNetwork
from kg.graph.statements import (
    MEMBER_OF,
    bad_blocks,
    curators,
    entity_blocks,
    evidence_items,
    posts,
    rules_of,
    written,
)
from kg.model import Fact, Network
from kg.rdf import DefaultGraph, NamedNode, Quad
from kg.schema import current_ontology, schema_of

_Wanted = Collection[str] | None


@dataclass(frozen=True, slots=True)
class Before:
    """The build before this one.

    Attributes:
        kept: its network.
        delta: how the network differs from that.
        keys: those of its sections.
        same: ids of documents that are as they were.
    """

    kept: KeptNetwork
    delta: Delta
    keys: Mapping[str, Sequence[str]]
    same: Collection[str]


@dataclass(frozen=True, slots=True)
class Section:
    """The statements of all subjects of one sort, in the order in which files hold them.

    Attributes:
        name: what the section is called.
        keys: of its subjects, sorted.
        iri: the IRI of a subject by its key.
        blocks: of some subjects, in order, or of all.
        changed: keys, old and new, of subjects that may be stated otherwise in the build before.
        graph: where the statements belong.
    """

    name: str
    keys: Sequence[str]
    iri: Callable[[str], str]
    blocks: Callable[[_Wanted], Iterable[Block]]
    changed: Collection[str] = ()
    graph: NamedNode | DefaultGraph = DefaultGraph()  # noqa: RUF009 - a constant

    def quads(self, wanted: _Wanted = None) -> tuple[Quad, ...]:
        """The statements of some subjects, or of all."""
        return tuple(written(self.blocks(wanted), self.graph))


def quads(network: Network, ontology: Path | None = None) -> Iterator[Quad]:
    """All statements of a build.

    The default graph holds entities, facts, evidence, posts; ``kg:documents`` what is known of the
    documents; ``kg:quarantine`` what breaks a shape, with its problem.
    """
    for section in sections(network, ontology):
        yield from section.quads()
    yield from quarantine(network, ontology)


def quarantine(network: Network, ontology: Path | None = None) -> tuple[Quad, ...]:
    """The statements of what breaks a shape."""
    schema = schema_of(ontology or current_ontology())
    return tuple(written(bad_blocks(network, schema), terms.QUARANTINE))


def sections(
    network: Network, ontology: Path | None = None, before: Before | None = None
) -> tuple[Section, ...]:
    """All good statements of a build, in the order in which files hold them.

    A symmetric fact is written both ways; its evidence one way. A fact that is not asserted is
    evidence alone.
    """
    base = network.base
    jobs = [fact for fact in network.facts if _is_post(fact)]
    roles = sorted({role for fact in jobs for role in fact.roles})
    rules = sorted({*rules_of(network.facts), *curators(network)})
    records = {record.id: record for record in network.records}
    same = set(before.same) if before else records.keys()
    return (
        _entities(network, ontology or current_ontology(), before),
        _of_facts("evidence", network, before, _evidence),
        _of_facts("posts", network, before, _posts),
        _of_names("roles", roles, role_iri, role_blocks, base=base, before=before),
        _of_names("rules", rules, rule_iri, rule_blocks, base=base, before=before),
        _edits(network, before),
        Section(
            "documents",
            list(records),
            partial(document_iri, base),
            lambda wanted: (
                document_block(record, base)
                for record in network.records
                if wanted is None or record.id in wanted
            ),
            _others("documents", list(records), before) | records.keys() - same,
            terms.DOCUMENTS,
        ),
    )


def _entities(network: Network, ontology: Path, before: Before | None) -> Section:
    schema = schema_of(ontology)
    codes = division_codes(network.nodes, network.facts, ontology)
    asserted = [fact for fact in network.facts if fact.modality == "asserted"]
    changed: set[str] = set()
    if before:
        delta = before.delta
        old = division_codes(before.kept.nodes, before.kept.facts, ontology)
        changed = {iri for iri, _ in codes.items() ^ old.items()}
        changed |= delta.nodes_gone.keys() | delta.nodes_came.keys()
        for fact in (*delta.facts_gone.values(), *delta.facts_came.values()):
            changed.update(subject for subject, _, _ in plain_facts(fact, schema))

    def blocks(wanted: _Wanted) -> Iterable[Block]:
        if wanted is None:
            return entity_blocks(network.nodes, asserted, network.base, schema, codes)
        nodes = [node for node in network.nodes if node.iri in wanted]
        facts = [f for f in asserted if f.subject in wanted or f.object in wanted]
        return entity_blocks(nodes, facts, network.base, schema, codes)

    return Section("entities", [node.iri for node in network.nodes], str, blocks, changed)


def _edits(network: Network, before: Before | None) -> Section:
    every = (edit_block(edit, network.base) for edit in network.edits)
    found = {block[0].value: block for block in every}
    keys = sorted(found)

    def blocks(wanted: _Wanted) -> Iterable[Block]:
        return (found[iri] for iri in (keys if wanted is None else sorted(wanted)))

    # What an edit does may change without the edit.
    changed = found.keys() | _others("edits", keys, before)
    return Section("edits", keys, str, blocks, changed)


def _others(name: str, keys: Sequence[str], before: Before | None) -> set[str]:
    """Keys of a section that only one of the two builds has."""
    return set(keys) ^ set(before.keys[name]) if before else set()


def _of_facts(
    name: str,
    network: Network,
    before: Before | None,
    made: Callable[[Iterable[Fact], str], dict[str, Callable[[], Block]]],
) -> Section:
    """A section of what facts alone give, by IRI."""
    base = network.base
    if before is None:
        found = made(network.facts, base)
        keys, changed = sorted(found), set[str]()
    else:
        gone = made(before.delta.facts_gone.values(), base)
        found = made(before.delta.facts_came.values(), base)
        both = gone.keys() & found.keys()
        changed = gone.keys() ^ found.keys() | {i for i in both if gone[i]() != found[i]()}
        stay = (iri for iri in before.keys[name] if iri not in gone and iri not in found)
        keys = sorted([*stay, *found])

    def blocks(wanted: _Wanted) -> Iterable[Block]:
        if wanted is None and before is not None:
            every = made(network.facts, base)
            return (every[iri]() for iri in keys)
        return (found[iri]() for iri in (keys if wanted is None else sorted(wanted)))

    return Section(name, keys, str, blocks, changed)


def _evidence(facts: Iterable[Fact], base: str) -> dict[str, Callable[[], Block]]:
    return {
        item.iri: partial(evidence_block, item.fact, item.proof, item.iri, base)
        for item in evidence_items(facts, base)
    }


def _posts(facts: Iterable[Fact], base: str) -> dict[str, Callable[[], Block]]:
    def given(block: Block) -> Block:
        return block

    found = posts((fact for fact in facts if fact.modality == "asserted"), base)
    return {block[0].value: partial(given, block) for block in found}


def _is_post(fact: Fact) -> bool:
    return fact.predicate == MEMBER_OF and fact.modality == "asserted"


def _of_names(
    name: str,
    keys: Sequence[str],
    iri: Callable[[str, str], str],
    blocks: Callable[[Iterable[str], str], Iterable[Block]],
    *,
    base: str,
    before: Before | None,
) -> Section:
    """A section whose statements hang on the names of its subjects alone."""
    return Section(
        name,
        keys,
        partial(iri, base),
        lambda wanted: blocks(keys if wanted is None else sorted(wanted), base),
        _others(name, keys, before),
    )
