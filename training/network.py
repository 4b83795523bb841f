"""The network in torch: LAC's encoder with its own head (words) and a head for names."""

import torch
from lac import Lac
from lanes import Layout, Recurrence
from torch import Tensor, nn

TYPES = ("Person", "Organization", "Place", "Program", "Award", "Work")
#: O, then B M E S of every type; the runtime relies on this order.
NAME_TAGS = ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BMES"))


class Layer(nn.Module):
    """One bidirectional GRU layer; gates in the order update, reset, new."""

    def __init__(self, inputs: Tensor, hidden: Tensor, bias: Tensor) -> None:
        super().__init__()
        half = bias.shape[1] // 2
        self.input = nn.Parameter(inputs.transpose(1, 2).contiguous())
        self.hidden = nn.Parameter(hidden.transpose(1, 2).contiguous())
        self.input_bias = nn.Parameter(bias[:, None, :half].contiguous())
        self.hidden_bias = nn.Parameter(bias[:, None, half:].contiguous())

    def forward(self, values: Tensor, layout: Layout) -> Tensor:
        """(slots, inputs) → (slots, 2 * size)."""
        twice = torch.stack([values, values[layout.mirror]])
        # bfloat16 where the processor multiplies it much faster; sums stay in single precision
        gates = torch.bmm(twice.bfloat16(), self.input.bfloat16()).float() + self.input_bias
        shaped = gates.view(2, layout.time, layout.lanes, -1).transpose(0, 1).contiguous()
        out = Recurrence.apply(shaped, self.hidden, self.hidden_bias, layout.keep)
        slots = layout.time * layout.lanes
        ahead, back = (out[:, d].reshape(slots, -1) for d in (0, 1))
        return torch.cat([ahead, back[layout.mirror]], 1)


class LockedDropout(nn.Module):
    """Drops the same features all along a lane: right for recurrent layers, and cheap to draw."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, values: Tensor, layout: Layout) -> Tensor:
        """(slots, features) → the same."""
        if not self.training or not self.rate:
            return values
        mask = torch.rand(1, layout.lanes, values.shape[1]) >= self.rate
        shaped = values.view(layout.time, layout.lanes, -1) * (mask / (1 - self.rate))
        return shaped.view_as(values)


class Network(nn.Module):
    """Two bidirectional GRU layers over characters; returns logits of words and of names."""

    def __init__(self, lac: Lac, *, dropout: float = 0.3) -> None:
        super().__init__()
        weights = {name: torch.tensor(array) for name, array in lac.weights.items()}
        rows = weights["embedding"][lac.alphabet.teacher_of_row()]
        self.embedding = nn.Embedding.from_pretrained(rows, freeze=False)
        self.layers = nn.ModuleList(
            Layer(weights[f"input{i}"], weights[f"hidden{i}"], weights[f"bias{i}"]) for i in (0, 1)
        )
        self.words = nn.Linear(*weights["words"].shape)
        with torch.no_grad():
            self.words.weight.copy_(weights["words"].T)
            self.words.bias.copy_(weights["words_bias"])
        self.names = nn.Linear(weights["words"].shape[0], len(NAME_TAGS))
        self.drop = LockedDropout(dropout)
        self.light_drop = LockedDropout(dropout / 3)

    def forward(self, rows: Tensor, layout: Layout) -> tuple[Tensor, Tensor]:
        """Logits of LAC's tags and of the name tags, for every slot."""
        low = self.layers[0](self.light_drop(self.embedding(rows), layout), layout)
        high = self.layers[1](self.drop(low, layout), layout)
        return self.words(high), self.names(self.drop(high, layout))
