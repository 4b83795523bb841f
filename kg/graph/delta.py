"""How a network differs from that of the build before, by the keys of its nodes and facts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kg.graph.collect import Triple, by_triple
from kg.graph.kept import KeptNetwork
from kg.model import Fact, Network, Node

_Key = TypeVar("_Key", str, Triple)


@dataclass(frozen=True, slots=True)
class Delta:
    """What came, what is gone; what is another now is in both.

    Attributes:
        nodes_gone, nodes_came: by IRI.
        facts_gone, facts_came: by their ends, predicate and modality.
        touched: IRIs of nodes that changed or that such a fact has for an end.
        restated: keys of facts of which something else changed that a table says of them: the
            title of a document, the name of an end. Those that changed are among them.
    """

    nodes_gone: Mapping[str, Node]
    nodes_came: Mapping[str, Node]
    facts_gone: Mapping[Triple, Fact]
    facts_came: Mapping[Triple, Fact]
    touched: Collection[str]
    restated: Collection[Triple]


def delta(old: KeptNetwork, new: Network, same: Collection[str]) -> Delta:
    """How ``new`` differs from ``old``.

    Args:
        old: of the build before.
        new: of this build.
        same: ids of documents that are as they were.
    """
    nodes = {node.iri: node for node in old.nodes}
    nodes_came = {
        node.iri: node
        for node in new.nodes
        if (before := nodes.get(node.iri)) is not node and before != node
    }
    now = {node.iri for node in new.nodes}
    nodes_gone = {iri: n for iri, n in nodes.items() if iri not in now or iri in nodes_came}
    facts = {by_triple(fact): fact for fact in old.facts}
    facts_came: dict[Triple, Fact] = {}
    unseen = dict(facts)
    for fact in new.facts:
        key = by_triple(fact)
        known = unseen.get(key)
        if known is fact or known == fact:
            del unseen[key]
        else:
            facts_came[key] = fact
    keys = unseen.keys() | facts_came.keys()
    ends = {iri for subject, _, object_, _ in keys for iri in (subject, object_)}
    return Delta(
        nodes_gone=nodes_gone,
        nodes_came=nodes_came,
        facts_gone=unseen,
        facts_came=facts_came,
        touched=ends | nodes_gone.keys() | nodes_came.keys(),
        restated=keys | _restated(old, new, same),
    )


def _restated(old: KeptNetwork, new: Network, same: Collection[str]) -> set[Triple]:
    before = {node.iri: node.label for node in old.all_nodes}
    now = {node.iri: node.label for node in new.nodes + new.quarantined_nodes}
    renamed = {iri for iri, label in now.items() if before.get(iri, label) != label}
    renamed |= before.keys() ^ now.keys()
    return {
        by_triple(fact)
        for fact in new.facts
        if (renamed and (fact.subject in renamed or fact.object in renamed))
        or any(proof.document not in same for proof in fact.proofs)
    }


def changed_keys(
    before: Iterable[_Key], now: Iterable[_Key], changed: Collection[_Key]
) -> tuple[list[_Key], list[_Key]]:
    """Keys that are gone and that came, sorted; those of ``changed`` that stay are in both."""
    old, new = set(before), set(now)
    both = {key for key in changed if key in old and key in new}
    return sorted((old - new) | both), sorted((new - old) | both)
