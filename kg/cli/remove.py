"""``kg remove``."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.changed import tell, way_of
from kg.cli.options import NoWait, Output, Quiet, WithoutPages, Workers
from kg.cli.progress import progress


def remove(
    documents: Annotated[
        list[str],
        typer.Argument(
            metavar="DOC",
            help="Ids of documents (see kg query documents), or paths · 文档名或路径.",
        ),
    ],
    *,
    output: Output = Path("output"),
    workers: Workers = 0,
    without_pages: WithoutPages = False,
    no_wait: NoWait = False,
    quiet: Quiet = False,
) -> None:
    """Take documents out of the graph · 从图谱移除文档.

    Nothing that only they state is left; the graph is what it would be had they never been read.
    The files themselves are not touched, and kg update does not bring them back (kg add does).

    Examples · 示例:

    ```
    kg remove 新闻                # by its id
    kg remove 四月/新闻.txt 三月  # by path; a folder means all documents in it
    ```
    """
    from kg.changes import remove as remove_all

    with progress(quiet=quiet) as report:
        way = way_of(workers, progress=report, pages=not without_pages, wait=not no_wait)
        changed = remove_all(documents, output=output, way=way)
    tell(changed, output, quiet=quiet)
