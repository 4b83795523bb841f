"""Words and names of sentences by the trained network that ships with the package.

Run it with one BLAS thread (``OMP_NUM_THREADS=1`` before numpy is imported): more do not make it
faster, and one makes its numbers the same on every run. See docs/model-card.md for what it was
trained on and how well it does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.mention.decode import best_tags, best_words, name_chances
from kg.mention.network import Network, Rows, lay_out, read_weights
from kg.model import Token

WEIGHTS = Path(__file__).resolve().parent / "weights" / "tagger.npz"
#: Sentences longer than this many characters are read in pieces.
LONGEST = 160
#: Sentences are read in groups of about this many characters, to bound memory.
_GROUP = 8000
_SOFT_END = re.compile(r"[，,、：:\s](?![，,、：:\s])")


@dataclass(frozen=True, slots=True, order=True)
class TaggedName:
    """A name in a sentence: offsets into the sentence, type, and how probable it is.

    ``score`` is the probability that just this stretch is a name of just this type, two decimals.
    """

    start: int
    end: int
    type: str
    score: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger says about one sentence."""

    tokens: tuple[Token, ...]
    names: tuple[TaggedName, ...]


@cache
def load_tagger() -> "Tagger":
    """The tagger with the weights that ship with the package."""
    return Tagger(WEIGHTS)


class Tagger:
    """Cuts sentences into words with parts of speech, and finds names of six types."""

    def __init__(self, weights: Path) -> None:
        arrays = read_weights(weights)
        self._network = Network(arrays)
        self._unknown = int(arrays["unknown"])
        self._temperature = (
            np.float32(arrays["temperature"]) if "temperature" in arrays else np.float32(1)
        )
        self._table = np.full(0x110000, self._unknown, np.uint16)
        self._table[arrays["points"].astype(np.intp)] = arrays["rows"]
        words = [str(tag) for tag in arrays["word_tags"]]
        self._word_types = [tag.removesuffix("-B") for tag in words if tag.endswith("-B")]
        self._begin = np.array([words.index(f"{kind}-B") for kind in self._word_types])
        self._inside = np.array([words.index(f"{kind}-I") for kind in self._word_types])
        self._kinds = [str(tag)[2:] for tag in arrays["name_tags"][1::4]]

    def tag(self, sentences: Sequence[str]) -> list[Tagged]:
        """Words and names of every sentence, in order.

        A sentence gets the same answer whatever other sentences are in the call.
        """
        pieces = [
            (index, start, end)
            for index, sentence in enumerate(sentences)
            for start, end in _pieces(sentence)
        ]
        tokens: list[list[Token]] = [[] for _ in sentences]
        names: list[list[TaggedName]] = [[] for _ in sentences]
        for group in _groups(pieces):
            self._tag(group, sentences, tokens, names)
        return [Tagged(tuple(t), tuple(n)) for t, n in zip(tokens, names, strict=True)]

    def _tag(
        self,
        pieces: list[tuple[int, int, int]],
        sentences: Sequence[str],
        tokens: list[list[Token]],
        names: list[list[TaggedName]],
    ) -> None:
        lengths = [end - start for _, start, end in pieces]
        text = "".join(sentences[index][start:end] for index, start, end in pieces)
        layout = lay_out(lengths)
        rows = self._table[_code_points(text)].astype(np.intp)
        words, marks = self._network(rows, layout, self._unknown)
        first = np.cumsum([0, *lengths[:-1]])
        begins, kinds = best_words(words, layout, self._begin, self._inside)
        starts = np.flatnonzero(begins[layout.slots])
        kinds = kinds[layout.slots[starts]]
        chain = best_tags(marks, layout)
        tags = chain[layout.slots]
        shift = [start - done for (_, start, _), done in zip(pieces, first.tolist(), strict=True)]
        owners = [owner for owner, _, _ in pieces]
        ends = np.append(starts[1:], len(text))
        for piece, start, end, kind in _rows(first, starts, ends, kinds):
            move = shift[piece]
            tokens[owners[piece]].append(Token(start + move, end + move, self._word_types[kind]))
        starts, ends = _name_spans(tags)
        chances = name_chances(marks / self._temperature, layout, chain, (starts, ends)).tolist()
        spans = _rows(first, starts, ends, (tags[starts] - 1) // 4)
        for (piece, start, end, kind), chance in zip(spans, chances, strict=True):
            move = shift[piece]
            name = TaggedName(start + move, end + move, self._kinds[kind], round(chance, 2))
            names[owners[piece]].append(name)


def _rows(first: Rows, starts: Rows, ends: Rows, kinds: Rows) -> Iterator[tuple[int, ...]]:
    """(piece, start, end, kind) of every span; ``first`` holds the pieces' first characters."""
    owner = np.searchsorted(first, starts, side="right") - 1
    return zip(*(column.tolist() for column in (owner, starts, ends, kinds)), strict=True)


def _code_points(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _name_spans(tags: Rows) -> tuple[Rows, Rows]:
    """Stretches from each B to its E, and each S: starts and ends."""
    part = np.where(tags > 0, (tags - 1) % 4, -1)
    return np.flatnonzero((part == 0) | (part == 3)), np.flatnonzero(part >= 2) + 1


def _pieces(sentence: str) -> list[tuple[int, int]]:
    """The sentence in pieces of at most ``LONGEST`` characters, cut behind commas if it can be."""
    pieces = []
    start = 0
    while len(sentence) - start > LONGEST:
        cuts = [
            m.end() for m in _SOFT_END.finditer(sentence, start + LONGEST // 2, start + LONGEST)
        ]
        end = cuts[-1] if cuts else start + LONGEST
        pieces.append((start, end))
        start = end
    if start < len(sentence):
        pieces.append((start, len(sentence)))
    return pieces


def _groups(pieces: list[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    groups: list[list[tuple[int, int, int]]] = []
    size = 0
    for piece in pieces:
        size += piece[2] - piece[1]
        if not groups or size > _GROUP:
            groups.append([])
            size = piece[2] - piece[1]
        groups[-1].append(piece)
    return groups
