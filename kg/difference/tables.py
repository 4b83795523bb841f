"""A build folder → what it says, from its tables."""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.difference.values import Entity, Stated, Tables, Triple
from kg.errors import OutputError
from kg.export.inert import cell_text

_JOINT = " | "


def read_tables(folder: Path) -> Tables:
    """What the build in ``folder`` says.

    Raises:
        OutputError: it holds none, or one that cannot be read.
    """
    if not (folder / "evidence.csv").is_file():
        raise OutputError(f"no build in {folder}; name the folders of two builds")
    try:
        lines = (folder / "documents.jsonl").read_text("utf-8").removesuffix("\n").split("\n")
        documents = [json.loads(line) for line in lines]
        return Tables(
            documents={document["id"]: document["text_sha256"] for document in documents},
            texts={document["id"]: document["text"] for document in documents},
            entities={entity.iri: entity for entity in _entities(folder / "entities.csv")},
            facts=_facts(folder / "evidence.csv"),
        )
    except (OSError, ValueError, LookupError, csv.Error) as error:
        raise OutputError(
            f"{folder}: the build is damaged ({error}); run kg build again"
        ) from error


def _entities(path: Path) -> Iterator[Entity]:
    for row in _rows(path):
        aliases = row["aliases"].split(_JOINT) if row["aliases"] else []
        yield Entity(row["id"], row["type"], row["subtype"], (row["label"], *aliases))


def _facts(path: Path) -> dict[Triple, tuple[Stated, ...]]:
    facts: dict[Triple, list[Stated]] = defaultdict(list)
    for row in _rows(path):
        stated = Stated(
            document=row["document"],
            sentence=row["sentence"],
            text=row["text"],
            modality=row["modality"],
            role=row["role"],
            time=row["time"],
            finer=row["subpredicate"],
            by=row["by"],
        )
        facts[row["subject"], row["predicate"], row["object"]].append(stated)
    return {triple: tuple(sorted(places)) for triple, places in facts.items()}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: cell_text(value) for name, value in row.items()}
