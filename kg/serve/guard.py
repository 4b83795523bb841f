"""What every request passes: names and tokens on its way in, safe headers and the log then."""

import hmac
import time
from base64 import b64decode
from collections.abc import Sequence
from hashlib import sha256

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.http import header, send_reply
from kg.serve.log import log
from kg.serve.settings import Settings
from kg.serve.wire import Reply, plain

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
_OPEN = ("/health",)
_POLICY = b"content-security-policy"
_SAFE = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-cache"),
]
_NOTHING = (_POLICY, b"default-src 'none'; frame-ancestors 'none'")


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        # A page elsewhere can point a name of its own at this machine; it must not read a build.
        self._hosts = {*LOOPBACK, *settings.hosts} if settings.host in LOOPBACK else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        sent = _Sent(send)
        try:
            if refusal := self._refusal(scope):
                await send_reply(sent, refusal)
            else:
                await self._app(scope, receive, sent)
        finally:
            if not self._settings.quiet:
                _log(scope, sent, started)

    def _refusal(self, scope: Scope) -> Reply | None:
        size = len(scope.get("raw_path") or b"") + len(scope["query_string"])
        if size > self._settings.max_request:
            return plain(414, f"the address is longer than {self._settings.max_request} bytes")
        if self._hosts is not None and _host(header(scope, b"host")) not in self._hosts:
            message = "this name is not the server's own; have it started with --allow-host"
            return plain(421, message)
        if self._settings.tokens and scope["path"] not in _OPEN:
            given = header(scope, b"authorization")
            preflight = scope["method"] == "OPTIONS"
            if not preflight and not is_allowed(given, self._settings.tokens):
                challenge = 'Basic realm="kg", charset="UTF-8", Bearer realm="kg"'
                return plain(401, "a token is needed", WWW_Authenticate=challenge)
        return None


def is_allowed(authorization: str, tokens: Sequence[str]) -> bool:
    """Whether a header gives one of the tokens: as Bearer, or as the password of Basic."""
    scheme, _, value = authorization.partition(" ")
    given = value.strip().encode("latin-1")  # as it was sent
    if scheme.lower() == "basic":
        try:
            given = b64decode(given, validate=True).partition(b":")[2]
        except ValueError:
            return False
    elif scheme.lower() != "bearer":
        return False
    matches = [hmac.compare_digest(given, token.encode("utf-8")) for token in tokens]
    return any(matches)


def _host(value: str) -> str:
    """The name of a Host header, without its port."""
    name, colon, port = value.rpartition(":")
    return (name if colon and port.isdecimal() else value).lower()


class _Sent:
    """Passes messages on with the headers that every answer has; keeps what the log says of it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0
        self.size = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = message["headers"] = [*message.get("headers", ()), *_SAFE]
            if not any(name == _POLICY for name, _ in headers):
                headers.append(_NOTHING)
        else:
            self.size += len(message.get("body", b""))
        await self._send(message)


def _log(scope: Scope, sent: _Sent, started: float) -> None:
    values: dict[str, object] = {
        "method": scope["method"],
        "path": scope["path"],
        "status": sent.status,
        "ms": round((time.perf_counter() - started) * 1000, 2),
        "bytes": sent.size,
    }
    if query := scope.get("kg.query"):
        values["query"] = sha256(query.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    log("request", **values)
