"""Files that hold a block for each node or each fact, in the order of the network."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from kg.export.forms import Buffer, NotFoundError
from kg.graph import KeptNetwork, by_triple
from kg.model import Fact, Network, Node


@dataclass(frozen=True, slots=True)
class NodeRun:
    """A block for each node."""

    block: Callable[[Node], str]
    mark: str = ""

    def things(self, network: Network | KeptNetwork) -> Sequence[Node]:
        """What there are blocks for."""
        return network.nodes

    def key(self, node: Node) -> str:
        """What tells one from another."""
        return node.iri


@dataclass(frozen=True, slots=True)
class FactRun:
    """A block for each fact; where there is a ``mark``, that and the fact's number come before."""

    block: Callable[[Fact], str]
    mark: str = ""

    def things(self, network: Network | KeptNetwork) -> Sequence[Fact]:
        """What there are blocks for."""
        return network.facts

    def key(self, fact: Fact) -> tuple[str, ...]:
        """What tells one from another."""
        return by_triple(fact)


Run = NodeRun | FactRun


class Sheet:
    """Texts, and runs of blocks between them."""

    def __init__(self, *parts: str | Run) -> None:
        self.parts = parts

    def runs(self) -> list[Any]:
        """Its runs, which must be told apart by those who use them."""
        return [part for part in self.parts if not isinstance(part, str)]

    def file(self, blocks: Sequence[Sequence[bytes]]) -> list[Buffer]:
        """The file with these blocks in its runs, in pieces."""
        each = iter(blocks)
        return [
            part.encode("utf-8") if isinstance(part, str) else _numbered(part.mark, next(each))
            for part in self.parts
        ]

    def cut(self, data: bytes, lengths: Sequence[Sequence[int]]) -> Iterator[list[bytes]]:
        """The blocks of the runs of a file, given how long they are.

        Raises:
            NotFoundError: the file is none of this sheet.
        """
        at = 0
        each = iter(lengths)
        for part in self.parts:
            if isinstance(part, str):
                text = part.encode("utf-8")
                if not data.startswith(text, at):
                    raise NotFoundError
                at += len(text)
            else:
                found, at = _cut(part.mark.encode(), data, at, next(each))
                yield found
        if at != len(data):
            raise NotFoundError


def _numbered(mark: str, blocks: Sequence[bytes]) -> bytes:
    if not mark:
        return b"".join(blocks)
    plain = mark.encode()
    return b"".join([b"%b%d%b" % (plain, number, block) for number, block in enumerate(blocks)])


def _cut(mark: bytes, data: bytes, start: int, lengths: Sequence[int]) -> tuple[list[bytes], int]:
    """Blocks, without mark and number, from ``start`` on; and where they end."""
    if not mark:
        ends = list(accumulate(lengths, initial=start))
        return [data[first:last] for first, last in pairwise(ends)], ends[-1]
    whole = (len(mark) + len(str(number)) + length for number, length in enumerate(lengths))
    ends = list(accumulate(whole, initial=start))
    blocks = [data[end - length : end] for end, length in zip(ends[1:], lengths, strict=True)]
    return blocks, ends[-1]
