"""``kg export``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import emit_bytes, say
from kg.cli.options import Output
from kg.errors import InputError, OutputError

_FOLDER = "neo4j"  # the one format of several files


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
    kg export --to neo4j -f neo4j  # a folder to import; its README.md says how
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
    from kg.export.neo4j import neo4j_files

    graph = load(output)
    if to == _FOLDER and file is not None and file.suffix != ".zip":
        _write_folder(neo4j_files(graph.network), file)
        return
    data = graph.export(to)
    if file is None:
        emit_bytes(data)
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{file}: cannot be written ({error.strerror})") from error


def _write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder that is new or empty."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise OutputError(f"{folder}: is not empty; name a new folder")
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror})") from error
