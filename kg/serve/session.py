"""What a worker has open."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import OutputError
from kg.explorer.index import INDEX, Index, IndexMissingError, open_index
from kg.folder import MANIFEST, STORE
from kg.query import Build, open_build
from kg.rdf import Store
from kg.schema import use, vocabulary_of
from kg.search import Names, open_file, own_index
from kg.serve.texts import Texts
from kg.snapshot import own_copy, own_file


def _no_names() -> Names:
    raise OutputError("no names are kept here")


def _no_explorer() -> Index:
    raise IndexMissingError


@dataclass(frozen=True, slots=True)
class Session:
    """A build with its documents and its names, and how large an answer may be.

    ``names`` and ``explorer`` open their indexes when they are first asked.
    """

    build: Build
    texts: Texts
    max_bytes: int
    names: Callable[[], Names] = _no_names
    explorer: Callable[[], Index] = _no_explorer
    has_explorer: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """A build about to be opened: all that may be shared between processes is open already.

    A store in memory is shared by all forks of a process. One on disk has threads, which a fork
    does not have, so that each process opens ``index`` for itself.
    """

    folder: Path
    base: str
    texts: Texts
    build: Build | None
    index: Path | None
    names: Path
    explorer: Path | None
    vocabulary: Path | None
    max_bytes: int

    def session(self) -> Session:
        """The session of one process.

        Raises:
            OSError: the index is damaged.
        """
        use(self.vocabulary)
        build = self.build
        if build is None:
            build = Build(self.folder, self.base, Store.read_only(str(self.index)))
        return Session(
            build,
            self.texts,
            self.max_bytes,
            cache(lambda: open_file(self.names)),
            cache(lambda: open_index(self.explorer)),
            has_explorer=self.explorer is not None,
        )


def prepare_opening(folder: Path, max_bytes: int) -> Opening:
    """Open what can be shared of a build, whichever build lies there when it is done.

    Raises:
        OutputError: there is none, or it cannot be read.
    """
    while True:
        before = stamp(folder)
        try:
            index = own_copy(folder)
            build = None if index else open_build(folder)
            names = own_index(folder, build)
            explorer = own_file(folder / STORE / INDEX)
            vocabulary = vocabulary_of(folder)
        except OSError as error:
            raise OutputError(f"{folder}: its index cannot be read ({error})") from error
        base = build.base if build else _base(folder)
        texts = Texts(folder, base)
        if stamp(folder) == before:
            return Opening(
                folder, base, texts, build, index, names, explorer, vocabulary, max_bytes
            )


def stamp(folder: Path) -> tuple[int, int]:
    """What changes when another build takes the place of one; zeros where there is none."""
    try:
        found = (folder / MANIFEST).stat()
    except OSError:
        return 0, 0
    return found.st_ino, found.st_mtime_ns


def _base(folder: Path) -> str:
    try:
        return str(json.loads((folder / MANIFEST).read_text("utf-8"))["base"])
    except (OSError, ValueError, LookupError, TypeError) as error:
        message = f"{folder}: the build is damaged ({error}); run kg build again"
        raise OutputError(message) from error
