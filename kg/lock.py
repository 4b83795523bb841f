"""One writer at a time: a lock on a file beside the output folder.

The system lets go of the lock when its holder ends, however it ends, so a killed writer never keeps
the next one out.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import OutputError

Waiting = Callable[[Path], None]

_SECONDS_BETWEEN_TRIES = 0.2


@contextmanager
def writing(folder: Path, *, wait: bool = True, waiting: Waiting | None = None) -> Iterator[None]:
    """Be the only writer of ``folder`` within the block.

    Args:
        folder: what is to be written; it need not exist.
        wait: for another writer to end; else that is an error.
        waiting: called with ``folder``, once, before a wait.

    Raises:
        OutputError: another writes there and ``wait`` is off, or no lock can be made there.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow a link to elsewhere
    path = folder.with_name(f".{folder.name}.lock")
    handle = _take(path, folder, wait=False)
    if handle < 0 and not wait:
        raise OutputError(f"{folder}: another kg is writing there; try again when it is done")
    if handle < 0:
        if waiting:
            waiting(folder)
        handle = _take(path, folder, wait=True)
    try:
        yield
    finally:
        _let_go(path, handle)


def _take(path: Path, folder: Path, *, wait: bool) -> int:
    """A handle that holds the lock, or -1 where another does."""
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise OutputError.unwritable(folder, error) from error
        if not _lock(handle, wait=wait):
            os.close(handle)
            return -1
        # The holder before us may have removed the file that we waited for.
        with suppress(OSError):
            if os.path.samestat(path.stat(), os.fstat(handle)):
                return handle
        os.close(handle)


def _let_go(path: Path, handle: int) -> None:
    if sys.platform != "win32":  # elsewhere a file that is open cannot be removed: it stays, empty
        path.unlink(missing_ok=True)
    os.close(handle)


if sys.platform == "win32":
    import msvcrt
    import time

    def _lock(handle: int, *, wait: bool) -> bool:
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(_SECONDS_BETWEEN_TRIES)
            else:
                return True

else:
    import fcntl

    def _lock(handle: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
