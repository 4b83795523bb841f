"""From the network's logits to words and names."""

import numpy as np
import numpy.typing as npt

from kg.mention.network import Floats, Layout, Rows

Doubles = npt.NDArray[np.float64]

_IMPOSSIBLE = np.float32(-1e6)
_LEAST = 1e-7  # no tag is wholly impossible: sums never vanish


def best_words(
    logits: Floats, layout: Layout, begin: Rows, inside: Rows
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.intp]]:
    """The best cut into words, where a word goes on only in its own type.

    Args:
        logits: of the words head, by slot.
        layout: where the characters lie.
        begin: for every type the tag that begins a word.
        inside: for every type the tag that goes on with one.

    Returns:
        By slot, whether a word begins there, and the type of the word there.
    """
    steps = layout.time, layout.lanes, -1
    begun = np.round(logits[:, begin], 3).reshape(steps)
    going = np.round(logits[:, inside], 3).reshape(steps)
    best = np.empty((layout.time, layout.lanes), np.intp)
    longer = np.empty(begun.shape, np.bool_)
    opened = np.zeros((layout.lanes, len(begin)), np.float32)
    for t in range(layout.time):
        if t in layout.fresh:
            opened[layout.starts[t]] = _IMPOSSIBLE
        opened += going[t]
        np.greater(opened, begun[t], out=longer[t])
        np.maximum(opened, begun[t], out=opened)
        best[t] = opened.argmax(axis=1)
        opened -= opened.max(axis=1, keepdims=True)
    lanes = np.arange(layout.lanes)
    kinds = np.empty_like(best)
    starts = np.empty(best.shape, np.bool_)
    kind = best[-1]
    for t in range(layout.time - 1, -1, -1):
        kinds[t] = kind
        on = longer[t, lanes, kind]
        starts[t] = ~on
        kind = np.where(on, kind, best[t - 1])
    return starts.reshape(-1), kinds.reshape(-1)


def best_tags(logits: Floats, layout: Layout) -> npt.NDArray[np.intp]:
    """The best sequence of name tags in which no name is broken, by slot.

    Tags are O, then B M E S of every type. Works on all lanes at once: a chain through a lane may
    pass from anything to anything between names, and a sentence must start between names, so that
    one chain a lane decodes its sentences independently.
    """
    kinds = (logits.shape[1] - 1) // 4
    begin, middle, end, single = (np.arange(kinds) * 4 + 1 + part for part in range(4))
    # in this order what may stand before a new name is one stretch, and so is what goes on
    order = np.concatenate([begin, [0], single, end, middle])
    # rounding keeps differences in the last bits from deciding between near equals
    scores = np.round(logits - logits.max(axis=1, keepdims=True), 3)
    scores = scores[:, order].reshape(layout.time, layout.lanes, -1)
    outside, inside = _forward(scores, layout, kinds)
    places = _backward(outside, inside, kinds)
    return order[places.reshape(-1)]


def name_chances(
    logits: Floats, layout: Layout, tags: npt.NDArray[np.intp], spans: tuple[Rows, Rows]
) -> Doubles:
    """How probable each decoded name is, with just these bounds and this type.

    The sum over the well-formed sequences of tags that hold the name, over that of all of them.

    Args:
        logits: of the names head, by slot, already divided by the temperature.
        layout: where the characters lie.
        tags: the decoded tags, by slot.
        spans: starts and ends of the names, as characters (all sentences end to end).
    """
    starts, ends = spans
    # in double precision, so that the order of summing never shows in a rounded score
    exact = logits.astype(np.float64)
    chances = np.exp(exact - exact.max(axis=1, keepdims=True))
    chances = np.maximum(chances, _LEAST).reshape(layout.time, layout.lanes, -1)
    before, after, scales = _sums(chances, layout)
    own = chances.reshape(len(tags), -1)[np.arange(len(tags)), tags] / scales.reshape(-1)
    path = np.append(np.log(own[layout.slots]), 0.0)
    inner = np.add.reduceat(path, np.stack([starts, ends], axis=1).reshape(-1))[::2]
    first, last = layout.slots[starts], layout.slots[ends - 1]
    outer = before.reshape(-1)[first] * after.reshape(-1)[last]
    chance: Doubles = np.minimum(np.exp(inner) * outer, 1.0)
    return chance


def _sums(chances: Doubles, layout: Layout) -> tuple[Doubles, Doubles, Doubles]:
    """Sums over all well-formed sequences, scaled at every step.

    Returns:
        By step and lane: the sum over what comes before with no name open, the same for what comes
        behind, and the scale of the step.
    """
    kinds = (chances.shape[2] - 1) // 4
    begin, middle, end, single = (chances[:, :, 1 + part :: 4] for part in range(4))
    lone = chances[:, :, 0] + single.sum(axis=2)
    entering = lone + begin.sum(axis=2)
    goes_on = np.where(layout.starts, 0, 1).astype(np.float64)[:, :, None]
    before, after, scales = (np.empty(lone.shape, np.float64) for _ in range(3))
    free = np.ones((layout.lanes, 1), np.float64)
    opened = np.zeros((layout.lanes, kinds), np.float64)
    for t in range(layout.time):
        before[t] = free[:, 0]
        opened *= goes_on[t]
        closing = (opened * end[t]).sum(axis=1, keepdims=True)
        opened *= middle[t]
        scale = free * entering[t, :, None] + closing + opened.sum(axis=1, keepdims=True)
        opened += free * begin[t]
        opened /= scale
        free = (free * lone[t, :, None] + closing) / scale
        scales[t] = scale[:, 0]
    np.reciprocal(free, out=free)
    opened = np.zeros((layout.lanes, kinds), np.float64)
    for t in range(layout.time - 1, -1, -1):
        after[t] = free[:, 0]
        scale = scales[t, :, None]
        entered = free * lone[t, :, None] + (opened * begin[t]).sum(axis=1, keepdims=True)
        opened = (opened * middle[t] + free * end[t]) * (goes_on[t] / scale)
        free = entered / scale
    return before, after, scales


def _forward(
    scores: Floats, layout: Layout, kinds: int
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.bool_]]:
    """For every slot the best tag outside names, and for every type whether M beats B there."""
    outside = np.empty((layout.time, layout.lanes), np.uint8)
    inside = np.empty((layout.time, layout.lanes, kinds), np.bool_)
    free = slice(kinds, 3 * kinds + 1)  # O, S and E
    opened = np.empty((layout.lanes, 1, kinds), np.float32)
    for t in range(layout.time):
        if t in layout.fresh:
            opened[layout.starts[t]] = _IMPOSSIBLE
        value = scores[t]
        value[:, 2 * kinds + 1 :].reshape(layout.lanes, 2, kinds)[:] += opened
        begun, going = value[:, :kinds], value[:, 3 * kinds + 1 :]
        out = value[:, free]
        outside[t] = out.argmax(axis=1)
        np.greater(going, begun, out=inside[t])
        np.maximum(begun, going, out=opened[:, 0])
        opened[:, 0] -= out.max(axis=1, keepdims=True)
    outside += np.uint8(kinds)
    return outside, inside


def _backward(
    outside: npt.NDArray[np.uint8], inside: npt.NDArray[np.bool_], kinds: int
) -> npt.NDArray[np.intp]:
    """The best places in the order of tags, from the last slot of each lane to the first."""
    begins = np.where(inside, np.arange(kinds) + 3 * kinds + 1, np.arange(kinds))
    # what comes before each place: E and M go on with a name, the others follow whatever is free
    before = np.repeat(outside[:, :, None].astype(np.intp), 4 * kinds + 1, axis=2)
    before[:, :, 2 * kinds + 1 : 3 * kinds + 1] = begins
    before[:, :, 3 * kinds + 1 :] = begins
    lanes = np.arange(outside.shape[1])
    places = np.empty(outside.shape, np.intp)
    place = outside[-1].astype(np.intp)
    for t in range(len(outside) - 1, 0, -1):
        places[t] = place
        place = before[t - 1, lanes, place]
    places[0] = place
    return places
