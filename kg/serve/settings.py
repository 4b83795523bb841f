"""What a server may be told."""

import os
from dataclasses import dataclass, field
from pathlib import Path

MIB = 1 << 20


def cores() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """All of a server's settings.

    Attributes:
        folder: the build.
        host, port: where to listen; port 0 takes a free one.
        timeout: seconds that a query may take, and that one may wait for its turn.
        workers: how many queries are computed at a time; 0 is two more than there are cores, so
            that a long query in its first moments does not hold up the others.
        slow: how many long queries may go on beside them, at low priority; 0 is as many.
        patience: seconds after which a query counts as long.
        queue: how many requests may wait for a worker; more are turned away.
        max_bytes: the largest answer.
        max_request: the largest request: its body, or its address.
        memory: MiB that a worker may use beyond what the build itself takes.
        tokens: any of these lets a request in; without one everybody is let in.
        origins: web origins whose pages may read answers (CORS); ``*`` is every one.
        hosts: further names under which the server may be addressed.
        grace: seconds that running queries get when the server is stopped.
        quiet: no log line for a request.
        edit_tokens: any of these lets edits by hand be written; without one nothing is.
        curation: the file that they go to; None for that of the build.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8765
    timeout: float = 30.0
    workers: int = 0
    slow: int = 0
    patience: float = 0.1
    queue: int = 256
    max_bytes: int = 64 * MIB
    max_request: int = MIB
    memory: int = 1024
    tokens: tuple[str, ...] = field(default=(), repr=False)
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    grace: float = 10.0
    quiet: bool = False
    edit_tokens: tuple[str, ...] = field(default=(), repr=False)
    curation: Path | None = None

    @property
    def fast_lane(self) -> int:
        """How many queries are computed at a time."""
        return self.workers or cores() + 2

    @property
    def slow_lane(self) -> int:
        """How many long queries may go on beside them."""
        return self.slow or self.fast_lane
