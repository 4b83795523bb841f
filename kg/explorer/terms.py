"""The words of the graph by number: types, predicates, documents."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from kg.explorer.blocks import PredicateTerm, Term
from kg.model import Fact, Network, Node
from kg.schema import Schema

_Value = TypeVar("_Value", bound=Hashable)

MODALITIES = ("asserted", "planned", "denied", "doubtful", "ended")


class Terms:
    """Types and predicates of the vocabulary, and after them any other that the graph uses."""

    def __init__(self, schema: Schema, nodes: Iterable[Node], facts: Iterable[Fact]) -> None:
        self.type = numbered(schema.kinds)
        self.predicate = numbered(schema.predicates)
        self._types = [(kind.name, kind.parent, kind.zh, kind.en) for kind in schema.kinds.values()]
        self._predicates = [(p.name, p.parent, p.zh, p.en) for p in schema.predicates.values()]
        self._symmetric = [p.symmetric for p in schema.predicates.values()]
        for node in nodes:
            _known(node.type, "", self.type, self._types)
            _known(node.subtype, node.type, self.type, self._types)
        for fact in facts:
            _known(fact.predicate, "", self.predicate, self._predicates)
            for proof in fact.proofs:
                _known(proof.subpredicate, fact.predicate, self.predicate, self._predicates)

    def types(self) -> list[Term]:
        """The types, by number."""
        return [
            Term(name, zh, en, self.type.get(parent, -1)) for name, parent, zh, en in self._types
        ]

    def predicates(self) -> list[PredicateTerm]:
        """The predicates, by number."""
        return [
            PredicateTerm(
                name,
                zh,
                en,
                self.predicate.get(parent, -1),
                symmetric=number < len(self._symmetric) and self._symmetric[number],
            )
            for number, (name, parent, zh, en) in enumerate(self._predicates)
        ]


def document_numbers(network: Network) -> dict[str, int]:
    """The number of each document."""
    return numbered(record.id for record in network.records)


def numbered(values: Iterable[_Value]) -> dict[_Value, int]:
    """The different values, numbered in the order in which they come first."""
    return {value: number for number, value in enumerate(dict.fromkeys(values))}


def _known(
    name: str, parent: str, numbers: dict[str, int], all_: list[tuple[str, str, str, str]]
) -> None:
    if name and name not in numbers:
        numbers[name] = len(all_)
        all_.append((name, parent, name, name))
