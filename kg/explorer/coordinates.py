"""Where places lie: ``lexicon/coordinates.tsv``, for what surely is the place of that name."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from kg.graph.divisions import division_codes
from kg.lexicon import read_table
from kg.model import Fact, Node
from kg.schema import current_ontology

COLUMNS = ("key", "longitude", "latitude")

_WORLD = ("name", "subtype", "code", "aliases")

Place = tuple[int, int]


def coordinates(nodes: Sequence[Node], facts: Iterable[Fact]) -> list[tuple[int, int, int]]:
    """Number of the node, longitude and latitude in thousandths of a degree, by number.

    A place is known by its division code, which it has where its name leaves no doubt; else as a
    country or city of the world by its name and type.
    """
    ontology = current_ontology()
    known = _places(ontology)
    codes = division_codes(nodes, facts, ontology)
    found = []
    for number, node in enumerate(nodes):
        if node.type == "Place":
            key = codes.get(node.iri) or _abroad(node, ontology)
            if key in known:
                found.append((number, *known[key]))
    return found


def _abroad(node: Node, ontology: Path) -> str:
    """The key of the country or city that all known names of a place mean; else ``""``."""
    names = _world(ontology)
    found = (names[node.subtype, name] for name in node.names if (node.subtype, name) in names)
    keys = set(found)
    return keys.pop() if len(keys) == 1 else ""


@cache
def _places(ontology: Path) -> Mapping[str, Place]:
    path = ontology / "lexicon" / "coordinates.tsv"
    if not path.exists():
        return {}
    places = {}
    for row in read_table(path, COLUMNS):
        try:
            lon, lat = float(row["longitude"]), float(row["latitude"])
        except ValueError as error:
            raise row.error("longitude and latitude must be numbers") from error
        if not (abs(lon) <= 180.0 and abs(lat) <= 90.0):
            raise row.error("longitude goes from -180 to 180, latitude from -90 to 90")
        places[row["key"]] = round(lon * 1000), round(lat * 1000)
    return places


@cache
def _world(ontology: Path) -> Mapping[tuple[str, str], str]:
    """Subtype and name of countries and cities → their keys."""
    path = ontology / "lexicon" / "world.tsv"
    if not path.exists():
        return {}
    return {
        (row["subtype"], name): row["code"] or row["name"]
        for row in read_table(path, _WORLD)
        for name in (row["name"], *filter(None, row["aliases"].split("|")))
    }
