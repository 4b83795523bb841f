"""The table of commands, and what happens to errors."""

import gc
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kg.cli import (
    add,
    build,
    curate,
    diff,
    evaluate,
    explain,
    export,
    extract,
    find,
    mcp,
    push,
    query,
    remove,
    serve,
    update,
    validate,
    version,
    view,
)
from kg.cli.console import remark, use_utf8
from kg.errors import KgError

_INTERRUPTED = 130


class _Commands(TyperGroup):
    """All commands; an error of the user's becomes one line and exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KgError as error:
            remark(f"error: {error}")
            raise typer.Exit(1) from error
        except KeyboardInterrupt:
            raise typer.Exit(_INTERRUPTED) from None


app = typer.Typer(
    name="kg",
    cls=_Commands,
    help="""A folder of Chinese documents becomes a knowledge graph: offline, every edge traceable.

    中文文档 → 知识图谱：离线运行，每条边都能追溯到原文。
    """,
    epilog="Start with: kg build seeds · kg view · kg query people · kg explain 陈奕",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

_READ = "From documents · 从文档到图谱"
_ASK = "Ask and look · 查询与浏览"
_CHECK = "Check and hand on · 检查与导出"

app.command("build", rich_help_panel=_READ)(build.build)
app.command("add", rich_help_panel=_READ)(add.add)
app.command("remove", rich_help_panel=_READ)(remove.remove)
app.command("update", rich_help_panel=_READ)(update.update)
app.add_typer(curate.app, name="curate", rich_help_panel=_READ)
app.command("extract", rich_help_panel=_READ)(extract.extract)
app.command("query", rich_help_panel=_ASK)(query.query)
app.command("find", rich_help_panel=_ASK)(find.find)
app.command("explain", rich_help_panel=_ASK)(explain.explain)
app.command("view", rich_help_panel=_ASK)(view.view)
app.command("serve", rich_help_panel=_ASK)(serve.serve)
app.command("mcp", rich_help_panel=_ASK)(mcp.mcp)
app.command("diff", rich_help_panel=_ASK)(diff.diff)
app.command("validate", rich_help_panel=_CHECK)(validate.validate)
app.command("export", rich_help_panel=_CHECK)(export.export)
app.command("push", rich_help_panel=_CHECK)(push.push)
app.command("eval", rich_help_panel=_CHECK)(evaluate.evaluate)
app.command("version", rich_help_panel=_CHECK)(version.version)


def _print_version(wanted: bool) -> None:
    if wanted:
        version.version()
        raise typer.Exit


@app.callback()
def _root(
    *,
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", is_eager=True, callback=_print_version
        ),
    ] = False,
) -> None:
    """Options of ``kg`` itself."""


def main() -> None:
    """Run the command line."""
    use_utf8()
    gc.disable()  # a command ends before it leaves much garbage in cycles; servers turn it on again
    # Before numpy is loaded: more threads for linear algebra take processor time and save none.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except KeyboardInterrupt:  # outside of any command
        sys.exit(_INTERRUPTED)
    finally:
        gc.freeze()  # no search for garbage in what the end of the process lets go of anyway
