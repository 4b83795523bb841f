"""Whether a build is still what was written, and its quotations true."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from kg.folder import MANIFEST, STORE
from kg.model import Record
from kg.query.build import DATASET, DOCUMENTS
from kg.records import from_json
from kg.snapshot import is_index_of, open_snapshot

_BLOCK = 1 << 20


def damages(folder: Path) -> list[str]:
    """What is wrong with the files of a build, one line each; empty where nothing is."""
    return [*_changed_files(folder), *_other_statements(folder), *_false_quotations(folder)]


def _changed_files(folder: Path) -> Iterator[str]:
    try:
        files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        digests = {str(name): str(file["sha256"]) for name, file in files.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        yield f"{MANIFEST} cannot be read ({error})"
        return
    for name, digest in sorted(digests.items()):
        try:
            if _digest(folder / name) != digest:
                yield f"{name} was changed after the build"
        except OSError as error:
            yield f"{name} cannot be read ({error.strerror})"


def _other_statements(folder: Path) -> Iterator[str]:
    """The index on disk has no digest: its files depend on how it came about."""
    index = f"{STORE}/rdf"
    try:
        store = open_snapshot(folder)
        if store is not None and not is_index_of(store, folder / DATASET, DOCUMENTS):
            yield f"{index} holds other statements than {DATASET}"
    except (SyntaxError, OSError) as error:
        yield f"{index} cannot be compared with {DATASET} ({error})"


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _false_quotations(folder: Path) -> Iterator[str]:
    """Records and texts are read side by side: both files are in the order of their ids."""
    try:
        with (
            (folder / "records.jsonl").open(encoding="utf-8") as records,
            (folder / "documents.jsonl").open(encoding="utf-8") as documents,
        ):
            for record_line, document_line in zip(records, documents, strict=True):
                record, document = from_json(record_line), json.loads(document_line)
                if record.id != document["id"]:
                    yield f"records.jsonl and documents.jsonl differ at {record.id}"
                    return
                yield from _false_in(record, document["text"])
    except (OSError, ValueError, LookupError, TypeError) as error:
        yield f"records.jsonl or documents.jsonl cannot be read ({error})"


def _false_in(record: Record, text: str) -> Iterator[str]:
    quotations = [(m.start, m.end, m.text) for entity in record.entities for m in entity.mentions]
    for claim in record.claims:
        evidence = claim.evidence
        end = evidence.sentence_start + len(evidence.sentence)
        quotations.append((evidence.start, evidence.end, evidence.text))
        quotations.append((evidence.sentence_start, end, evidence.sentence))
    for start, end, quoted in quotations:
        if text[start:end] != quoted:
            yield f"{record.source}: {quoted[:20]!r} does not stand at {start}-{end}"
