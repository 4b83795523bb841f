"""Files → documents → annotations → entities → claims → records, in as many processes as wanted."""

import codecs
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from itertools import repeat
from pathlib import Path

from kg.curate import decode_curation, is_curation
from kg.engine import KG, Choice, Engine, NotDone, load_choice, load_engine
from kg.errors import InputError, KgError, ReadError
from kg.link import load_linker
from kg.model import Annotation, Document, Record, Skipped
from kg.read import Source, find, load, read_bytes
from kg.records import Line, from_json, record_about
from kg.resources import ontology_dir
from kg.store import Memory, digest

Progress = Callable[[int, int, str], None]

# A worker costs about a second to start; below this many bytes a worker it does not pay.
_BYTES_A_WORKER = 400_000
_SOURCES_A_TASK = 16


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be read, and in what encoding.

    Attributes:
        encoding: ``""`` to find out.
        sha256: of the content that it must have; ``""`` to take it as it is.
    """

    source: Source
    encoding: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """One document read, the record of what it says, and the digest of its file.

    ``line`` is the record as the build before has it; empty where that has another or none. With a
    line, ``record`` only tells what the document is: what it says is read when it is needed.
    """

    document: Document
    record: Record
    sha256: str
    line: Line = b""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All documents with their records, sorted by id, and the files that could not be read.

    Attributes:
        records: those that the build before has alike without what they say; see :meth:`whole`.
        digests: of the documents' files, by path.
        problems: why the other files could not be read, by path.
        engine: what found the names and relations, with its version.
        lines: by id, the records that the build before has alike.
    """

    documents: tuple[Document, ...]
    records: tuple[Record, ...]
    skipped: tuple[Skipped, ...]
    digests: Mapping[Path, str] = field(default_factory=dict)
    problems: Mapping[Path, str] = field(default_factory=dict)
    engine: str = KG
    lines: Mapping[str, Line] = field(default_factory=dict)

    @property
    def curation(self) -> tuple[Document, ...]:
        """Those of the documents that are files of edits by hand; their records are empty."""
        return tuple(document for document in self.documents if is_curation(document.source))

    def record(self, identifier: str) -> Record:
        """The whole record of a document that the build before has alike."""
        return from_json(self.lines[identifier])

    def whole(self) -> "Extraction":
        """The same with all records whole."""
        records = (self.record(r.id) if r.id in self.lines else r for r in self.records)
        return replace(self, records=tuple(records))

    def with_skipped(self, skipped: Iterable[Skipped]) -> "Extraction":
        """The same with more files that were not read."""
        return replace(self, skipped=tuple(sorted((*self.skipped, *skipped), key=_by_source)))


def extract_document(document: Document, ontology: Path | None = None) -> Record:
    """Everything one document says, as a record. Pure: the same document gives the same record."""
    (record,) = extract_documents([document], ontology)
    return record


def extract_documents(documents: Sequence[Document], ontology: Path | None = None) -> list[Record]:
    """The records of several documents: each the same as alone, made faster together."""
    folder = ontology or ontology_dir()
    results = records_by(documents, folder, load_engine(ontology=folder))
    return [result for result in results if isinstance(result, Record)]


def records_by(
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
    return replace(
        record_about(document),
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
    check_options(encoding, ontology)
    found = find(paths)
    sources = (source for source in found.sources if not is_curation(source.relative))
    wanted = [Wanted(source, encoding) for source in sources]
    results = gather(
        wanted, Memory(), ontology=ontology, workers=workers, engine=engine, progress=progress
    )
    return results.with_skipped(found.skipped)


def gather(
    wanted: Sequence[Wanted],
    memory: Memory,
    *,
    ontology: Path | None = None,
    workers: int = 1,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Extraction:
    """What is wanted: from memory where it is known there, the rest extracted.

    Raises:
        InputError: a file has not the content that it must have.
    """
    found = {want.source.path: _remembered(want, memory) or _curation(want) for want in wanted}
    missing = [want for want in wanted if not found[want.source.path]]
    problems: dict[Path, str] = {}
    failed: list[Skipped] = []
    engine = engine or load_engine(ontology=ontology)
    results = _results(missing, ontology, workers, engine)
    for number, (want, result) in enumerate(zip(missing, results, strict=True), 1):
        if want.sha256 and (isinstance(result, Skipped) or result.sha256 != want.sha256):
            raise InputError(_cannot_repeat(want, result))
        if isinstance(result, Skipped):
            failed.append(result)
            problems[want.source.path] = result.reason
        else:
            found[want.source.path] = result
        if progress:
            progress(number, len(missing), want.source.relative)
    done = {path: extracted for path, extracted in found.items() if extracted}
    in_order = sorted(done.values(), key=lambda extracted: extracted.record.id)
    return Extraction(
        tuple(extracted.document for extracted in in_order),
        tuple(extracted.record for extracted in in_order),
        tuple(sorted(failed, key=_by_source)),
        {path: extracted.sha256 for path, extracted in done.items()},
        problems,
        engine.label,
        {extracted.record.id: extracted.line for extracted in in_order if extracted.line},
    )


def nothing_read(skipped: Sequence[Skipped]) -> str:
    """Why there are no documents, in one line."""
    if not skipped:
        return "no .txt, .md or .html file is there to read; name a file or folder that has some"
    more = f", and {len(skipped) - 1} more" if len(skipped) > 1 else ""
    return f"no document could be read: {skipped[0].source}: {skipped[0].reason}{more}"


def _by_source(skip: Skipped) -> tuple[str, str]:
    return skip.source, skip.reason


def _remembered(want: Wanted, memory: Memory) -> Extracted | None:
    if not len(memory):
        return None
    try:
        content = want.sha256 or digest(read_bytes(want.source))
    except ReadError:
        return None  # reading it again will say why
    known = memory.get(want.source, want.encoding, content)
    if known is None:
        return None
    document = known.document
    about = record_about(document)
    if is_curation(document.source):
        return Extracted(document, about, content)  # what edits say hangs on all other documents
    if known.same:
        return Extracted(document, about, content, known.line)
    record = replace(from_json(known.line), id=document.id, source=document.source)
    return Extracted(document, record, content)


def _curation(want: Wanted) -> Extracted | None:
    """A file of edits by hand as a document without a body; None for any other document."""
    source = want.source
    if not is_curation(source.relative):
        return None
    try:
        data = read_bytes(source)
    except ReadError as error:
        raise InputError(str(error)) from error
    document = Document(source.id, source.relative, decode_curation(data, source.relative), body=())
    result = Extracted(document, record_about(document), digest(data))
    if want.sha256 not in ("", result.sha256):
        raise InputError(_cannot_repeat(want, result))
    return result


def _cannot_repeat(want: Wanted, result: Extracted | Skipped) -> str:
    why = result.reason if isinstance(result, Skipped) else "changed since it was read"
    return (
        f"{want.source.relative}: {why}; the program or the ontology is another than that of the "
        "build, so all files must be read again: run kg update"
    )


def check_options(encoding: str, ontology: Path | None) -> None:
    """See that there is such an encoding and that the folder is one of an ontology.

    Raises:
        InputError: it is not so.
    """
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


def _results(
    wanted: Sequence[Wanted], ontology: Path | None, workers: int, engine: Engine
) -> Iterator[Extracted | Skipped]:
    """Results in the order of ``wanted``."""
    tasks = [wanted[i : i + _SOURCES_A_TASK] for i in range(0, len(wanted), _SOURCES_A_TASK)]
    count = 1 if engine.one_process else min(_worker_count(wanted, workers), len(tasks))
    if count <= 1:
        for task in tasks:
            yield from _extract_task(task, ontology, engine)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context) as pool:
        try:
            for results in pool.map(_extract_task, tasks, repeat(ontology), repeat(engine.choice)):
                yield from results
        except BrokenProcessPool as error:
            message = "a worker process died (out of memory?); try again with --workers 1"
            raise KgError(message) from error


def _worker_count(wanted: Sequence[Wanted], workers: int) -> int:
    if workers:
        return min(workers, len(wanted))
    size = 0
    for want in wanted:
        try:
            size += want.source.path.stat().st_size
        except OSError:
            continue  # loading it will say why
    return max(1, min(os.cpu_count() or 1, size // _BYTES_A_WORKER, len(wanted)))


def _extract_task(
    wanted: Sequence[Wanted], ontology: Path | None, engine: Engine | Choice
) -> list[Extracted | Skipped]:
    """The result of each file, in order; those that can be read are extracted together."""
    if isinstance(engine, Choice):
        engine = load_choice(engine)
    loaded = [_load(want, ontology) for want in wanted]
    documents = [result[0] for result in loaded if not isinstance(result, Skipped)]
    records = iter(records_by(documents, ontology or ontology_dir(), engine))
    return [
        result if isinstance(result, Skipped) else _extracted(*result, next(records))
        for result in loaded
    ]


def _extracted(document: Document, sha256: str, result: Record | NotDone) -> Extracted | Skipped:
    if isinstance(result, NotDone):
        return Skipped(document.source, result.reason)
    return Extracted(document, result, sha256)


def _load(want: Wanted, ontology: Path | None) -> tuple[Document, str] | Skipped:
    try:
        data = read_bytes(want.source)
        document = load(want.source, want.encoding, ontology=ontology, data=data)
    except ReadError as error:
        return Skipped(error.source, error.reason)
    return document, digest(data)
