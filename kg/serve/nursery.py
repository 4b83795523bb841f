"""The server's side of a zygote: workers asked for, spoken to, killed."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kg.errors import OutputError
from kg.serve.settings import MIB, Settings
from kg.serve.wire import COMMAND, FORK, KILL, Frames, Reply, frame

_LOW_PRIORITY = 15
_MOST_START = 1 << 16


class WorkerEndedError(Exception):
    """A worker's process is gone; ``str`` says why where the server knows."""


class Worker(asyncio.Protocol):
    """One worker process, which computes one answer at a time."""

    def __init__(self, nursery: "Nursery", ready: "Callable[[Worker], None]") -> None:
        self.nursery = nursery
        self.pid = 0
        self.is_slow = False
        self.is_open = True
        self._ready = ready
        self._frames = Frames()
        self._transport: asyncio.WriteTransport | None = None
        self._answer: asyncio.Future[Reply] | None = None
        self._reason = ""

    def ask(self, name: str, values: dict[str, Any]) -> "asyncio.Future[Reply]":
        """Begin a call; the future fails with ``WorkerEndedError`` if the process ends first."""
        if self._transport is None or not self.is_open:
            raise WorkerEndedError(self._reason)
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(frame([name, values]))
        return self._answer

    def make_slow(self) -> None:
        """Go on at low priority, so that short queries are not held up; there is no way back."""
        self.is_slow = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LOW_PRIORITY)

    def end(self, reason: str = "") -> None:
        """Kill the process; whoever waits for its answer is told ``reason``."""
        self._reason = self._reason or reason
        self.nursery.kill(self.pid)
        self._close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The process may be about to say hello (asyncio calls this)."""
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """A hello or an answer comes in."""
        for head, body in self._frames.feed(data):
            if not self.pid:
                self.pid = head["pid"]
                self.nursery.said_hello(self._ready, self)
            elif self._answer and not self._answer.done():
                self._answer.set_result(Reply.from_frame(head, body))

    def connection_lost(self, _exc: Exception | None) -> None:
        """The process is gone."""
        self._close()

    def _close(self) -> None:
        if not self.is_open:
            return
        self.is_open = False
        if self._transport:
            self._transport.close()
        if self._answer and not self._answer.done():
            self._answer.set_exception(WorkerEndedError(self._reason))
            self._answer.exception()  # whoever waits gets it; nobody may be waiting any more
        self.nursery.lost(self)


@dataclass(slots=True)
class _Process:
    process: subprocess.Popen[bytes]
    control: socket.socket


class Nursery:
    """A zygote process for one build and the workers made by it."""

    def __init__(self, started: _Process, base: str, lost: Callable[[Worker], None]) -> None:
        self.base = base
        self.starting = 0
        self._lost = lost
        self._started = started
        self._tasks: set[asyncio.Task[Any]] = set()

    def make_worker(self, ready: Callable[[Worker], None]) -> None:
        """Make a worker; ``ready`` is called when it can be asked, and never if it fails."""
        ours, theirs = socket.socketpair()
        try:
            message = [COMMAND.pack(FORK, 0)]
            socket.send_fds(self._started.control, message, [theirs.fileno()])
        except OSError:
            ours.close()
            return
        finally:
            theirs.close()
        self.starting += 1
        ours.settimeout(0)
        loop = asyncio.get_running_loop()
        connecting = loop.create_connection(lambda: Worker(self, ready), sock=ours)
        task = loop.create_task(connecting)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def said_hello(self, ready: Callable[[Worker], None], worker: Worker) -> None:
        """A worker is ready."""
        self.starting -= 1
        ready(worker)

    def lost(self, worker: Worker) -> None:
        """A worker's process is gone."""
        if not worker.pid:
            self.starting -= 1
        self._lost(worker)

    def kill(self, pid: int) -> None:
        """Kill a worker by its process."""
        try:
            self._started.control.send(COMMAND.pack(KILL, pid))
        except OSError:  # the zygote is gone, and nobody else knows whether this is still a worker
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)

    def is_alive(self) -> bool:
        """Whether the zygote process still runs."""
        return self._started.process.poll() is None

    async def close(self) -> None:
        """End the zygote, and with it all its workers."""
        self._started.control.close()
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self._started.process.wait)


async def start_nursery(settings: Settings, lost: Callable[[Worker], None], log: Any) -> Nursery:
    """Start a zygote and wait until it has the build open.

    Args:
        settings: the server's.
        lost: called for each worker whose process ends.
        log: a file for what the processes have to complain of.

    Raises:
        OutputError: there is no build, or it cannot be read.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.serve.zygote", _arguments(settings, theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    loop = asyncio.get_running_loop()
    line = await loop.run_in_executor(None, _first_line, ours)
    said = json.loads(line) if line else {"error": "the worker process could not be started"}
    if "error" in said:
        ours.close()
        await loop.run_in_executor(None, process.wait)
        raise OutputError(said["error"])
    return Nursery(_Process(process, ours), said["base"], lost)


def _arguments(settings: Settings, descriptor: int) -> str:
    return json.dumps(
        {
            "fd": descriptor,
            "folder": str(settings.folder.absolute()),
            "max_bytes": settings.max_bytes,
            "memory": settings.memory * MIB,
        }
    )


def _first_line(control: socket.socket) -> bytes:
    line = b""
    while not line.endswith(b"\n") and len(line) < _MOST_START:
        byte = control.recv(1)
        if not byte:
            return b""
        line += byte
    return line
