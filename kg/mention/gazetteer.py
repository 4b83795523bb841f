"""Many fixed names looked up in one pass over a text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")
_HEAD = 2


@dataclass(frozen=True, slots=True)
class Gazetteer(Generic[Value]):
    """Names by their first two characters; names shorter than that are not kept.

    >>> found = make_gazetteer({"杭州": 1, "杭州市": 2}).find("在杭州市开会", 0, 6)
    >>> list(found)
    [(1, 4, 2)]
    """

    entries: Mapping[str, Value]
    lengths: Mapping[str, tuple[int, ...]]

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, Value]]:
        """The longest name at each place of ``text[start:end]``, as (start, end, value)."""
        lengths, entries = self.lengths, self.entries
        for offset in range(start, end - 1):
            for length in lengths.get(text[offset : offset + _HEAD], ()):
                stop = offset + length
                if stop <= end and text[offset:stop] in entries:
                    yield offset, stop, entries[text[offset:stop]]
                    break


def make_gazetteer(entries: Mapping[str, Value]) -> Gazetteer[Value]:
    """Index names (already folded) for :meth:`Gazetteer.find`."""
    lengths: dict[str, set[int]] = {}
    for name in entries:
        if len(name) >= _HEAD:
            lengths.setdefault(name[:_HEAD], set()).add(len(name))
    ordered = {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}
    return Gazetteer(dict(entries), ordered)
