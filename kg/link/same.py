"""Names that mean the same everywhere, by lexicon: 杭州 and 杭州市, 中方 and 中国."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon import divisions, read_table, world
from kg.text import name_key

SAME_COLUMNS = ("name", "form")
CONTRACTION_COLUMNS = ("long", "short")


@dataclass(frozen=True, slots=True)
class Sames:
    """What each name stands for.

    Attributes:
        things: by name, the things it may stand for, likeliest first.
        labels: the usual name of each thing.
        countries: the name keys of all countries.
        contractions: longer wordings and the shorter ones that mean the same.
    """

    things: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    countries: frozenset[str]
    contractions: tuple[tuple[str, str], ...]

    def contracted(self, key: str) -> str:
        """A name key with every longer wording replaced."""
        for long, short in self.contractions:
            if long in key:
                key = key.replace(long, short)
        return key


def load_sames(lexicon: Path) -> Sames:
    """Read ``same.tsv``, ``contractions.tsv`` and the tables of places."""
    things: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for thing, label, forms in _all_forms(lexicon):
        labels.setdefault(thing, label)
        for form in (label, *forms):
            known = things.setdefault(name_key(form), [])
            if thing not in known:
                known.append(thing)
    countries = {name_key(row["name"]) for row in world(lexicon) if row["subtype"] == "Country"}
    table = read_table(lexicon / "contractions.tsv", CONTRACTION_COLUMNS)
    contractions = sorted(
        ((name_key(row["long"]), name_key(row["short"])) for row in table),
        key=lambda pair: (-len(pair[0]), pair),
    )
    return Sames(
        {key: tuple(known) for key, known in things.items()},
        labels,
        frozenset(countries),
        tuple(contractions),
    )


def _all_forms(lexicon: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Every thing with its label and other forms."""
    for row in read_table(lexicon / "same.tsv", SAME_COLUMNS):
        yield f"same:{name_key(row['name'])}", row["name"], [row["form"]]
    for row in world(lexicon):
        aliases = [alias for alias in row["aliases"].split("|") if alias]
        yield f"same:{name_key(row['name'])}", row["name"], aliases
    for row in divisions(lexicon):
        forms = [row["short"]] if row["short"] else []
        yield f"division:{row['code']}", row["name"], forms
