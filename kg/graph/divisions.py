"""Which administrative division a place is: GB/T 2260 codes from ``lexicon/divisions.tsv``.

A code is given only where it is certain: one division alone has the name, or of several one alone
lies in a division in which the graph puts the place.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from kg.lexicon import divisions
from kg.model import Fact, Node

# A short form stands for its division by itself only where the table says so.
_TRUSTED = "alone"


@cache
def _codes_by_name(ontology: Path) -> Mapping[str, frozenset[str]]:
    lexicon = ontology / "lexicon"
    codes: dict[str, set[str]] = defaultdict(set)
    if (lexicon / "divisions.tsv").exists():
        for row in divisions(lexicon):
            codes[row["name"]].add(row["code"])
            if row["short"] and row["trust"] == _TRUSTED:
                codes[row["short"]].add(row["code"])
    return {name: frozenset(found) for name, found in codes.items()}


def division_codes(nodes: Iterable[Node], facts: Iterable[Fact], ontology: Path) -> dict[str, str]:
    """The code of each place that is surely a division, by IRI."""
    by_name = _codes_by_name(ontology)
    possible = {
        node.iri: frozenset[str]().union(*(by_name.get(name, frozenset()) for name in node.names))
        for node in nodes
        if node.type == "Place"
    }
    certain = {iri: next(iter(codes)) for iri, codes in possible.items() if len(codes) == 1}
    around: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.predicate == "locatedIn" and fact.modality == "asserted" and fact.object in certain:
            around[fact.subject].add(certain[fact.object])
    for iri, codes in possible.items():
        inside = {code for code in codes for wider in around[iri] if _lies_in(code, wider)}
        if len(codes) > 1 and len(inside) == 1:
            certain[iri] = inside.pop()
    return certain


def _lies_in(code: str, wider: str) -> bool:
    """Whether a division is a part of another: 330106 of 330100 and of 330000."""
    if wider.endswith("0000"):
        return code != wider and code[:2] == wider[:2]
    return wider.endswith("00") and code != wider and code[:4] == wider[:4]
