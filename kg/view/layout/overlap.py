"""Discs that lie on each other moved apart, each as little as it can be."""

import numpy as np

from kg.view.layout.graph import Floats, Integers, ranges, total

_AIR = 3.0  # pixels between discs
_TOO_CLOSE = 0.015  # of the distance that two discs need; less than the air between them
_KEPT = 10  # rounds for which a list of near discs is used
_SHARE = 0.6  # of what two discs lack, how much each of them moves in a round


def apart(points: Floats, radius: Floats, rounds: int) -> Floats:
    """The points moved until no two discs overlap, or for so many rounds."""
    radius = radius + _AIR / 2.0
    margin = float(np.sort(radius)[len(radius) // 2]) * 0.5
    reach = 2.0 * float(radius.max()) + margin
    points = points.copy()
    some = np.arange(len(points))
    for _ in range(0, rounds, _KEPT):
        before, room = points[some], radius[some]
        at = before
        first, second = near(at, room, margin)
        for _ in range(_KEPT):
            at = at + step(at, room, first, second)
        points[some] = at
        moved = some[(at != before).any(axis=1)]
        if not len(moved):
            break
        some = _beside(points, moved, reach)
    return points


def _beside(points: Floats, few: Integers, reach: float) -> Integers:
    """All points that may be within ``reach`` of a few of them."""
    low, high = points.min(axis=0), points.max(axis=0)
    place = ((points - low) / max(reach, float((high - low).max()) / 2000.0)).astype(np.int64)
    marked = np.zeros(place.max(axis=0) + 3, dtype=np.bool_)
    x, y = place[few].T
    for across in range(3):
        for down in range(3):
            marked[x + across, y + down] = True
    found: Integers = np.flatnonzero(marked[place[:, 0] + 1, place[:, 1] + 1])
    return found


def step(points: Floats, radius: Floats, first: Integers, second: Integers) -> Floats:
    """How far each disc moves in a round, given the pairs that may overlap."""
    x, y = np.ascontiguousarray(points.T)
    need = radius[first] + radius[second]
    dx, dy = x[second] - x[first], y[second] - y[first]
    distance = np.sqrt(dx * dx + dy * dy)
    over = np.flatnonzero(need - distance > _TOO_CLOSE * need)
    if not len(over):
        return np.zeros_like(points)
    first, second, distance = first[over], second[over], distance[over]
    tiny = radius[first] * 0.001
    share = _SHARE * (need[over] - distance) / np.maximum(distance, tiny)
    push_x = (dx[over] + np.where(distance < tiny, tiny, 0.0)) * share  # at one place: sideways
    push_y = dy[over] * share
    count = len(points)
    step_x = total(second, push_x, count) - total(first, push_x, count)
    step_y = total(second, push_y, count) - total(first, push_y, count)
    length = np.sqrt(step_x * step_x + step_y * step_y) + 1e-9
    return np.stack([step_x, step_y], axis=1) * np.minimum(1.0, radius / length)[:, None]


def near(points: Floats, radius: Floats, margin: float) -> tuple[Integers, Integers]:
    """Pairs of discs no further from each other than ``margin``, each pair once.

    Discs are looked for in classes of like size, so that a few large ones do not make the cells
    large in which the many small ones are found.
    """
    size = np.frexp(radius + margin)[1].astype(np.int64)
    x, y = np.ascontiguousarray(points.T)
    firsts, seconds = [], []
    for each in np.unique(size):
        asking, others = np.flatnonzero(size == each), np.flatnonzero(size <= each)
        cell = 2.0 * float(radius[asking].max()) + margin
        asked, found = _candidates(points, asking, others, cell)
        once = np.flatnonzero((size[found] < each) | (asked < found))
        asked, found = asked[once], found[once]
        dx, dy = x[found] - x[asked], y[found] - y[asked]
        most = radius[asked] + radius[found] + margin
        close = np.flatnonzero(dx * dx + dy * dy < most * most)
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
