"""Requests read and replies sent, in the terms of ASGI."""

from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope, Send

from kg.serve.wire import Reply, plain

Header = tuple[bytes, bytes]

_MOST_FIELDS = 1000


class RefusedError(Exception):
    """A request that is answered without asking a worker."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.status)
        self.reply = reply


def header(scope: Scope, name: bytes) -> str:
    """The values of a header, joined by commas; ``""`` where there is none."""
    return ", ".join(value.decode("latin-1") for key, value in scope["headers"] if key == name)


def fields(text: bytes | str) -> list[tuple[str, str]]:
    """Form fields or query parameters.

    Raises:
        RefusedError: they are not UTF-8, or very many.
    """
    try:
        decoded = text.decode("utf-8") if isinstance(text, bytes) else text
        return parse_qsl(
            decoded, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        message = "the parameters are not form fields in UTF-8"
        raise RefusedError(plain(400, message)) from error


def first(values: Iterable[tuple[str, str]], name: str) -> str:
    """The first value of a parameter, or ``""``."""
    return next((value for key, value in values if key == name), "")


async def read_body(scope: Scope, receive: Receive, limit: int) -> bytes:
    """The whole body.

    Raises:
        RefusedError: it is larger than ``limit`` bytes, or the client left.
    """
    declared = header(scope, b"content-length")
    if declared.isdecimal() and int(declared) > limit:
        raise RefusedError(_too_large(limit))
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RefusedError(plain(400, "the request broke off"))
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise RefusedError(_too_large(limit))
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def _too_large(limit: int) -> Reply:
    return plain(413, f"the request is larger than {limit} bytes", Connection="close")


async def send_reply(send: Send, reply: Reply, more: Mapping[str, str] | None = None) -> None:
    """Send a reply as a whole, with ``more`` headers."""
    headers: list[Header] = [
        (b"content-type", reply.media_type.encode("latin-1")),
        (b"content-length", str(len(reply.body)).encode("ascii")),
    ]
    for name, value in {**reply.headers, **(more or {})}.items():
        headers.append((name.lower().encode("latin-1"), value.encode("latin-1")))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


def gone_watcher(receive: Receive) -> Any:
    """A function that returns when the client of a request, its body read, has left."""

    async def gone() -> None:
        message: MutableMapping[str, Any] = {"type": ""}
        while message["type"] != "http.disconnect":
            message = await receive()

    return gone


def language(scope: Scope, values: Iterable[tuple[str, str]]) -> str:
    """``zh`` or ``en``: by ``lang=``, else the client's preference, else Chinese."""
    wanted = first(values, "lang") or header(scope, b"accept-language")
    for part in wanted.lower().split(","):
        if part.strip().startswith(("zh", "en")):
            return part.strip()[:2]
    return "zh"


def no_method(allowed: str) -> Reply:
    """The reply to a method that a resource does not have."""
    return plain(405, f"this resource takes {allowed}", Allow=allowed)
