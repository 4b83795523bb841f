"""SPARQL over a build: run, saved queries, tables, and why a node is there.

It opens in a fraction of a second and reads only the output folder.
"""

from kg.query.build import Build, open_build, run
from kg.query.explain import (
    Edge,
    Explanation,
    Named,
    Place,
    Reason,
    edges_between,
    explain,
    find_named,
    named,
    reasons_of,
)
from kg.query.formats import FORMATS, render
from kg.query.integrity import damages
from kg.query.results import Answer, Results, Rows, Term, Triples
from kg.query.saved import SavedQuery, saved_queries, saved_query
from kg.query.table import table
from kg.query.width import cut, inert, pad, width

__all__ = [
    "FORMATS",
    "Answer",
    "Build",
    "Edge",
    "Explanation",
    "Named",
    "Place",
    "Reason",
    "Results",
    "Rows",
    "SavedQuery",
    "Term",
    "Triples",
    "cut",
    "damages",
    "edges_between",
    "explain",
    "find_named",
    "inert",
    "named",
    "open_build",
    "pad",
    "reasons_of",
    "render",
    "run",
    "saved_queries",
    "saved_query",
    "table",
    "width",
]
