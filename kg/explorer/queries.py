"""The library of saved queries, and the prefixes that every query knows, for the SPARQL screen."""

from typing import Any

from kg.query import saved_queries
from kg.query.prefixes import known_prefixes
from kg.query.saved import Parameter, SavedQuery


def queries_block(base: str) -> dict[str, Any]:
    """What ``QueriesBlock`` of the page's contract says, for a graph under ``base``."""
    return {
        "prefixes": known_prefixes(base),
        "saved": [_saved(query) for query in saved_queries().values()],
    }


def _saved(query: SavedQuery) -> dict[str, Any]:
    return {
        "name": query.name,
        "zh": query.title,
        "en": query.title_en,
        "about": {"zh": query.about_zh, "en": query.about},
        "parameters": [_parameter(parameter) for parameter in query.parameters],
        "text": query.text,
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    about = {"zh": parameter.about_zh, "en": parameter.about}
    return {"name": parameter.name, "about": about, "default": parameter.default}
