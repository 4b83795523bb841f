"""The dataset that a query is asked of, where the request or the query names its graphs.

The engine does not merge equal triples of several default graphs, so that counts come out too high.
Where more than one is named, they are merged into a store made for the query.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.query.prepare import Prepared
from kg.query.tokens import Token
from kg.rdf import DefaultGraph, NamedNode, Quad, Store

_ESCAPE = re.compile(r"\\(.)")
_NAMES = 2


@dataclass(frozen=True, slots=True)
class Dataset:
    """The store to ask, and what to tell the engine about graphs."""

    store: Store
    options: Mapping[str, Any]


def dataset(
    store: Store, prepared: Prepared, default: Sequence[str], named: Sequence[str]
) -> Dataset:
    """The dataset for a query.

    Args:
        store: the build's.
        prepared: the query, whose own FROM clauses count where the request names no graphs.
        default: ``default-graph-uri`` of the request.
        named: ``named-graph-uri`` of the request.

    Raises:
        ValueError: a graph is named by no absolute IRI.
    """
    if not default and not named:
        default, named = _from_clauses(prepared)
        if len(default) < _NAMES:
            return Dataset(store, {})
    names = [NamedNode(iri) for iri in dict.fromkeys(named)]
    defaults = tuple(NamedNode(iri) for iri in dict.fromkeys(default))
    if len(defaults) < _NAMES:
        return Dataset(store, {"default_graph": list(defaults), "named_graphs": names})
    merged = _merged(store, defaults, tuple(names))
    return Dataset(merged, {"default_graph": [DefaultGraph()], "named_graphs": names})


@lru_cache(maxsize=1)
def _merged(store: Store, defaults: tuple[NamedNode, ...], names: tuple[NamedNode, ...]) -> Store:
    merged = Store()
    for graph in defaults:
        quads = store.quads_for_pattern(None, None, None, graph)
        merged.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    for graph in names:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
        merged.add_graph(graph)
    return merged


def _from_clauses(prepared: Prepared) -> tuple[list[str], list[str]]:
    """The graphs of FROM and of FROM NAMED."""
    default: list[str] = []
    named: list[str] = []
    tokens = prepared.tokens
    for number, token in enumerate(tokens):
        if token.text == "{":
            break
        if token.is_word("FROM") and number + _NAMES < len(tokens):
            is_named = tokens[number + 1].is_word("NAMED")
            iri = _iri(tokens[number + 1 + is_named], prepared)
            (named if is_named else default).append(iri)
    return default, named


def _iri(token: Token, prepared: Prepared) -> str:
    if token.kind == "iri":
        return token.text[1:-1].encode("ascii", "backslashreplace").decode("unicode_escape")
    prefix, _, local = token.text.partition(":")
    return _prefixes(prepared).get(prefix, prefix + ":") + _ESCAPE.sub(r"\1", local)


def _prefixes(prepared: Prepared) -> dict[str, str]:
    tokens = prepared.tokens
    declared = {
        tokens[number + 1].text.partition(":")[0]: tokens[number + 2].text[1:-1]
        for number, token in enumerate(tokens[:-_NAMES])
        if token.is_word("PREFIX")
    }
    return {**prepared.prefixes, **declared}
