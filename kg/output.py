"""Network → the files of a build, in a folder that was empty."""

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING

from kg import records as jsonl
from kg.explorer import drawn
from kg.extraction import Extraction
from kg.folder import STORE
from kg.graph import DOCUMENTS, QUARANTINE, kept_bytes, kept_of, write_kept
from kg.model import Network
from kg.resources import ontology_dir
from kg.schema import current_ontology
from kg.snapshot import SMALL, derive_snapshot, write_snapshot
from kg.store import writers_fingerprint

if TYPE_CHECKING:
    from kg.explorer.page import Explorer
    from kg.export import Content, Earlier


def write(
    network: Network,
    extraction: Extraction,
    folder: Path,
    writers: Executor,
    *,
    texts: bool = True,
    pages: bool = True,
    earlier: "Earlier | None" = None,
) -> None:
    """Write all files of a build; the manifest, which counts them, comes last.

    Args:
        network: the graph.
        extraction: what it was made of.
        folder: where the files go.
        writers: write and digest files while others are being made.
        texts: put the texts of documents into the explorer.
        pages: make the pages and the server's index of the graph.
        earlier: a build of which what is alike is copied.

    Raises:
        OSError: the folder cannot be written.
    """
    from kg.export import Content, write_files, write_manifest

    lines = (jsonl.document_to_json(document) + "\n" for document in extraction.documents)
    (folder / "documents.jsonl").write_text("".join(lines), "utf-8", newline="")
    (folder / STORE).mkdir(exist_ok=True)
    content = Content(network, earlier, extraction.lines if earlier else {})
    # The layout of pages is numpy's work, which another core can do meanwhile.
    with ThreadPoolExecutor(1) as pool:
        jobs: list[Future[None]] = []
        if pages:
            jobs.append(pool.submit(copy_context().run, _write_page, network, folder))
            explorer = pool.submit(copy_context().run, _drawn, network, extraction, texts)
        # First, because it waits until the disk has all that was written before.
        derived = _derived(content, folder, writers)
        write_files(content, folder, writers)
        if content.size() > SMALL:
            jobs.append(writers.submit(_write_index, content, folder, derived))
        _write_names(network, folder, earlier)
        kept = kept_bytes(kept_of(network))
        if pages:
            _write_explorer(explorer.result(), content, folder)
        for job in jobs:
            job.result()
    write_manifest(network, folder, content.described())
    if current_ontology() == ontology_dir():
        content.index(writers_fingerprint()).write(folder)
        write_kept(kept, folder, writers_fingerprint())


def _write_page(network: Network, folder: Path) -> None:
    from kg.view import render

    (folder / "graph.html").write_text(render(network), "utf-8", newline="")


def _drawn(network: Network, extraction: Extraction, texts: bool) -> "Explorer":
    return drawn(network, extraction.documents, texts=texts)


def _write_explorer(explorer: "Explorer", content: "Content", folder: Path) -> None:
    """The page, with the statements that have been written already, and the server's index."""
    from kg.explorer.index import INDEX

    content.wait_for("graph.ttl")
    page = explorer.page((folder / "graph.ttl").read_bytes(), content.quarantine)
    (folder / "explorer.html").write_text(page, "utf-8", newline="")
    explorer.write_index(folder / STORE / INDEX)


def _write_names(network: Network, folder: Path, earlier: "Earlier | None") -> None:
    """The index of names: that of the earlier build with what changed, or made anew."""
    from kg.search import INDEX, entries_of, write_names

    known = earlier.folder / STORE / INDEX if earlier else None
    write_names(entries_of(network), folder / STORE / INDEX, known)


def _derived(content: "Content", folder: Path, writers: Executor) -> "Future[bool] | None":
    """Have the index on disk made from that of the earlier build; None where there is none."""
    changes = content.changes()
    if content.earlier is None or changes is None or content.size() <= SMALL:
        return None
    return writers.submit(
        derive_snapshot,
        content.earlier.folder,
        folder,
        gone=changes.gone,
        came=changes.came,
        graph=QUARANTINE,
        anew=changes.quarantine,
    )


def _write_index(content: "Content", folder: Path, derived: "Future[bool] | None") -> None:
    if derived is None or not derived.result():
        content.wait_for("graph.trig")
        write_snapshot(folder, folder / "graph.trig", DOCUMENTS)
