"""Which nodes to show at which size of the picture: squares in squares, a few nodes in each.

The best-connected nodes of the whole picture lie in the one square of level 0; of those left, the
best of each quarter lie in level 1, and so on. A stretch of the picture is looked up from level 0
on until enough nodes are found.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

PER_TILE = 32
_DEEPEST = 20
_BITS = 24
_MOST_COLUMNS = 32

Whole = NDArray[np.int64]


def tiles(x: Whole, y: Whole) -> Iterator[tuple[int, Whole]]:
    """The key of each square and the numbers of its nodes, ascending.

    Args:
        x: of nodes, the best-connected first.
        y: likewise.
    """
    left = np.arange(len(x), dtype=np.int64)
    west, south, span = frame(x, y)
    for level in range(_DEEPEST + 1):
        if not len(left):
            return
        columns = (x[left] - west) * (1 << level) // span
        rows = (y[left] - south) * (1 << level) // span
        keys = key(level, columns, rows)
        order = np.argsort(keys, kind="stable")
        starts = np.flatnonzero(np.diff(keys[order], prepend=-1))
        place = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
        inside = place < (PER_TILE if level < _DEEPEST else len(order))
        taken = order[inside]
        cuts = np.flatnonzero(np.diff(keys[taken]))
        for part in np.split(taken, cuts + 1):
            yield int(keys[part[0]]), np.sort(left[part])
        left = np.sort(left[order[~inside]])


def frame(x: Whole, y: Whole) -> tuple[int, int, int]:
    """The least x and y, and the side of the square that holds all."""
    if not len(x):
        return 0, 0, 1
    west, south = int(x.min()), int(y.min())
    return west, south, max(int(x.max()) - west, int(y.max()) - south) + 1


def key(level: int, column: Whole | int, row: Whole | int) -> Whole:
    """The key of a square: those of a column of a level follow each other."""
    return np.int64(level) << 2 * _BITS | np.asarray(column, np.int64) << _BITS | row


def level_of(key_: int) -> int:
    """The level of a square."""
    return key_ >> 2 * _BITS


def spans(
    levels: int, frame_: tuple[int, int, int], box: tuple[int, int, int, int]
) -> Iterator[list[tuple[int, int]]]:
    """For each level ranges of keys in which all squares lie that meet a box.

    Args:
        levels: how many there are.
        frame_: of the picture (:func:`frame`).
        box: the least x, the greatest, the least y, the greatest; all of them within.
    """
    west, south, span = frame_
    for level in range(levels):
        side = 1 << level

        def place(value: int, start: int, side: int = side) -> int:
            return min(max((value - start) * side // span, 0), side - 1)

        first, last = place(box[0], west), place(box[1], west)
        low, high = place(box[2], south), place(box[3], south)
        if last - first < _MOST_COLUMNS:
            yield [
                (int(key(level, column, low)), int(key(level, column, high)))
                for column in range(first, last + 1)
            ]
        else:  # squares this small lie in few places, so that one range holds little too much
            yield [(int(key(level, first, low)), int(key(level, last, high)))]
