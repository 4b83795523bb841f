"""Several questions under way at a time, their answers in order."""

from collections.abc import Callable, Sequence
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import TypeVar

from kg.errors import KgError

Result = TypeVar("Result")


def run_all(tasks: Sequence[Callable[[], Result]], count: int) -> list[Result]:
    """What each task returns, in order; they begin in order, ``count`` at a time.

    At the first error no other task begins, and nobody waits for those under way: an answer that
    takes minutes must not keep a build that was stopped from ending.

    Raises:
        KgError: what a task raised.
    """
    waiting = iter(enumerate(tasks))
    outcomes: SimpleQueue[tuple[int, Result | KgError]] = SimpleQueue()
    lock, stop = Lock(), Event()

    def work() -> None:
        while not stop.is_set():
            with lock:
                item = next(waiting, None)
            if item is None:
                return
            outcome: Result | KgError = KgError("a thread that asks the endpoint broke off")
            try:
                outcome = item[1]()
            except KgError as error:
                outcome = error
            finally:
                outcomes.put((item[0], outcome))

    for _ in range(min(count, len(tasks))):
        Thread(target=work, daemon=True).start()
    results: dict[int, Result] = {}
    try:
        while len(results) < len(tasks):
            number, outcome = outcomes.get()
            if isinstance(outcome, KgError):
                raise outcome
            results[number] = outcome
    finally:
        stop.set()
    return [results[number] for number in range(len(tasks))]
