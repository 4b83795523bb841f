"""Replace an output folder as a whole or not at all.

The new content is made in a sibling folder and then changes places with the old one. Where the
system can exchange two names in one step (Linux, macOS) a reader sees the old folder or the new one
and nothing between; elsewhere the old one is set aside first, and put back if the second step fails
or never comes.
"""

import ctypes
import ctypes.util
import glob
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import OutputError

MANIFEST = "manifest.json"
# What a person looks at; a build may leave it out until somebody does.
PAGES = ("explorer.html", "graph.html")
# What a build keeps for itself, and the file in it that shows that it is kg's.
STORE = "store"
SOURCES = "sources.json"

# What a user or a repository may keep beside the results; carried over to the new folder.
_KEPT = ("README.md", ".gitignore", ".gitkeep")
_AT_FDCWD = -100
_LINUX_RENAME_EXCHANGE = 2
_MACOS_RENAME_SWAP = 2


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A new, empty folder that takes the place of ``folder`` when the block ends well.

    When the block raises, or the process is killed, ``folder`` is as it was.

    Raises:
        OutputError: the place cannot be written, is no folder, or holds files that kg did not make.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow a link to elsewhere
    building = folder.with_name(f".{folder.name}.building-{os.getpid()}")
    try:
        _check_ours(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        mend(folder)
        building.mkdir()
    except OSError as error:
        raise OutputError.unwritable(folder, error) from error
    try:
        yield building
        _carry_over(folder, building)
        _swap(building, folder)
    except OSError as error:
        raise OutputError.unwritable(folder, error) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def has_pages(folder: Path) -> bool:
    """Whether the build in a folder has its pages."""
    return all((folder / name).is_file() for name in PAGES)


def _check_ours(folder: Path) -> None:
    """Refuse to replace a folder that holds somebody's other files."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise OutputError(f"{folder}: is a file, not a folder; name another place with -o")
    known = {MANIFEST, *_KEPT, *_made(folder)}
    if (folder / STORE / SOURCES).is_file():
        known.add(STORE)
    strangers = sorted(path.name for path in folder.iterdir() if path.name not in known)
    if strangers:
        shown = ", ".join(strangers[:3]) + (" …" if len(strangers) > 3 else "")
        raise OutputError(
            f"{folder}: holds files that kg did not make ({shown}); name an empty folder with -o"
        )


def _made(folder: Path) -> set[str]:
    """Names of the files that the last build put there, by its manifest."""
    with suppress(OSError, ValueError, AttributeError, TypeError):
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        return set(manifest.get("files", {}))
    return set()


def mend(folder: Path) -> None:
    """Clear up what killed builds and readers left beside the folder."""
    for aside in folder.parent.glob(f".{glob.escape(folder.name)}.old-*"):
        if folder.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(folder)
    for kind in ("building", "reading"):
        for left in folder.parent.glob(f".{glob.escape(folder.name)}.{kind}-*"):
            pid = left.name.partition(f".{kind}-")[2].partition("-")[0]
            ours = kind == "reading" and pid == str(os.getpid())
            if pid.isdigit() and not ours and not _alive(int(pid)):
                shutil.rmtree(left, ignore_errors=True)


def _alive(pid: int) -> bool:
    if pid == os.getpid():
        return False  # our own earlier attempt
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _carry_over(folder: Path, building: Path) -> None:
    for name in _KEPT:
        kept = folder / name
        if kept.is_file() and not (building / name).exists():
            shutil.copy2(kept, building / name)


def _swap(building: Path, folder: Path) -> None:
    """Put ``building`` in the place of ``folder``; then ``building`` is gone or holds the old."""
    if not folder.exists():
        building.rename(folder)
        return
    if _exchange(building, folder):
        return
    aside = folder.with_name(f".{folder.name}.old-{os.getpid()}")
    folder.rename(aside)
    try:
        building.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system or the file system cannot."""
    names = os.fsencode(one), os.fsencode(other)
    libc = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    if sys.platform == "linux" and hasattr(libc, "renameat2"):
        call = libc.renameat2  # type: ignore[union-attr]
        result = call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _LINUX_RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        result = libc.renamex_np(*names, _MACOS_RENAME_SWAP)
    else:
        return False
    return bool(result == 0)
