"""``kg export``."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import emit_bytes, say
from kg.cli.options import Output
from kg.errors import InputError, OutputError


def export(
    output: Output = Path("output"),
    *,
    to: Annotated[
        str | None,
        typer.Option(metavar="FORMAT", help="Which format; without it, all are listed."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", "-f", metavar="FILE", help="Write here, not to standard output."),
    ] = None,
) -> None:
    """Write a build in one format · 以某种格式导出.

    Examples · 示例:

    ```
    kg export  # lists the formats
    kg export --to nq > graph.nq
    kg export --to graphml -f 图谱.graphml
    ```
    """
    from kg.export import FORMATS

    if to is None:
        size = max(map(len, FORMATS))
        for form in FORMATS.values():
            say(f"{form.name:<{size}}  {form.about}")
        return
    if to not in FORMATS:
        raise InputError(f"{to}: no such format; choose one of {', '.join(FORMATS)}")
    from kg.api import load

    data = load(output).export(to)
    if file is None:
        emit_bytes(data)
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{file}: cannot be written ({error.strerror})") from error
