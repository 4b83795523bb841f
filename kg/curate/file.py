"""A curation file on disk: lines put in, taken out and taken back; all else stays to the byte.

What was written is remembered beside the file (``.curation.tsv.undo``), so that it can be taken
back exactly. Nothing is taken back that was changed by another hand since.
"""

import json
import os
import shutil
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from kg.curate.edits import COLUMNS
from kg.curate.table import decode_curation, header_and_lines, written
from kg.errors import InputError, OutputError
from kg.lock import Waiting, writing

# So that spreadsheets take a new file for UTF-8.
_MARK = b"\xef\xbb\xbf"
_MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class _Step:
    """One change: at ``at`` the bytes ``old`` gave way to ``new`` bytes; ``after`` is the result.

    ``made`` says that there was no file before.
    """

    after: str
    at: int
    old: str
    new: int
    made: bool


class CurationFile:
    """A curation file that nobody else writes meanwhile; ``data`` is None where there is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = _read(path)

    @property
    def text(self) -> str:
        """What it says now."""
        return decode_curation(self.data or b"", self.path.name)

    def with_lines(self, edits: Sequence[Mapping[str, str]]) -> tuple[bytes, list[int]]:
        """The file with more edits at its end, and the numbers of their lines.

        Raises:
            InputError: a text cannot stand in a cell, or the header lacks a column.
            CurationError: the file breaks the rules as it is.
        """
        data = self.data or _MARK
        name = self.path.name
        columns, _ = header_and_lines(self.text, name)
        lines = [written(edit, columns, name) for edit in edits]
        if _has_no_header(self.text):
            lines.insert(0, "\t".join(COLUMNS))
        end = "\r\n" if b"\r\n" in data else "\n"
        if data != _MARK and data and not data.endswith(b"\n"):
            data += end.encode("ascii")
        first = data.count(b"\n") + 1 + len(lines) - len(edits)
        data += "".join(line + end for line in lines).encode("utf-8")
        return data, list(range(first, first + len(edits)))

    def without_line(self, number: int) -> bytes:
        """The file without one of its edits.

        Raises:
            InputError: the line holds none.
        """
        _, lines = header_and_lines(self.text, self.path.name)
        if number not in {line for line, _, _ in lines}:
            raise InputError(f"{self.path.name}:{number}: there is no edit on this line")
        pieces = (self.data or b"").split(b"\n")
        del pieces[number - 1]
        return b"\n".join(pieces)

    def put(self, data: bytes) -> None:
        """Replace the content in one step, and remember how to take it back.

        Raises:
            OutputError: it cannot be written.
        """
        before = self.data or b""
        at = _same(before, data)
        tail = _same(before[at:][::-1], data[at:][::-1])
        old, new = before[at : len(before) - tail], len(data) - tail - at
        made = self.data is None
        step = _Step(_digest(data), at, b64encode(old).decode("ascii"), new, made)
        self._remember([*self._steps(), step][-_MOST_STEPS:])
        self._write(data)

    def can_undo(self) -> bool:
        """Whether the last change that was remembered can be taken back."""
        return self.data is not None and any(s.after == _digest(self.data) for s in self._steps())

    def undo(self) -> bytes | None:
        """Take back the last change; the content then, None where there was no file before.

        Raises:
            InputError: there is none, or the file was changed by another hand since.
            OutputError: it cannot be written.
        """
        steps = self._steps()
        data = self.data
        if not steps or data is None:
            raise InputError("there is nothing to take back")
        while steps and steps[-1].after != _digest(data):
            steps.pop()
        if not steps:
            raise InputError(
                f"{self.path.name} was changed by another hand since; take the lines out there"
            )
        step = steps.pop()
        before = data[: step.at] + b64decode(step.old) + data[step.at + step.new :]
        self._remember(steps)
        if step.made:
            self.path.unlink()
            self.data = None
        else:
            self._write(before)
        return self.data

    def _steps(self) -> list[_Step]:
        try:
            lines = _memory(self.path).read_text("utf-8").splitlines()
            return [_Step(**json.loads(line)) for line in lines]
        except (OSError, ValueError, TypeError):
            return []

    def _remember(self, steps: Sequence[_Step]) -> None:
        place = _memory(self.path)
        if steps:
            _replace(place, "".join(json.dumps(asdict(s)) + "\n" for s in steps).encode("ascii"))
        else:
            place.unlink(missing_ok=True)

    def _write(self, data: bytes) -> None:
        _replace(self.path, data)
        self.data = data


@contextmanager
def changing(
    path: Path, *, wait: bool = True, waiting: Waiting | None = None
) -> Iterator[CurationFile]:
    """A curation file that nobody else writes within the block; it need not exist.

    Raises:
        OutputError: another writes it and ``wait`` is off, or it cannot be read or written.
    """
    place = path.resolve()  # a link stays a link
    with writing(place, wait=wait, waiting=waiting):
        yield CurationFile(place)


def _has_no_header(text: str) -> bool:
    return all(not line.strip() or line.startswith("#") for line in text.split("\n"))


def _memory(path: Path) -> Path:
    return path.with_name(f".{path.name}.undo")


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(f"{path}: cannot be read ({error.strerror})") from error


def _replace(path: Path, data: bytes) -> None:
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        with new.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError):
            shutil.copymode(path, new)
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from error


def _same(one: bytes, other: bytes) -> int:
    """How many bytes at the beginning are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
