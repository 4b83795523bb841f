"""The one module that knows all stages: it composes them.

build:   paths → documents → records → network → files, replaced at once or not at all
remake:  the same from the files and the memory of an earlier build (see kg.changes)
"""

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg import records as jsonl
from kg.curate import read_edits
from kg.engine import KG, Engine
from kg.errors import InputError, OutputError
from kg.extraction import (
    Extracted,
    Extraction,
    Progress,
    Wanted,
    check_options,
    extract,
    extract_document,
    extract_documents,
    gather,
    nothing_read,
)
from kg.folder import replacing
from kg.garbage import no_collecting
from kg.lock import Waiting, writing
from kg.model import Network, Skipped
from kg.read import candidates, identified, named_place
from kg.resources import ontology_dir
from kg.schema import keep_vocabulary, using
from kg.store import (
    Kept,
    Memory,
    Sources,
    fingerprint,
    read_sources,
    recall,
    write_sources,
    writers_fingerprint,
)

if TYPE_CHECKING:
    from kg.export import Earlier

__all__ = [
    "DEFAULT_BASE",
    "Extracted",
    "Extraction",
    "Progress",
    "build",
    "extract",
    "extract_document",
    "extract_documents",
    "network_of",
    "nothing_read",
    "remake",
]

DEFAULT_BASE = "https://kg.example/id/"


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
    fresh: bool = False,
    texts: bool = True,
    pages: bool = True,
    wait: bool = True,
    waiting: Waiting | None = None,
) -> Network:
    """Extract, resolve, check and write everything into ``output``.

    The folder is replaced as a whole at the end; when anything fails before, it is left as it was.
    Of the build that it holds, documents are taken over whose content, program and ontology are the
    same: they would come out the same.

    Args:
        paths: files and folders.
        output: the folder to replace.
        base: what the IRIs of entities start with.
        encoding: as for :func:`extract`.
        ontology: as for :func:`extract`.
        workers: as for :func:`extract`.
        engine: as for :func:`extract`.
        progress: as for :func:`extract`, of the documents that are not known.
        fresh: extract everything, whatever is known.
        texts: put the texts of the documents into ``explorer.html``.
        pages: make the pages; else :func:`kg.changes.complete` does, when somebody wants to look.
        wait: for another writer of the folder; else that is an error.
        waiting: called before such a wait.

    Raises:
        InputError: a path does not exist, or no document could be read.
        OutputError: ``output`` cannot be written or holds files of somebody else's.
    """
    check_options(encoding, ontology)
    label = engine.label if engine else KG
    with writing(output, wait=wait, waiting=waiting), no_collecting(when=label == KG):
        old = None if fresh else _sources_in(output)
        plan = Sources(
            base=base,
            encoding=encoding,
            ontology=ontology.resolve() if ontology else None,
            engine=label,
            argument=engine.argument if engine else "",
            fingerprint=fingerprint(ontology or ontology_dir(), label),
            roots=tuple(sorted({named_place(path) for path in paths})),
            removed=(),
            files={place: Kept(found, encoding) for place, found in candidates(paths).items()},
            taken=old.taken if old else (),
            texts=texts,
        )
        # of other engines it cannot be told whether they would say the same again
        memory = recall(output, old, plan.fingerprint) if old and label == KG else Memory()
        network, _ = remake(
            plan,
            memory,
            output=output,
            workers=workers,
            engine=engine,
            progress=progress,
            fresh=fresh,
            pages=pages,
        )
    return network


def _sources_in(folder: Path) -> Sources | None:
    """What the build in a folder, if there is one, was made of."""
    try:
        return read_sources(folder)
    except OutputError:
        return None


def remake(
    plan: Sources,
    memory: Memory,
    *,
    output: Path,
    workers: int = 0,
    engine: Engine | None = None,
    progress: Progress | None = None,
    fresh: bool = False,
    pages: bool = True,
) -> tuple[Network, Sources]:
    """Make the build of ``plan``: files with a digest have that content, the others are read.

    What the build that is there has written alike is copied, unless ``fresh``; ``pages`` are made
    or left out.

    Returns:
        The graph, and ``plan`` with the digests of all files.

    Raises:
        InputError: no document could be read; or a file that must be read again is gone or changed.
        OutputError: ``output`` cannot be written or holds files of somebody else's.
    """
    from kg.output import write  # here: a worker process need not load it

    kept = {file.candidate.path: file for file in plan.files.values()}
    found = identified(file.candidate for file in kept.values())
    wanted = [
        Wanted(source, kept[source.path].encoding, kept[source.path].sha256)
        for source in found.sources
        if not kept[source.path].problem
    ]
    failed = [Skipped(s.relative, p) for s in found.sources if (p := kept[s.path].problem)]
    earlier = None if fresh or plan.ontology else known_files(output, plan.base)
    with (
        replacing(output) as folder,
        using(plan.ontology),
        # Digests and writing need no interpreter: they go on beside it, and at the end on its core.
        ThreadPoolExecutor(2) as writers,
    ):
        if earlier:
            earlier.check(writers)
        results = gather(
            wanted,
            memory,
            ontology=plan.ontology,
            workers=workers,
            engine=engine,
            progress=progress,
        )
        extraction = replace(results.with_skipped([*found.skipped, *failed]), engine=plan.engine)
        if len(extraction.documents) == len(extraction.curation):
            raise InputError(nothing_read(extraction.skipped))
        renewed = _renewed(extraction, memory, earlier) if earlier else None
        if renewed is None:
            extraction = extraction.whole()
        network = renewed or network_of(
            extraction, base=plan.base, ontology=plan.ontology, taken=plan.taken
        )
        write(network, extraction, folder, writers, texts=plan.texts, pages=pages, earlier=earlier)
        if plan.ontology:
            keep_vocabulary(plan.ontology, folder)
        made_of = _made_of(plan, extraction)
        write_sources(made_of, folder, output)
    return network, made_of


def _made_of(plan: Sources, extraction: Extraction) -> Sources:
    """``plan`` with what reading the files has shown."""
    files = {
        place: replace(
            file,
            sha256=extraction.digests.get(file.candidate.path, ""),
            problem=extraction.problems.get(file.candidate.path, file.problem),
        )
        for place, file in plan.files.items()
    }
    taken = {edit.key for document in extraction.curation for edit in read_edits(document)}
    return replace(plan, files=files, taken=tuple(sorted(taken)))


def known_files(folder: Path, base: str) -> "Earlier | None":
    """The files of a folder's build, if it was made by the same program with the usual ontology."""
    from kg.export import earlier_in

    return earlier_in(folder, base, writers_fingerprint())


def _renewed(extraction: Extraction, memory: Memory, earlier: "Earlier") -> Network | None:
    """The graph of an extraction from that of the build before; None where it must be made anew."""
    from kg.graph import Documents, renewed

    if extraction.curation or earlier.kept.entities.keys() != memory.records.keys():
        return None
    same = extraction.lines
    changes = Documents(
        came=tuple(record for record in extraction.records if record.id not in same),
        gone=tuple(
            jsonl.from_json(memory.records[identifier])
            for identifier in earlier.kept.entities
            if identifier not in same
        ),
        same=same.keys(),
        record=extraction.record,
    )
    found = renewed(earlier.kept, changes, base=earlier.index.base, ontology=ontology_dir())
    if found is None:
        return None
    skipped = sorted(extraction.skipped, key=lambda file: (file.source, file.reason))
    return replace(
        found,
        records=extraction.records,
        skipped=tuple(skipped),
        engine=extraction.engine,
    )


def network_of(
    extraction: Extraction,
    *,
    base: str,
    ontology: Path | None = None,
    taken: Collection[str] = (),
) -> Network:
    """The graph of an extraction, resolved across documents and checked against the shapes.

    Edits by hand that a build has ``taken`` may have lost what they are about.
    """
    from kg.graph import build_network  # here, so that a worker process need not load it

    network = build_network(
        extraction.records,
        base=base,
        ontology=ontology or ontology_dir(),
        skipped=extraction.skipped,
        curation=extraction.curation,
        taken=taken,
    )
    return replace(network, engine=extraction.engine)
