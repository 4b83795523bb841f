"""``kg extract``."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import emit, report_skipped
from kg.cli.engines import EngineOptions, report_engine, with_engine
from kg.cli.options import Encoding, Ontology, Quiet, Workers
from kg.cli.progress import progress
from kg.errors import InputError, OutputError


@with_engine
def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Files and folders to read · 要读的文件和文件夹."),
    ],
    *,
    file: Annotated[
        Path | None,
        typer.Option("--file", "-f", metavar="FILE", help="Write here, not to standard output."),
    ] = None,
    encoding: Encoding = "",
    ontology: Ontology = None,
    workers: Workers = 0,
    quiet: Quiet = False,
    engine: EngineOptions,
) -> None:
    """Write what each document says, as JSON lines · 逐篇抽取，输出 JSON 行.

    One object a document: its entities with every mention, its relations with their evidence.
    Offsets are code points into the decoded text.

    Examples · 示例:

    ```
    kg extract seeds > records.jsonl
    kg extract 简报.html | jq .entities[].name
    kg extract 简报.html --engine spacy:zh_core_web_sm
    ```
    """
    from kg.pipeline import extract as extract_all
    from kg.pipeline import nothing_read
    from kg.records import to_json

    chosen = engine.start(ontology)
    with progress(quiet=quiet) as report:
        extraction = extract_all(
            paths,
            encoding=encoding,
            ontology=ontology,
            workers=workers,
            engine=chosen,
            progress=report,
        )
    report_skipped(extraction.skipped)
    if not quiet:
        report_engine(chosen)
    if not extraction.records:
        raise InputError(nothing_read(extraction.skipped))
    lines = "".join(to_json(record) + "\n" for record in extraction.records)
    if file is None:
        emit(lines)
        return
    try:
        file.write_text(lines, "utf-8", errors="backslashreplace", newline="")
    except OSError as error:
        raise OutputError(f"{file}: cannot be written ({error.strerror})") from error
