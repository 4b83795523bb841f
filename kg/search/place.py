"""Where the index lies, and how it is opened."""

import atexit
import shutil
import sqlite3
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from kg.errors import OutputError
from kg.folder import STORE
from kg.search.entries import entries_in
from kg.search.find import Names
from kg.search.write import INDEX, fill, write_names
from kg.snapshot import own_file

if TYPE_CHECKING:
    from kg.query import Build


def open_names(folder: Path, build: "Build | None" = None) -> Names:
    """The names of the build in ``folder``; of a build without an index, one made in memory.

    Args:
        folder: of the build.
        build: the build, if it is opened already.

    Raises:
        OutputError: there is no build, or it is damaged.
    """
    path = folder / STORE / INDEX
    if path.is_file():
        return open_file(path)
    from kg.query import open_build

    return in_memory(build or open_build(folder))


def open_file(path: Path) -> Names:
    """The names in an index file.

    Raises:
        OutputError: it is damaged.
    """
    # Nothing writes into it, so that no lock is needed, nor a folder that can be written.
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        return Names(sqlite3.connect(address, uri=True))
    except sqlite3.Error as error:
        raise OutputError(f"{path}: cannot be opened ({error}); run kg build again") from error


def in_memory(build: "Build") -> Names:
    """The names of a build, read out of its graph."""
    connection = sqlite3.connect(":memory:")
    fill(connection, entries_in(build))
    return Names(connection)


def own_index(folder: Path, build: "Build | None" = None) -> Path:
    """A file with the index of a build that stays when the build is replaced.

    It is a hard link to the build's own, or made anew for a build without one; removed at the end
    of this process.

    Args:
        folder: of the build.
        build: the build, if it is opened already.

    Raises:
        OutputError: there is no build, or it is damaged.
        OSError: no file can be made.
    """
    return own_file(folder / STORE / INDEX) or _made(folder, build)


def _made(folder: Path, build: "Build | None") -> Path:
    from kg.query import open_build

    own = Path(mkdtemp(prefix="kg-names-"))
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    write_names(entries_in(build or open_build(folder)), own / INDEX)
    return own / INDEX
