"""Which files a build was made of: ``store/sources.json``, written and read.

Paths are kept relative to the folder that the build lies in, so that documents and build can be
moved together.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.errors import OutputError
from kg.folder import SOURCES, STORE
from kg.read import Candidate

_FORM = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of a build.

    Attributes:
        candidate: the file as it was found.
        encoding: what it was said to be in; ``""`` where that was found out.
        sha256: of its bytes; ``""`` where none could be read.
        problem: why it could be opened or decoded by no means; ``""`` where it is a document.
    """

    candidate: Candidate
    encoding: str = ""
    sha256: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a build was made of and how.

    Attributes:
        base: what the IRIs of its entities start with.
        encoding: the one that new files are read in; ``""`` to find out.
        ontology: the user's own folder of tables, if any.
        engine: what found names and relations, with its version.
        argument: what the engine was told by its name, if anything.
        fingerprint: of the program, the engine and the ontology that made the records.
        roots: the files and folders that the user named, sorted.
        removed: places under the roots that an update must not bring back, sorted.
        files: all files, by the place where they really lie.
        texts: whether the texts of the documents go into ``explorer.html``.
        taken: keys of the edits by hand that the build has taken, sorted (``kg.curate``).
    """

    base: str
    encoding: str
    ontology: Path | None
    engine: str
    argument: str
    fingerprint: str
    roots: tuple[Path, ...]
    removed: tuple[Path, ...]
    files: Mapping[Path, Kept]
    texts: bool = True
    taken: tuple[str, ...] = ()


def digest(data: bytes) -> str:
    """What tells one content from another."""
    return sha256(data).hexdigest()


def write_sources(sources: Sources, building: Path, folder: Path) -> None:
    """Write into ``building`` what is to lie in ``folder``.

    Raises:
        OSError: it cannot be written.
    """
    here = folder.absolute().parent.resolve()
    value = {
        "form": _FORM,
        "base": sources.base,
        "encoding": sources.encoding,
        "ontology": _written(sources.ontology, here) if sources.ontology else None,
        "engine": sources.engine,
        "argument": sources.argument,
        "fingerprint": sources.fingerprint,
        "texts": sources.texts,
        "roots": [_written(path, here) for path in sources.roots],
        "removed": [_written(path, here) for path in sources.removed],
        "taken": list(sources.taken),
        "files": [
            _file(place, kept, here) for place, kept in sorted(sources.files.items(), key=_place)
        ],
    }
    place = building / STORE / SOURCES
    place.parent.mkdir(exist_ok=True)
    new = place.with_suffix(".new")
    new.write_text(json.dumps(value, separators=(",\n", ": ")) + "\n", "ascii", newline="")
    new.replace(place)


def read_sources(folder: Path) -> Sources:
    """What the build in ``folder`` was made of.

    Raises:
        OutputError: no build is there, or it was made before kg remembered its sources, or it is
            damaged.
    """
    here = folder.absolute().parent.resolve()
    try:
        value = json.loads((folder / STORE / SOURCES).read_text("ascii"))
        if value["form"] != _FORM:
            raise OutputError(f"{folder}: made by another kg; run kg build again")
        return Sources(
            base=value["base"],
            encoding=value["encoding"],
            ontology=_read(value["ontology"], here) if value["ontology"] else None,
            engine=value["engine"],
            argument=value["argument"],
            fingerprint=value["fingerprint"],
            roots=tuple(_read(path, here) for path in value["roots"]),
            removed=tuple(_read(path, here) for path in value["removed"]),
            files=dict(_kept(file, here) for file in value["files"]),
            texts=value.get("texts", True),
            taken=tuple(value.get("taken", ())),
        )
    except FileNotFoundError as error:
        raise OutputError(
            f"{folder}: no build to be changed is there; run kg build first, or name it with -o"
        ) from error
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise OutputError(
            f"{folder}: the build is damaged ({error}); run kg build again"
        ) from error


def _place(item: tuple[Path, Kept]) -> str:
    return str(item[0])


def _file(place: Path, kept: Kept, here: Path) -> dict[str, Any]:
    found = kept.candidate
    value: dict[str, Any] = {"path": _written(found.path, here), "relative": found.relative}
    if place != found.path:
        value["place"] = _written(place, here)
    if found.linked:
        value["linked"] = True
    said = {
        "reason": found.reason,
        "encoding": kept.encoding,
        "sha256": kept.sha256,
        "problem": kept.problem,
    }
    return value | {name: text for name, text in said.items() if text}


def _kept(value: dict[str, Any], here: Path) -> tuple[Path, Kept]:
    path, relative = _read(value["path"], here), value["relative"]
    place = _read(value["place"], here) if "place" in value else path
    found = Candidate(
        linked=value.get("linked", False),
        depth=-relative.count("/"),
        relative=relative,
        path=path,
        reason=value.get("reason", ""),
    )
    kept = Kept(found, value.get("encoding", ""), value.get("sha256", ""), value.get("problem", ""))
    return place, kept


def _written(path: Path, here: Path) -> str:
    try:
        return os.path.relpath(path, here).replace(os.sep, "/")
    except ValueError:  # on another drive
        return path.as_posix()


def _read(written: str, here: Path) -> Path:
    path = here / written
    return Path(os.path.normpath(path)) if ".." in written else path
