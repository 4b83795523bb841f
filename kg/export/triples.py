"""RDF files. Statements come sorted from ``kg.graph.quads``, so the bytes are always the same.

TriG and N-Quads hold everything, each graph by its name. The formats without graphs hold the facts,
their evidence and the documents, but nothing that lies in quarantine.
"""

from collections.abc import Iterable, Sequence

from kg.graph import QUARANTINE
from kg.rdf import Quad, RdfFormat, Triple, dump
from kg.schema import PREFIXES


def without_graphs(dataset: Iterable[Quad]) -> tuple[Triple, ...]:
    """What formats without graphs hold: each good statement once, in the order of ``dataset``."""
    return tuple(dict.fromkeys(q.triple for q in dataset if q.graph_name != QUARANTINE))


def ntriples(triples: Sequence[Triple]) -> bytes:
    """N-Triples, one statement a line."""
    return dump(triples, RdfFormat.N_TRIPLES)


def trig(dataset: Sequence[Quad]) -> bytes:
    """TriG: the dataset with its graphs."""
    return dump(dataset, RdfFormat.TRIG, PREFIXES)


def nquads(dataset: Sequence[Quad]) -> bytes:
    """N-Quads: the dataset with its graphs, one statement a line."""
    return dump(dataset, RdfFormat.N_QUADS)
