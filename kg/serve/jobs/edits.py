"""Edits by hand that a build holds, and the terms that an edit may use; JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg.curate import ACTIONS
from kg.query.edits import all_edits
from kg.schema import default_schema
from kg.serve.session import Session
from kg.serve.wire import Reply


def edits(session: Session, _values: Mapping[str, Any]) -> Reply:
    """All edits of the build, with the nodes that they are about."""
    return _json([asdict(mark) for mark in all_edits(session.build)])


def edit_terms(_session: Session, _values: Mapping[str, Any]) -> Reply:
    """Actions, types and relations."""
    schema = default_schema()
    types = [
        {"name": kind.name, "parent": kind.parent, "zh": kind.zh, "en": kind.en}
        for kind in schema.kinds.values()
    ]
    relations = [
        {
            "name": relation.name,
            "parent": relation.parent,
            "zh": relation.zh,
            "en": relation.en,
            "domain": sorted(relation.domain),
            "range": sorted(relation.range),
            "symmetric": relation.symmetric,
            "one_type": relation.one_type,
        }
        for relation in schema.predicates.values()
    ]
    return _json({"actions": list(ACTIONS), "types": types, "relations": relations})


def _json(value: object) -> Reply:
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return Reply(200, "application/json", body)
