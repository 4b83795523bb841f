"""Two runs side by side, for ``kg eval``."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.console import say
from kg.query import inert

if TYPE_CHECKING:
    from kg.evaluate import Chance, Comparison, Mistake, Tally

_KINDS = {"missed": "only {better} found", "wrong": "only {worse} claims"}


def show_comparison(compared: "Comparison", gold: Path, errors: int) -> None:
    """Figures of both and their difference, what chance makes of it, and where they differ."""
    for part, label, first, second in compared.rows():
        sides = f"A {_figures(first)}   B {_figures(second)}"
        say(f"{part:8} {label:14} {sides}   B less A {second.f1 - first.f1:+.3f}")
    for name, chance in compared.chance.items():
        say(_worth(name, chance))
    for item in _items(compared, gold, errors):
        say("\t".join(inert(field) for field in item.values()))


def comparison_json(compared: "Comparison", gold: Path, errors: int) -> str:
    """The same as JSON."""
    rows = {
        f"{part}/{label}": {
            "A": counts(first),
            "B": counts(second),
            "difference": round(second.f1 - first.f1, 4),
        }
        for part, label, first, second in compared.rows()
    }
    chance = {
        name: {
            "difference": round(one.difference, 4),
            "low": round(one.low, 4),
            "high": round(one.high, 4),
            "p": round(one.p, 4),
            "documents": one.documents,
        }
        for name, one in compared.chance.items()
    }
    value: dict[str, Any] = {"rows": rows, "chance": chance}
    if errors:
        value["items"] = list(_items(compared, gold, errors))
    return json.dumps(value, ensure_ascii=False, indent=1)


def _figures(tally: "Tally") -> str:
    return f"P {tally.precision:.3f} R {tally.recall:.3f} F1 {tally.f1:.3f}"


def counts(tally: "Tally") -> dict[str, float | int]:
    """The figures of a row of the table, for JSON."""
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "tp": tally.right,
        "fp": tally.wrong,
        "fn": tally.missed,
    }


def _worth(name: str, chance: "Chance") -> str:
    from kg.evaluate import RESAMPLINGS

    return (
        f"{name} F1, B less A: {chance.difference:+.3f}; 95 % of {RESAMPLINGS:,} resamplings of "
        f"{chance.documents} documents between {chance.low:+.3f} and {chance.high:+.3f}, "
        f"p = {chance.p:.4f}"
    )


def _items(compared: "Comparison", gold: Path, errors: int) -> Iterator[dict[str, str]]:
    """The first items that B got right and A did not, then those that A did."""
    texts: dict[str, str] = {}
    for better, worse, mistakes in (
        ("B", "A", compared.only_first),
        ("A", "B", compared.only_second),
    ):
        for mistake in mistakes[:errors]:
            yield _item(mistake, better, worse, gold, texts)


def _item(
    mistake: "Mistake", better: str, worse: str, gold: Path, texts: dict[str, str]
) -> dict[str, str]:
    from kg.evaluate import find_sentence

    if mistake.document not in texts:
        texts[mistake.document] = ""
        with suppress(OSError, UnicodeDecodeError):  # without its text an item has no sentence
            texts[mistake.document] = (gold / f"{mistake.document}.txt").read_text("utf-8")
    return {
        "document": mistake.document,
        "what": _KINDS[mistake.kind].format(better=better, worse=worse),
        "part": mistake.part,
        "label": mistake.label,
        "names": mistake.what,
        "sentence": find_sentence(texts[mistake.document], mistake.names),
    }
