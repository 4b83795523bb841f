"""Paths the user names → the documents to read, each with an id of its own.

Everything here is a function of the *set* of files: the order of the paths, and a file reached
twice, change nothing. Folders behind links are not entered, so a loop of links cannot trap us.
"""

import os
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.model import Skipped

KINDS = {".txt": "plain", ".md": "markdown", ".html": "html", ".htm": "html"}
#: What holds edits by hand: a file of this name at the top of a folder that is named, or any with
#: this suffix that is named itself.
CURATION = "curation.tsv"
_CURATION_KIND, _CURATION_SUFFIX = "curation", ".tsv"
_NOT_A_KIND = "not a kind of file kg reads (.txt .md .html)"
_NOT_ON_TOP = "edits by hand count only at the top of a folder that is named; name this one, too"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes:
        id: what the document will be called; no two differ in case alone.
        path: where it lies.
        relative: its path below the folder that the user named, with ``/``.
    """

    id: str
    path: Path
    relative: str

    @property
    def kind(self) -> str:
        """``"plain"``, ``"markdown"``, ``"html"`` or ``"curation"``, by the suffix; else plain."""
        if is_curation(self.relative):
            return _CURATION_KIND
        return KINDS.get(self.path.suffix.lower(), "plain")


@dataclass(frozen=True, slots=True)
class Found:
    """What lies under the paths: files to read, and files that kg does not read and why."""

    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """One way to reach a file; of several the smallest counts: no link, then the deepest.

    ``reason`` says why it is not read; ``""`` where it is. ``relative`` is as in :class:`Source`.
    """

    linked: bool
    depth: int
    relative: str
    path: Path
    reason: str = ""


def find(paths: Sequence[Path]) -> Found:
    """The documents under ``paths``, sorted by relative path in code point order.

    Folders are searched to any depth, without hidden files and folders and without files called
    ``README``; a path named outright is taken whatever its name.

    Raises:
        InputError: a path does not exist or cannot be looked at.
    """
    return identified(candidates(paths).values())


def candidates(paths: Iterable[Path]) -> dict[Path, Candidate]:
    """The files under ``paths``, each once, by where they really lie.

    Raises:
        InputError: a path does not exist or cannot be looked at.
    """
    best: dict[Path, Candidate] = {}
    for candidate in (found for path in paths for found in _under(path)):
        place = real_place(candidate.path)
        best[place] = better(candidate, best.get(place, candidate))
    return best


def better(one: Candidate, other: Candidate) -> Candidate:
    """The one of two ways to reach a file that counts: one that reads it, then the smaller."""
    return min(one, other, key=lambda candidate: (bool(candidate.reason), candidate))


def is_curation(source: str) -> bool:
    """Whether a document, by its path, is a file of edits by hand."""
    return source.lower().endswith(_CURATION_SUFFIX)


def identified(found: Iterable[Candidate]) -> Found:
    """The files by relative path, with ids for those to be read: a function of the set."""
    ordered = sorted(found, key=lambda one: (one.relative, str(one.path)))
    readable = [one for one in ordered if not one.reason]
    ids = _ids(readable)
    return Found(
        tuple(Source(id_, one.path, one.relative) for id_, one in zip(ids, readable, strict=True)),
        tuple(Skipped(one.relative, one.reason) for one in ordered if one.reason),
    )


def _under(path: Path) -> Iterator[Candidate]:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or "not a path"
        raise InputError(f"{_shown(str(path))}: {reason.lower()}; check the path") from error
    top = named_place(path)
    if stat.S_ISDIR(mode):
        yield from _in_folder(top, top)
    else:
        named = is_curation(top.name) and stat.S_ISREG(mode)
        yield _candidate(top, top.name, "" if named else _kind_problem(top, mode))


def _in_folder(folder: Path, top: Path) -> Iterator[Candidate]:
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            with os.scandir(here) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            reason = f"folder cannot be listed: {(error.strerror or 'error').lower()}"
            yield _candidate(here, _relative(here, top), reason)
            continue
        for entry in entries:
            path = here / entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(path)
            elif path.stem.lower() != "readme":
                problem = _problem(path)
                if path.name == CURATION and problem == _NOT_A_KIND:
                    problem = "" if here == top else _NOT_ON_TOP
                yield _candidate(path, _relative(path, top), problem)


def _problem(entry: Path) -> str:
    """Why a file in a folder is not read, or ``""``."""
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        return f"cannot be looked at: {(error.strerror or 'error').lower()}"
    if stat.S_ISDIR(mode):
        return "a link to a folder, not followed; name that folder itself"
    return _kind_problem(entry, mode)


def _kind_problem(path: Path, mode: int) -> str:
    if not stat.S_ISREG(mode):
        return "not a regular file"
    return "" if path.suffix.lower() in KINDS else _NOT_A_KIND


def _candidate(path: Path, relative: str, reason: str) -> Candidate:
    return Candidate(path.is_symlink(), -relative.count("/"), _shown(relative), path, reason)


def named_place(path: Path) -> Path:
    """A path as this module keeps it, wherever it is named from: only a file may be a link."""
    if path.is_dir() or not path.name:
        return real_place(path)
    return real_place(path.parent) / path.name


def real_place(path: Path) -> Path:
    """Where a file really lies, behind all links; two ways to one file give one place."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a loop of links
        return path.absolute()


def _relative(path: Path, top: Path) -> str:
    return path.relative_to(top).as_posix()


def _shown(name: str) -> str:
    r"""A file name in one line of UTF-8: other bytes and controls as ``\x1b``."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text
    )


def _ids(candidates: Sequence[Candidate]) -> list[str]:
    """An id for each: the stem, or as much more of the path as it takes to tell them apart."""
    names = [Path(candidate.relative).stem for candidate in candidates]
    longer = [_longer_names(candidate) for candidate in candidates]
    while clashing := [
        (number, name)
        for group in _clashes(names)
        for number in group
        if (name := next(longer[number], ""))
    ]:
        for number, name in clashing:
            names[number] = name
    return _numbered(names)


def _longer_names(candidate: Candidate) -> Iterator[str]:
    """What else a file may be called, shortest first: its relative path, ever more of the path."""
    relative = candidate.relative
    yield relative.removesuffix(Path(relative).suffix)
    yield relative
    parts = _shown(candidate.path.as_posix()).strip("/").split("/")
    depth = relative.count("/") + 1
    for length in range(depth + 1, len(parts) + 1):
        yield "/".join(parts[-length:])


def _clashes(names: Iterable[str]) -> list[list[int]]:
    """Groups of positions whose names are the same but for case and Unicode form."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        groups[_key(name)].append(number)
    return [group for group in groups.values() if len(group) > 1]


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _numbered(names: list[str]) -> list[str]:
    """``names`` with ``~2``, ``~3`` … behind those that equal an earlier one but for case."""
    taken = {_key(name) for name in names}
    seen: set[str] = set()
    result = []
    for name in names:
        unique, number = name, 1
        while _key(unique) in seen or (number > 1 and _key(unique) in taken):
            number += 1
            unique = f"{name}~{number}"
        seen.add(_key(unique))
        result.append(unique)
    return result
