"""``kg push``."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import count, emit_bytes, remark, say
from kg.cli.options import Output, Quiet
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.push import Plan, Target

_SHOWN = 3
_VARIABLE = "KG_PUSH_PASSWORD"


def push(
    endpoint: Annotated[
        str,
        typer.Argument(
            metavar="ENDPOINT",
            help="Address that takes SPARQL updates, or graphs with --graph-store · 目标地址.",
        ),
    ],
    *,
    output: Output = Path("output"),
    graph: Annotated[
        str,
        typer.Option(metavar="IRI", help="The graph to fill; else the store's default graph."),
    ] = "",
    graph_store: Annotated[
        bool,
        typer.Option("--graph-store", help="Speak the Graph Store Protocol, not SPARQL Update."),
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Empty the graph first; else statements are added.")
    ] = False,
    query_endpoint: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="Address that answers queries, to count; told by ENDPOINT where it can be.",
            show_default=False,
        ),
    ] = "",
    user: Annotated[str, typer.Option(metavar="NAME", help="User of the store.")] = "",
    password_env: Annotated[
        str, typer.Option(metavar="VAR", help="Environment variable with the user's password.")
    ] = _VARIABLE,
    digest: Annotated[
        bool, typer.Option("--digest", help="The store wants Digest, as Virtuoso does.")
    ] = False,
    token_env: Annotated[
        str, typer.Option(metavar="VAR", help="Environment variable with a bearer token.")
    ] = "",
    batch: Annotated[
        int, typer.Option(min=1, max=1_000_000, metavar="N", help="Statements in one request.")
    ] = 1000,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be sent, and send nothing.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where the last push of this build broke off.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    r"""Send the graph to another store · 推送到其他图数据库.

    Sends facts, evidence and documents, what lies in graph.nt, by SPARQL 1.1 Update or the Graph
    Store Protocol, in batches; tries again when the store is busy; counts afterwards. Only the host
    of ENDPOINT is opened. Needs pip install 'kg-zh\[push]'.

    Examples · 示例:

    ```
    kg push http://127.0.0.1:7878/update --dry-run
    kg push http://127.0.0.1:7878/update --graph https://kg.example/news --replace
    kg push http://127.0.0.1:3030/kg/data --graph-store   # Fuseki
    KG_PUSH_PASSWORD=… kg push https://store.example/sparql-auth --user dba --digest --graph …
    ```
    """
    from kg.cli.progress import progress
    from kg.push import Target, plan
    from kg.push import push as send

    target = Target(
        endpoint,
        graph=graph,
        is_graph_store=graph_store,
        replace=replace,
        queries=query_endpoint,
        user=user,
        password=_secret(password_env, needed=bool(user) and not dry_run),
        is_digest=digest,
        token=_secret(token_env, needed=bool(token_env) and not dry_run),
    )
    planned = plan(output, batch)
    if dry_run:
        _show(planned, target)
        return
    if (target.user or target.token) and not target.is_protected:
        remark(f"note: {endpoint} is not encrypted; others on the way can read the password")
    with progress(quiet=quiet, what="statements") as report:
        done = send(planned, target, resume=resume, progress=report, said=remark)
    if not quiet:
        skipped = f" ({done.skipped} were there from the push before)" if done.skipped else ""
        say(f"{count(done.sent, 'statement')} sent to {endpoint}{skipped}")
        if done.after < 0:
            remark("note: not counted there, no query is answered; see --query-endpoint")
        else:
            say(f"the graph holds {count(done.after, 'statement')} now")


def _secret(variable: str, *, needed: bool) -> str:
    value = os.environ.get(variable, "") if variable else ""
    if needed and not value:
        raise InputError(f"the environment variable {variable} is empty; put the secret there")
    return value


def _show(planned: "Plan", target: "Target") -> None:
    from kg.push.plan import clear, insert

    where = f"graph <{target.graph}>" if target.graph else "the default graph"
    how = "Graph Store Protocol" if target.is_graph_store else "SPARQL 1.1 Update"
    size = f"{count(planned.total, 'statement')} ({planned.bytes} bytes)"
    say(f"{size} to {where} of {target.address}")
    say(f"{count(planned.requests(), 'request')} of at most {planned.batch} statements, {how}")
    say(f"counted afterwards at {target.query_address}")
    if target.replace:
        say("the graph is emptied first")
        if not target.is_graph_store:
            emit_bytes(b"\n" + clear(target.graph))
    if first := next(planned.batches(), None):
        lines = b"".join(first.statements.splitlines(keepends=True)[:_SHOWN])
        body = lines if target.is_graph_store else insert(lines, target.graph)
        say("\nThe first request begins:\n")
        emit_bytes(body)
