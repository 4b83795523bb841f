"""The one module that knows all stages: it composes them and reports how far they are.

extract: paths → documents → annotations → entities → claims → records
build:   records → network → files, replaced at once or not at all
"""

import codecs
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path

from kg import records as jsonl
from kg.engine import KG, Choice, Engine, NotDone, load_choice, load_engine
from kg.errors import InputError, KgError, ReadError
from kg.folder import replacing
from kg.link import load_linker
from kg.model import Annotation, Document, Network, Record, Skipped
from kg.read import Source, find, load
from kg.resources import ontology_dir
from kg.schema import using

DEFAULT_BASE = "https://kg.example/id/"

Progress = Callable[[int, int, str], None]

# A worker costs about a second to start; below this many bytes a worker it does not pay.
_BYTES_A_WORKER = 400_000
_SOURCES_A_TASK = 16


@dataclass(frozen=True, slots=True)
class Extracted:
    """One document read, and the record of what it says."""

    document: Document
    record: Record


@dataclass(frozen=True, slots=True)
class Extraction:
    """All documents with their records, sorted by id, and the files that could not be read.

    ``engine`` says what found the names and relations, with its version.
    """

    documents: tuple[Document, ...]
    records: tuple[Record, ...]
    skipped: tuple[Skipped, ...]
    engine: str = KG


def extract_document(document: Document, ontology: Path | None = None) -> Record:
    """Everything one document says, as a record. Pure: the same document gives the same record."""
    (record,) = extract_documents([document], ontology)
    return record


def extract_documents(documents: Sequence[Document], ontology: Path | None = None) -> list[Record]:
    """The records of several documents: each the same as alone, made faster together."""
    folder = ontology or ontology_dir()
    results = _records(documents, folder, load_engine(ontology=folder))
    return [result for result in results if isinstance(result, Record)]


def _records(
    documents: Sequence[Document], ontology: Path, engine: Engine
) -> list[Record | NotDone]:
    """What an engine makes of each document; kg's own engine finishes every one."""
    return [
        result if isinstance(result, NotDone) else _record(document, result, ontology, engine)
        for document, result in zip(documents, engine.annotate(documents, ontology), strict=True)
    ]


def _record(document: Document, annotation: Annotation, ontology: Path, engine: Engine) -> Record:
    entities = load_linker(ontology)(document, annotation)
    related = engine.relate(document, annotation, entities, ontology)
    rejected = Counter(dict(annotation.rejected)) + Counter(dict(related.rejected))
    return Record(
        id=document.id,
        source=document.source,
        text_sha256=document.text_sha256,
        title=document.title,
        published=document.published,
        publisher=document.publisher,
        issue=document.issue,
        encoding=document.encoding,
        entities=entities,
        claims=related.claims,
        rejected=tuple(sorted(rejected.items())),
    )


def extract(
    paths: Sequence[Path],
    *,
    encoding: str = "",
    ontology: Path | None = None,
    workers: int = 1,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Extraction:
    """Read files and folders and extract what each document says.

    Args:
        paths: files and folders.
        encoding: what the files are encoded in; found out for each where empty.
        ontology: folder of vocabulary, lexicons and patterns; the shipped one where None.
        workers: processes to use, 0 to choose by the amount of text; the result is always the same.
        engine: what finds names and relations; kg's own where None.
        progress: called after each file with (done, total, source).

    Raises:
        InputError: a path does not exist, or the encoding or the ontology folder.
        OntologyError: a file of ``ontology`` breaks its rules.
    """
    _check_options(encoding, ontology)
    found = find(paths)
    done: list[Extracted] = []
    skipped = list(found.skipped)
    engine = engine or load_engine(ontology=ontology)
    results = _results(found.sources, encoding, ontology, workers, engine)
    for number, (source, result) in enumerate(zip(found.sources, results, strict=True), 1):
        if isinstance(result, Skipped):
            skipped.append(result)
        else:
            done.append(result)
        if progress:
            progress(number, len(found.sources), source.relative)
    done.sort(key=lambda extracted: extracted.record.id)
    return Extraction(
        tuple(extracted.document for extracted in done),
        tuple(extracted.record for extracted in done),
        tuple(sorted(skipped, key=lambda skip: (skip.source, skip.reason))),
        engine.label,
    )


def build(
    paths: Sequence[Path],
    *,
    output: Path,
    base: str = DEFAULT_BASE,
    encoding: str = "",
    ontology: Path | None = None,
    workers: int = 0,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Network:
    """Extract, resolve, check and write everything into ``output``.

    The folder is replaced as a whole at the end; when anything fails before, it is left as it was.

    Raises:
        InputError: a path does not exist, or no document could be read.
        OutputError: ``output`` cannot be written or holds files of somebody else's.
    """
    with replacing(output) as folder, using(ontology):
        extraction = extract(
            paths,
            encoding=encoding,
            ontology=ontology,
            workers=workers,
            engine=engine,
            progress=progress,
        )
        if not extraction.documents:
            raise InputError(_nothing_read(extraction.skipped))
        network = network_of(extraction, base=base, ontology=ontology)
        write(network, extraction.documents, folder)
    return network


def _check_options(encoding: str, ontology: Path | None) -> None:
    if encoding:
        try:
            codecs.lookup(encoding)
        except LookupError as error:
            message = f"no encoding is called {encoding}; name one like utf-8, gb18030 or big5"
            raise InputError(message) from error
    if ontology is not None and not (ontology / "kg.ttl").is_file():
        raise InputError(
            f"{ontology}: no ontology is there (no kg.ttl); copy ontology/ and edit it"
        )


def _nothing_read(skipped: Sequence[Skipped]) -> str:
    """Why a build has no documents, in one line."""
    if not skipped:
        return "no .txt, .md or .html file is there to read; name a file or folder that has some"
    more = f", and {len(skipped) - 1} more" if len(skipped) > 1 else ""
    return f"no document could be read: {skipped[0].source}: {skipped[0].reason}{more}"


def network_of(extraction: Extraction, *, base: str, ontology: Path | None = None) -> Network:
    """The graph of an extraction, resolved across documents and checked against the shapes."""
    from kg.graph import build_network  # here, so that a worker process need not load it

    network = build_network(
        extraction.records,
        base=base,
        ontology=ontology or ontology_dir(),
        skipped=extraction.skipped,
    )
    return replace(network, engine=extraction.engine)


def write(network: Network, documents: Sequence[Document], folder: Path) -> None:
    """All output files into an empty folder; the manifest, which counts them, comes last."""
    from kg.export import write_all  # these two also, for the same reason
    from kg.view import render

    lines = (jsonl.document_to_json(document) + "\n" for document in documents)
    (folder / "documents.jsonl").write_text("".join(lines), "utf-8", newline="")
    (folder / "graph.html").write_text(render(network), "utf-8", newline="")
    write_all(network, folder)


def _results(
    sources: Sequence[Source],
    encoding: str,
    ontology: Path | None,
    workers: int,
    engine: Engine,
) -> Iterator[Extracted | Skipped]:
    """Results in the order of ``sources``."""
    tasks = [sources[i : i + _SOURCES_A_TASK] for i in range(0, len(sources), _SOURCES_A_TASK)]
    count = 1 if engine.one_process else min(_worker_count(sources, workers), len(tasks))
    if count <= 1:
        for task in tasks:
            yield from _extract_task(task, encoding, ontology, engine)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context) as pool:
        try:
            for results in pool.map(
                _extract_task,
                tasks,
                repeat(encoding),
                repeat(ontology),
                repeat(engine.choice),
            ):
                yield from results
        except BrokenProcessPool as error:
            message = "a worker process died (out of memory?); try again with --workers 1"
            raise KgError(message) from error


def _worker_count(sources: Sequence[Source], workers: int) -> int:
    if workers:
        return min(workers, len(sources))
    size = 0
    for source in sources:
        try:
            size += source.path.stat().st_size
        except OSError:
            continue  # loading it will say why
    return max(1, min(os.cpu_count() or 1, size // _BYTES_A_WORKER, len(sources)))


def _extract_task(
    sources: Sequence[Source], encoding: str, ontology: Path | None, engine: Engine | Choice
) -> list[Extracted | Skipped]:
    """The result of each source, in order; those that can be read are extracted together."""
    if isinstance(engine, Choice):
        engine = load_choice(engine)
    loaded = [_load(source, encoding, ontology) for source in sources]
    documents = [document for document in loaded if isinstance(document, Document)]
    records = iter(_records(documents, ontology or ontology_dir(), engine))
    return [
        _extracted(result, next(records)) if isinstance(result, Document) else result
        for result in loaded
    ]


def _extracted(document: Document, result: Record | NotDone) -> Extracted | Skipped:
    if isinstance(result, NotDone):
        return Skipped(document.source, result.reason)
    return Extracted(document, result)


def _load(source: Source, encoding: str, ontology: Path | None) -> Document | Skipped:
    try:
        return load(source, encoding, ontology=ontology)
    except ReadError as error:
        return Skipped(error.source, error.reason)
