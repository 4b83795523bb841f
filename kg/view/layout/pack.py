"""Where each connected part stands: the largest in the middle, the others in a field round it.

Parts are put on a raster, by classes of like size, the large ones first, always as near to the
middle as there is room. Parts of one class stand in rows and columns, so that a thousand pairs
of nodes look like a field and not like gravel.
"""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from kg.view.layout.graph import Floats, Integers

_GAP = 16.0  # pixels between parts
_WIDER = 1.5  # than high
_MOST_CELLS = 300_000.0
_FEW = 5  # parts that are put each where there is room, not in rows and columns
_FINENESS = 6  # places tried for one part, in each direction, along its own length
# Along these the hull of the largest part is measured; whole numbers, so that nothing is rounded.
_DIRECTIONS = np.array(
    [(1, 0), (0, 1), (1, 1), (1, -1), (2, 1), (2, -1), (1, 2), (1, -2)], dtype=np.float64
)


def packed(points: Floats, radius: Floats, part: Integers) -> Floats:
    """The parts, each given round its own origin, moved beside each other."""
    low, high = _boxes(points, radius, part)
    points = points - ((low + high) / 2.0)[part]
    size = high - low + _GAP
    if len(size) == 1:
        return points
    side = float(np.sort(size[:, 1])[len(size) // 4]) / 2.0
    area = float(np.rint(size[:, 0] * size[:, 1]).astype(np.int64).sum())
    side = max(side, sqrt(area * 2.0 / _MOST_CELLS))
    cells = _rounded_up(np.ceil(size / side).astype(np.int64))
    first = part == 0
    room = 1.4
    while True:
        taken = _raster(points[first], radius[first], cells, side, room)
        centres = _centres(taken, cells)
        if centres is not None:
            return points + (centres * side)[part]
        room *= 1.5


def _boxes(points: Floats, radius: Floats, part: Integers) -> tuple[Floats, Floats]:
    count = int(part.max()) + 1
    low, high = np.full((count, 2), np.inf), np.full((count, 2), -np.inf)
    np.minimum.at(low, part, points - radius[:, None])
    np.maximum.at(high, part, points + radius[:, None])
    return low, high


def _rounded_up(cells: Integers) -> Integers:
    """Sizes in cells as one of few: those below eight as they are, then in steps of a quarter."""
    steps = list(range(1, 9))
    while steps[-1] < cells.max():
        steps.append(steps[-1] * 5 // 4)
    allowed = np.array(steps)
    found: Integers = allowed[np.searchsorted(allowed, cells)]
    return found


def _raster(
    points: Floats, radius: Floats, cells: Integers, side: float, room: float
) -> NDArray[np.bool_]:
    """Which cells are taken at first: those of the hull of the largest part, in the middle."""
    across, down = (float(each) for each in cells[0])
    high = max(down, across / _WIDER)
    area = room * float((cells[1:, 0] * cells[1:, 1]).sum()) + across * down
    high = max(high, sqrt(area / _WIDER)) + 2.0 * float(cells[1:].max())
    height, width = int(high), int(high * _WIDER)
    y, x = np.mgrid[0:height, 0:width]
    corners = np.stack([x - width / 2.0, y - height / 2.0], axis=-1) * side
    taken = np.ones((height, width), dtype=np.bool_)
    for direction in _DIRECTIONS:
        long = float(np.sqrt(direction[0] * direction[0] + direction[1] * direction[1]))
        along = points[:, 0] * direction[0] + points[:, 1] * direction[1]
        reach = (radius + _GAP) * long
        cell = corners[..., 0] * direction[0] + corners[..., 1] * direction[1]
        wide = np.abs(direction) * side
        below = min(direction[0], 0.0) * side + min(direction[1], 0.0) * side
        taken &= cell + below < (along + reach).max()
        taken &= cell + below + wide[0] + wide[1] > (along - reach).min()
    return taken


def _centres(taken: NDArray[np.bool_], cells: Integers) -> Floats | None:
    """The middle of each part, in cells from the middle; nothing if the raster is too small."""
    middle = np.array([taken.shape[1], taken.shape[0]]) / 2.0
    centres = np.zeros((len(cells), 2))
    kinds, kind = np.unique(cells[1:], axis=0, return_inverse=True)
    for number in np.lexsort((kinds[:, 0], -kinds[:, 0] * kinds[:, 1])):
        members = np.flatnonzero(kind.ravel() == number) + 1
        width, height = (int(each) for each in kinds[number])
        while len(members):
            each = 1 if len(members) <= _FEW else len(members)
            at = _free(taken, width, height, each)
            if not len(at):
                return None
            for dy in range(height):
                for dx in range(width):
                    taken[at[:, 1] + dy, at[:, 0] + dx] = True
            now, members = members[: len(at)], members[len(at) :]
            centres[now] = at + np.array([width / 2.0, height / 2.0]) - middle
    return centres


def _free(taken: NDArray[np.bool_], width: int, height: int, most: int) -> Integers:
    """Corners of free rectangles, the nearest to the middle first.

    Args:
        taken: the raster.
        width: of the rectangle, in cells.
        height: of the rectangle.
        most: how many are wanted; if more than one, they are of a lattice, and cannot overlap.
    """
    rows, columns = taken.shape
    sums = np.zeros((rows + 1, columns + 1), dtype=np.int64)
    np.cumsum(np.cumsum(taken, axis=0), axis=1, out=sums[1:, 1:])
    across, down = (width, height)
    if most == 1:
        across, down = (max(1, across // _FINENESS), max(1, down // _FINENESS))
    left, right = np.s_[0 : columns - width + 1 : across], np.s_[width : columns + 1 : across]
    lower, upper = np.s_[0 : rows - height + 1 : down], np.s_[height : rows + 1 : down]
    inside = sums[upper, right] - sums[lower, right] - sums[upper, left] + sums[lower, left]
    y, x = np.nonzero(inside == 0)
    x, y = x * across, y * down
    # Four times the squared distance: whole numbers, so that ties are ties everywhere.
    dx, dy = 2 * x + width - columns, 2 * y + height - rows
    far = 4 * dx * dx + 9 * dy * dy
    if most == 1 and len(far):
        best = int(far.argmin())
        return np.array([[x[best], y[best]]])
    order = np.lexsort((x, y, far))[:most]
    return np.stack([x[order], y[order]], axis=1)
