"""The graph of a large build as an index on disk: written once, then only read.

Opening it takes a twentieth of a second whatever its size; a small graph is loaded from its file in
less. Readers open a copy of their own, made of hard links: the engine opens some of its files only
when it needs them, and the build's own may have made way for the next build by then. See
``docs/decisions/0015-store.md``.
"""

import atexit
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from itertools import count
from pathlib import Path

from kg.folder import STORE
from kg.rdf import NamedNode, Quad, RdfFormat, Store, parse

# Below this many statements loading the file is as fast as a person can tell.
SMALL = 100_000

_INDEX = "rdf"
_CURRENT = "CURRENT"
_TRIES = 5
_numbers = count()


def fill(store: Store, dataset: Path, documents: NamedNode) -> None:
    """Load what queries see: a TriG file, the documents' graph also among the facts.

    Its named graph tells documents from facts; asking for them should not need to know that.

    Raises:
        SyntaxError, OSError: the file cannot be read.
    """
    store.bulk_load(path=str(dataset), format=RdfFormat.TRIG)
    found = list(store.quads_for_pattern(None, None, None, documents))
    store.extend(map(_plain, found))


def write_snapshot(building: Path, dataset: Path, documents: NamedNode) -> None:
    """Make the index of ``dataset`` in the folder of a build.

    Raises:
        OSError: it cannot be written.
    """
    place = building / STORE / _INDEX
    place.parent.mkdir(exist_ok=True)
    store = Store(str(place))
    fill(store, dataset, documents)
    store.optimize()
    store.flush()


def derive_snapshot(
    folder: Path,
    building: Path,
    *,
    gone: Collection[Quad],
    came: Collection[Quad],
    graph: NamedNode,
    anew: Iterable[Quad],
) -> bool:
    """Make the index of a build from that of the build before, most of whose files it shares.

    Args:
        folder: the build before.
        building: the new build.
        gone: statements to take out, which are there.
        came: statements to put in, which are not.
        graph: a graph to empty.
        anew: what it is to hold.

    Returns:
        Whether it went well; else nothing is left of it.

    Raises:
        OSError: it cannot be written.
    """
    before = folder / STORE / _INDEX
    if not (before / _CURRENT).is_file():
        return False
    place = building / STORE / _INDEX
    place.parent.mkdir(exist_ok=True)
    Store.read_only(str(before)).backup(str(place))
    store = Store(str(place))
    if not all(quad in store for quad in gone) or any(quad in store for quad in came):
        del store  # it is not what the files of that build say
        shutil.rmtree(place)
        return False
    for quad in (*gone, *store.quads_for_pattern(None, None, None, graph)):
        store.remove(quad)
    store.extend((*came, *anew))
    store.flush()
    return True


def is_index_of(store: Store, dataset: Path, documents: NamedNode) -> bool:
    """Whether the index holds what :func:`fill` would put in, and nothing else.

    Raises:
        SyntaxError, OSError: the file cannot be read.
    """
    count = 0
    for quad in parse(path=str(dataset), format=RdfFormat.TRIG):
        wanted = (quad, _plain(quad)) if quad.graph_name == documents else (quad,)
        if not all(each in store for each in wanted):
            return False
        count += len(wanted)
    return len(store) == count


def _plain(quad: Quad) -> Quad:
    """The statement in no graph of its own."""
    return Quad(quad.subject, quad.predicate, quad.object)


def open_snapshot(folder: Path) -> Store | None:
    """The index of a build to read from; None where the build has none.

    Raises:
        OSError: it is damaged.
    """
    place = own_copy(folder)
    return Store.read_only(str(place)) if place else None


def own_copy(folder: Path) -> Path | None:
    """Where this process, and its children, may read the index until it exits; None without one.

    Raises:
        OSError: the build is replaced all the time.
    """
    place = folder / STORE / _INDEX
    for _ in range(_TRIES):
        if not (place / _CURRENT).is_file():
            return None
        own = folder.absolute().with_name(f".{folder.absolute().name}.reading-{_own_name()}")
        try:
            _link(place, own)
        except FileNotFoundError:  # the build made way for the next one
            shutil.rmtree(own, ignore_errors=True)
        except OSError:  # no place for links, or a file system without: read where it lies
            shutil.rmtree(own, ignore_errors=True)
            return place
        else:
            atexit.register(shutil.rmtree, own, ignore_errors=True)
            return own
    raise OSError("the build is replaced all the time")


def own_file(path: Path) -> Path | None:
    """A file of a build's ``store`` that stays until this process exits; None where there is none.

    It is a hard link, or the file itself where none can be made.
    """
    if not path.is_file():
        return None
    folder = path.absolute().parents[1]
    own = folder.with_name(f".{folder.name}.reading-{_own_name()}")
    try:
        own.mkdir()
        os.link(path, own / path.name)
    except OSError:  # no place for links, or a file system without: read where it lies
        shutil.rmtree(own, ignore_errors=True)
        return path
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    return own / path.name


def _own_name() -> str:
    return f"{os.getpid()}-{next(_numbers)}"


def _link(place: Path, own: Path) -> None:
    """Hard links to all files of one index.

    Raises:
        FileNotFoundError: another index took its place meanwhile.
        OSError: they cannot be made.
    """
    own.mkdir()
    os.link(place / _CURRENT, own / _CURRENT)
    for name in _names(place):
        os.link(place / name, own / name)
    if not (place / _CURRENT).samefile(own / _CURRENT):
        raise FileNotFoundError(place)


def _names(place: Path) -> Iterator[str]:
    for path in sorted(place.iterdir()):
        if path.name not in (_CURRENT, "LOCK") and not path.name.startswith("LOG"):
            yield path.name
