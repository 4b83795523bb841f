"""When Python looks for garbage in cycles: not while a graph is made.

That takes a tenth of the time to add a document, and finds nothing: what kg makes refers to nothing
that refers back, and is let go of as soon as it is not needed.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class _Collector:
    """The process has one; so it rests as long as any thread wants it to."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wishes = 0
        self._was_on = False

    def rest(self) -> None:
        with self._lock:
            if not self._wishes:
                self._was_on = gc.isenabled()
                gc.disable()
            self._wishes += 1

    def go_on(self) -> None:
        with self._lock:
            self._wishes -= 1
            if not self._wishes and self._was_on:
                gc.enable()


_COLLECTOR = _Collector()


@contextmanager
def no_collecting(*, when: bool = True) -> Iterator[None]:
    """Within the block no garbage in cycles is looked for."""
    if not when:
        yield
        return
    _COLLECTOR.rest()
    try:
        yield
    finally:
        _COLLECTOR.go_on()
