"""``kg serve``."""

import gc
import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.changed import make_pages
from kg.cli.console import open_in_browser, remark, say
from kg.cli.options import Output
from kg.errors import InputError, KgError

_VARIABLE = "KG_TOKEN"


def serve(
    *,
    output: Output = Path("output"),
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="0 takes a free one.")
    ] = 8765,
    timeout: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="What a query may take.")
    ] = 30.0,
    workers: Annotated[
        int,
        typer.Option(
            min=0, metavar="N", help="Queries computed at a time; 0 chooses by the cores."
        ),
    ] = 0,
    queue: Annotated[
        int, typer.Option(min=0, metavar="N", help="Requests that may wait for a worker.")
    ] = 256,
    max_bytes: Annotated[
        int, typer.Option(min=1000, metavar="BYTES", help="The largest answer.")
    ] = 64 << 20,
    max_request: Annotated[
        int, typer.Option(min=100, metavar="BYTES", help="The largest request.")
    ] = 1 << 20,
    memory: Annotated[
        int,
        typer.Option(
            min=16, metavar="MIB", help="What one query may use beyond the build, in MiB."
        ),
    ] = 1024,
    token_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=f"Tokens, one a line; any of them lets a request in. Also in {_VARIABLE}.",
            show_default=False,
        ),
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORIGIN",
            help="Let pages of this web origin read answers; may be given again. * is every one.",
            show_default=False,
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="A further name of this server, as a reverse proxy passes it on.",
            show_default=False,
        ),
    ] = None,
    edit: Annotated[
        bool,
        typer.Option("--edit", help="Take edits by hand, with a token; on this machine alone."),
    ] = False,
    curation: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where edits go, if not to the curation.tsv of the build.",
            show_default=False,
        ),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open a browser · 打开浏览器.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No log line a request.")] = False,
) -> None:
    r"""Serve the graph over HTTP: pages, SPARQL, data · 以网页和 SPARQL 服务图谱.

    The explorer at /, the query editor and the SPARQL 1.1 endpoint at /sparql, every
    entity and document at /entity/…, whole graphs at /graph. It listens on this machine only,
    unless a token is set. A query that takes too long is stopped. A new build in the folder is
    taken up while it runs. Nothing can be changed through it, unless --edit is given: then whoever
    has the printed token writes edits by hand (see kg curate), and the build is made again.

    Examples · 示例:

    ```
    kg serve                                   # then open the address that it prints
    kg serve -o 结果 --port 0 --open
    kg serve --edit --open                     # correct the graph in the browser
    KG_TOKEN=… kg serve --host 0.0.0.0         # others come in with the token
    curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT * { ?s kg:memberOf ?o }' \
         http://127.0.0.1:8765/sparql
    ```
    """
    from kg.serve import Settings
    from kg.serve.run import run

    tokens = _tokens(token_file)
    made = "" if tokens or not edit else secrets.token_urlsafe(24)
    settings = Settings(
        folder=output,
        host=host,
        port=port,
        timeout=timeout,
        workers=workers,
        queue=queue,
        max_bytes=max_bytes,
        max_request=max_request,
        memory=memory,
        tokens=tokens,
        edit_tokens=(tokens or (made,)) if edit else (),
        curation=curation,
        origins=tuple(cors or ()),
        hosts=tuple(name.lower() for name in allow_host or ()),
        quiet=quiet,
    )

    def ready(address: str) -> None:
        whole = f"{address}#token={made}" if made else address
        say(whole)
        if open_:
            open_in_browser(doors.enter_context(_door(whole)) if made else address)

    try:
        make_pages(output)
    except KgError as error:  # a folder that nobody may write, say: all else can be served
        remark(f"without the explorer: {error}")
    gc.enable()
    with ExitStack() as doors:
        run(settings, ready)


@contextmanager
def _door(address: str) -> Iterator[str]:
    """A page that only this user can read and that leads on: no command line shows the token."""
    from html import escape
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="kg-") as folder:
        page = Path(folder) / "open.html"
        page.touch(0o600)
        goal = escape(address)
        leads = f'<meta http-equiv="refresh" content="0;url={goal}"><a href="{goal}">kg</a>'
        page.write_text("<!doctype html>" + leads, "utf-8")
        yield page.as_uri()


def _tokens(file: Path | None) -> tuple[str, ...]:
    lines = [os.environ.get(_VARIABLE, "")]
    if file is not None:
        try:
            lines += file.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{file}: cannot be read ({error})") from error
    tokens = tuple(line.strip() for line in lines if line.strip())
    if file is not None and not tokens:
        raise InputError(f"{file}: holds no token; write one a line")
    return tokens
