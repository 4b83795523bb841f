"""The likelihood of tag sequences in which no name is broken, with its gradient.

Tags are O, then B M E S of every type. Between names the chain is free; inside one only M and E of
the same type may follow. The gradient by the logits is the difference of two sets of posteriors:
of the sequences that gold allows, and of all well-formed ones. Both come from one pass over the
lanes, forward and back, in probabilities scaled at every step.
"""

import numpy as np
import torch
from lanes import Layout
from torch import Tensor
from torch.autograd.function import FunctionCtx

_LEAK = 1e-12  # keeps a contradiction in the annotation from making every sequence impossible


def posteriors(chances: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Posterior of every tag, and the log of the sum over all sequences, lane by lane.

    Args:
        chances: (time, sets, lanes, tags) unnormalised probabilities.
        starts: (time, lanes) whether a sentence starts here.
    """
    time, sets, lanes, tags = chances.shape
    kinds = (tags - 1) // 4
    begin, middle, end, single = (np.arange(kinds) * 4 + 1 + part for part in range(4))
    between = np.array([0, *end, *single])
    enter = np.array([0, *begin, *single])
    inside = np.where(starts, 0.0, 1.0)[:, None, :, None]
    ahead = np.empty_like(chances)
    total = np.zeros((sets, lanes))
    free = np.ones((sets, lanes, 1))
    opened = np.zeros((sets, lanes, kinds))
    for t in range(time):
        value = ahead[t]
        value[:] = free
        value[..., middle] = value[..., end] = opened * inside[t]
        value *= chances[t]
        scale = value.sum(-1, keepdims=True)
        value /= scale
        total += np.log(scale[..., 0])
        free = value[..., between].sum(-1, keepdims=True)
        opened = value[..., begin] + value[..., middle]
    total += np.log(free[..., 0])
    back = np.zeros((sets, lanes, tags))
    back[..., between] = 1
    for t in range(time - 1, -1, -1):
        value = chances[t] * back
        ahead[t] *= back
        ahead[t] /= ahead[t].sum(-1, keepdims=True)
        back = np.empty_like(back)
        back[..., between] = value[..., enter].sum(-1, keepdims=True)
        going = (value[..., middle] + value[..., end]) * inside[t]
        back[..., begin] = back[..., middle] = going
        back /= back.max(-1, keepdims=True)
    return ahead, total


class ChainLoss(torch.autograd.Function):
    """Minus the log likelihood of the allowed sequences; weights act on its gradient."""

    @staticmethod
    def forward(
        ctx: FunctionCtx, logits: Tensor, allowed: Tensor, weight: Tensor, layout: Layout
    ) -> Tensor:
        """The mean over the characters of all sentences."""
        used = sum(map(len, layout.slots))
        values = logits.detach().numpy().astype(np.float64)
        chances = np.exp(values - values.max(axis=1, keepdims=True))
        marked = chances * np.where(allowed.numpy(), 1.0, _LEAK)
        shape = layout.time, layout.lanes, -1
        both = np.stack([chances.reshape(shape), marked.reshape(shape)], axis=1)
        found, total = posteriors(both, layout.keep.numpy()[:, 0, :, 0] == 0)
        gradient = (found[:, 0] - found[:, 1]).reshape(values.shape).astype(np.float32)
        ctx.gradient = torch.from_numpy(gradient) * weight[:, None] / used
        return torch.tensor((total[0] - total[1]).sum() / used, dtype=torch.float32)

    @staticmethod
    def backward(ctx: FunctionCtx, grad: Tensor) -> tuple[Tensor, None, None, None]:
        """Posteriors of all sequences less those of the allowed ones."""
        return ctx.gradient * grad, None, None, None
