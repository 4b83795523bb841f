"""Records as JSON lines: one document a line, written and read back equal (DESIGN.md, "Record")."""

import json
from pathlib import Path
from typing import Any, TypeAlias

from kg.errors import InputError, OutputError
from kg.model import Claim, Document, Entity, Evidence, Mention, Record, Span

#: A line of a file, which may be a part of what was read of it.
Line: TypeAlias = bytes | memoryview


def to_json(record: Record) -> str:
    """One line of JSON, without the line break; keys in a fixed order."""
    return _dump(_record_object(record))


def from_json(line: str | Line, where: str = "record") -> Record:
    """The record of one line.

    Raises:
        InputError: not JSON, or a key is missing or of the wrong kind.
    """
    try:
        return _record_value(_loaded(line))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{where}: not a record of kg ({error}); make it with kg extract"
        ) from error


def read_records(build: Path) -> list[Record]:
    """All records of a build.

    Raises:
        InputError: a line is no record; it is named.
        OutputError: the build's records cannot be read.
    """
    path = build / "records.jsonl"
    try:
        lines = path.read_text("utf-8").removesuffix("\n").split("\n")
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); run kg build again"
        raise OutputError(message) from error
    return [from_json(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line]


def document_to_json(document: Document) -> str:
    """A document with its text as one line of JSON: what the offsets of its record point into."""
    return _dump(
        {
            **_metadata(document),
            "body": [[span.start, span.end] for span in document.body],
            "text": document.text,
        }
    )


def document_from_json(line: str | Line, where: str = "document") -> Document:
    """The document of one line.

    Raises:
        InputError: not JSON, or a key is missing or of the wrong kind.
    """
    try:
        value = _loaded(line)
        return Document(
            id=value["id"],
            source=value["source"],
            text=value["text"],
            body=tuple(Span(start, end) for start, end in value["body"]),
            title=value["title"],
            published=value["published"],
            publisher=value["publisher"],
            issue=value["issue"],
            encoding=value["encoding"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{where}: not a document of kg ({error}); run kg build again") from error


def record_about(document: Document) -> Record:
    """The record of a document without what it says."""
    return Record(
        id=document.id,
        source=document.source,
        text_sha256=document.text_sha256,
        title=document.title,
        published=document.published,
        publisher=document.publisher,
        issue=document.issue,
        encoding=document.encoding,
    )


def _loaded(line: str | Line) -> Any:
    return json.loads(line if isinstance(line, str) else str(line, "utf-8"))


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _metadata(what: Document | Record) -> dict[str, str]:
    """What a document and its record both say of where they come from."""
    return {
        "id": what.id,
        "source": what.source,
        "title": what.title,
        "published": what.published,
        "publisher": what.publisher,
        "issue": what.issue,
        "encoding": what.encoding,
        "text_sha256": what.text_sha256,
    }


def _record_object(record: Record) -> dict[str, Any]:
    return {
        **_metadata(record),
        "entities": [_entity_object(entity) for entity in record.entities],
        "relations": [_claim_object(claim) for claim in record.claims],
        "rejected": dict(record.rejected),
    }


def _entity_object(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "type": entity.type,
        "subtype": entity.subtype or None,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "mentions": [
            {
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "type": mention.type,
                "subtype": mention.subtype or None,
                "by": mention.by,
                "score": mention.score,
            }
            for mention in entity.mentions
        ],
    }


def _claim_object(claim: Claim) -> dict[str, Any]:
    evidence = claim.evidence
    return {
        "subject": claim.subject,
        "predicate": claim.predicate,
        "subpredicate": claim.subpredicate or None,
        "object": claim.object,
        "role": claim.role or None,
        "modality": claim.modality,
        "time": claim.time or None,
        "score": claim.score,
        "by": claim.by,
        "evidence": {
            "start": evidence.start,
            "end": evidence.end,
            "text": evidence.text,
            "sentence_start": evidence.sentence_start,
            "sentence": evidence.sentence,
        },
    }


def _record_value(value: dict[str, Any]) -> Record:
    return Record(
        id=value["id"],
        source=value["source"],
        text_sha256=value["text_sha256"],
        title=value["title"],
        published=value["published"],
        publisher=value.get("publisher", ""),
        issue=value.get("issue", ""),
        encoding=value.get("encoding", "utf-8"),
        entities=tuple(_entity_value(entity) for entity in value["entities"]),
        claims=tuple(_claim_value(claim) for claim in value["relations"]),
        rejected=tuple(sorted(value.get("rejected", {}).items())),
    )


def _entity_value(value: dict[str, Any]) -> Entity:
    return Entity(
        id=value["id"],
        type=value["type"],
        subtype=value.get("subtype") or "",
        name=value["name"],
        aliases=tuple(value["aliases"]),
        mentions=tuple(
            Mention(
                start=mention["start"],
                end=mention["end"],
                text=mention["text"],
                type=mention.get("type", value["type"]),
                subtype=mention.get("subtype") or "",
                by=mention["by"],
                score=mention["score"],
            )
            for mention in value["mentions"]
        ),
    )


def _claim_value(value: dict[str, Any]) -> Claim:
    evidence = value["evidence"]
    return Claim(
        subject=value["subject"],
        predicate=value["predicate"],
        object=value["object"],
        role=value.get("role") or "",
        modality=value["modality"],
        time=value.get("time") or "",
        score=value["score"],
        by=value["by"],
        subpredicate=value.get("subpredicate") or "",
        evidence=Evidence(
            start=evidence["start"],
            end=evidence["end"],
            text=evidence["text"],
            sentence_start=evidence.get("sentence_start", evidence["start"]),
            sentence=evidence.get("sentence", evidence["text"]),
        ),
    )
