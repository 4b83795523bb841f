"""The tagger's network in numpy: two bidirectional GRU layers over characters.

Sentences are laid end to end in a few lanes, the longest first, and the state is cleared where one
starts. Nothing is padded but the ends of lanes, and a sentence gets the same numbers alone and
among others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]

#: So many characters are worked out at once; always the same ones together, for the same sums.
_BLOCK = 16
#: How many lanes there may be. All give the same sums; few lanes waste less on a short text.
_LANES = (4, 8, 16)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the characters lie: slot ``step * lanes + lane``.

    Attributes:
        time, lanes: number of steps and of lanes.
        slots: for every character of the sentences, end to end, its slot.
        mirror: for every slot the slot that the backward direction reads in its stead.
        starts: (time, lanes) whether a sentence starts here.
        fresh: the steps at which any does.
    """

    time: int
    lanes: int
    slots: Rows
    mirror: Rows
    starts: npt.NDArray[np.bool_]
    fresh: frozenset[int]


def lay_out(lengths: Sequence[int]) -> Layout:
    """Places sentences of these lengths (in characters, none empty) in the lanes."""
    enough = sum(lengths) / max(lengths)
    lanes = next((count for count in _LANES if count >= enough), _LANES[-1])
    ends = [0] * lanes
    places = [(0, 0)] * len(lengths)
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        lane = min(range(lanes), key=ends.__getitem__)
        places[index] = ends[lane], lane
        ends[lane] += lengths[index]
    time = max(ends)
    mirror = np.arange(time * lanes)
    starts = np.zeros((time, lanes), np.bool_)
    slots = np.empty(sum(lengths), np.intp)
    done = 0
    for (start, lane), length in zip(places, lengths, strict=True):
        own = np.arange(start * lanes + lane, (start + length) * lanes, lanes)
        mirror[own] = own[::-1]
        starts[start, lane] = True
        slots[done : done + length] = own
        done += length
    for lane, end in enumerate(ends):
        if end < time:  # the unused rest of a lane is a sentence of its own
            starts[end, lane] = True
    fresh = frozenset(np.flatnonzero(starts.max(axis=1)).tolist())
    return Layout(time, lanes, slots, mirror, starts, fresh)


class Network:
    """Rows of the embedding table in, logits of the two heads out.

    The update and reset gates are kept negated: a sigmoid is then an exponential, a sum and a
    reciprocal.
    """

    def __init__(self, arrays: dict[str, npt.NDArray[np.generic]]) -> None:
        self._embedding = arrays["embedding"]
        weights = {
            name: array.astype(np.float32)
            for name, array in arrays.items()
            if array.dtype == np.float16 and name != "embedding"
        }
        size = weights["hidden0"].shape[1]
        sign = np.where(np.arange(3 * size) < 2 * size, -1, 1).astype(np.float32)
        self._size = size
        self._hidden = [weights[f"hidden{layer}"] * sign for layer in (0, 1)]
        self._new_bias = [weights[f"hidden_bias{layer}"][:, :, 2 * size :] for layer in (0, 1)]
        biases = [weights[f"input_bias{layer}"] * sign for layer in (0, 1)]
        for layer in (0, 1):
            biases[layer][:, :, : 2 * size] -= weights[f"hidden_bias{layer}"][:, :, : 2 * size]
        # what layer 0 makes of a character does not depend on its place: worked out once a row,
        # when a text first has a character of that block
        rows = len(self._embedding)
        self._input, self._input_bias = weights["input0"] * sign, biases[0]
        self._first = np.empty((2, rows, 3 * size), np.float32)
        self._known = np.zeros(-(-rows // _BLOCK), np.bool_)
        self._second = [weights["input1"][d] * sign for d in (0, 1)]
        self._second_bias = biases[1]
        self._heads = np.concatenate([weights["words"], weights["names"]], axis=1)
        self._heads_bias = np.concatenate([weights["words_bias"], weights["names_bias"]])
        self._word_tags = weights["words"].shape[1]

    def __call__(self, rows: Rows, layout: Layout, unknown: int) -> tuple[Floats, Floats]:
        """Logits of words and of names at every slot: (slots, tags) each."""
        self._learn(rows, unknown)
        slots = layout.time * layout.lanes
        here = np.full(slots, unknown, np.intp)
        here[layout.slots] = rows
        gates = np.empty((2, slots, 3 * self._size), np.float32)
        np.take(self._first[0], here, axis=0, out=gates[0], mode="clip")
        np.take(self._first[1], here[layout.mirror], axis=0, out=gates[1], mode="clip")
        with np.errstate(over="ignore"):  # a gate shut tight: the exponential is infinite
            return self._run(gates, layout)

    def _learn(self, rows: Rows, unknown: int) -> None:
        """Work out what layer 0 makes of these characters, where it is not known."""
        wanted = np.zeros_like(self._known)
        wanted[rows // _BLOCK] = wanted[unknown // _BLOCK] = True
        for block in np.flatnonzero(wanted & ~self._known).tolist():
            own = slice(block * _BLOCK, (block + 1) * _BLOCK)
            vectors = self._embedding[own].astype(np.float32)
            self._first[:, own] = vectors @ self._input + self._input_bias
            self._known[block] = True

    def _run(self, gates: Floats, layout: Layout) -> tuple[Floats, Floats]:
        low = self._recur(0, gates, layout)
        np.matmul(low, self._second[0], out=gates[0])
        np.matmul(low[layout.mirror], self._second[1], out=gates[1])
        gates += self._second_bias
        high = self._recur(1, gates, layout)
        logits = high @ self._heads
        logits += self._heads_bias
        return logits[:, : self._word_tags], logits[:, self._word_tags :]

    def _recur(self, layer: int, gates: Floats, layout: Layout) -> Floats:
        """States of both directions, side by side, at every slot: (slots, 2 * size)."""
        size, matrix, new_bias = self._size, self._hidden[layer], self._new_bias[layer]
        steps = gates.reshape(2, layout.time, layout.lanes, 3 * size)
        states = np.empty((2, layout.time, layout.lanes, size), np.float32)
        state = np.zeros((2, layout.lanes, size), np.float32)
        product = np.empty((2, layout.lanes, 3 * size), np.float32)
        both = np.empty((2, layout.lanes, 2 * size), np.float32)
        new = np.empty((2, layout.lanes, size), np.float32)
        update, reset = both[:, :, :size], both[:, :, size:]
        for t in range(layout.time):
            if t in layout.fresh:
                state[:, layout.starts[t]] = 0
            np.matmul(state, matrix, out=product)
            np.add(product[:, :, : 2 * size], steps[:, t, :, : 2 * size], out=both)
            np.exp(both, out=both)
            np.add(both, 1, out=both)
            np.reciprocal(both, out=both)
            np.add(product[:, :, 2 * size :], new_bias, out=new)
            np.multiply(new, reset, out=new)
            np.add(new, steps[:, t, :, 2 * size :], out=new)
            np.tanh(new, out=new)
            np.subtract(state, new, out=state)
            np.multiply(state, update, out=state)
            np.add(state, new, out=state)
            states[:, t] = state
        slots = layout.time * layout.lanes
        flat = states.reshape(2, slots, size)
        return np.concatenate([flat[0], flat[1][layout.mirror]], axis=1)


def read_weights(path: Path) -> dict[str, npt.NDArray[np.generic]]:
    """The arrays of a weights file; nothing in it is ever unpickled."""
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}
