"""``kg view``."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.changed import make_pages
from kg.cli.console import open_in_browser, say
from kg.cli.options import Output
from kg.errors import OutputError


def view(
    output: Output = Path("output"),
    *,
    simple: Annotated[
        bool,
        typer.Option("--simple", help="The page by pyvis, for small graphs · 简单页面."),
    ] = False,
    print_only: Annotated[
        bool, typer.Option("--print", help="Print the page's address and open nothing.")
    ] = False,
) -> None:
    """Open the interactive page · 打开交互页面.

    It is one file, output/explorer.html, that needs no network and no server: you may send it to
    anyone. It shows the graph, the sentence behind every fact and the texts, finds names and paths,
    and answers SPARQL. With --simple it is graph.html, a smaller page with fewer ways to look.
    Pages that were left out (--without-pages) are made first.

    Examples · 示例:

    ```
    kg view
    kg view -o 结果 --print
    kg view --simple
    ```
    """
    page = output / ("graph.html" if simple else "explorer.html")
    if not page.is_file():
        make_pages(output)
    if not page.is_file():
        raise OutputError(
            f"no {page.name} in {output}; run kg build first, or name its folder with -o"
        )
    address = page.resolve().as_uri()
    say(address)
    if not print_only:
        open_in_browser(address)
