"""Entities whose names hold a few characters, for the editor to complete."""

import json
from collections.abc import Mapping
from typing import Any

from kg.query.build import run
from kg.query.results import Rows
from kg.rdf import Literal, NamedNode
from kg.schema import VOCABULARY, default_schema
from kg.serve.session import Session
from kg.serve.wire import Reply

_MOST = 20
_MATCHING = """
SELECT ?entity ?label ?type WHERE {
  { SELECT DISTINCT ?entity ?label WHERE {
      ?entity rdfs:label|skos:altLabel ?label FILTER(CONTAINS(LCASE(STR(?label)), LCASE(?wanted)))
      ?entity a kg:Entity
    } ORDER BY STRLEN(?label) ?label ?entity LIMIT 20 }
  ?entity a ?type
}
"""


def complete(session: Session, values: Mapping[str, Any]) -> Reply:
    """Up to twenty entities by part of a name, the shortest names first. Values: ``text``."""
    found: dict[tuple[str, str], list[str]] = {}
    text = values["text"].strip()
    rows = run(session.build, _MATCHING, {"wanted": text}) if text else None
    kinds = default_schema().kinds
    for row in rows.rows if isinstance(rows, Rows) else ():
        entity, label, type_ = row
        if isinstance(entity, NamedNode) and isinstance(label, Literal):
            types = found.setdefault((label.value, entity.value), [])
            name = type_.value.removeprefix(VOCABULARY) if isinstance(type_, NamedNode) else ""
            if name in kinds:
                types.append(name)
    ranked = sorted(found, key=lambda key: (len(key[0]), key))[:_MOST]
    entries = [
        {"label": label, "iri": iri, "type": _finest(found[label, iri])} for label, iri in ranked
    ]
    return Reply(200, "application/json", json.dumps(entries, ensure_ascii=False).encode())


def _finest(names: list[str]) -> str:
    kinds = default_schema().kinds
    return max(sorted(names), key=lambda name: bool(kinds[name].parent), default="")
