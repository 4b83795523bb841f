"""Edits by hand over HTTP, for ``kg serve --edit``. See ``docs/curation.md``.

The server process writes nothing itself: it hands each request to ``python -m kg.editing``, which
checks the edits against the build and writes the curation file, and then has the build made again
while it goes on answering from the one that is there.
"""

import asyncio
import hmac
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from starlette.types import Receive, Scope, Send

from kg.serve.builder import Builder
from kg.serve.http import RefusedError, fields, first, header, read_body, send_reply
from kg.serve.pool import Pool
from kg.serve.protocol import origin
from kg.serve.settings import Settings
from kg.serve.wire import Reply

EDITS = "/edits"
TOKEN_HEADER = b"x-kg-token"
_JSON = "application/json"
_OFF = "this server takes no edits; start it with kg serve --edit"
_LONGEST_WAIT = 60.0
_FIELDS = {"edits"}


class Edits:
    """The resources below ``/edits``."""

    def __init__(self, pool: Pool, settings: Settings, builder: Builder) -> None:
        self._pool = pool
        self._settings = settings
        self._builder = builder
        self._one_by_one = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            self._check_allowed(scope)
            reply = await self._reply(scope, receive)
        except RefusedError as refused:
            reply = _in_json(refused.reply)
        await send_reply(send, reply)

    def _check_allowed(self, scope: Scope) -> None:
        """See that a request comes from a page of this server, or from no page, with a token.

        A browser sends the token's header for no page of another origin, since CORS never allows
        it; and nothing that a browser sends by itself, such as a cookie, lets anybody in.
        """
        if not self._settings.edit_tokens:
            raise RefusedError(_error(404, _OFF))
        site = header(scope, b"sec-fetch-site")
        source = header(scope, b"origin")
        if site not in ("", "same-origin", "none") or source not in ("", origin(scope)):
            raise RefusedError(_error(403, "edits are taken from this server's own pages alone"))
        given = header(scope, TOKEN_HEADER).encode("latin-1")
        tokens = self._settings.edit_tokens
        matches = [hmac.compare_digest(given, token.encode("utf-8")) for token in tokens]
        if not any(matches):
            raise RefusedError(_error(401, "the token is needed that kg serve --edit has printed"))

    async def _reply(self, scope: Scope, receive: Receive) -> Reply:
        method, path = scope["method"], scope["path"].removeprefix(EDITS).strip("/")
        method = "GET" if method == "HEAD" else method
        given = fields(scope["query_string"])
        wait = _seconds(first(given, "wait"))
        match (method, path):
            case ("GET", ""):
                return await self._list()
            case ("GET", "status"):
                await self._builder.settled(wait)
                return _json(200, self._builder.status())
            case ("GET", "terms"):
                return await self._pool.ask("edit-terms", {})
            case ("POST", ""):
                check = first(given, "check") not in ("", "0")
                edits = _edits(await self._body(scope, receive))
                wanted = {"do": "write", "edits": edits, "check": check}
                return await self._change(scope, wanted, wait, builds=not check)
            case ("POST", "undo"):
                return await self._change(scope, {"do": "undo"}, wait)
            case ("DELETE", number) if number.isdecimal() and len(number) < 10:
                return await self._change(scope, {"do": "take-out", "line": int(number)}, wait)
            case (_, "" | "status" | "terms" | "undo"):
                return _error(405, f"{method} does nothing here")
        return _error(404, f"there is nothing at {EDITS}/{unquote(path)}")

    async def _list(self) -> Reply:
        answer = await self._builder.ask({"do": "list"})
        held = await self._pool.ask("edits", {})
        marks = json.loads(held.body) if held.status == 200 else []
        by_text = {mark["quote"]: mark for mark in marks}
        body = dict(answer["body"])
        if answer["status"] == 200:
            body["edits"] = [_with_state(edit, by_text) for edit in body["edits"]]
            body["status"] = self._builder.status()
        return _json(answer["status"], body, ETag=f'"{answer.get("state", "")}"')

    async def _change(
        self, scope: Scope, wanted: dict[str, Any], wait: float, *, builds: bool = True
    ) -> Reply:
        match = header(scope, b"if-match").strip().removeprefix("W/").strip('"')
        async with self._one_by_one:
            answer = await self._builder.ask({**wanted, "match": match})
        status, body = answer["status"], dict(answer["body"])
        if status != 200:
            return _json(status, body)
        if builds:
            number = self._builder.written()
            done = await self._builder.settled(wait, number)
            status = 200 if done else 202
        return _json(status, {**body, "status": self._builder.status()})

    async def _body(self, scope: Scope, receive: Receive) -> Any:
        media_type = header(scope, b"content-type").partition(";")[0].strip().lower()
        if media_type != _JSON:
            raise RefusedError(_error(415, f"send edits as {_JSON}"))
        data = await read_body(scope, receive, self._settings.max_request)
        with suppress(ValueError, RecursionError):
            return json.loads(data)
        raise RefusedError(_error(400, "the body is no JSON"))


def _edits(body: Any) -> list[dict[str, Any]]:
    """The edits of a request, whose columns and values ``kg.editing`` checks."""
    edits = body["edits"] if isinstance(body, dict) and set(body) == _FIELDS else [body]
    if not isinstance(edits, list) or not edits:
        raise RefusedError(_error(400, "no edit in the request"))
    for edit in edits:
        is_edit = isinstance(edit, dict) and all(
            isinstance(value, str) or (isinstance(value, dict) and set(value) == {"iri"})
            for value in edit.values()
        )
        if not is_edit:
            raise RefusedError(_error(400, 'an edit is an object of texts, or of {"iri": …}'))
    return edits


def _with_state(edit: Mapping[str, Any], marks: Mapping[str, Any]) -> dict[str, Any]:
    mark = marks.get(edit["text"])
    state = "waiting" if mark is None else "idle" if mark["problem"] else "applied"
    shown = {name: value for name, value in edit.items() if name != "text"}
    problem, nodes = (mark["problem"], mark["nodes"]) if mark else ("", [])
    return {**shown, "state": state, "problem": problem, "nodes": nodes}


def _seconds(text: str) -> float:
    try:
        return min(max(float(text or 0), 0.0), _LONGEST_WAIT)
    except ValueError:
        raise RefusedError(_error(400, "wait= is a number of seconds")) from None


def _in_json(reply: Reply) -> Reply:
    """A refusal as this module gives it, with its headers."""
    if reply.media_type.startswith(_JSON):
        return reply
    error = _error(reply.status, reply.body.decode("utf-8").strip())
    return replace(error, headers=reply.headers)


def _error(status: int, message: str) -> Reply:
    return _json(status, {"error": message})


def _json(status: int, value: object, **headers: str) -> Reply:
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Reply(status, f"{_JSON}; charset=utf-8", body, headers)
