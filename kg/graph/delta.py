"""How a network differs from that of the build before, by the keys of its nodes and facts."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.graph.collect import Triple, by_triple
from kg.graph.kept import KeptNetwork
from kg.model import Fact, Network, Node

_Key = TypeVar("_Key", str, Triple)
_Thing = TypeVar("_Thing", Node, Fact)


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
    nodes_gone, nodes_came = _changed(old.nodes, new.nodes, by_iri)
    facts_gone, facts_came = _changed(old.facts, new.facts, by_triple)
    keys = facts_gone.keys() | facts_came.keys()
    ends = {iri for subject, _, object_, _ in keys for iri in (subject, object_)}
    return Delta(
        nodes_gone=nodes_gone,
        nodes_came=nodes_came,
        facts_gone=facts_gone,
        facts_came=facts_came,
        touched=ends | nodes_gone.keys() | nodes_came.keys(),
        restated=keys | _restated(old, new, same),
    )


def by_iri(node: Node) -> str:
    """What nodes are told apart and sorted by."""
    return node.iri


def _changed(
    old: Sequence[_Thing], new: Sequence[_Thing], key: Callable[[_Thing], _Key]
) -> tuple[dict[_Key, _Thing], dict[_Key, _Thing]]:
    """What is gone and what came; what is another now is in both."""
    gone = {key(thing): thing for thing in _others(old, new)}
    came = {key(thing): thing for thing in _others(new, old)}
    for name in gone.keys() & came.keys():
        if gone[name] == came[name]:
            del gone[name], came[name]
    return gone, came


def _others(some: Sequence[_Thing], known: Sequence[_Thing]) -> Iterator[_Thing]:
    """Those of ``some`` that are not the very values of ``known``, which most of them are."""
    ids = set(map(id, known))
    return (thing for thing in some if id(thing) not in ids)


def _restated(old: KeptNetwork, new: Network, same: Collection[str]) -> set[Triple]:
    gone, came = _changed(old.all_nodes, new.nodes + new.quarantined_nodes, by_iri)
    renamed = {
        iri
        for iri in gone.keys() | came.keys()
        if iri not in gone or iri not in came or gone[iri].label != came[iri].label
    }
    known = set(same)
    about = {id(f) for f in new.facts for proof in f.proofs if proof.document not in known}
    return {
        by_triple(fact)
        for fact in new.facts
        if id(fact) in about or fact.subject in renamed or fact.object in renamed
    }


def changed_keys(
    before: Sequence[_Key], now: Sequence[_Key], changed: Iterable[_Key]
) -> tuple[list[_Key], list[_Key]]:
    """Of the keys that ``changed`` those that were there and those that are, sorted as all are."""
    keys = sorted(changed)
    return [key for key in keys if _in(before, key)], [key for key in keys if _in(now, key)]


def _in(keys: Sequence[_Key], key: _Key) -> bool:
    at = bisect_left(keys, key)
    return at < len(keys) and keys[at] == key
