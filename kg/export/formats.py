"""The table of formats: what a build writes and what ``kg export --to`` knows."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from kg import records
from kg.errors import InputError, OutputError
from kg.export import drawings, forms, neo4j, tables, triples
from kg.export.content import Content
from kg.export.forms import Buffer
from kg.export.inert import utf8_text
from kg.export.manifest import write_manifest, written
from kg.export.report import to_report
from kg.export.sheets import Sheet, record_run
from kg.model import Network, Record

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    Attributes:
        name: what ``--to`` calls it.
        file: its name in a build; ``""`` where a build does not write it.
        about: what it is, in a few words.
        write: makes its bytes, in pieces.
    """

    name: str
    file: str
    about: str
    write: Callable[[Content], Sequence[Buffer]]


def _records(content: Content) -> list[Buffer]:
    known = content.lines

    def line(record: Record) -> str:
        if record.id in known:
            return str(known[record.id], "utf-8") + "\n"
        return _escaped(records.to_json(record)) + "\n"

    return content.sheet("records.jsonl", Sheet(record_run(line)))


def _escaped(line: str) -> str:
    """JSON can write a lone surrogate that UTF-8 cannot."""
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", line)


def _sheet(file: str, made: Callable[[Network], Sheet]) -> Callable[[Content], list[Buffer]]:
    return lambda content: content.sheet(file, made(content.network))


def _rdf(file: str, form: forms.Form) -> Callable[[Content], list[Buffer]]:
    return lambda content: content.rdf(file, form)


_ALL = (
    Format("ttl", "graph.ttl", "Turtle", _rdf("graph.ttl", forms.TURTLE)),
    Format("nt", "graph.nt", "N-Triples", _rdf("graph.nt", forms.N_TRIPLES)),
    Format("trig", "graph.trig", "TriG, with graphs", _rdf("graph.trig", forms.TRIG)),
    Format("nq", "", "N-Quads, with graphs", lambda c: [triples.nquads(tuple(c.dataset()))]),
    Format(
        "jsonld",
        "graph.jsonld",
        "compact JSON-LD",
        lambda c: c.rdf("graph.jsonld", forms.json_ld(c.usage)),
    ),
    Format("rdf", "graph.rdf", "RDF/XML", _rdf("graph.rdf", forms.XML)),
    Format(
        "graphml",
        "graph.graphml",
        "GraphML (yEd, Cytoscape)",
        _sheet("graph.graphml", drawings.graphml),
    ),
    Format("gexf", "graph.gexf", "GEXF (Gephi)", _sheet("graph.gexf", drawings.gexf)),
    Format("neo4j", "", "CSV to import into Neo4j, zipped", lambda c: [neo4j.neo4j_zip(c.network)]),
    Format(
        "entities",
        "entities.csv",
        "CSV, one row an entity",
        _sheet("entities.csv", tables.entity_sheet),
    ),
    Format(
        "relations",
        "relations.csv",
        "CSV, one row a fact",
        _sheet("relations.csv", tables.relation_sheet),
    ),
    Format(
        "evidence",
        "evidence.csv",
        "CSV, one row a piece of evidence",
        _sheet("evidence.csv", tables.evidence_sheet),
    ),
    Format("records", "records.jsonl", "JSON lines, one document a line", _records),
    Format(
        "report",
        "report.md",
        "Markdown report",
        lambda c: [utf8_text(to_report(c.network)).encode("utf-8")],
    ),
)

FORMATS: dict[str, Format] = {form.name: form for form in _ALL}


def write(network: Network, format: str, path: Path) -> None:  # noqa: A002 - the word users know
    """Write ``network`` in one format of :data:`FORMATS`.

    Raises:
        InputError: no such format.
        OutputError: ``path`` cannot be written.
    """
    data = encode(network, format)
    try:
        path.write_bytes(data)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{path}: cannot be written ({reason}); name another file"
        raise OutputError(message) from error


def encode(network: Network, format: str) -> bytes:  # noqa: A002 - the word users know
    """The bytes of ``network`` in one format of :data:`FORMATS`.

    Raises:
        InputError: no such format.
    """
    form = FORMATS.get(format)
    if form is None:
        raise InputError(f"{format}: no such format; choose one of {', '.join(FORMATS)}")
    return b"".join(form.write(Content(network)))


def write_all(network: Network, folder: Path) -> None:
    """Write every file of a build but the page into ``folder``, the manifest last.

    The manifest lists whatever else lies there by then.

    Raises:
        OSError: the folder cannot be written.
    """
    with ThreadPoolExecutor(1) as writers:
        content = Content(network)
        write_files(content, folder, writers)
        write_manifest(network, folder, content.described())


def write_files(content: Content, folder: Path, writers: Executor) -> None:
    """Make every file of a build but the pages and the manifest, and have them written.

    Args:
        content: the graph.
        folder: the folder of the build, or what is to become it.
        writers: write and digest them, which needs no interpreter.
    """
    for form in FORMATS.values():
        if form.file:
            job = writers.submit(written, form.write(content), folder / form.file)
            content.jobs[form.file] = job
