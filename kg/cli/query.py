"""``kg query``."""

import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import count, emit, remark, say, terminal_columns
from kg.cli.options import Output
from kg.errors import InputError, QueryError
from kg.query import (
    FORMATS,
    Answer,
    Build,
    Results,
    Rows,
    SavedQuery,
    open_build,
    pad,
    render,
    run,
    saved_queries,
    saved_query,
    table,
    width,
)
from kg.query.hints import unknown_terms
from kg.query.prepare import Value

_TABLE = "table"
_FILES = (".rq", ".sparql")


def query(
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="QUERY",
            help="SPARQL, a file with some, the name of a saved query, or - for standard input.",
        ),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="VALUE", help="Parameters of a saved query, in its order."),
    ] = None,
    *,
    output: Output = Path("output"),
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set", "-s", metavar="NAME=VALUE", help="A parameter: the value of ?NAME, as text."
        ),
    ] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"{_TABLE}, {', '.join(FORMATS)}.",
            show_default="table, ttl for CONSTRUCT and DESCRIBE",
        ),
    ] = "",
    wide: Annotated[bool, typer.Option("--wide", "-w", help="Never cut a cell.")] = False,
) -> None:
    """Ask the graph in SPARQL · 用 SPARQL 查询图谱.

    Without QUERY the saved queries are listed. The prefixes kg: rdf: rdfs: skos: org: prov:
    schema: foaf: xsd: owl: dcterms: time: and id: (the entities) need not be typed. Queries only
    read, and never open a connection.

    Examples · 示例:

    ```
    kg query              # lists the saved queries
    kg query people       # one of them
    kg query places 杭州  # with a parameter, also as --set name=杭州
    kg query "SELECT ?n { ?p a kg:Person ; rdfs:label ?n }"
    kg query my.rq --format csv > rows.csv
    echo "ASK { ?s kg:partnerOf ?o }" | kg query -
    ```
    """
    if text is None:
        _list_saved()
        return
    sparql, saved = _read(text)
    parameters = _parameters(saved, values or [], set_ or [])
    if format_ and format_ not in (_TABLE, *FORMATS):
        raise InputError(f"format {format_} is not one of {_TABLE}, {', '.join(FORMATS)}")
    build = open_build(output)
    with _interruptible():
        results = run(build, sparql, parameters)
    _show(build, results, format_, wide=wide)
    if isinstance(results, Rows) and not results.rows:
        for hint in unknown_terms(build, sparql):
            remark(f"note: {hint}")


def _read(text: str) -> tuple[str, SavedQuery | None]:
    """The query that an argument means, and which saved one it is, if any."""
    if text == "-":
        return sys.stdin.read(), None
    if any(character.isspace() or character == "{" for character in text) or not text:
        return text, None
    if text in saved_queries():
        saved = saved_query(text)
        return saved.text, saved
    path = Path(text)
    if path.suffix in _FILES or path.is_file():
        try:
            return path.read_text("utf-8-sig"), None
        except OSError as error:
            raise InputError(f"{path}: cannot be read ({error.strerror})") from error
        except UnicodeDecodeError as error:
            raise InputError(f"{path}: is no text in UTF-8; save it as UTF-8") from error
    saved = saved_query(text)  # raises, with the closest name
    return saved.text, saved


def _parameters(
    saved: SavedQuery | None, values: Sequence[str], pairs: Sequence[str]
) -> Mapping[str, Value]:
    names = [parameter.name for parameter in saved.parameters] if saved else []
    if len(values) > len(names):
        extra = values[len(names)]
        raise QueryError(f"{extra}: no parameter is left for it; a query of your own takes --set")
    given: dict[str, Value] = dict(zip(names, values, strict=False))
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise QueryError(f"--set {pair}: write NAME=VALUE")
        given[name.lstrip("?$")] = value
    return saved.bind(given) if saved else given


def _show(build: Build, results: Results, format_: str, *, wide: bool) -> None:
    if not format_:
        format_ = _TABLE if isinstance(results, Rows | Answer) else "ttl"
    if format_ != _TABLE:
        emit(render(results, format_, build.prefixes))
    elif isinstance(results, Rows):
        emit(table(results, build.prefixes, build.label, 0 if wide else terminal_columns()))
        remark(count(len(results.rows), "row"))
    elif isinstance(results, Answer):
        say("yes" if results.value else "no")
    else:
        raise QueryError("this query gives statements and no table; use --format ttl or nt")


def _list_saved() -> None:
    queries = saved_queries().values()
    names = max(len(saved.name) for saved in queries)
    titles = max(width(saved.title) for saved in queries)
    for saved in queries:
        say(f"{saved.name:<{names}}  {pad(saved.title, titles)}  {saved.title_en}")
        for parameter in saved.parameters:
            say(f"{'':<{names}}    --set {parameter.name}=…  {parameter.about}")


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C stop a query that the engine is still computing."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
