"""``kg diff``."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import emit, remark
from kg.cli.options import in_its_words
from kg.errors import KgError

_LISTED = 20


class _Format(StrEnum):
    text = "text"
    json = "json"
    ttl = "ttl"
    html = "html"


def diff(
    before: Annotated[
        Path, typer.Argument(metavar="OLD", help="Folder of the one build · 旧的构建结果.")
    ],
    after: Annotated[
        Path,
        typer.Argument(
            metavar="NEW", help="Folder of the other · 新的构建结果.", callback=in_its_words
        ),
    ] = Path("output"),
    *,
    format: Annotated[  # noqa: A002 - the word users know
        _Format, typer.Option("--format", "-f", help="How to write it.")
    ] = _Format.text,
    limit: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help="The most to list of each sort; 0 for all.",
            show_default="20 as text, else all",
        ),
    ] = None,
    exit_code: Annotated[
        bool,
        typer.Option("--exit-code", help="End with 1 if anything differs, with 2 on an error."),
    ] = False,
) -> None:
    """What came, went or changed between two builds · 比较两次构建.

    Entities and facts that are new, gone or different (names, types, modality, roles, evidence),
    with the sentences that make it so: how many first, then which.

    Examples · 示例:

    ```
    cp -r output 昨天; kg update; kg diff 昨天     # what today's texts changed
    kg diff a b --format html > changes.html       # a page to hand on
    kg diff a b --format ttl --exit-code
    ```
    """
    from kg.difference import FORMATS, compare, read_tables

    try:
        found = compare(read_tables(before), read_tables(after))
    except KgError as error:
        if not exit_code:
            raise
        remark(f"error: {error}")
        raise typer.Exit(2) from error
    if limit is None:
        limit = _LISTED if format is _Format.text else 0
    emit(FORMATS[format.value](found, limit))
    if exit_code and found:
        raise typer.Exit(1)
