"""Entities by their names, as JSON; made for suggestions while one types."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg.errors import QueryError
from kg.serve.paths import local_path
from kg.serve.session import Session
from kg.serve.wire import Reply, plain

_DEFAULT, _MOST = 10, 100


def search(session: Session, values: Mapping[str, Any]) -> Reply:
    """The best entities for a text.

    Values: ``text``, ``type``, ``limit``; the last two may be empty.
    """
    try:
        limit = int(values["limit"] or _DEFAULT)
        hits = session.names().find(values["text"], type_=values["type"], limit=min(limit, _MOST))
    except (QueryError, ValueError) as error:
        return plain(400, str(error))
    base = session.build.base
    found = [{**asdict(hit), "path": local_path(hit.iri, base)} for hit in hits]
    body = json.dumps({"query": values["text"], "hits": found}, ensure_ascii=False)
    return Reply(200, "application/json", body.encode("utf-8", "replace"))
