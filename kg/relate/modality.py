"""Whether a text says that a claim holds, is to come, does not hold, may hold, or held once."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from kg.lexicon import read_table
from kg.model import Modality
from kg.text import fold

COLUMNS = ("modality", "place", "cue")
_PLACES = ("before", "inside", "role")
_REACH = 12
_BREAKS = ",;:。!?\n"


@dataclass(frozen=True, slots=True)
class Cues:
    """Cue words of each modality, by where they stand: before the claim, inside it, in the role."""

    rows: tuple[tuple[Modality, str, str], ...]

    def of(self, before: str, stated: str, role: str) -> Modality:
        """The modality of a claim.

        Args:
            before: what stands before it in its clause.
            stated: the stretch that states it, with its names blanked out.
            role: the role that it gives, ``""`` if none.
        """
        where = {"before": before, "inside": stated}
        for modality, place, cue in self.rows:
            if role.startswith(cue) if place == "role" else cue in where[place]:
                return modality
        return "asserted"


def clause_before(folded: str, start: int) -> str:
    """A few characters before a place, back to the beginning of its clause."""
    before = folded[max(0, start - _REACH) : start]
    for mark in _BREAKS:
        before = before.rpartition(mark)[2]
    return before


def blanked(folded: str, start: int, end: int, names: Iterable[tuple[int, int]]) -> str:
    """``folded[start:end]`` with the names inside made blanks: they hold no cues."""
    text = folded[start:end]
    for first, last in names:
        if start <= first and last <= end:
            text = text[: first - start] + " " * (last - first) + text[last - start :]
    return text


def read_cues(ontology: Path) -> Cues:
    """The cue table of an ontology folder.

    Raises:
        OntologyError: a line names an unknown modality or place, or stands there twice.
    """
    rows: list[tuple[Modality, str, str]] = []
    known: dict[str, Modality] = {name: name for name in get_args(Modality)}
    for row in read_table(ontology / "patterns" / "relation-modality.tsv", COLUMNS):
        if row["modality"] not in known:
            raise row.error(f"modality {row['modality']!r} must be one of {', '.join(known)}")
        if row["place"] not in _PLACES:
            raise row.error(f"place {row['place']!r} must be one of {', '.join(_PLACES)}")
        entry = (known[row["modality"]], row["place"], fold(row["cue"]))
        if not entry[2] or entry in rows:
            raise row.error("needs a cue that does not stand here yet")
        rows.append(entry)
    return Cues(tuple(rows))
