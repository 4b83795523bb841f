"""The process that has the build open, and the end of it when an answer takes too long.

The engine cannot be stopped but with its process. A new one is started for the next call.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kg.errors import KgError, QueryError
from kg.schema import use, vocabulary_of


class Clerk:
    """Computes answers in a process of its own, one at a time."""

    def __init__(self, folder: Path, timeout: float) -> None:
        self._folder = folder
        self._timeout = timeout
        self._context = multiprocessing.get_context("spawn")
        self._one_at_a_time = threading.Lock()
        self._process: Any = None
        self._channel: Connection | None = None

    def ask(self, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """An answer.

        Raises:
            KgError: the question is wrong, or takes too long, or the build cannot be read.
        """
        with self._one_at_a_time:
            channel = self._opened()
            try:
                channel.send((name, dict(values)))
                if not channel.poll(self._timeout):
                    self._end()
                    raise QueryError(
                        f"stopped after {self._timeout:g} s; ask for less, e.g. with LIMIT or "
                        "more selective patterns"
                    )
                is_good, answer = channel.recv()
            except (EOFError, OSError) as error:
                self._end()
                raise QueryError("the process ended, perhaps for want of memory") from error
        if not is_good:
            raise KgError(answer)
        return dict(answer)

    def stop(self) -> None:
        """End the process at once, and with it the answer that is being computed."""
        if self._process is not None:
            self._process.kill()

    def _opened(self) -> Connection:
        if self._channel is None or not self._process.is_alive():
            self._end()
            self._channel, theirs = self._context.Pipe()
            self._process = self._context.Process(
                target=_work, args=(theirs, self._folder), daemon=True
            )
            self._process.start()
            theirs.close()
            self._channel.recv()  # it has started: the time for an answer begins now
        return self._channel

    def _end(self) -> None:
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


def _work(channel: Connection, folder: Path) -> None:
    """Answer until the other side is gone. Standard output is the protocol's: keep off it."""
    from kg.assistant.answers import ANSWERS, Desk
    from kg.serve.session import stamp

    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def opened() -> tuple[Desk, tuple[int, int]]:
        use(vocabulary_of(folder))
        return Desk(folder), stamp(folder)

    desk, seen = opened()
    with suppress(EOFError, BrokenPipeError):
        channel.send("ready")
        while True:
            name, values = channel.recv()
            if stamp(folder) != seen:  # another build took the place
                desk, seen = opened()
            try:
                channel.send((True, ANSWERS[name](desk, **values)))
            except KgError as error:
                channel.send((False, str(error)))
