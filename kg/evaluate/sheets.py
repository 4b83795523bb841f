"""What gold and system say of a document, as far as the measure looks at it."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Record
from kg.text import sentences

_NOISE = re.compile(r"[\s“”‘’\"'「」『』《》〈〉]")

Edge = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity as far as the measure looks at it; ``keys`` are its names, made comparable."""

    id: str
    type: str
    name: str
    keys: frozenset[str]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one side, gold or system, says of one document."""

    id: str
    things: tuple[Thing, ...]
    edges: tuple[Edge, ...]
    optional_edges: tuple[Edge, ...] = ()


def comparable(name: str) -> str:
    """What of a name is compared.

    >>> comparable("“ＡＢ 杯”")
    'ab杯'
    """
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()


def sheet_of_record(record: Record) -> Sheet:
    """What ``kg`` says of a document."""
    things = (_thing(e.id, e.type, (e.name, *e.aliases)) for e in record.entities)
    edges = tuple((c.subject, c.predicate, c.object) for c in record.claims)
    return Sheet(record.id, tuple(things), edges)


def read_sheet(text: str, where: str) -> Sheet:
    """A gold file, or one line of a system's output; keys that the measure needs not are ignored.

    Raises:
        InputError: not JSON, or without the keys that are needed.
    """
    try:
        return _sheet(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{where}: no entities and relations of a document ({error!r})") from error


def _sheet(value: dict[str, Any]) -> Sheet:
    things = tuple(
        _thing(e["id"], e["type"], (e["name"], *e.get("aliases", ())), optional=_optional(e))
        for e in value["entities"]
    )
    edges: dict[bool, list[Edge]] = {False: [], True: []}
    for r in value["relations"]:
        edges[_optional(r)].append((r["subject"], r["predicate"], r["object"]))
    return Sheet(value["id"], things, tuple(edges[False]), tuple(edges[True]))


def _optional(value: dict[str, Any]) -> bool:
    return bool(value.get("optional", False))


def _thing(id_: str, type_: str, names: Sequence[str], *, optional: bool = False) -> Thing:
    keys = frozenset(filter(None, map(comparable, names)))
    return Thing(id_, type_, names[0], keys, optional)


def read_gold(folder: Path) -> tuple[Sheet, ...]:
    """The gold graphs of a folder: ``ID.json`` beside ``ID.txt``, in the order of their names.

    Raises:
        InputError: no such folder, none in it, or one that is no gold graph.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; name one that holds ID.txt and ID.json files")
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise InputError(f"{folder}: holds no gold graphs (ID.json beside ID.txt)")
    return tuple(read_sheet(_read(path), str(path)) for path in paths)


def read_predictions(path: Path) -> tuple[Sheet, ...]:
    """A system's output: one JSON object a line, as ``kg extract`` writes it.

    Raises:
        InputError: it cannot be read, or a line is no document.
    """
    lines = enumerate(_read(path).split("\n"), 1)
    return tuple(read_sheet(line, f"{path}:{number}") for number, line in lines if line.strip())


def find_sentence(text: str, names: Sequence[str]) -> str:
    """The first sentence with all the names, else the first with one of them; ``""`` for none."""
    some = ""
    for span in sentences(text):
        sentence = span.of(text)
        held = [name for name in names if name and name in sentence]
        if held and len(held) == len(names):
            return sentence
        some = some or (sentence if held else "")
    return some


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is no text in UTF-8") from error
