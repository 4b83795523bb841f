"""How nodes push each other apart, pair by pair: for small parts."""

import numpy as np

from kg.view.layout.graph import Floats, Integers, ranges, total


def pairs(part: Integers) -> tuple[Integers, Integers]:
    """All pairs of nodes of one part, each once."""
    order = np.argsort(part, kind="stable")
    ordered = part[order]
    ends = np.searchsorted(ordered, ordered, side="right")
    place = np.arange(len(part))
    second, first = ranges(place + 1, ends - place - 1)
    return order[first], order[second]


def push(points: Floats, mass: Floats, first: Integers, second: Integers) -> Floats:
    """The push on each node of the others of its part: their mass by their distance."""
    apart = points[first] - points[second]
    squared = apart[:, 0] * apart[:, 0] + apart[:, 1] * apart[:, 1] + 0.01
    near = 1.0 / (squared * np.sqrt(np.sqrt(squared)))
    on_first, on_second = near * mass[second], near * mass[first]
    count = len(points)
    columns = [
        total(first, apart[:, axis] * on_first, count)
        - total(second, apart[:, axis] * on_second, count)
        for axis in (0, 1)
    ]
    return np.stack(columns, axis=1)
