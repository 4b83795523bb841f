"""By-lines: lines made of labels with their values, dates and times, and nothing else."""

import re
from dataclasses import dataclass

from kg.read.cues import Cues
from kg.read.dates import DATE

_SEPARATORS = frozenset(" \t\u00a0|,;·/>-")
_SAYS = re.compile(r"\s*[:/]\s*")
_BRACKETS = re.compile(r"[\[【(][^\[\]【】()]{0,12}[\]】)]")
_VALUE = re.compile(r"[^\s|\[【。!?]{0,30}\s?(?:[\[【(][^\[\]【】()]{0,12}[\]】)])?")
_NUMBER = re.compile(r"\s*\d*\s*[次人]?\s*(?:[\[【(].*)?|大\s*中\s*小")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a by-line.

    Attributes:
        field: the metadata it gives, or ``""``.
        start, end: where its value stands in the line.
        kind: ``"label"``, ``"date"`` or ``"mark"`` (a time, something in brackets).
        alone: whether it makes a by-line without others.
    """

    field: str
    start: int
    end: int
    kind: str
    alone: bool = False


def items(folded: str, cues: Cues) -> tuple[Item, ...]:
    """The pieces of a by-line; nothing if the line says more than a by-line does.

    Args:
        folded: one folded line, trimmed.
        cues: the labels.
    """
    found: list[Item] = []
    position = 0
    while (position := _skip(folded, position)) < len(folded):
        item = _item(folded, position, cues)
        if item is None:
            return ()
        found.append(item)
        position = item.end
    telling = [item for item in found if item.kind != "mark"]
    several = len(telling) > 1 and any(item.kind == "label" for item in telling)
    return tuple(found) if several or any(item.alone for item in found) else ()


def _skips(text: str, position: int) -> bool:
    """Whether a piece may end here."""
    return position == len(text) or text[position] in _SEPARATORS


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in _SEPARATORS:
        position += 1
    return position


def _item(text: str, position: int, cues: Cues) -> Item | None:
    if date := DATE.match(text, position):
        time = _TIME.match(text, _skip(text, date.end()))
        end = time.end() if time else date.end()
        return Item("published", position, end, "date", alone=bool(time))
    label = cues.label.match(text, position)
    if label and (says := _SAYS.match(text, label.end())):
        known = cues.labels[label[0]]
        end = _value(text, says.end())
        counts = known.alone == "number" and _NUMBER.fullmatch(text, says.end(), end)
        alone = known.alone == "yes" or bool(counts)
        return Item(known.field, says.end(), end, "label", alone=alone)
    if label and cues.labels[label[0]].alone == "number" and _skips(text, label.end()):
        return Item("", position, label.end(), "mark")
    if mark := _BRACKETS.match(text, position) or _TIME.match(text, position):
        return Item("", position, mark.end(), "mark")
    return None


def _value(text: str, position: int) -> int:
    """Where the value of a label ends: a date with its time, or up to white space."""
    if date := DATE.match(text, position):
        time = _TIME.match(text, _skip(text, date.end()))
        return time.end() if time else date.end()
    match = _VALUE.match(text, position)
    return match.end() if match else position
