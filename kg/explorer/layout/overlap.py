"""Discs that lie on each other moved apart, each as little as it can be."""

import numpy as np

from kg.explorer.layout.graph import Floats, Integers, ranges, totals

_AIR = 3.0  # pixels between discs
_KEPT = 10  # rounds for which a list of near discs is used
_SHARE = 0.5  # of what two discs lack, how much each of them moves in a round


def apart(points: Floats, radius: Floats, rounds: int) -> Floats:
    """The points moved until no two discs overlap, or for so many rounds."""
    radius = radius + _AIR / 2.0
    margin = float(np.sort(radius)[len(radius) // 2]) * 0.5
    for number in range(rounds):
        if number % _KEPT == 0:
            first, second = near(points, radius, margin)
        move = step(points, radius, first, second)
        if not move.any():
            if number % _KEPT == 0:
                break
            continue
        points = points + move
    return points


def step(points: Floats, radius: Floats, first: Integers, second: Integers) -> Floats:
    """How far each disc moves in a round, given the pairs that may overlap."""
    between = points[second] - points[first]
    distance = np.sqrt(between[:, 0] * between[:, 0] + between[:, 1] * between[:, 1])
    lack = radius[first] + radius[second] - distance
    over = lack > 0.0001 * (radius[first] + radius[second])
    first, second, lack = first[over], second[over], lack[over]
    between, distance = between[over], distance[over]
    tiny = radius[first] * 0.001
    between[:, 0] += np.where(distance < tiny, tiny, 0.0)  # at one place: any direction does
    push = between * (_SHARE * lack / np.maximum(distance, tiny))[:, None]
    count = len(points)
    step = totals(second, push, count) - totals(first, push, count)
    length = np.sqrt(step[:, 0] * step[:, 0] + step[:, 1] * step[:, 1]) + 1e-9
    return step * np.minimum(1.0, radius / length)[:, None]


def near(points: Floats, radius: Floats, margin: float) -> tuple[Integers, Integers]:
    """Pairs of discs no further from each other than ``margin``, each pair once.

    Discs are looked for in classes of like size, so that a few large ones do not make the cells
    large in which the many small ones are found.
    """
    size = np.frexp(radius + margin)[1].astype(np.int64)
    firsts, seconds = [], []
    for each in np.unique(size):
        asking, others = np.flatnonzero(size == each), np.flatnonzero(size <= each)
        cell = 2.0 * float(radius[asking].max()) + margin
        asked, found = _candidates(points, asking, others, cell)
        between = points[found] - points[asked]
        most = radius[asked] + radius[found] + margin
        close = between[:, 0] * between[:, 0] + between[:, 1] * between[:, 1] < most * most
        close &= (size[found] < each) | (asked < found)
        firsts.append(asked[close])
        seconds.append(found[close])
    return np.concatenate(firsts), np.concatenate(seconds)


def _candidates(
    points: Floats, asking: Integers, others: Integers, cell: float
) -> tuple[Integers, Integers]:
    """All ``others`` in the nine cells round each that asks."""
    place = ((points - points.min(axis=0)) / cell).astype(np.int64) + 1
    width = int(place[:, 0].max()) + 2
    key = place[:, 1] * width + place[:, 0]
    order = others[np.argsort(key[others], kind="stable")]
    keys = key[order]
    asking = asking[np.argsort(key[asking], kind="stable")]  # looking up in order is faster
    asked, found = [], []
    for row in (-width, 0, width):
        start = np.searchsorted(keys, key[asking] + row - 1, side="left")
        end = np.searchsorted(keys, key[asking] + row + 1, side="right")
        place_in, owner = ranges(start, end - start)
        asked.append(asking[owner])
        found.append(order[place_in])
    return np.concatenate(asked), np.concatenate(found)
