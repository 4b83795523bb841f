"""What the page knows, as plain values that become JSON: names, facts, evidence, labels, counts.

Offsets here are UTF-16 code units, which is what JavaScript's strings count in.
"""

from collections.abc import Iterable
from typing import Any

from kg.model import Evidence, Fact, Network, Proof
from kg.schema import default_schema
from kg.text import utf16_length
from kg.view.select import Part

# A page must open at once; where there is more, it says so, and evidence.csv has all of it.
_MOST_PROOFS = 30
_CONTEXT = 160  # characters kept on either side of the evidence in a very long sentence
_LONGEST_EVIDENCE = 1000

Edges = list[tuple[tuple[int, int], tuple[int, ...]]]


def page_data(network: Network, part: Part, edges: Edges) -> dict[str, Any]:
    """The page's data: nodes and facts by number, in the order of ``part``."""
    number = {node.iri: index for index, node in enumerate(part.nodes)}
    documents = _Table()
    sentences = _Table()
    facts = [_fact(fact, number, documents, sentences) for fact in part.facts]
    records = {record.id: record for record in network.records}
    return {
        "counts": {
            "documents": len(network.records),
            "nodes": len(network.nodes),
            "facts": len(network.facts),
            "evidence": sum(len(fact.proofs) for fact in network.facts),
            "quarantined": len(network.quarantined),
        },
        "kinds": _kinds(),
        "predicates": _predicates(),
        "nodes": [
            {
                "iri": node.iri,
                "type": node.type,
                "subtype": node.subtype,
                "names": list(node.names),
                "mentions": node.mentions,
                "documents": len(node.appearances),
                "degree": part.degree[node.iri],
            }
            for node in part.nodes
        ],
        "facts": facts,
        "edges": [list(indexes) for _, indexes in edges],
        "documents": [
            {
                "id": name,
                "title": records[name].title if name in records else "",
                "date": records[name].published if name in records else "",
            }
            for name in documents.values
        ],
        "sentences": sentences.values,
    }


def edges_of(part: Part) -> Edges:
    """One line a pair of nodes and direction: its ends, and the numbers of its facts."""
    number = {node.iri: index for index, node in enumerate(part.nodes)}
    together: dict[tuple[int, int], list[int]] = {}
    for index, fact in enumerate(part.facts):
        ends = number[fact.subject], number[fact.object]
        together.setdefault(ends, []).append(index)
    return [(ends, tuple(indexes)) for ends, indexes in sorted(together.items())]


class _Table:
    """Strings that occur often, each kept once and named by its number."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, value: str) -> int:
        if value not in self._numbers:
            self._numbers[value] = len(self.values)
            self.values.append(value)
        return self._numbers[value]


def _fact(
    fact: Fact, number: dict[str, int], documents: _Table, sentences: _Table
) -> dict[str, Any]:
    proofs = [_proof(proof, documents, sentences) for proof in fact.proofs[:_MOST_PROOFS]]
    return {
        "s": number[fact.subject],
        "p": fact.predicate,
        "o": number[fact.object],
        "m": fact.modality,
        "finer": _distinct(proof.subpredicate for proof in fact.proofs),
        "roles": list(fact.roles),
        "count": len(fact.proofs),
        "proofs": proofs,
    }


def _proof(proof: Proof, documents: _Table, sentences: _Table) -> dict[str, Any]:
    before, quoted, after = _around(proof.evidence)
    start = utf16_length(before)
    return {
        "d": documents.number(proof.document),
        "t": sentences.number(before + quoted + after),
        "a": start,
        "z": start + utf16_length(quoted),
        "role": proof.role,
        "time": proof.time,
        "score": proof.score,
        "by": proof.by,
    }


def _around(evidence: Evidence) -> tuple[str, str, str]:
    """The evidence and what stands before and after it in its sentence, long ones shortened."""
    start = evidence.start - evidence.sentence_start
    end = start + len(evidence.text)
    if evidence.sentence[max(start, 0) : end] != evidence.text:
        start = end = 0
        before = after = ""
    else:
        before, after = evidence.sentence[:start], evidence.sentence[end:]
    quoted = evidence.text
    if len(quoted) > _LONGEST_EVIDENCE:
        quoted = quoted[:_LONGEST_EVIDENCE] + "…"
    if len(before) > _CONTEXT:
        before = "…" + before[-_CONTEXT:]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT] + "…"
    return before, quoted, after


def _distinct(values: Iterable[str]) -> list[str]:
    return sorted({value for value in values if value})


def _kinds() -> dict[str, list[str]]:
    return {kind.name: [kind.zh, kind.en] for kind in default_schema().kinds.values()}


def _predicates() -> dict[str, dict[str, Any]]:
    return {
        predicate.name: {
            "zh": predicate.zh,
            "en": predicate.en,
            "symmetric": predicate.symmetric,
        }
        for predicate in default_schema().predicates.values()
    }
