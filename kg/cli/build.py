"""``kg build``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import count, remark, report_skipped, say, waiting
from kg.cli.engines import EngineOptions, report_engine, with_engine
from kg.cli.options import (
    Curation,
    Encoding,
    NoWait,
    Ontology,
    Quiet,
    WithoutPages,
    Workers,
)
from kg.cli.progress import progress
from kg.errors import InputError
from kg.folder import has_pages
from kg.query import inert, pad, width
from kg.schema import default_schema, using

if TYPE_CHECKING:
    from kg.model import Network

_TOP = 8
_MOST_IDLE = 10


@with_engine
def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Files and folders to read: .txt .md .html · 要读的文件和文件夹.",
            show_default="seeds",
        ),
    ] = None,
    *,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="Where the results go · 结果文件夹."),
    ] = Path("output"),
    base: Annotated[
        str,
        typer.Option(metavar="IRI", help="What the IRIs of all entities start with."),
    ] = "https://kg.example/id/",
    encoding: Encoding = "",
    ontology: Ontology = None,
    curation: Curation = None,
    workers: Workers = 0,
    fresh: Annotated[
        bool,
        typer.Option("--fresh", help="Read every document anew, also those known from last time."),
    ] = False,
    without_texts: Annotated[
        bool,
        typer.Option(
            "--without-texts",
            help="Leave the texts out of explorer.html, also at later kg add and kg update.",
        ),
    ] = False,
    without_pages: WithoutPages = False,
    no_wait: NoWait = False,
    quiet: Quiet = False,
    engine: EngineOptions,
) -> None:
    """Build the graph of documents · 从文档构建知识图谱.

    Reads every document, finds entities and relations with the sentences that state them, and
    writes RDF, tables, a report and interactive pages. The folder is replaced as a whole at the
    end: a build that fails or is stopped leaves the last good one. A file that cannot be read is
    named with the reason, and the others are built. Documents that the folder's last build knows
    are not extracted again. Later: kg add, kg remove, kg update.

    A file curation.tsv in a folder named holds edits by hand, which are applied: see kg curate.

    explorer.html holds the whole texts, so that it shows where each name stands; with
    --without-texts only the sentences that state facts.

    Examples · 示例:

    ```
    kg build                                            # the documents in seeds/ into output/
    kg build 我的文件夹 年报.txt -o 结果                # your own files
    kg build news --encoding gb18030 --workers 4
    kg build seeds --base https://data.example.org/id/  # IRIs of your own
    kg build --engine openai:qwen3 --endpoint http://127.0.0.1:11434/v1
    ```
    """
    from kg.pipeline import build as build_all

    chosen = engine.start(ontology)
    with progress(quiet=quiet) as report:
        network = build_all(
            [*(paths or [Path("seeds")]), *edit_files(curation)],
            output=output,
            base=base,
            encoding=encoding,
            ontology=ontology,
            workers=workers,
            engine=chosen,
            progress=report,
            fresh=fresh,
            texts=not without_texts,
            pages=not without_pages,
            wait=not no_wait,
            waiting=waiting,
        )
    report_skipped(network.skipped)
    report_idle(network)
    if not quiet:
        report_engine(chosen)
        with using(ontology):
            _summarize(network, output)


def edit_files(files: list[Path] | None) -> list[Path]:
    """Files of edits by hand as they were named.

    Raises:
        InputError: one is called as no such file is.
    """
    from kg.curate import is_curation

    for file in files or ():
        if not is_curation(file.name):
            raise InputError(f"{file}: a file of edits must be called something.tsv")
    return files or []


def report_idle(network: "Network") -> None:
    """Name the edits by hand that change nothing, and why."""
    idle = [edit for edit in network.edits if edit.problem]
    sources = {record.id: record.source for record in network.records}
    for edit in idle[:_MOST_IDLE]:
        where = inert(f"{sources[edit.document]}:{edit.line}")
        remark(f"{where} has no effect: {inert(edit.problem)}")
    if len(idle) > _MOST_IDLE:
        remark(f"{len(idle) - _MOST_IDLE} more edits have no effect; report.md names them")


def totals(network: "Network") -> str:
    """How much a graph holds, in one line."""
    proofs = sum(len(fact.proofs) for fact in network.facts)
    return (
        f"{count(len(network.records), 'document')}: "
        f"{count(len(network.nodes), 'entity', 'entities')}, "
        f"{count(len(network.facts), 'fact')} with "
        f"{count(proofs, 'piece of evidence', 'pieces of evidence')}"
    )


def _summarize(network: "Network", output: Path) -> None:
    say(totals(network))
    rejected = sum(number for _, number in network.rejected)
    if network.quarantined or rejected:
        say(
            f"{count(len(network.quarantined), 'fact')} in quarantine, "
            f"{count(rejected, 'candidate')} turned down: report.md says why"
        )
    degree = network.degrees()
    top = sorted(network.nodes, key=lambda node: (-degree[node.iri], node.label, node.iri))[:_TOP]
    if top:
        kinds = default_schema().kinds
        say("\nBest connected · 关联最多的实体:")
        columns = max(width(inert(node.label)) for node in top)
        for node in top:
            kind = kinds.get(node.subtype) or kinds.get(node.type)
            name = pad(inert(node.label), columns)
            say(f"  {name}  {count(degree[node.iri], 'fact'):>9}  {kind.zh if kind else node.type}")
    where = "" if output == Path("output") else f" -o {output}"
    label = inert(top[0].label) if top else "NAME"
    first = "explorer.html, " if has_pages(output) else ""
    say(f"\nWritten to {output}/ ({first}graph.ttl, entities.csv, report.md, …). Next:")
    say(f"  kg view{where}              the page")
    say(f"  kg query people{where}      who holds which post; kg query lists the others")
    say(f"  kg explain {label}{where}")
