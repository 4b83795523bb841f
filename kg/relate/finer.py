"""The finer predicate that the words of a claim bear out: 承办 makes ``organizes`` ``hosts``."""

from dataclasses import dataclass
from pathlib import Path

from kg.lexicon import read_table
from kg.schema import Schema
from kg.text import fold

COLUMNS = ("finer", "place", "cue")
_PLACES = ("inside", "role")


@dataclass(frozen=True, slots=True)
class Finer:
    """Cues by core predicate: where each stands, the cue, and the finer predicate."""

    rows: dict[str, tuple[tuple[str, str, str], ...]]

    def of(self, predicate: str, stated: str, role: str) -> str:
        """The finer predicate of a claim, ``""`` if nothing tells it.

        Args:
            predicate: the core predicate.
            stated: the stretch that states the claim, its names blanked out.
            role: the role that it gives.
        """
        for place, cue, finer in self.rows.get(predicate, ()):
            if role.startswith(cue) if place == "role" else cue in stated:
                return finer
        return ""


def read_finer(ontology: Path, schema: Schema) -> Finer:
    """The table of finer predicates of an ontology folder.

    Raises:
        OntologyError: a line names an unknown finer predicate or place, or is out of order.
    """
    rows: dict[str, list[tuple[str, str, str]]] = {}
    last = ("", "", "")
    for row in read_table(ontology / "patterns" / "relation-finer.tsv", COLUMNS):
        entry = (row["finer"], row["place"], row["cue"])
        predicate = schema.predicates.get(row["finer"])
        if predicate is None or not predicate.parent:
            raise row.error(f"{row['finer']!r} is not a finer predicate of the vocabulary")
        if row["place"] not in _PLACES:
            raise row.error(f"place {row['place']!r} must be one of {', '.join(_PLACES)}")
        if not row["cue"] or entry <= last:
            raise row.error(f"{' '.join(entry)!r} must come after {' '.join(last)!r}, once")
        last = entry
        rows.setdefault(predicate.parent, []).append((row["place"], fold(row["cue"]), row["finer"]))
    return Finer({predicate: tuple(cues) for predicate, cues in rows.items()})
