"""Decoding against counting every sequence by hand, on short made-up sentences."""

from itertools import pairwise, product

import numpy as np
import pytest

from kg.mention.decode import best_tags, best_words, name_chances
from kg.mention.network import Layout, lay_out

LENGTHS = [3, 4, 2, 3, 1, 2, 3]
KINDS = 2
TAGS = 1 + 4 * KINDS


def opens(tag: int) -> bool:
    """B or M: the name goes on behind it."""
    return tag > 0 and (tag - 1) % 4 < 2


def goes_on(tag: int) -> bool:
    """M or E: the name began before it."""
    return tag > 0 and (tag - 1) % 4 in {1, 2}


def well_formed(tags: tuple[int, ...]) -> bool:
    """No name is broken."""
    return all(
        opens(a) == goes_on(b) and (not opens(a) or (a - 1) // 4 == (b - 1) // 4)
        for a, b in zip((0, *tags), (*tags, 0), strict=True)
    )


def made_up(seed: int, tags: int) -> tuple[np.ndarray, Layout]:
    """Random logits for the sentences."""
    layout = lay_out(LENGTHS)
    source = np.random.default_rng(seed)
    return source.normal(0, 2, (layout.time * layout.lanes, tags)).astype(np.float32), layout


@pytest.mark.parametrize("seed", range(5))
def test_names_and_their_chances(seed: int) -> None:
    logits, layout = made_up(seed, TAGS)
    chain = best_tags(logits, layout)
    tags = chain[layout.slots]
    part = np.where(tags > 0, (tags - 1) % 4, -1)
    starts = np.flatnonzero((part == 0) | (part == 3))
    ends = np.flatnonzero(part >= 2) + 1
    chances = name_chances(logits, layout, chain, (starts, ends))
    done = 0
    for length in LENGTHS:
        values = logits[layout.slots[done : done + length]]
        sequences = [s for s in product(range(TAGS), repeat=length) if well_formed(s)]
        totals = np.array([sum(values[i, t] for i, t in enumerate(s)) for s in sequences])
        assert tuple(tags[done : done + length]) == sequences[totals.argmax()]
        weights = np.exp(totals - totals.max())
        weights /= weights.sum()
        for start, end, chance in zip(starts, ends, chances, strict=True):
            if done <= start and end <= done + length:
                own = tuple(tags[start:end])
                inside = [s[start - done : end - done] == own for s in sequences]
                assert chance == pytest.approx(weights[inside].sum(), abs=1e-5)
        done += length


@pytest.mark.parametrize("seed", range(5))
def test_words(seed: int) -> None:
    begin, inside = np.array([0, 2]), np.array([1, 3])
    logits, layout = made_up(seed, 4)
    starts, kinds = best_words(logits, layout, begin, inside)
    done = 0
    for length in LENGTHS:
        slots = layout.slots[done : done + length]
        sequences = [
            s
            for s in product(range(4), repeat=length)
            if s[0] % 2 == 0 and all(b % 2 == 0 or a // 2 == b // 2 for a, b in pairwise(s))
        ]
        totals = [sum(logits[slot, t] for slot, t in zip(slots, s, strict=True)) for s in sequences]
        best = sequences[int(np.argmax(totals))]
        assert [t % 2 == 0 for t in best] == starts[slots].tolist()
        assert [t // 2 for t in best] == kinds[slots].tolist()
        done += length
