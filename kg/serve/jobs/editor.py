"""What the query editor needs to know of a build, as JSON."""

import json
from collections.abc import Mapping
from typing import Any

from kg.query import SavedQuery, saved_queries
from kg.query.prepare import prepare
from kg.rdf import NamedNode
from kg.schema import PREFIXES, VOCABULARY, Kind, Predicate, default_schema
from kg.serve.session import Session
from kg.serve.wire import Reply

_TYPE = PREFIXES["rdf"] + "type"


def editor_settings(session: Session, _values: Mapping[str, Any]) -> Reply:
    """Prefixes, the saved queries as templates, and the terms in use with their labels."""
    build = session.build
    settings = {
        "base": build.base,
        "prefixes": {name: iri for name, iri in build.prefixes.items() if name},
        "templates": [_template(saved, build.prefixes) for saved in saved_queries().values()],
        "classes": _terms(_used_classes(session)),
        "predicates": _terms(_used_predicates(session)),
    }
    data = json.dumps(settings, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Reply(200, "application/json", data)


def _template(saved: SavedQuery, prefixes: Mapping[str, str]) -> dict[str, str]:
    """A saved query as text to change: its parameters at their defaults."""
    defaults = {p.name: p.default or "" for p in saved.parameters}
    text = prepare(saved.text, defaults, prefixes).text
    body = "\n".join(line for line in text.splitlines() if not line.startswith("# ")).strip()
    head = f"# {saved.title} · {saved.title_en}\n# {saved.about}\n"
    return {
        "name": saved.name,
        "zh": saved.title,
        "en": saved.title_en,
        "about": saved.about,
        "query": head + body + "\n",
    }


def _used_predicates(session: Session) -> set[str]:
    query = "SELECT DISTINCT ?p { ?s ?p ?o }"
    return {row[0].value for row in session.build.store.query(query)}  # type: ignore[union-attr]


def _used_classes(session: Session) -> set[str]:
    query = f"SELECT DISTINCT ?c {{ ?s <{_TYPE}> ?c }}"
    found = session.build.store.query(query)
    return {row[0].value for row in found if isinstance(row[0], NamedNode)}  # type: ignore[union-attr]


def _terms(iris: set[str]) -> list[dict[str, str]]:
    schema = default_schema()
    named: dict[str, Kind | Predicate] = {**schema.kinds, **schema.predicates}
    terms = []
    for iri in sorted(iris):
        known = named.get(iri.removeprefix(VOCABULARY))
        terms.append({"iri": iri, "zh": known.zh if known else "", "en": known.en if known else ""})
    return terms
