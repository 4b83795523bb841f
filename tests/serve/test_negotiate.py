"""Which form a client gets."""

import pytest

from kg.serve.negotiate import Offer, best, choose
from kg.serve.offers import CSV, GRAPHS, JSON, JSON_LD, RDF_XML, TABLES, TSV, TURTLE, XML


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/csv", CSV),
        ("TEXT/CSV", CSV),
        ("application/sparql-results+xml, application/sparql-results+json;q=0.9", XML),
        ("application/sparql-results+xml;q=0.2, text/tab-separated-values;q=0.3", TSV),
        ("text/*;q=0.5, text/csv", CSV),
        ("application/json", JSON),
        ("*/*, application/sparql-results+json;q=0", XML),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", XML),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("text/csv;q=nonsense", None),
        (",, ;q=1", None),
    ],
)
def test_best_table(accept: str, wanted: Offer | None) -> None:
    assert best(accept, TABLES) is wanted


def test_graphs_by_their_types() -> None:
    assert best("application/ld+json", GRAPHS) is JSON_LD
    assert best("application/rdf+xml, text/turtle;q=0.9", GRAPHS) is RDF_XML
    assert best("text/turtle, application/rdf+xml", GRAPHS) is TURTLE


def test_a_named_form_wins_over_the_header() -> None:
    assert choose("csv", "application/sparql-results+json", TABLES) is CSV
    assert choose("pdf", "*/*", TABLES) is None
