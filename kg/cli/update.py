"""``kg update``."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.changed import tell, way_of
from kg.cli.engines import EngineOptions, report_engine, with_engine
from kg.cli.options import NoWait, Output, Quiet, WithoutPages, Workers
from kg.cli.progress import progress


@with_engine
def update(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Files and folders of the build to look at · 要检查的文件和文件夹.",
            show_default="all",
        ),
    ] = None,
    *,
    output: Output = Path("output"),
    workers: Workers = 0,
    without_pages: WithoutPages = False,
    no_wait: NoWait = False,
    quiet: Quiet = False,
    engine: EngineOptions,
) -> None:
    """Bring the graph up to date with its files · 按文件现状更新图谱.

    Looks again at the files and folders that the build was made of: new documents come in, changed
    ones are read again, those that are gone leave. With another version of kg or a changed ontology
    all documents are read again.

    Examples · 示例:

    ```
    kg update
    kg update 四月 -o 结果        # only what lies there
    ```
    """
    from kg.changes import update as update_all

    chosen = engine.start(None)
    with progress(quiet=quiet) as report:
        way = way_of(workers, chosen, report, pages=not without_pages, wait=not no_wait)
        changed = update_all(paths or (), output=output, way=way)
    if not quiet:
        report_engine(chosen)
    tell(changed, output, quiet=quiet)
