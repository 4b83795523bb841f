"""Evidence that an earlier build wrote is copied, not written again.

A piece of evidence has a hash of all that it says for its IRI, and stands in a file by its IRI. So
what is in the new build under an IRI of the old one has the same bytes, and a file's new evidence
is the old with some blocks cut out and some put in.
"""

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.export.forms import N_TRIPLES, Form
from kg.export.jsonld import Usage
from kg.folder import MANIFEST, STORE
from kg.rdf import Quad, RdfFormat, parse_text

_INDEX = "exports.json"
_LINES = "graph.nt"
# Where more than this share of the evidence is another, writing it all is no slower.
_MOST_CHANGED = 0.3


@dataclass(frozen=True, slots=True)
class Index:
    """Where the evidence stands in the files of a build.

    Attributes:
        program: what made the files (``kg.store.fingerprint``).
        base: what its IRIs start with.
        iris: of the evidence, without ``base``, sorted.
        places: start and end of the evidence in each file, by the file's name.
        usage: of its properties.
    """

    program: str
    base: str
    iris: tuple[str, ...]
    places: Mapping[str, tuple[int, int]]
    usage: Usage

    def write(self, building: Path) -> None:
        """Keep it in the folder of a build."""
        value = {
            "program": self.program,
            "base": self.base,
            "iris": list(self.iris),
            "places": dict(self.places),
            "forms": {
                name: [[*form, number] for form, number in sorted(forms.items())]
                for name, forms in sorted(self.usage.forms.items())
            },
            "classes": dict(sorted(self.usage.classes.items())),
        }
        (building / STORE).mkdir(exist_ok=True)
        text = json.dumps(value, ensure_ascii=False)
        (building / STORE / _INDEX).write_text(text + "\n", "utf-8", newline="")


class Earlier:
    """The evidence that a build wrote, to be used by the next one."""

    def __init__(self, folder: Path, index: Index, digests: Mapping[str, str]) -> None:
        self.folder = folder
        self.index = index
        self._digests = digests

    @cached_property
    def known(self) -> frozenset[str]:
        """The IRIs of the evidence."""
        return frozenset(self.iris)

    @cached_property
    def iris(self) -> list[str]:
        """The same, sorted."""
        return [self.index.base + iri for iri in self.index.iris]

    def section(self, file: str, head: bytes = b"") -> bytes | None:
        """The evidence in a file; None where it is not as it was written, or has another head."""
        if file == _LINES:
            return self.statements[0] if self.statements else None
        data = self._data(file)
        if data is None or not data.startswith(head):
            return None
        start, end = self.index.places[file]
        return data[start:end]

    def _data(self, file: str) -> bytes | None:
        try:
            data = (self.folder / file).read_bytes()
        except OSError:
            return None
        same = file in self.index.places and sha256(data).hexdigest() == self._digests.get(file)
        return data if same else None

    def blocks(self, section: bytes, form: Form, wanted: Sequence[str]) -> Iterator[bytes]:
        """The blocks of some evidence, sorted by IRI."""
        at = 0
        for iri in wanted:
            at, end = self._place(section, form, iri, at)
            yield section[at:end]

    @cached_property
    def statements(self) -> tuple[bytes, bytes] | None:
        """The lines of evidence, and all others; None where the file is not as it was written."""
        data = self._data(_LINES)
        if data is None:
            return None
        start, end = self.index.places[_LINES]
        return data[start:end], data[:start] + data[end:]

    def other_statements(self, now: bytes) -> tuple[list[bytes], list[bytes]]:
        """Of the lines that are no evidence, those that are not among ``now``, and the reverse."""
        others = self.statements[1] if self.statements else b""
        before, after = (data.splitlines(keepends=True) for data in (others, now))
        gone, came = set(before) - set(after), set(after) - set(before)
        return sorted(gone), sorted(came)

    def quads(self, wanted: Sequence[str]) -> list[Quad]:
        """The statements of some evidence."""
        section = self.statements[0] if self.statements else b""
        written = b"".join(self.blocks(section, N_TRIPLES, wanted))
        return list(parse_text(written, RdfFormat.N_TRIPLES))

    def spliced(
        self, section: bytes, form: Form, gone: Sequence[str], came: Mapping[str, bytes]
    ) -> Iterator[bytes]:
        """``section`` without the blocks of ``gone``, with those that ``came``, in pieces."""
        at = 0
        for iri in sorted((*gone, *came)):
            start, end = self._place(section, form, iri, at)
            yield section[at:start]
            if iri in came:
                yield came[iri]
                at = start
            else:
                at = end
        yield section[at:]

    def _place(self, section: bytes, form: Form, iri: str, after: int) -> tuple[int, int]:
        """Where the block of ``iri`` stands, or would stand."""
        number = bisect_left(self.iris, iri)
        start = self._start(section, form, number, after)
        there = number < len(self.iris) and self.iris[number] == iri
        return start, self._start(section, form, number + 1, start) if there else start

    def _start(self, section: bytes, form: Form, number: int, after: int) -> int:
        if number >= len(self.iris):
            return len(section)
        wanted = form.start(self.iris[number])
        if section.startswith(wanted, after):
            return after
        found = section.find(b"\n" + wanted, max(after - 1, 0))
        if found < 0:
            raise ValueError(f"no block of {self.iris[number]}")
        return found + 1


def earlier_in(folder: Path, base: str, program: str) -> Earlier | None:
    """What the build in ``folder`` wrote, if the same program would write it so today."""
    try:
        value = json.loads((folder / STORE / _INDEX).read_text("utf-8"))
        files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        digests = {name: str(file["sha256"]) for name, file in files.items()}
        index = _index(value)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return (
        Earlier(folder, index, digests) if (index.program, index.base) == (program, base) else None
    )


def worth_it(earlier: Earlier, changes: int) -> bool:
    """Whether cutting and pasting is less work than writing anew."""
    return changes <= _MOST_CHANGED * len(earlier.iris)


def _index(value: dict[str, Any]) -> Index:
    forms = {
        name: Counter({(key, kind): number for key, kind, number in counted})
        for name, counted in value["forms"].items()
    }
    return Index(
        program=value["program"],
        base=value["base"],
        iris=tuple(value["iris"]),
        places={name: (start, end) for name, (start, end) in value["places"].items()},
        usage=Usage(forms, Counter(value["classes"])),
    )
