"""``kg eval``."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.comparison import comparison_json, counts, show_comparison
from kg.cli.console import remark, report_skipped, say
from kg.cli.options import Ontology, Quiet
from kg.cli.progress import progress
from kg.errors import InputError
from kg.query import inert

if TYPE_CHECKING:
    from kg.evaluate import Score, Sheet, Tally


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="Folder of ID.txt with ID.json files.")
    ],
    run: Annotated[
        Path | None,
        typer.Argument(
            metavar="RUN_A",
            help="Records to judge (JSON lines of kg extract); kg extracts now if there are none.",
        ),
    ] = None,
    other: Annotated[
        Path | None,
        typer.Argument(metavar="RUN_B", help="Records of another run, to compare · 另一次结果."),
    ] = None,
    *,
    predictions: Annotated[Path | None, typer.Option(metavar="FILE", hidden=True)] = None,
    errors: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            help="Show the first N mistakes; of two runs, the first N that only one makes.",
        ),
    ] = 0,
    per_document: Annotated[
        bool, typer.Option("--per-document", help="Show each document's figures.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    ontology: Ontology = None,
    workers: Annotated[
        int, typer.Option(min=0, metavar="N", help="Processes to use; 0 chooses.")
    ] = 0,
    quiet: Quiet = False,
) -> None:
    """Measure extraction against gold graphs, or compare two runs · 用标注数据评测、比较.

    Precision, recall and F1 by entity type and by predicate. Of two runs both, the difference, and
    what a paired bootstrap over the documents makes of it: p is how likely so great a difference
    is by chance.

    Examples · 示例:

    ```
    kg eval gold/dev --errors 20
    kg eval gold/dev records.jsonl --json
    kg eval gold/dev before.jsonl after.jsonl --errors 10
    ```
    """
    from kg import evaluate as measure

    sheets = measure.read_gold(gold)
    run = run or predictions
    system: Sequence[Sheet]
    if run is None:
        system = _extracted(gold, sheets, ontology, workers, quiet=quiet)
    else:
        system = measure.read_predictions(run)
    _note_missing(sheets, system)
    if other is not None:
        if per_document:
            raise InputError("--per-document shows one run; leave RUN_B or the option out")
        second = measure.read_predictions(other)
        _note_missing(sheets, second)
        compared = measure.compare(sheets, system, second)
        if as_json:
            say(comparison_json(compared, gold, errors))
        else:
            say(f"A: {inert(str(run))}\nB: {inert(str(other))}")
            show_comparison(compared, gold, errors)
        return
    score, by_document = measure.evaluate(sheets, system)
    if as_json:
        say(json.dumps(_figures(score), ensure_ascii=False, indent=1))
    else:
        if per_document:
            for name, one in by_document.items():
                say(f"{name}  {_short('entity', one)}  {_short('relation', one)}")
        for part, label, tally in score.rows():
            say(f"{part:8} {label:14} {_line(tally)}")
    for m in score.mistakes[:errors]:
        say("\t".join((m.document, f"{m.kind} {m.part}", m.label, inert(m.what))))


def _note_missing(sheets: "Sequence[Sheet]", system: "Sequence[Sheet]") -> None:
    given = {sheet.id for sheet in system}
    if missing := [sheet.id for sheet in sheets if sheet.id not in given]:
        remark(f"note: nothing given for {len(missing)} of {len(sheets)} documents: {missing[0]} …")


def _extracted(
    gold: Path, sheets: "tuple[Sheet, ...]", ontology: Path | None, workers: int, *, quiet: bool
) -> "list[Sheet]":
    from kg.evaluate import sheet_of_record
    from kg.pipeline import extract

    paths = [path for sheet in sheets if (path := gold / f"{sheet.id}.txt").is_file()]
    with progress(quiet=quiet) as report:
        extraction = extract(paths, ontology=ontology, workers=workers, progress=report)
    report_skipped(extraction.skipped)
    return [sheet_of_record(record) for record in extraction.records]


def _line(tally: "Tally") -> str:
    return (
        f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}  "
        f"(right {tally.right}, wrong {tally.wrong}, missed {tally.missed})"
    )


def _short(part: str, score: "Score") -> str:
    tally = score.overall("entity" if part == "entity" else "relation")
    return f"{part} P {tally.precision:.2f} R {tally.recall:.2f} F1 {tally.f1:.2f}"


def _figures(score: "Score") -> dict[str, dict[str, float | int]]:
    return {f"{part}/{label}": counts(tally) for part, label, tally in score.rows()}
