"""How far long work is, on standard error."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg.cli.console import remark
from kg.query import cut, inert

Progress = Callable[[int, int, str], None]

_SECONDS_BETWEEN_LINES = 5.0
_SOURCE_COLUMNS = 40


@contextmanager
def progress(*, quiet: bool, what: str = "documents") -> Iterator[Progress | None]:
    """A function to report progress to: a bar in a terminal, a line now and then elsewhere.

    Args:
        quiet: report nothing.
        what: what is counted.
    """
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with _bar() as report:
            yield report
    else:
        yield _lines(what)


def _lines(what: str) -> Progress:
    last = time.monotonic()

    def report(done: int, total: int, source: str) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _SECONDS_BETWEEN_LINES:
            last = now
            where = f" ({inert(source)})" if source else ""
            remark(f"{done} of {total} {what}{where}")

    return report


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("")

        def report(done: int, total: int, source: str) -> None:
            shown = escape(cut(inert(source), _SOURCE_COLUMNS))
            bars.update(task, completed=done, total=total, description=shown)

        yield report
