"""``kg add``."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.changed import tell, way_of
from kg.cli.engines import EngineOptions, report_engine, with_engine
from kg.cli.options import NoWait, Output, Quiet, WithoutPages, Workers
from kg.cli.progress import progress


@with_engine
def add(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Files and folders to put in · 要加入的文件和文件夹."),
    ],
    *,
    output: Output = Path("output"),
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Encoding of these files, e.g. gb18030; as for the build where not given.",
            show_default=False,
        ),
    ] = None,
    workers: Workers = 0,
    without_pages: WithoutPages = False,
    no_wait: NoWait = False,
    quiet: Quiet = False,
    engine: EngineOptions,
) -> None:
    """Put documents into the graph · 向图谱加入文档.

    The graph becomes what a build of all the documents would be, byte for byte, but only the new
    ones are read. A document that is there already changes nothing; with other content it is
    replaced. Ontology and IRIs are those of the build; the engine must be
    the same.

    Examples · 示例:

    ```
    kg add 新闻.txt               # one more document
    kg add 四月 -o 结果           # a folder, into another build
    kg add 五月 --without-pages   # faster; the next kg view makes the pages
    ```
    """
    from kg.changes import add as add_all

    chosen = engine.start(None)
    with progress(quiet=quiet) as report:
        way = way_of(workers, chosen, report, pages=not without_pages, wait=not no_wait)
        changed = add_all(paths, output=output, encoding=encoding, way=way)
    if not quiet:
        report_engine(chosen)
    tell(changed, output, quiet=quiet)
