"""A process that has the build open and answers one call after the other."""

import os
import signal
import socket
import sys
import traceback
from contextlib import suppress
from pathlib import Path

from kg.serve.jobs import JOBS
from kg.serve.session import Session
from kg.serve.wire import Frames, Reply, frame, plain

_READ = 1 << 16
_STATUS = Path("/proc/self/status")


def work(session: Session, channel: socket.socket, memory: int) -> None:
    """Say hello, then answer calls until the server closes the channel.

    Args:
        session: what to answer from.
        channel: to the server.
        memory: bytes that this process may take beyond what it has now.
    """
    limit_memory(memory)
    channel.sendall(frame({"pid": os.getpid()}))
    frames = Frames()
    while data := channel.recv(_READ):
        for head, _ in frames.feed(data):
            channel.sendall(_answer(session, head).to_frame())


def _answer(session: Session, head: list[object]) -> Reply:
    name, values = head
    try:
        return JOBS[str(name)](session, values)  # type: ignore[arg-type]
    except MemoryError:
        raise  # the process is of no use any more
    except Exception:  # noqa: BLE001 - a fault of ours: to the log, and the client is told plainly
        traceback.print_exc(file=sys.stderr)
        return plain(500, "the server failed to answer; its log says why")


def limit_memory(allowance: int) -> None:
    """Let this process take ``allowance`` bytes more; beyond, its next allocation ends it.

    Where the system cannot count private memory, nothing is limited.
    """
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux" and _STATUS.is_file():
        limit = _private_memory() + allowance
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _private_memory() -> int:
    for line in _STATUS.read_text("ascii").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0


def ignore_interrupts() -> None:
    """Leave Ctrl-C, which a terminal sends to the whole group, to the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
