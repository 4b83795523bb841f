"""Files that hold a block for each node, fact or record, in the order of the network."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Generic, TypeVar

from kg.export.forms import Buffer, NotFoundError
from kg.export.splice import Cut, Lengths, Stretch, spliced
from kg.model import Fact, Network, Node, Record

_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Run(Generic[_Thing]):
    """A block for each thing of one kind; where there is a mark, that and its number come before.

    Attributes:
        of: the name of the kind.
        things: what there are blocks for, in a network.
        block: what is written of one.
        mark: ``""`` for none.
    """

    of: str
    things: Callable[[Network], Sequence[_Thing]]
    block: Callable[[_Thing], str]
    mark: str = ""


def node_run(block: Callable[[Node], str]) -> Run[Node]:
    """A block for each node."""
    return Run("nodes", lambda network: network.nodes, block)


def fact_run(block: Callable[[Fact], str], mark: str = "") -> Run[Fact]:
    """A block for each fact."""
    return Run("facts", lambda network: network.facts, block, mark)


def record_run(block: Callable[[Record], str]) -> Run[Record]:
    """A block for each record."""
    return Run("documents", lambda network: network.records, block)


class Sheet:
    """Texts, and runs of blocks between them."""

    def __init__(self, *parts: str | Run[Any]) -> None:
        self.parts = parts

    def runs(self) -> list[Run[Any]]:
        """Its runs."""
        return [part for part in self.parts if not isinstance(part, str)]

    def file(self, runs: Sequence[Sequence[Buffer]]) -> list[Buffer]:
        """The file with these pieces for its runs."""
        each = iter(runs)
        return [
            piece
            for part in self.parts
            for piece in ([part.encode("utf-8")] if isinstance(part, str) else next(each))
        ]

    def places(self, data: memoryview, lengths: Sequence[Lengths]) -> Iterator[Stretch]:
        """Where the blocks of each run lie in a file, with mark and number before them.

        Raises:
            NotFoundError: the file is none of this sheet.
        """
        if len(lengths) != len(self.runs()):
            raise NotFoundError
        at = 0
        each = iter(lengths)
        for part in self.parts:
            if isinstance(part, str):
                text = part.encode("utf-8")
                if data[at : at + len(text)] != text:
                    raise NotFoundError
                at += len(text)
            else:
                run = next(each)
                found = list(accumulate(_with_marks(part.mark, run), initial=at))
                at = found[-1]
                yield Stretch(found, run)
        if at != len(data):
            raise NotFoundError


def written(mark: str, blocks: Sequence[Buffer], first: int = 0) -> tuple[Buffer, Lengths]:
    """Blocks of a run from the number ``first`` on; and how long they are without their marks."""
    lengths = array("i", map(len, blocks))
    if not mark:
        return b"".join(blocks), lengths
    parts: list[Buffer] = [b""] * (2 * len(blocks))
    parts[::2] = [f"{mark}{number}".encode() for number in range(first, first + len(blocks))]
    parts[1::2] = blocks
    return b"".join(parts), lengths


def replaced(
    run: Run[Any],
    data: memoryview,
    old: Stretch,
    changes: Sequence[Cut],
    came: Mapping[Any, bytes],
) -> tuple[list[Buffer], Lengths]:
    """A run of a file with some blocks replaced, in pieces; and how long its blocks are."""
    if not run.mark:
        return spliced(old, changes, came, lambda first, last: [data[first:last]])
    offsets, lengths = old
    # Whatever follows a change has another number.
    start = changes[0].first if changes else len(lengths)
    each = zip(offsets[start + 1 :], lengths[start:], strict=True)
    blocks: list[Buffer] = [data[end - length : end] for end, length in each]
    for first, last, key in reversed(changes):
        blocks[first - start : last - start] = [came[key]] if key in came else []
    rest, found = written(run.mark, blocks, start)
    return [data[offsets[0] : offsets[start]], rest], lengths[:start] + found


def _with_marks(mark: str, lengths: Lengths) -> Iterable[int]:
    """How long blocks are with mark and number before them."""
    if not mark:
        return lengths
    plain = len(mark.encode())
    return (plain + len(str(number)) + length for number, length in enumerate(lengths))
