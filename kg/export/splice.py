"""What an earlier build wrote is copied, not written again.

A file is blocks one behind the other, each with a key, sorted by it; what a block says depends on
what its key stands for. So a new file is the old one with the blocks cut out that are gone and
those put in that came. Where blocks lie is told by their lengths, which are kept.
"""

import json
import mmap
import os
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from kg.errors import OutputError
from kg.export.forms import Buffer, NotFoundError
from kg.export.jsonld import Usage, usage_from_json, usage_to_json
from kg.folder import MANIFEST, STORE
from kg.graph import KeptNetwork, changed_keys, read_kept

Lengths: TypeAlias = "array[int]"

_INDEX = "exports.json"
_LENGTHS = "exports.bin"
_FORM = [4, sys.byteorder]
_SIZE = array("i").itemsize
# The system's clock for files may stand still so long, in nanoseconds: within that a second change
# could not be told from the first. So the digest counts for what was written just before.
_TICK = 20_000_000
_NEVER = 1 << 63
# Where more than this share of the facts is another, writing them all is no slower.
_MOST_CHANGED = 0.3


@dataclass(frozen=True, slots=True)
class Index:
    """How the files of a build are laid out.

    Attributes:
        program: what made the files (``kg.store.fingerprint``).
        base: what its IRIs start with.
        keys: of the sections of RDF files but the entities, by name.
        usage: of properties, by section.
        lengths: of the blocks of each file in bytes, section by section or run by run.
    """

    program: str
    base: str
    keys: Mapping[str, Sequence[str]]
    usage: Mapping[str, Usage]
    lengths: Mapping[str, Sequence[Lengths]]

    def write(self, building: Path) -> None:
        """Keep it in the folder of a build."""
        (building / STORE).mkdir(exist_ok=True)
        lengths = b"".join(part.tobytes() for parts in self.lengths.values() for part in parts)
        (building / STORE / _LENGTHS).write_bytes(lengths)
        value = {
            "form": _FORM,
            "program": self.program,
            "base": self.base,
            "keys": dict(self.keys),
            "usage": {name: usage_to_json(usage) for name, usage in self.usage.items()},
            "blocks": {file: list(map(len, parts)) for file, parts in self.lengths.items()},
            "lengths": sha256(lengths).hexdigest(),
            "seen": {file: _seen(building / file) for file in self.lengths},
        }
        text = json.dumps(value, separators=(",", ":"))
        (building / STORE / _INDEX).write_text(text + "\n", "ascii", newline="")


class Earlier:
    """What a build wrote, to be used by the next one.

    A file counts if the system says that nobody has touched it since it was written, as for git; or
    else, that of a copied folder, by its digest.
    """

    def __init__(
        self,
        folder: Path,
        index: Index,
        digests: Mapping[str, str],
        seen: Mapping[str, Sequence[int]],
        kept: KeptNetwork,
    ) -> None:
        self.folder = folder
        self.index = index
        self.kept = kept
        self._digests = digests
        self._seen = seen
        self._checked: dict[str, Future[_Mapped | None]] = {}

    def check(self, executor: Executor) -> None:
        """Let the digests of the files be checked while other work is done."""
        for file in self.index.lengths:
            self._checked[file] = executor.submit(self._read, file)

    def data(self, file: str) -> memoryview | None:
        """What is in a file, once it is checked; None where that is not what was written."""
        found = self._checked[file].result() if file in self._checked else None
        return found.view if found else None

    def _read(self, file: str) -> "_Mapped | None":
        with suppress(OSError, ValueError):  # no file can be mapped that is empty
            found = _Mapped(self.folder / file)
            if found.seen == self._seen.get(file, ()):
                return found
            if sha256(found.view).hexdigest() == self._digests.get(file):
                return found
        return None

    def close(self) -> None:
        """Let go of the files, after their data is used, so that they can be deleted.

        Raises:
            OutputError: somebody has written into one of them meanwhile.
        """
        for future in self._checked.values():
            if found := future.result():
                found.close()
        self._checked.clear()


class _Mapped:
    """A file whose pages are read when they are looked at."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self.seen = _seen(place)
        with place.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.view = memoryview(self._map)

    def close(self) -> None:
        self.view.release()
        self._map.close()
        if _seen(self._place) != self.seen:
            raise OutputError(f"{self._place}: was changed while it was read; do it again")


def _seen(place: Path) -> list[int]:
    """What changes when anybody writes into a file, or copies it.

    The last one, when the system last saw a change, is what nobody can set. Windows does not tell.
    """
    stat = place.stat()
    changed = stat.st_ctime_ns if os.name == "posix" else _NEVER
    return [stat.st_ino, stat.st_size, stat.st_mtime_ns, changed]


def earlier_in(folder: Path, base: str, program: str) -> Earlier | None:
    """What the build in ``folder`` wrote, if the same program would write it so today."""
    try:
        value = json.loads((folder / STORE / _INDEX).read_text("ascii"))
        if (value["form"], value["program"], value["base"]) != (_FORM, program, base):
            return None
        files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        digests = {name: str(file["sha256"]) for name, file in files.items()}
        index = _index(value, (folder / STORE / _LENGTHS).read_bytes())
        told = (folder / STORE / _INDEX).stat().st_mtime_ns
        seen = {file: found for file, found in value["seen"].items() if found[-1] < told - _TICK}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    kept = read_kept(folder, program)
    return Earlier(folder, index, digests, seen, kept) if kept else None


def _index(value: dict[str, Any], data: bytes) -> Index:
    if sha256(data).hexdigest() != value["lengths"]:
        raise ValueError(_LENGTHS)
    rest = BytesIO(data)
    return Index(
        program=value["program"],
        base=value["base"],
        keys=value["keys"],
        usage={name: usage_from_json(usage) for name, usage in value["usage"].items()},
        lengths={
            file: [array("i", rest.read(_SIZE * count)) for count in counts]
            for file, counts in value["blocks"].items()
        },
    )


def worth_it(kept: KeptNetwork, changes: int) -> bool:
    """Whether cutting and pasting is less work than writing anew."""
    return changes <= _MOST_CHANGED * len(kept.facts)


class Cut(NamedTuple):
    """Where the block of a key comes: instead of those from ``first`` up to ``last``."""

    first: int
    last: int
    key: Any


def cuts(keys: Sequence[Any], gone: Collection[Any], came: Collection[Any]) -> list[Cut]:
    """Where blocks of sorted ``keys`` make way for others."""
    gone = set(gone)
    places = ((key, bisect_left(keys, key)) for key in sorted(gone.union(came)))
    return [Cut(first, first + (key in gone), key) for key, first in places]


class Renewal(NamedTuple):
    """How many things of one kind there were, where they change, and the numbers of new ones."""

    before: int
    cuts: Sequence[Cut]
    came: Mapping[Any, int]


def renewal(before: Sequence[Any], now: Sequence[Any], changed: Collection[Any]) -> Renewal:
    """How sorted keys come from those before, all that changed being among ``changed``."""
    gone, came = changed_keys(before, now, changed)
    numbers = {key: bisect_left(now, key) for key in came}
    return Renewal(len(before), cuts(before, gone, came), numbers)


class Stretch(NamedTuple):
    """Blocks one behind the other in a file.

    Attributes:
        offsets: where each begins, and where the last one ends.
        lengths: of the blocks, without what may stand between them.
    """

    offsets: Sequence[int]
    lengths: Lengths


def stretch(start: int, lengths: Lengths) -> Stretch:
    """Blocks from ``start`` on with nothing between them."""
    return Stretch(list(accumulate(lengths, initial=start)), lengths)


def spliced(
    old: Stretch,
    changes: Iterable[Cut],
    came: Mapping[Any, bytes],
    taken: Callable[[int, int], list[Buffer]],
) -> tuple[list[Buffer], Lengths]:
    """A stretch of a file with some blocks replaced, in pieces; and how long its blocks are.

    Args:
        old: the blocks.
        changes: what changes, in order.
        came: new blocks by key.
        taken: the pieces that a part of the file is taken over in.
    """
    pieces: list[Buffer] = []
    offsets, lengths = old
    found = array("i")
    at = 0
    for first, last, key in (*changes, Cut(len(lengths), len(lengths), None)):
        pieces += taken(offsets[at], offsets[first])
        found += lengths[at:first]
        if key in came:
            pieces.append(came[key])
            found.append(len(came[key]))
        at = last
    return pieces, found


def lengths_of(data: bytes, starts: Iterable[bytes]) -> Lengths:
    """How long the blocks are that begin so, each on a line of its own."""
    found: list[int] = []
    at = 0
    for start in starts:
        at = data.index(b"\n" + start, at) + 1 if found else 0
        found.append(at)
    return array("i", (last - first for first, last in pairwise([*found, len(data)])))


def check_starts(
    data: memoryview, old: Stretch, changes: Iterable[Cut], start_of: Callable[[int], bytes]
) -> None:
    """See that blocks begin as they should: the first, the last, and those beside each cut.

    Raises:
        NotFoundError: one does not.
    """
    count = len(old.lengths)
    beside = {number for cut in changes for number in (cut.first, cut.last)}
    for number in sorted({0, count - 1, *beside}):
        if 0 <= number < count:
            start = start_of(number)
            at = old.offsets[number]
            if data[at : at + len(start)] != start:
                raise NotFoundError
