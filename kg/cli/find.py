"""``kg find``."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import emit, remark, say, terminal_columns
from kg.cli.options import Output
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.search import Hit

_FORMATS = ("table", "json", "csv", "tsv")
_COLUMNS = ("label", "type", "name", "match", "facts", "mentions", "iri")


def find(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT", help="Part of a name, words, pinyin or its initials · 名称或拼音."
        ),
    ],
    *,
    output: Output = Path("output"),
    type_: Annotated[
        str,
        typer.Option(
            "--type",
            "-t",
            metavar="TYPE",
            help="Only entities of this type or subtype: Person, 人物, Company …",
            show_default=False,
        ),
    ] = "",
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, max=1000, metavar="N", help="How many at most.")
    ] = 20,
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help=f"{', '.join(_FORMATS)}.")
    ] = "table",
) -> None:
    """Find entities by name · 按名称查找实体.

    By any part of a name, one character too; by words in any order; by pinyin, whole or begun, and
    by its initials. Traditional and simplified, full and half width, upper and lower case are the
    same. The best match comes first, then the entity with more facts. Without a match the exit
    code is 1.

    Examples · 示例:

    ```
    kg find 蔡志
    kg find czz                # 蔡志忠, also caizhizhong, caizz
    kg find 大学 --type School --limit 5
    kg find 杭州 --format json | jq -r .[].iri
    ```
    """
    from kg.search import open_names

    if format_ not in _FORMATS:
        raise InputError(f"format {format_} is not one of {', '.join(_FORMATS)}")
    hits = open_names(output).find(text, type_=type_, limit=limit)
    if format_ == "json":
        say(json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=2))
    elif format_ == "table":
        _table(hits)
    else:
        emit(_lines(hits, format_))
    if not hits:
        remark("nothing is found; try fewer characters, or pinyin")
        raise typer.Exit(1)


def _table(hits: "Sequence[Hit]") -> None:
    from kg.query import cut, inert, pad, width

    rows = [(*_kinds(hit), hit.iri) for hit in hits]
    columns = [max((width(inert(row[n])) for row in rows), default=0) for n in range(3)]
    limit = terminal_columns()
    for row in rows:
        cells = [pad(inert(cell), size) for cell, size in zip(row, columns, strict=False)]
        line = "  ".join([*cells, inert(row[-1])])
        say(cut(line, limit) if limit else line)


def _kinds(hit: "Hit") -> tuple[str, str, str]:
    """Label with the name that was found where it is another, type, and how well connected."""
    label = hit.label if hit.name == hit.label else f"{hit.label}（{hit.name}）"
    return label, hit.subtype or hit.type, f"{hit.facts} facts, {hit.mentions} mentions"


def _lines(hits: "Sequence[Hit]", format_: str) -> str:
    import csv
    from io import StringIO

    from kg.export.inert import cell

    buffer = StringIO()
    writer = csv.writer(buffer, delimiter="," if format_ == "csv" else "\t", lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for hit in hits:
        values = [getattr(hit, name) for name in _COLUMNS[:1]] + [hit.subtype or hit.type]
        values += [getattr(hit, name) for name in _COLUMNS[2:]]
        writer.writerow([cell(v) if isinstance(v, str) else v for v in values])
    return buffer.getvalue()
