"""From lengths of no unit to pixels: as close together as the discs allow."""

from math import sqrt

import numpy as np

from kg.view.layout.graph import Floats, Integers, total

_FULL = 0.35  # share of a crowded place that discs may cover
_CROWDED = 0.8  # how many of a hundred nodes may stand in less crowded places
_PER_CELL = 8.0
_LONGER = 1.3  # than two discs that touch


def by_crowd(points: Floats, radius: Floats) -> float:
    """By what to multiply positions of one large part so that discs have room."""
    low = points.min(axis=0)
    width, height = (float(each) for each in points.max(axis=0) - low + 1e-3)
    cell = max(sqrt(width * height * _PER_CELL / len(points)), max(width, height) / 2000.0)
    place = ((points - low) / cell).astype(np.int64)
    columns = int(place[:, 0].max()) + 1
    key = place[:, 1] * columns + place[:, 0]
    covered = total(key, radius * radius * 3.14, int(key.max()) + 1)
    crowd = np.sort(covered[key])[int(_CROWDED * (len(points) - 1))]
    return sqrt(float(crowd) / (cell * cell * _FULL))


def by_nearest(
    points: Floats, radius: Floats, part: Integers, first: Integers, second: Integers
) -> Floats:
    """By what to multiply positions of each small part: its nodes and their nearest just fit."""
    apart = points[first] - points[second]
    distance = np.sqrt(apart[:, 0] * apart[:, 0] + apart[:, 1] * apart[:, 1]) + 1e-3
    lack = (radius[first] + radius[second]) / distance
    worst = np.zeros(len(points))
    np.maximum.at(worst, first, lack)
    np.maximum.at(worst, second, lack)
    size = np.bincount(part)
    typical = np.lexsort((worst, part))[np.cumsum(size) - 1 - size * 3 // 4]
    factors: Floats = np.maximum(worst[typical], 1e-3) * _LONGER
    return factors
