"""Stores to push to: Oxigraph's own server, and one that fails as it is told."""

import re
import socket
import subprocess
import sysconfig
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from tests.query.sample import write_sample


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("pushed") / "out")


@dataclass
class Oxigraph:
    """A running server."""

    address: str

    def count(self, graph: str = "") -> int:
        pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
        query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
        return int(self.rows(query)[0][0])

    def rows(self, query: str) -> list[list[str]]:
        found = httpx.post(
            f"{self.address}/query",
            content=query.encode(),
            headers={"Content-Type": "application/sparql-query", "Accept": "text/csv"},
        )
        assert found.status_code == 200, found.text
        return [line.split(",") for line in found.text.splitlines()[1:]]


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oxigraph]:
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    if not program.is_file():
        pytest.skip("Oxigraph's server is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = tmp_path_factory.mktemp("oxigraph")
    process = subprocess.Popen(
        [program, "serve", "--location", place, "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        server = Oxigraph(f"http://127.0.0.1:{port}")
        for _ in range(300):
            try:
                server.count()
                break
            except httpx.TransportError:
                assert process.poll() is None
                time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)


@dataclass
class Told:
    """A store that answers the statuses it is told, then 204; it keeps what was sent."""

    address: str
    statuses: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    requests: list[tuple[str, str, bytes]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    held: int = 0

    def bodies(self) -> list[bytes]:
        return [body for _, path, body in self.requests if not path.startswith("/query")]


@pytest.fixture
def told() -> Iterator[Told]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            store.requests.append((self.command, self.path, body))
            store.headers.append(dict(self.headers))
            if self.path.startswith("/query"):
                cell = f'{{"n": {{"value": "{store.held}"}}}}'
                self.answer(200, f'{{"results": {{"bindings": [{cell}]}}}}'.encode())
                return
            status, headers = store.statuses.pop(0) if store.statuses else (204, {})
            if status < 300:
                store.held += len(re.findall(rb"(?m) \.$", body))
            self.answer(status, b"" if status == 204 else b"because\x1b[31m", headers)

        do_GET = do_PUT = do_POST  # noqa: N815 - the library's names

        def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    store = Told(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield store
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)
