"""Where words go: results to standard output, everything else to standard error."""

import os
import shutil
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

import typer

from kg.model import Skipped

_MOST_SKIPPED = 20


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says; what UTF-8 cannot hold is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str = "") -> None:
    """A line of the result."""
    typer.echo(text)


def emit(text: str) -> None:
    """A result as it is, to the byte."""
    emit_bytes(text.encode("utf-8", "backslashreplace"))


def emit_bytes(data: bytes) -> None:
    """A result that is bytes already."""
    typer.echo(data, nl=False)


def remark(text: str) -> None:
    """A line that is not part of the result: an error, a note."""
    typer.echo(text, err=True)


def report_skipped(skipped: Sequence[Skipped]) -> None:
    """Name the files that could not be read, and why."""
    for skip in skipped[:_MOST_SKIPPED]:
        remark(f"skipped {skip.source}: {skip.reason}")
    if len(skipped) > _MOST_SKIPPED:
        remark(f"skipped {len(skipped) - _MOST_SKIPPED} more files")


def waiting(folder: Path) -> None:
    """Say that another process writes where this one is to write."""
    remark(f"{folder}: another kg is writing there; waiting until it is done (Ctrl+C stops)")


def count(number: int, noun: str, plural: str = "") -> str:
    """How many of something, in words.

    >>> count(1, "row"), count(2, "entity", "entities")
    ('1 row', '2 entities')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def is_terminal() -> bool:
    """Whether a person reads the result as it comes."""
    return sys.stdout.isatty()


def terminal_columns() -> int:
    """The width of the terminal, 0 where the result goes elsewhere."""
    return shutil.get_terminal_size().columns if is_terminal() else 0


def colours() -> bool:
    """Whether to mark text in the terminal's own ways (see no-color.org)."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def open_in_browser(address: str) -> None:
    """Open a page, or say that none could be opened."""
    import webbrowser

    try:
        if webbrowser.open(address):
            return
    except webbrowser.Error:
        pass
    remark("no browser could be started here; open the address above in one")
