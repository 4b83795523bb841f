"""kg in Python: the same verbs as the command line, and a graph that shows itself in a notebook.

>>> import kg
>>> graph = kg.build(["seeds"], output="output")   # doctest: +SKIP
>>> graph.query("SELECT ?name { ?p a kg:Person ; rdfs:label ?name }")   # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from kg.api.graph import Frames, Graph
from kg.api.result import Result
from kg.api.shown import Shown
from kg.query import open_build

if TYPE_CHECKING:
    from kg.changes import Changed
    from kg.difference import Diff
    from kg.engine import Engine, EngineLike
    from kg.model import Record

    AnyEngine = str | Engine | EngineLike

__all__ = [
    "Frames",
    "Graph",
    "Result",
    "Shown",
    "add",
    "build",
    "diff",
    "extract",
    "load",
    "remove",
    "update",
]

AnyPath = str | PathLike[str]
Progress = Callable[[int, int, str], None]

_DEFAULT_OUTPUT = "output"


def build(
    paths: AnyPath | Iterable[AnyPath],
    *,
    output: AnyPath = _DEFAULT_OUTPUT,
    base: str | None = None,
    encoding: str = "",
    ontology: AnyPath | None = None,
    workers: int = 1,
    engine: AnyEngine = "kg",
    progress: Progress | None = None,
    fresh: bool = False,
    texts: bool = True,
    pages: bool = True,
) -> Graph:
    """Build the graph of files and folders into ``output``, as ``kg build`` does, and open it.

    Args:
        paths: a file or folder, or several.
        output: the folder to replace as a whole.
        base: what the IRIs of entities start with.
        encoding: of all files; found out for each where empty.
        ontology: your copy of the ontology folder.
        workers: processes to use, 0 to choose by the amount of text. With more than one a script
            must keep its own work under ``if __name__ == "__main__":``.
        engine: what finds names and relations, as for ``--engine``: a name, an engine of
            ``kg.engine.load_engine`` (which takes endpoint and limits), or an object of your own
            that has one or both methods of ``docs/engines.md``.
        progress: called with (done, total, source) after each file that is not known.
        fresh: extract everything anew, also what the folder's last build knows.
        texts: put the texts of the documents into ``explorer.html``; the sentences that state facts
            are always there.
        pages: make the pages; :meth:`Graph.show` and ``kg view`` make those that were left out.

    Raises:
        InputError: a path does not exist, no document could be read, or there is no such engine.
        OutputError: ``output`` cannot be written.
    """
    from kg import pipeline

    folder = None if ontology is None else Path(ontology)
    pipeline.build(
        _paths(paths),
        output=Path(output),
        base=pipeline.DEFAULT_BASE if base is None else base,
        encoding=encoding,
        ontology=folder,
        workers=workers,
        engine=_engine(engine, folder),
        progress=progress,
        fresh=fresh,
        texts=texts,
        pages=pages,
    )
    return Graph(open_build(Path(output)))


def add(
    paths: AnyPath | Iterable[AnyPath],
    *,
    output: AnyPath = _DEFAULT_OUTPUT,
    encoding: str | None = None,
    workers: int = 1,
    engine: AnyEngine = "kg",
    progress: Progress | None = None,
    pages: bool = True,
) -> Changed:
    """Put files and folders into a build, as ``kg add`` does; says what changed.

    Raises:
        InputError: a path does not exist, or another engine made the build.
        OutputError: ``output`` holds no build, or cannot be written.
    """
    from kg import changes

    way = changes.Way(workers, _engine(engine, None), progress, pages=pages)
    return changes.add(_paths(paths), output=Path(output), encoding=encoding, way=way)


def remove(
    documents: AnyPath | Iterable[AnyPath],
    *,
    output: AnyPath = _DEFAULT_OUTPUT,
    pages: bool = True,
) -> Changed:
    """Take documents, by id or path, out of a build, as ``kg remove`` does; says what changed.

    Raises:
        InputError: the build has no such document, or none would be left.
        OutputError: ``output`` holds no build, or cannot be written.
    """
    from kg import changes

    names = [documents] if isinstance(documents, str | PathLike) else list(documents)
    way = changes.Way(pages=pages)
    return changes.remove([fspath(name) for name in names], output=Path(output), way=way)


def update(
    paths: AnyPath | Iterable[AnyPath] = (),
    *,
    output: AnyPath = _DEFAULT_OUTPUT,
    workers: int = 1,
    engine: AnyEngine = "kg",
    progress: Progress | None = None,
    pages: bool = True,
) -> Changed:
    """Bring a build up to date with its files, as ``kg update`` does; says what changed.

    Raises:
        InputError: a path is none of the build's, a folder of it is gone, or another engine made
            it.
        OutputError: ``output`` holds no build, or cannot be written.
    """
    from kg import changes

    way = changes.Way(workers, _engine(engine, None), progress, pages=pages)
    return changes.update(_paths(paths), output=Path(output), way=way)


def diff(before: AnyPath, after: AnyPath = _DEFAULT_OUTPUT) -> Diff:
    """What came, went or changed between the builds in two folders.

    Raises:
        OutputError: one holds no build.
    """
    from kg.difference import compare, read_tables

    return compare(read_tables(Path(before)), read_tables(Path(after)))


def extract(
    paths: AnyPath | Iterable[AnyPath],
    *,
    encoding: str = "",
    ontology: AnyPath | None = None,
    workers: int = 1,
    engine: AnyEngine = "kg",
    progress: Progress | None = None,
) -> tuple[Record, ...]:
    """What each document says, in the order of their ids; files that cannot be read are left out.

    The arguments are those of :func:`build`.

    Raises:
        InputError: a path does not exist, or there is no such engine.
    """
    from kg import pipeline

    folder = None if ontology is None else Path(ontology)
    extraction = pipeline.extract(
        _paths(paths),
        encoding=encoding,
        ontology=folder,
        workers=workers,
        engine=_engine(engine, folder),
        progress=progress,
    )
    return extraction.records


def load(output: AnyPath = _DEFAULT_OUTPUT) -> Graph:
    """Open the build in a folder.

    Raises:
        OutputError: it holds none.
    """
    return Graph(open_build(Path(output)))


def _paths(paths: AnyPath | Iterable[AnyPath]) -> list[Path]:
    if isinstance(paths, str | PathLike):
        return [Path(fspath(paths))]
    return [Path(fspath(path)) for path in paths]


def _engine(engine: AnyEngine, ontology: Path | None) -> Engine:
    from kg.engine import Engine, load_engine, wrap

    if isinstance(engine, str):
        return load_engine(engine, ontology=ontology)
    return engine if isinstance(engine, Engine) else wrap(engine)
