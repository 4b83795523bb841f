"""What an earlier build wrote is copied, not written again.

A file is blocks one behind the other, each with a key, sorted by it; what a block says depends on
what its key stands for. So a new file is the old one with the blocks cut out that are gone and
those put in that came.
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.export.forms import Buffer, NotFoundError
from kg.export.jsonld import Usage, usage_from_json, usage_to_json
from kg.folder import MANIFEST, STORE
from kg.graph import KeptNetwork, read_kept

_INDEX = "exports.json"
_FORM = 2
_LINES = "graph.nt"
# Where more than this share of the facts is another, writing them all is no slower.
_MOST_CHANGED = 0.3


@dataclass(frozen=True, slots=True)
class Index:
    """How the files of a build are laid out.

    Attributes:
        program: what made the files (``kg.store.fingerprint``).
        base: what its IRIs start with.
        keys: of the sections of RDF files but the entities, by name.
        places: in each RDF file where sections begin, and where the last one ends.
        usage: of properties, by section.
        rows: of each table and drawing the lengths of its blocks, run by run.
    """

    program: str
    base: str
    keys: Mapping[str, Sequence[str]]
    places: Mapping[str, Sequence[int]]
    usage: Mapping[str, Usage]
    rows: Mapping[str, Sequence[Sequence[int]]]

    def write(self, building: Path) -> None:
        """Keep it in the folder of a build."""
        value = {
            "form": _FORM,
            "program": self.program,
            "base": self.base,
            "keys": dict(self.keys),
            "places": dict(self.places),
            "usage": {name: usage_to_json(usage) for name, usage in self.usage.items()},
            "rows": dict(self.rows),
        }
        (building / STORE).mkdir(exist_ok=True)
        text = json.dumps(value, separators=(",", ":"))
        (building / STORE / _INDEX).write_text(text + "\n", "ascii", newline="")


class Earlier:
    """What a build wrote, to be used by the next one."""

    def __init__(
        self, folder: Path, index: Index, digests: Mapping[str, str], kept: KeptNetwork
    ) -> None:
        self.folder = folder
        self.index = index
        self.kept = kept
        self._digests = digests

    @cached_property
    def lines(self) -> bytes | None:
        """The N-Triples; None where they are not as they were written."""
        return self._read(_LINES)

    def data(self, file: str) -> bytes | None:
        """What is in a file; None where that is not what was written."""
        return self.lines if file == _LINES else self._read(file)

    def _read(self, file: str) -> bytes | None:
        try:
            data = (self.folder / file).read_bytes()
        except OSError:
            return None
        return data if sha256(data).hexdigest() == self._digests.get(file) else None


def earlier_in(folder: Path, base: str, program: str) -> Earlier | None:
    """What the build in ``folder`` wrote, if the same program would write it so today."""
    try:
        value = json.loads((folder / STORE / _INDEX).read_text("ascii"))
        if (value["form"], value["program"], value["base"]) != (_FORM, program, base):
            return None
        files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        digests = {name: str(file["sha256"]) for name, file in files.items()}
        index = _index(value)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    kept = read_kept(folder, program)
    return Earlier(folder, index, digests, kept) if kept else None


def worth_it(kept: KeptNetwork, changes: int) -> bool:
    """Whether cutting and pasting is less work than writing anew."""
    return changes <= _MOST_CHANGED * len(kept.facts)


def spliced(
    data: Buffer,
    part: tuple[int, int],
    gone: Collection[str],
    came: Mapping[str, bytes],
    place: Callable[[str, int], tuple[int, int]],
) -> Iterator[Buffer]:
    """Part of a file without the blocks of ``gone``, with those that ``came``, in pieces.

    Args:
        data: the file.
        part: where the part begins and ends.
        gone: keys.
        came: blocks by key.
        place: where the block of a key lies or would lie; it is asked for one after the other, and
            told what lies before.

    Raises:
        NotFoundError: a block is not there.
    """
    view = memoryview(data)
    at, end = part
    for key in sorted({*gone, *came}):
        first, last = place(key, at)
        yield view[at:first]
        if key in came:
            yield came[key]
        at = last if key in gone else first
    yield view[at:end]


def found_by_start(
    data: bytes, end: int, keys: Sequence[str], start_of: Callable[[str], bytes]
) -> Callable[[str, int], tuple[int, int]]:
    """Where blocks lie that are told by how they begin, at the start of a line."""

    def start(number: int, after: int) -> int:
        if number >= len(keys):
            return end
        wanted = start_of(keys[number])
        if data.startswith(wanted, after):
            return after
        found = data.find(b"\n" + wanted, max(after - 1, 0), end)
        if found < 0:
            raise NotFoundError
        return found + 1

    def place(key: str, after: int) -> tuple[int, int]:
        number = bisect_left(keys, key)
        first = start(number, after)
        there = number < len(keys) and keys[number] == key
        return first, start(number + 1, first) if there else first

    return place


def _index(value: dict[str, Any]) -> Index:
    return Index(
        program=value["program"],
        base=value["base"],
        keys=value["keys"],
        places=value["places"],
        usage={name: usage_from_json(usage) for name, usage in value["usage"].items()},
        rows=value["rows"],
    )
