"""What the tools answer, computed over an opened build."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from kg.assistant import shown
from kg.assistant.shown import Shown
from kg.errors import QueryError
from kg.query import (
    Answer,
    Build,
    Edge,
    Explanation,
    Named,
    Rows,
    edges_between,
    explain,
    named,
    open_build,
    run,
    saved_query,
)
from kg.query.results import python_value
from kg.schema import default_schema
from kg.search import Names, open_names

MOST = 50
MOST_ROWS = 200

_MOST_CELL = 300
_ALIKE = 5


@dataclass(frozen=True)
class Desk:
    """A build with its names, each opened when it is first needed."""

    folder: Path

    @cached_property
    def build(self) -> Build:
        """The build."""
        return open_build(self.folder)

    @cached_property
    def names(self) -> Names:
        """Its names."""
        return open_names(self.folder)


def search(desk: Desk, text: str, type_: str, limit: int) -> Shown:
    """Entities by name."""
    hits = desk.names.find(text, type_=type_, limit=_limit(limit))
    found = [
        {
            "iri": hit.iri,
            "label": shown.text(hit.label),
            "type": hit.subtype or hit.type,
            "name": shown.text(hit.name),
            "match": hit.match,
            "facts": hit.facts,
            "mentions": hit.mentions,
        }
        for hit in hits
    ]
    return {"entities": found}


def describe(desk: Desk, entity: str) -> Shown:
    """An entity: names, kinds, how often and where it is named, what relations it has."""
    node = _node(desk, entity)
    found = explain(desk.build, node)
    counts: dict[tuple[str, str], int] = {}
    for edge in _good(found):
        way = "out" if edge.subject.iri == node.iri else "in"
        counts[edge.predicate, way] = counts.get((edge.predicate, way), 0) + 1
    relations = [
        {"predicate": predicate, "label": _label(predicate), "direction": way, "facts": number}
        for (predicate, way), number in sorted(counts.items())
    ]
    return {
        **shown.entity(node),
        "types": list(node.types),
        "also": shown.names(node),
        "mentions": found.mentions,
        "documents": len(found.documents),
        "relations": relations,
    }


def neighbours(
    desk: Desk, entity: str, predicate: str, direction: str, page: tuple[int, int]
) -> Shown:
    """The facts that an entity is an end of."""
    if predicate and predicate not in default_schema().predicates:
        raise QueryError(f"no relation {shown.text(predicate)}; see the resource kg://vocabulary")
    node = _node(desk, entity)
    edges = [
        edge
        for edge in _good(explain(desk.build, node))
        if not predicate or predicate in (edge.predicate, *(r.finer for r in edge.reasons))
        if direction not in ("in", "out") or (direction == "out") == (edge.subject.iri == node.iri)
    ]
    facts = [shown.edge(edge, node) for edge in edges]
    return {"entity": shown.entity(node), **shown.listed("facts", facts, page[0], _limit(page[1]))}


def evidence(desk: Desk, one: str, other: str, predicate: str, page: tuple[int, int]) -> Shown:
    """The sentences that state facts between two entities."""
    node, second = _node(desk, one), _node(desk, other)
    found = [
        {**shown.edge(edge, node), **shown.reason(reason)}
        for edge in edges_between(desk.build, node, second)
        if not predicate or edge.predicate == predicate
        for reason in edge.reasons
    ]
    for each in found:
        del each["evidence"], each["other"]
    return {
        "entity": shown.entity(node),
        "other": shown.entity(second),
        **shown.listed("evidence", found, page[0], _limit(page[1])),
    }


def documents(desk: Desk, entity: str, page: tuple[int, int]) -> Shown:
    """The documents that name an entity."""
    node = _node(desk, entity)
    found = [
        {"document": shown.text(place.source), "title": shown.text(place.title), "iri": place.iri}
        for place in explain(desk.build, node).documents
    ]
    return {
        "entity": shown.entity(node),
        **shown.listed("documents", found, page[0], _limit(page[1])),
    }


def sparql(desk: Desk, query: str, limit: int) -> Shown:
    """A query's rows, its truth value or its statements."""
    return _results(desk, query, {}, limit)


def saved(desk: Desk, name: str, parameters: Mapping[str, str], limit: int) -> Shown:
    """What a query of the library gives."""
    query = saved_query(name)
    return _results(desk, query.text, query.bind(parameters), limit)


def overview(desk: Desk) -> Shown:
    """How much there is of what."""
    rows = run(desk.build, "SELECT ?t (COUNT(?e) AS ?n) { ?e a kg:Entity, ?t } GROUP BY ?t")
    counts = {}
    if isinstance(rows, Rows):
        kinds = default_schema().kinds
        local = {str(python_value(t)).rpartition("#")[2]: python_value(n) for t, n in rows.rows}
        counts = {name: local[name] for name in kinds if name in local}
    return {"entities_by_type": counts}


ANSWERS: Mapping[str, Callable[..., Shown]] = {
    "search": search,
    "describe": describe,
    "neighbours": neighbours,
    "evidence": evidence,
    "documents": documents,
    "sparql": sparql,
    "saved": saved,
    "overview": overview,
}


def _results(desk: Desk, query: str, parameters: Mapping[str, Any], limit: int) -> Shown:
    found = run(desk.build, query, parameters)
    most = max(1, min(limit, MOST_ROWS))
    if isinstance(found, Rows):
        rows = [[_cell(term) for term in row] for row in found.rows[:most]]
        result: Shown = {"columns": list(found.variables), "rows": rows, "total": len(found.rows)}
        if len(found.rows) > most:
            result["cut_off"] = "add LIMIT and OFFSET, or count and group, to see the rest"
        return result
    if isinstance(found, Answer):
        return {"answer": found.value}
    statements = [shown.text(str(triple), _MOST_CELL) for triple in islice(found.triples, most)]
    return {"statements": statements, "total": len(found.triples)}


def _cell(term: Any) -> Any:
    value = python_value(term)
    return shown.text(value, _MOST_CELL) if isinstance(value, str) else value


def _node(desk: Desk, entity: str) -> Named:
    """The entity that an IRI or a name means.

    Raises:
        QueryError: none, or several; names them.
    """
    entity = entity.strip()
    if "://" in entity:
        try:
            found = named(desk.build, entity.strip("<>"))
        except ValueError:
            found = None
        if found is None:
            raise QueryError(f"{shown.text(entity)}: no entity has this IRI; search for its name")
        return found
    hits = desk.names.find(entity, limit=_ALIKE)
    exact = [hit for hit in hits if hit.match == "exact"]
    if len(exact) == 1 or (len(hits) == 1 and not exact):
        found = named(desk.build, (exact or hits)[0].iri)
        assert found
        return found
    if not hits:
        raise QueryError(f"nothing is named {shown.text(entity)}; search for part of the name")
    each = "; ".join(f"{shown.text(hit.label)} {hit.type} {hit.iri}" for hit in exact or hits)
    raise QueryError(f"several entities match; give the IRI of one: {each}")


def _good(found: Explanation) -> list[Edge]:
    return [edge for edge in found.edges if not edge.problem]


def _label(predicate: str) -> str:
    known = default_schema().predicates.get(predicate)
    return known.zh if known else predicate


def _limit(limit: int) -> int:
    return max(1, min(limit, MOST))
