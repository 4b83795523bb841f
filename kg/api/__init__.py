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
from kg.query import open_build

if TYPE_CHECKING:
    from kg.model import Record

__all__ = ["Frames", "Graph", "Result", "build", "extract", "load"]

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
    progress: Progress | None = None,
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
        progress: called with (done, total, source) after each file.

    Raises:
        InputError: a path does not exist, or no document could be read.
        OutputError: ``output`` cannot be written.
    """
    from kg import pipeline

    network = pipeline.build(
        _paths(paths),
        output=Path(output),
        base=pipeline.DEFAULT_BASE if base is None else base,
        encoding=encoding,
        ontology=None if ontology is None else Path(ontology),
        workers=workers,
        progress=progress,
    )
    return Graph(open_build(Path(output)), network)


def extract(
    paths: AnyPath | Iterable[AnyPath],
    *,
    encoding: str = "",
    ontology: AnyPath | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> tuple[Record, ...]:
    """What each document says, in the order of their ids; files that cannot be read are left out.

    Raises:
        InputError: a path does not exist.
    """
    from kg import pipeline

    extraction = pipeline.extract(
        _paths(paths),
        encoding=encoding,
        ontology=None if ontology is None else Path(ontology),
        workers=workers,
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
