"""Writes a trained network as the ``.npz`` that ``kg.mention.tagger`` loads."""

from pathlib import Path

import numpy as np
from alphabet import Alphabet
from network import NAME_TAGS
from torch import Tensor


def arrays(
    state: dict[str, Tensor], alphabet: Alphabet, tags: list[str], temperature: float
) -> dict[str, np.ndarray]:
    """The network's arrays in half precision.

    ``temperature`` divides the logits before scores are made of them: trained networks are surer
    than they are right.
    """
    values = {name: tensor.detach().numpy().astype(np.float32) for name, tensor in state.items()}
    points, rows = alphabet.table()
    out: dict[str, np.ndarray] = {
        "points": np.array(points, np.uint32),
        "rows": np.array(rows, np.uint16),
        "unknown": np.array(alphabet.unknown, np.uint16),
        "temperature": np.array(temperature, np.float32),
        "word_tags": np.array(tags),
        "name_tags": np.array(NAME_TAGS),
        "embedding": values["embedding.weight"],
        "words": values["words.weight"].T,
        "words_bias": values["words.bias"],
        "names": values["names.weight"].T,
        "names_bias": values["names.bias"],
    }
    for layer in (0, 1):
        for name in ("input", "hidden", "input_bias", "hidden_bias"):
            out[f"{name}{layer}"] = values[f"layers.{layer}.{name}"]
    return {
        k: v.astype(np.float16) if v.dtype == np.float32 and v.ndim else v for k, v in out.items()
    }


def save(path: Path, content: dict[str, np.ndarray]) -> None:
    """Writes the file whole or not at all.

    Not compressed: half precision saves a tenth, and reading it would take four times as long.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as stream:
        np.savez(stream, allow_pickle=False, **content)
    partial.replace(path)
