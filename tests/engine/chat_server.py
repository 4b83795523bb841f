"""A real HTTP server on loopback that speaks the chat protocol as a script tells it."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "test-model"


@dataclass(frozen=True)
class Reply:
    """What the server answers; nothing at all, and hangs up, for status 0."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0


@dataclass
class Request:
    """What the server was asked."""

    path: str
    headers: dict[str, str]
    payload: dict[str, Any]

    @property
    def text(self) -> str:
        """The passage between the marks."""
        question = self.payload["messages"][1]["content"]
        match = re.fullmatch(r"<text-(\w+)>\n(.*)\n</text-\1>\n?", question, re.DOTALL)
        assert match, question
        return match[2]

    @property
    def form(self) -> str:
        """The response format that was asked for."""
        return str(self.payload.get("response_format", {}).get("type", ""))


Script = Callable[[Request], Reply]


def completion(content: str | None, *, finish: str = "stop", tokens: int | None = 100) -> Reply:
    """A chat completion."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}}
    value: dict[str, Any] = {"choices": [{**choice, "finish_reason": finish}]}
    if tokens is not None:
        value["usage"] = {"total_tokens": tokens}
    return Reply(json.dumps(value))


def answer(
    entities: list[Any] | None = None, relations: list[Any] | None = None, **more: Any
) -> Reply:
    """A completion whose content is an answer."""
    return completion(
        json.dumps({"entities": entities or [], "relations": relations or [], **more})
    )


class ChatServer:
    """Runs a script; keeps what it was asked."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[Request] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                request = Request(
                    self.path, dict(self.headers.items()), json.loads(self.rfile.read(length))
                )
                server.requests.append(request)
                reply = server.script(request)
                time.sleep(reply.delay)
                if not reply.status:
                    self.close_connection = True
                    return
                body = reply.body if isinstance(reply.body, bytes) else reply.body.encode()
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Say nothing."""

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                """A client that went away is what some tests are about."""

        self._http = Quiet(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self._http.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@contextmanager
def serving(script: Script) -> Iterator[ChatServer]:
    """A server that runs within the block."""
    server = ChatServer(script)
    try:
        yield server
    finally:
        server.close()


def in_turn(*replies: Reply | Script) -> Script:
    """One reply after the other; the last one for ever."""
    lock = threading.Lock()
    waiting = list(replies)

    def script(request: Request) -> Reply:
        with lock:
            reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return reply if isinstance(reply, Reply) else reply(request)

    return script
