"""Where each node stands: made here, so that the page opens still instead of shaking for a minute.

Each connected part is laid out by forces (repulsion by degree, springs, a pull to the middle), its
labels are pushed off each other, and the parts are packed in rows, the largest first.

Same input, same picture on every machine: only operations that IEEE 754 rounds in one way are used
(no sine), and sums are exact, so that their order cannot matter: over integers, or over numbers of
so few bits that nothing is rounded.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import fsum, sqrt

import numpy as np
from numpy.typing import NDArray

Point = tuple[int, int]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_SPRING = 90.0  # length at which a spring between two leaves rests, in pixels
_PAIR_BUDGET = 120_000_000  # pairs of nodes looked at for a part: about two seconds
_MOST_ROUNDS = 150
_FEWEST_ROUNDS = 40
_FIXED_POINT = float(1 << 24)  # sums of 1,500 forces stay well inside 64 bits
_BLOCK = 32  # rows of the pair matrix worked on at once: what stays in the cache
_BEHIND = np.triu(np.ones((_BLOCK, _BLOCK)), 1)
_GAP = 40.0  # between parts
_ROOM = 3.0  # area of a large part, in areas of its boxes
# A turn by the golden angle, as numbers, because sine and cosine differ between libraries.
_COS, _SIN = -0.7373688780783197, 0.6754902942615238


def place(boxes: Sequence[tuple[float, float]], edges: Iterable[tuple[int, int]]) -> list[Point]:
    """Positions in whole pixels for nodes that take up ``boxes`` (width, height).

    Args:
        boxes: the room that a node and its label need.
        edges: pairs of nodes, by their numbers in ``boxes``; direction and order do not matter.
    """
    links = sorted({(min(a, b), max(a, b)) for a, b in edges if a != b})
    parts = _parts(len(boxes), links)
    sizes = np.array(boxes, dtype=np.float64).reshape(-1, 2)
    blocks = [(part, _place_part(sizes[part], _within(part, links))) for part in parts]
    positions = np.zeros((len(boxes), 2))
    for part, points in _packed(blocks, sizes):
        positions[part] = points
    return [(int(x), int(y)) for x, y in np.rint(positions)]


def _parts(count: int, links: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Connected parts, the largest first; nodes of a part from its best-connected one outwards."""
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for a, b in links:
        neighbours[a].append(b)
        neighbours[b].append(a)
    order = sorted(range(count), key=lambda i: (-len(neighbours[i]), i))
    seen: set[int] = set()
    parts = []
    for first in order:
        if first in seen:
            continue
        seen.add(first)
        part = [first]
        for node in part:  # grows while it is walked: breadth first
            for other in sorted(neighbours[node], key=lambda i: (-len(neighbours[i]), i)):
                if other not in seen:
                    seen.add(other)
                    part.append(other)
        parts.append(part)
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _within(part: Sequence[int], links: Sequence[tuple[int, int]]) -> Integers:
    index = {node: number for number, node in enumerate(part)}
    pairs = [(index[a], index[b]) for a, b in links if a in index]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _place_part(sizes: Floats, links: Integers) -> Floats:
    count = len(sizes)
    points = _spiral(count)
    if count == 1:
        return points
    degree = np.bincount(links.ravel(), minlength=count).astype(np.float64)
    weight = degree + 1.0
    rounds = _rounds(count)
    for number in range(rounds):
        force = _repulsion(points, weight) + _springs(points, links, degree) - points * 0.6
        length = np.sqrt(force[:, 0] ** 2 + force[:, 1] ** 2) + 1e-9
        reach = _SPRING * (1.0 - number / rounds) + 1.0
        points = points + force * (np.minimum(length * 0.12, reach) / length)[:, None]
    return _untangled(_scaled(points, sizes), sizes)


def _rounds(count: int) -> int:
    return max(_FEWEST_ROUNDS, min(_MOST_ROUNDS, _PAIR_BUDGET // (count * count)))


def _spiral(count: int) -> Floats:
    """Points on a sunflower's spiral: even, and the same everywhere."""
    points = np.zeros((count, 2))
    x, y = 1.0, 0.0
    for number in range(1, count):
        x, y = x * _COS - y * _SIN, x * _SIN + y * _COS
        radius = sqrt(number) * _SPRING * 0.6
        points[number] = x * radius, y * radius
    return points


def _repulsion(points: Floats, weight: Floats) -> Floats:
    """Each pair pushed apart in proportion to its weights and against its distance.

    A pair is looked at once, for both its ends. Pushes are rounded to so few bits that weighted
    sums of them are exact, whatever the order of adding.
    """
    count = len(points)
    force = np.zeros((2, count))
    places = np.ascontiguousarray(points.T)
    # A push is less than 1/8, a weight a whole number of at most ``count``.
    bits = min(32, 54 - 2 * count.bit_length())
    magic = 1.5 * 2.0 ** (52 - bits)
    for start in range(0, count, _BLOCK):
        rows, behind = slice(start, start + _BLOCK), slice(start, None)
        apart = places[:, rows, None] - places[:, None, behind]
        push = apart[0] * apart[0]
        push += apart[1] * apart[1]
        push += 25.0
        np.divide(1.0, push, out=push)
        size = push.shape[0]
        push[:, :size] *= _BEHIND[:size, :size]  # pairs within the block, once
        apart *= push
        apart += magic
        apart -= magic
        force[:, rows] += apart @ weight[behind]
        force[:, behind] -= weight[rows] @ apart
    strength: Floats = _SPRING * _SPRING * 0.5 * weight * force
    return np.ascontiguousarray(strength.T)


def _springs(points: Floats, links: Integers, degree: Floats) -> Floats:
    a, b = links[:, 0], links[:, 1]
    pull = (points[b] - points[a]) * (1.0 + np.minimum(degree[a], degree[b]))[:, None]
    whole = np.rint(pull * _FIXED_POINT).astype(np.int64)
    total = np.zeros(points.shape, dtype=np.int64)
    np.add.at(total, a, whole)
    np.add.at(total, b, -whole)
    return total.astype(np.float64) / _FIXED_POINT


def _scaled(points: Floats, sizes: Floats) -> Floats:
    """As close together as the boxes allow, and wider than high, as screens and labels are."""
    room = fsum(sizes[:, 0] * sizes[:, 1])  # rounded once, so the order cannot matter
    room *= _ROOM + 60.0 / (len(points) + 15.0)
    spread = fsum((points * points).ravel()) / len(points) * 6.28 + 1.0
    return points * (sqrt(room / spread) * np.array([1.25, 0.8]))


def _untangled(points: Floats, sizes: Floats) -> Floats:
    """Boxes that overlap pushed apart along the axis where less is needed."""
    half = sizes / 2.0
    for _ in range(_rounds(len(points))):
        first, second = _overlapping(points, half)
        if not len(first):
            break
        apart = points[second] - points[first]
        need = half[first] + half[second] - np.abs(apart) + 1.0
        sideways = need[:, 0] * 0.5 < need[:, 1]  # rows of text read better than columns
        push = np.where(np.stack([sideways, ~sideways], axis=1), need, 0.0)
        push *= np.where(apart < 0.0, -0.5, 0.5)
        whole = np.rint(push * _FIXED_POINT).astype(np.int64)
        total = np.zeros(points.shape, dtype=np.int64)
        np.add.at(total, second, whole)
        np.add.at(total, first, -whole)
        points = points + np.clip(total.astype(np.float64) / _FIXED_POINT, -40.0, 40.0)
    return points


def _overlapping(points: Floats, half: Floats) -> tuple[Integers, Integers]:
    """All pairs of boxes that overlap, by their numbers, the smaller first."""
    # In the order of their upper edges: a box can overlap those that begin before it ends.
    top = points[:, 1] - half[:, 1]
    order = np.argsort(top, kind="stable")
    ends = np.searchsorted(top[order], (points[:, 1] + half[:, 1])[order] + 1e-6)
    behind = ends - np.arange(1, len(order) + 1)
    one = np.repeat(np.arange(len(order)), behind)
    other = np.arange(len(one)) - np.repeat(np.cumsum(behind) - behind, behind) + one + 1
    one, other = order[one], order[other]
    first, second = np.minimum(one, other), np.maximum(one, other)
    near = (np.abs(points[first] - points[second]) < half[first] + half[second]).all(axis=1)
    return first[near], second[near]


def _packed(
    blocks: Sequence[tuple[list[int], Floats]], sizes: Floats
) -> Iterable[tuple[list[int], Floats]]:
    """The parts in centred rows below each other, about one and a half times as wide as high."""
    corners = []
    for part, points in blocks:
        half = sizes[part] / 2.0
        corners.append(((points - half).min(axis=0), (points + half).max(axis=0)))
    spans = [high - low + _GAP for low, high in corners]
    area = sum(float(span[0] * span[1]) for span in spans)
    widest = max([float(span[0]) for span in spans] + [sqrt(area * 1.5)])
    top = left = 0.0
    rows: list[int] = []
    row = 0
    for span in spans:
        if left and left + float(span[0]) > widest:
            row, left = row + 1, 0.0
        rows.append(row)
        left += float(span[0])
    numbered = list(enumerate(rows))
    for _, members in groupby(numbered, key=lambda item: item[1]):
        numbers = [number for number, _ in members]
        left = -sum(float(spans[number][0]) for number in numbers) / 2.0
        height = max(float(spans[number][1]) for number in numbers)
        for number in numbers:
            low = corners[number][0]
            part, points = blocks[number]
            shift = np.array([left + _GAP / 2.0, top + (height - float(spans[number][1])) / 2.0])
            yield part, points - low + shift
            left += float(spans[number][0])
        top += height
