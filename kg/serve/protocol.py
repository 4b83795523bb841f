"""SPARQL 1.1 Protocol, the query operation: what of a request is the query, and what is wrong."""

from typing import Any

from starlette.types import Receive, Scope, Send

from kg.serve.http import (
    RefusedError,
    fields,
    first,
    gone_watcher,
    header,
    language,
    no_method,
    read_body,
    send_reply,
)
from kg.serve.negotiate import Offer, best
from kg.serve.pool import Pool
from kg.serve.settings import Settings
from kg.serve.wire import Reply, plain

_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_ALLOWED = "GET, HEAD, POST, OPTIONS"
_READ_ONLY = "updates are refused: a build is only read; change the documents and build again"
# Before a query comes, a browser gets the editor and everything else the service description.
_DESCRIPTION = Offer("rdf", "text/turtle", ("application/rdf+xml", "application/ld+json", "*/*"))
_EDITOR = Offer("html", "text/html", ("application/xhtml+xml",))

Values = dict[str, Any]


class SparqlEndpoint:
    """The resource ``/sparql``."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            reply = await self._reply(scope, receive)
        except RefusedError as refused:
            reply = refused.reply
        await send_reply(send, reply)

    async def _reply(self, scope: Scope, receive: Receive) -> Reply:
        method = scope["method"]
        if method == "OPTIONS":
            return Reply(204, "text/plain", b"", {"Allow": _ALLOWED})
        if method in ("GET", "HEAD"):
            given = fields(scope["query_string"])
        elif method == "POST":
            given = await self._posted(scope, receive)
        else:
            return no_method(_ALLOWED)
        if any(name == "update" for name, _ in given):
            return plain(403, _READ_ONLY)
        queries = [value for name, value in given if name == "query"]
        if not queries and method != "POST":
            return await self._front(scope, given)
        if len(queries) != 1:
            problem = "no query" if not queries else f"{len(queries)} queries"
            return plain(400, f"{problem} in the request; give one as query=")
        scope["kg.query"] = queries[0]
        values = {
            "query": queries[0],
            "default": [value for name, value in given if name == "default-graph-uri"],
            "named": [value for name, value in given if name == "named-graph-uri"],
            "accept": header(scope, b"accept"),
            "format": first(given, "format"),
            "base": endpoint(scope),
        }
        return await self._pool.ask("sparql", values, gone_watcher(receive))

    async def _posted(self, scope: Scope, receive: Receive) -> list[tuple[str, str]]:
        media_type, _, parameters = header(scope, b"content-type").lower().partition(";")
        media_type = media_type.strip()
        if media_type == _UPDATE:
            raise RefusedError(plain(403, _READ_ONLY))
        if media_type not in (_FORM, _DIRECT):
            given = media_type or "none"
            message = f"the body's type is {given}; send {_DIRECT} or {_FORM}"
            raise RefusedError(plain(415, message, Accept_Post=f"{_DIRECT}, {_FORM}"))
        charset = parameters.replace(" ", "").replace('"', "").partition("charset=")[2]
        if charset.partition(";")[0] not in ("", "utf-8", "utf8"):
            raise RefusedError(plain(415, "a query must be in UTF-8"))
        body = await read_body(scope, receive, self._settings.max_request)
        in_url = fields(scope["query_string"])
        if media_type == _FORM:
            return in_url + fields(body)
        try:
            return [*in_url, ("query", body.decode("utf-8"))]
        except UnicodeDecodeError as error:
            raise RefusedError(plain(400, "the query is not UTF-8")) from error

    async def _front(self, scope: Scope, given: list[tuple[str, str]]) -> Reply:
        accept, form = header(scope, b"accept"), first(given, "format")
        offer = best(accept, (_DESCRIPTION, _EDITOR))
        if offer is _EDITOR and not form:
            return await self._pool.ask("editor", {"language": language(scope, given)})
        values = {"endpoint": endpoint(scope), "accept": accept, "format": form}
        return await self._pool.ask("describe", values)


def endpoint(scope: Scope) -> str:
    """The address of the endpoint as the client knows it."""
    return f"{origin(scope)}{scope.get('root_path', '')}/sparql"


def origin(scope: Scope) -> str:
    """Scheme and authority of a request."""
    server = scope.get("server") or ("localhost", None)
    host = header(scope, b"host") or f"{server[0]}:{server[1]}"
    return f"{scope['scheme']}://{host}"
