"""What a build knows of its documents, by their content: nothing known is extracted again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from json import loads
from pathlib import Path

from kg.errors import KgError
from kg.folder import MANIFEST
from kg.model import Document
from kg.read import Source, identified
from kg.records import Line, document_from_json
from kg.store.sources import Sources

_DOCUMENTS, _RECORDS = "documents.jsonl", "records.jsonl"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A document that is known, and the line of its record.

    Attributes:
        line: as it was written, under the name that the document had.
        same: whether the document is called now what it was called then.
    """

    document: Document
    line: Line
    same: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """Documents and records of an earlier build, each under the key of its content.

    Attributes:
        lines: of the document and of its record, in UTF-8.
        records: the lines of records by the ids that documents had.
    """

    lines: Mapping[tuple[str, str, str], tuple[Line, Line]] = field(default_factory=dict)
    records: Mapping[str, Line] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    def get(self, source: Source, encoding: str, digest: str) -> Remembered | None:
        """The document of a file of this content, named as ``source`` is.

        Whatever a document is called, it says the same: only its id and its path are put in.

        Args:
            source: the file.
            encoding: that it was said to be in.
            digest: of its content.
        """
        found = self.lines.get((digest, source.kind, encoding))
        if found is None:
            return None
        document = document_from_json(found[0])
        if (document.id, document.source) == (source.id, source.relative):
            return Remembered(document, found[1], same=True)
        named = replace(document, id=source.id, source=source.relative)
        return Remembered(named, found[1], same=False)


def recall(folder: Path, sources: Sources, fingerprint: str) -> Memory:
    """What the build in ``folder`` knows; nothing where it would not be found the same today.

    That is where the program or the ontology changed since, or the files of the build did.
    """
    if sources.fingerprint != fingerprint:
        return Memory()
    try:
        documents, records = (_lines(folder, name) for name in (_DOCUMENTS, _RECORDS))
    except (OSError, ValueError, LookupError, TypeError, KgError):
        return Memory()
    by_path = {file.candidate.path: file for file in sources.files.values()}
    every = identified(file.candidate for file in sources.files.values()).sources
    read = [source for source in every if not by_path[source.path].problem]
    if not len(read) == len(documents) == len(records):
        return Memory()
    in_order = sorted(read, key=lambda source: source.id)
    lines = {}
    for source, *pair in zip(in_order, documents, records, strict=True):
        file = by_path[source.path]
        lines[file.sha256, source.kind, file.encoding] = (pair[0], pair[1])
    ids = (source.id for source in in_order)
    return Memory(lines, dict(zip(ids, records, strict=True)))


def _lines(folder: Path, name: str) -> list[memoryview]:
    """The lines of a file of the build that is as the manifest says."""
    data = (folder / name).read_bytes()
    files = loads((folder / MANIFEST).read_text("utf-8"))["files"]
    if sha256(data).hexdigest() != files[name]["sha256"]:
        raise ValueError(f"{name} was changed after the build")
    view = memoryview(data)
    lines, start = [], 0
    while (end := data.find(b"\n", start)) >= 0:
        lines.append(view[start:end])
        start = end + 1
    return lines
