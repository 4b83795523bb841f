"""The texts of a build's documents and what was found in them, each read when it is asked for."""

import json
import os
import re
from io import BytesIO
from pathlib import Path
from typing import Any

from kg.graph import document_iri
from kg.model import Record
from kg.records import from_json

_ID = re.compile(rb'\{"id": ("(?:[^"\\]|\\.)*")')


class Texts:
    """``documents.jsonl`` and ``records.jsonl``, found by the documents' IRIs.

    The files are held open, so that they stay those of this build when another takes its place;
    any number of processes may read through one opening.
    """

    def __init__(self, folder: Path, base: str) -> None:
        self._documents = _Lines(folder / "documents.jsonl", base)
        self._records = _Lines(folder / "records.jsonl", base)

    def document(self, iri: str) -> dict[str, Any] | None:
        """A document's metadata, ``body`` and ``text``; None where the build does not hold it."""
        line = self._documents.line(iri)
        return json.loads(line) if line else None

    def record(self, iri: str) -> Record | None:
        """What was found in a document."""
        line = self._records.line(iri)
        return from_json(line.decode("utf-8")) if line else None

    def close(self) -> None:
        """Close the files."""
        self._documents.close()
        self._records.close()


class _Lines:
    def __init__(self, path: Path, base: str) -> None:
        self._places: dict[str, tuple[int, int]] = {}
        self._file = path.open("rb") if path.is_file() else BytesIO()
        offset = 0
        for line in self._file:
            if match := _ID.match(line):
                identifier = json.loads(match.group(1))
                self._places[document_iri(base, identifier)] = (offset, len(line))
            offset += len(line)

    def line(self, iri: str) -> bytes:
        if iri not in self._places:
            return b""
        offset, length = self._places[iri]
        return os.pread(self._file.fileno(), length, offset)

    def close(self) -> None:
        self._file.close()
