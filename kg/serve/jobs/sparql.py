"""One query, answered in the form that the client likes best."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from kg.errors import QueryError
from kg.query import Rows, render
from kg.query.build import failing
from kg.query.offline import original_name
from kg.query.prepare import Prepared, prepare
from kg.rdf import QueryBoolean, QuerySolutions, QueryTriples
from kg.serve.jobs.dataset import Dataset, dataset
from kg.serve.jobs.forms import (
    ENGINE_TABLE,
    TooLargeError,
    encoded_graph,
    not_acceptable,
    too_large,
    written,
    xml_safe,
)
from kg.serve.negotiate import Offer, choose
from kg.serve.offers import GRAPHS, TABLES, XML
from kg.serve.session import Session
from kg.serve.wire import Reply, plain

_Found = QuerySolutions | QueryBoolean | QueryTriples


def sparql(session: Session, values: Mapping[str, Any]) -> Reply:
    """Answer ``query`` over the graphs that the request names.

    Values: ``query``, ``default`` and ``named`` (graph IRIs), ``accept``, ``format``, and
    optionally ``base``, against which relative IRIs are resolved.
    """
    try:
        return _answer(session, values)
    except QueryError as error:
        return plain(400, str(error))
    except TooLargeError:
        return too_large(session.max_bytes)


def _answer(session: Session, values: Mapping[str, Any]) -> Reply:
    prepared = _prepared(values["query"], tuple(session.build.prefixes.items()))
    try:
        asked = dataset(session.build.store, prepared, values["default"], values["named"])
    except ValueError as error:
        raise QueryError(f"a graph is named by no absolute IRI: {error}") from error
    with failing(session.build, prepared):
        found = _found(asked, prepared, prepared.text, values.get("base"))
        offers = GRAPHS if isinstance(found, QueryTriples) else TABLES
        offer = choose(values["format"], values["accept"], offers)
        if offer is None:
            return not_acceptable(offers)
        if isinstance(found, QueryTriples):
            triples = sorted(set(found), key=str)
            return encoded_graph(triples, offer, session.build.prefixes, session.max_bytes)
        if isinstance(found, QuerySolutions):
            if any(original_name(name) != name for name in _names(found)):
                return _renamed_table(found, offer, session)
            found = _in_order(found, asked, prepared, values.get("base"))
        return _table(found, offer, session.max_bytes)


@lru_cache(maxsize=256)
def _prepared(query: str, prefixes: tuple[tuple[str, str], ...]) -> Prepared:
    return prepare(query, {}, dict(prefixes))


def _found(asked: Dataset, prepared: Prepared, text: str, base: str | None) -> _Found:
    return asked.store.query(text, base_iri=base, prefixes=prepared.prefixes, **asked.options)


def _table(found: QuerySolutions | QueryBoolean, offer: Offer, limit: int) -> Reply:
    form = ENGINE_TABLE[offer.name]
    data = written(lambda output: found.serialize(output, form), limit)
    if offer is XML:
        data = xml_safe(data)
    return Reply(200, offer.media_type, data, {"Vary": "Accept"})


def _names(found: QuerySolutions) -> list[str]:
    return [variable.value for variable in found.variables]


def _in_order(
    found: QuerySolutions, asked: Dataset, prepared: Prepared, base: str | None
) -> QuerySolutions:
    """The same with the columns of ``SELECT *`` in the order in which the query names them.

    The engine sorts them. It computes rows as they are taken, so that asking again costs little.
    """
    if not prepared.selects_all or prepared.text != prepared.written or not found.variables:
        return found
    named = [token.text[1:] for token in prepared.tokens if token.kind == "variable"]
    names = sorted(_names(found), key=named.index)
    if names == _names(found):
        return found
    star = next(token.start for token in prepared.tokens if token.text == "*")
    columns = " ".join(f"?{name}" for name in names)
    text = f"{prepared.text[:star]} {columns} {prepared.text[star + 1 :]}"
    again = _found(asked, prepared, text, base)
    return again if isinstance(again, QuerySolutions) else found


def _renamed_table(found: QuerySolutions, offer: Offer, session: Session) -> Reply:
    """A table whose variables were written in another way (see ``kg.query.offline``)."""
    names = tuple(map(original_name, _names(found)))
    rows = Rows(names, tuple(tuple(solution) for solution in found))
    data = render(rows, offer.name, session.build.prefixes).encode("utf-8")
    if len(data) > session.max_bytes:
        raise TooLargeError
    return Reply(200, offer.media_type, data, {"Vary": "Accept"})
