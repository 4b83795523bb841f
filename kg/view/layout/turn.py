"""Parts turned so that they lie, not stand: screens and lines of text are wider than high."""

import numpy as np

from kg.view.layout.graph import Floats, Integers, total, totals


def lying(points: Floats, part: Integers) -> Floats:
    """Each part moved round its own middle and turned with its long axis sideways."""
    count = int(part.max()) + 1
    size = np.bincount(part, minlength=count).astype(np.float64)
    points = points - (totals(part, points, count) / size[:, None])[part]
    x, y = points.T
    uneven = total(part, x * x - y * y, count) * 0.5
    slanted = total(part, x * y, count)
    length = np.sqrt(uneven * uneven + slanted * slanted)
    known = length > 1e-9
    doubled = np.where(known, uneven / np.where(known, length, 1.0), 1.0)
    cosine = np.sqrt(np.maximum(0.0, 0.5 + 0.5 * doubled))[part]
    sine = np.sqrt(np.maximum(0.0, 0.5 - 0.5 * doubled))[part]
    sine = np.where(slanted[part] < 0.0, -sine, sine)
    return np.stack([x * cosine + y * sine, y * cosine - x * sine], axis=1)
