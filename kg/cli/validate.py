"""``kg validate``."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import count, emit, remark, say, terminal_columns
from kg.cli.options import Output
from kg.query import Rows, damages, inert, open_build, run, saved_query, table


def validate(
    output: Output = Path("output"),
    *,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if anything lies in quarantine.")
    ] = False,
) -> None:
    """Check a build · 检查构建结果.

    Checks that every file is as it was written, that the index on disk (of large builds) says what
    graph.trig says, and that every quotation stands at its offsets in its document; and lists what
    broke a shape and lies in quarantine, with the reason.

    Examples · 示例:

    ```
    kg validate
    kg validate -o 结果 --strict  # for scripts
    ```
    """
    build = open_build(output)
    damaged = damages(output)
    for damage in damaged:
        remark(f"damaged: {inert(damage)}")
    held = run(build, saved_query("quarantine").text)
    assert isinstance(held, Rows)
    if held.rows:
        say(f"{count(len(held.rows), 'statement')} in quarantine:")
        emit(table(held, build.prefixes, build.label, terminal_columns()))
    if not damaged and not held.rows:
        say("all files are whole, all quotations true, nothing in quarantine")
    if damaged or (held.rows and strict):
        raise typer.Exit(1)
