"""Training sentences: characters with the name spans that the gold documents put on them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

from kg.text import sentences

UNER_TYPES = {"PER": "Person", "LOC": "Place", "ORG": "Organization"}


@dataclass(frozen=True)
class Name:
    """A name in a sentence; ``known`` is false where gold leaves it open (no loss there)."""

    start: int
    end: int
    kind: str
    known: bool = True


@dataclass(frozen=True)
class Example:
    """One sentence. ``partial``: only persons, organizations and places were annotated."""

    text: str
    names: tuple[Name, ...]
    document: str
    source: str
    partial: bool = False


def project(text: str, entities: list[dict]) -> list[Name]:
    """Every place where a gold name stands, longer names first, none inside another."""
    forms = {
        (form, entity["type"], not entity["optional"])
        for entity in entities
        for form in (entity["name"], *entity["aliases"])
        if form
    }
    taken = bytearray(len(text))
    names = []
    for form, kind, known in sorted(forms, key=lambda f: (-len(f[0]), f[0], f[1], not f[2])):
        for match in re.finditer(re.escape(form), text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                names.append(Name(start, end, kind, known))
    return sorted(names, key=lambda n: n.start)


def gold_documents(folder: Path) -> Iterator[tuple[str, str, dict]]:
    """Id, text and annotation of every gold document in a folder, by file name."""
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        yield path.stem, text, json.loads(path.read_text("utf-8"))


def gold_examples(folder: Path) -> list[Example]:
    """The sentences of a gold folder, cut as at run time."""
    examples = []
    for document, text, gold in gold_documents(folder):
        names = project(text, gold["entities"])
        for span in sentences(text):
            inside = tuple(
                Name(n.start - span.start, n.end - span.start, n.kind, n.known)
                for n in names
                if n.start >= span.start and n.end <= span.end
            )
            examples.append(Example(span.of(text), inside, document, folder.name))
    return examples


def uner_examples(path: Path) -> list[Example]:
    """The open UNER sentences (three types), characters already simplified."""
    examples = []
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        record = json.loads(line)
        names = tuple(
            Name(start, end, UNER_TYPES[kind])
            for start, end, kind in record["entities"]
            if kind in UNER_TYPES
        )
        if record["text"]:
            examples.append(Example(record["text"], names, f"uner-{number}", "uner", partial=True))
    return examples


def held_out(documents: list[str], count: int) -> set[str]:
    """A fixed choice of documents: those whose ids have the smallest hashes."""
    return set(sorted(set(documents), key=lambda d: md5(d.encode()).hexdigest())[:count])
