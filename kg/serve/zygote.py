"""The process that workers are copies of: it opens the build once and forks on demand.

A fork shares all memory with it until one of the two writes, so that a worker starts in
milliseconds however large the build is, and a killed one is replaced at once. An index on
disk is opened by each worker itself: its threads do not survive a fork.

Commands come as five bytes: ``F`` with a socket for a new worker, ``K`` and a process to kill. Only
this process, their parent, knows for certain which processes still are its workers.
"""

import gc
import json
import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

from kg.errors import KgError
from kg.serve.jobs.render import warm
from kg.serve.session import Opening, prepare_opening
from kg.serve.wire import COMMAND, FORK
from kg.serve.worker import ignore_interrupts, work


class Zygote:
    """The state of the process."""

    def __init__(self, opening: Opening, memory: int) -> None:
        self._opening = opening
        self._memory = memory
        self._children: set[int] = set()
        signal.signal(signal.SIGCHLD, self._reap)

    def run(self, control: socket.socket) -> None:
        """Follow commands until the server is gone; then end all workers."""
        while True:
            data, files, _, _ = socket.recv_fds(control, COMMAND.size, 1)
            if not data:
                break
            while len(data) < COMMAND.size:
                data += control.recv(COMMAND.size - len(data))
            command, pid = COMMAND.unpack(data)
            if command == FORK:
                self._fork(control, socket.socket(fileno=files[0]))
            elif pid in self._children:
                os.kill(pid, signal.SIGKILL)
        for pid in list(self._children):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _fork(self, control: socket.socket, channel: socket.socket) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
        pid = os.fork()
        if pid == 0:
            control.close()
            self._become_worker(channel)
        self._children.add(pid)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        channel.close()

    def _become_worker(self, channel: socket.socket) -> NoReturn:
        code = 1
        try:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
            work(self._opening.session(), channel, self._memory)
            code = 0
        except (OSError, KgError) as error:
            sys.stderr.write(f"a worker ended: {error}\n")
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _reap(self, _number: int, _frame: FrameType | None) -> None:
        with suppress(ChildProcessError):
            while (found := os.waitpid(-1, os.WNOHANG))[0]:
                self._children.discard(found[0])


def main() -> None:
    """Run as a process: the first argument is JSON, the control socket its ``fd``."""
    ignore_interrupts()
    settings = json.loads(sys.argv[1])
    control = socket.socket(fileno=settings["fd"])
    try:
        opening = prepare_opening(Path(settings["folder"]), settings["max_bytes"])
    except KgError as error:
        control.sendall((json.dumps({"error": str(error)}) + "\n").encode())
        return
    warm()
    gc.freeze()  # so that collecting garbage in a worker does not touch, and copy, shared memory
    control.sendall((json.dumps({"base": opening.base}) + "\n").encode())
    Zygote(opening, settings["memory"]).run(control)


if __name__ == "__main__":
    main()
