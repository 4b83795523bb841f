"""What came, went or changed between two builds, with the sentences that make it so.

Two builds are compared by what they say, read from their tables: entities by IRI (one that was
renamed is paired by its names), facts by their two ends and the relation, evidence by its document
and its words, so that a text that moved down a line is no change. Scores, and what lies in
quarantine, are not compared.
"""

from collections.abc import Callable

from kg.difference.compare import compare
from kg.difference.page import to_html
from kg.difference.plain import to_json, to_text
from kg.difference.statements import to_turtle
from kg.difference.tables import read_tables
from kg.difference.values import Diff, Entity, EntityChange, FactChange, Stated

__all__ = [
    "FORMATS",
    "Diff",
    "Entity",
    "EntityChange",
    "FactChange",
    "Stated",
    "compare",
    "read_tables",
    "to_html",
    "to_json",
    "to_text",
    "to_turtle",
]

#: Makes the text of a difference; the number is the most to list of each sort, 0 for all.
FORMATS: dict[str, Callable[[Diff, int], str]] = {
    "text": to_text,
    "json": to_json,
    "ttl": to_turtle,
    "html": to_html,
}
