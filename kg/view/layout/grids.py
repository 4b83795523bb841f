"""How nodes push each other apart, by a pyramid of grids: for large parts, in time linear in nodes.

A push falls off as one over the distance. It is written as a sum of pushes, each smooth on its own
scale and nought beyond twice that scale: the finest is worked out on the finest grid, the next on a
grid twice as coarse, and so on, each as a few shifts of whole arrays. Masses are spread over the
four corners of their cell and pushes read back with the same weights, so no node pushes itself.
"""

from math import sqrt

import numpy as np

from kg.view.layout.graph import Floats, total

_REACH = 3  # cells that a push reaches on its own grid
_CELLS_PER_NODE = 1.5
_COARSER = 1.0 / (2.0 * sqrt(2.0))  # a push at twice the distance
_CELLS_PER_FEW, _FEW = 5.0, 6000.0  # small parts can afford finer grids
_MOST = 1048576.0
_AT_HAND = 12_000  # numbers
_LOST = 1.16  # straight lines between grid points lose a seventh of a push at all distances alike


def push(points: Floats, mass: Floats) -> Floats:
    """The push on each node of all others: their mass by their distance."""
    low, high = points.min(axis=0), points.max(axis=0)
    width, height = (float(each) for each in high - low + 1e-6)
    count = float(len(points))
    cells = min(max(count * _CELLS_PER_NODE, min(count * _CELLS_PER_FEW, _FEW)), _MOST)
    step = max(sqrt(width * height / cells), max(width, height) / 2048.0)
    columns, rows = int(width / step) + 2, int(height / step) + 2
    place = (points - low) / step
    corner = place.astype(np.int64)
    x, y = np.ascontiguousarray((place - corner).T)
    base = corner[:, 1] * columns + corner[:, 0]
    corners = np.stack([base, base + 1, base + columns, base + columns + 1])
    shares = np.stack([(1.0 - x) * (1.0 - y), x * (1.0 - y), (1.0 - x) * y, x * y])
    grid = total(corners.ravel(), (shares * mass).ravel(), rows * columns)
    force = np.empty((2, len(points)))
    for field, pushed in zip(_field(grid.reshape(rows, columns)), force, strict=True):
        read = field.ravel()[corners] * shares
        np.add(read[0] + read[1], read[2] + read[3], out=pushed)
    force *= _LOST / (step * sqrt(step))
    return force.T


def _field(grid: Floats) -> tuple[Floats, Floats]:
    """Both components of the push at each point of a grid, in units of its step."""
    if max(grid.shape) <= _REACH + 1:
        return _spread(grid, _WHOLE), _spread(grid.T, _WHOLE).T
    x, y = (_refined(each, grid.shape) * _COARSER for each in _field(_merged(grid)))
    x += _spread(grid, _NEAR)
    y += _spread(np.ascontiguousarray(grid.T), _NEAR).T
    return x, y


def _kernel(*, whole: bool) -> Floats:
    """The push by columns and rows of distance: whole, or less what the coarser grids give."""
    kernel = np.zeros((_REACH + 1, _REACH + 1))
    for i in range(_REACH + 1):
        for j in range(_REACH + 1):
            squared = float(i * i + j * j)
            far = 0.0 if whole else _softened(squared, 4.0)
            kernel[i, j] = i * (_softened(squared, 2.0) - far)
    return kernel


def _softened(squared: float, reach: float) -> float:
    """The push for each step of distance; inside ``reach`` that of a soft disc, not of a point."""
    inside = reach * reach
    if squared >= inside:
        return 1.0 / (squared * sqrt(sqrt(squared)))
    return (2.25 - 1.25 * squared / inside) / (inside * sqrt(reach))


_NEAR, _WHOLE = _kernel(whole=False), _kernel(whole=True)


def _spread(grid: Floats, kernel: Floats) -> Floats:
    """The push along the columns, a band of rows at a time: what the processor keeps at hand."""
    rows, columns = grid.shape
    padded = np.zeros((rows + 2 * _REACH, columns + 2 * _REACH))
    padded[_REACH:-_REACH, _REACH:-_REACH] = grid
    field = np.empty_like(grid)
    band = max(8, _AT_HAND // columns)
    for start in range(0, rows, band):
        end = min(rows, start + band)
        field[start:end] = _band(padded[start : end + 2 * _REACH], kernel)
    return field


def _band(padded: Floats, kernel: Floats) -> Floats:
    """Rows and columns mirrored, so that each product is taken once."""
    rows, columns = padded.shape[0] - 2 * _REACH, padded.shape[1] - 2 * _REACH
    field = np.zeros((rows, columns))
    both = np.empty_like(field)
    sideways = np.empty((len(padded), columns))
    for i in range(1, _REACH + 1):
        left = padded[:, _REACH - i : _REACH - i + columns]
        np.subtract(left, padded[:, _REACH + i : _REACH + i + columns], out=sideways)
        np.multiply(sideways[_REACH:-_REACH], kernel[i, 0], out=both)
        field += both
        for j in range(1, _REACH + 1):
            if kernel[i, j]:
                above = sideways[_REACH - j : _REACH - j + rows]
                np.add(above, sideways[_REACH + j : _REACH + j + rows], out=both)
                both *= kernel[i, j]
                field += both
    return field


def _merged(grid: Floats) -> Floats:
    """The masses on a grid of every second point; those between are shared by their neighbours."""
    return _halved(_halved(grid).T).T


def _halved(grid: Floats) -> Floats:
    rows = grid.shape[0] // 2 + 1
    padded = np.zeros((2 * rows + 1, grid.shape[1]))
    padded[1 : 1 + grid.shape[0]] = grid
    between = padded[0::2] * 0.5
    return padded[1::2] + between[:-1] + between[1:]


def _refined(field: Floats, shape: tuple[int, ...]) -> Floats:
    """A coarse field at the points of the finer grid, by straight lines between its own."""
    return _doubled(_doubled(field, shape[0]).T, shape[1]).T


def _doubled(field: Floats, rows: int) -> Floats:
    finer = np.empty((2 * len(field), field.shape[1]))
    finer[0::2] = field
    finer[1:-1:2] = (field[:-1] + field[1:]) * 0.5
    finer[-1] = field[-1]
    return finer[:rows]
