"""A real server in a process of its own, over a real build."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

#: More rows than anybody waits for: every fourfold choice of statements.
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
BOMB = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l ?a"


@dataclass
class Server:
    """A running server."""

    address: str
    process: "subprocess.Popen[str]"
    client: httpx.Client
    lines: list[str] = field(default_factory=list)
    token: str = ""

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.client.get(path, **options)

    def ask(self, query: str, form: str = "json", **options: Any) -> httpx.Response:
        return self.client.post("/sparql", data={"query": query, "format": form}, **options)

    def rows(self, query: str) -> list[dict[str, str]]:
        found = self.ask(query)
        assert found.status_code == 200, found.text
        bindings = found.json()["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in bindings]

    def log(self) -> list[dict[str, Any]]:
        """What it has said of all requests so far; lines come a moment after the answers."""
        mark = f"/mark-{len(self.lines)}-{time.monotonic_ns()}"
        self.client.get(mark)
        end = time.monotonic() + 30
        while not any(mark in line for line in list(self.lines)):
            assert time.monotonic() < end, "the last request is not in the log"
            time.sleep(0.01)
        told = [json.loads(line) for line in list(self.lines)]
        return [line for line in told if line.get("path") != mark]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


@contextmanager
def serving(folder: Path, *options: str, token: str = "") -> Iterator[Server]:
    """A server over ``folder``; at the end it must stop when told, without a word of Python's."""
    command = [sys.executable, "-m", "kg", "serve", "-o", str(folder), "--port", "0", *options]
    environment = {**os.environ, "KG_TOKEN": token}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment
    )
    assert process.stdout
    assert process.stderr
    lines: list[str] = []
    stderr = process.stderr
    reader = threading.Thread(target=lambda: lines.extend(iter(stderr.readline, "")))
    reader.start()
    try:
        address, _, fragment = process.stdout.readline().strip().partition("#")
        assert address, "".join(lines)
        with httpx.Client(base_url=address, timeout=30) as client:
            server = Server(address, process, client, lines, fragment.removeprefix("token="))
            yield server
        if process.poll() is None:
            assert server.stop() == 0
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        reader.join(timeout=10)
        process.stdout.close()
        stderr.close()
    assert "Traceback" not in "".join(lines), "".join(lines)
