"""Many values of a few kinds as columns of numbers, which are written and read quickly.

A column holds one attribute of all the values of a kind: numbers as they lie in the memory of most
machines (little-endian), those of texts in a list of all texts. JSON takes several times as long.
"""

import sys
from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import accumulate, count, pairwise, repeat
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Item = TypeVar("_Item")
_Value = TypeVar("_Value", bound="DataclassInstance")


class Writer:
    """Columns, one after the other; ``Reader`` takes them in the same order."""

    def __init__(self) -> None:
        self.texts = defaultdict[str, int](count().__next__)
        self.columns: list[bytes] = []

    def numbers(self, column: Sequence[float], kind: str = "i") -> None:
        """Whole numbers of four bytes, or (``"d"``) others of eight."""
        packed = array(kind, column)
        if sys.byteorder == "big":
            packed.byteswap()
        self.columns.append(packed.tobytes())

    def words(self, column: Iterable[str]) -> None:
        """Texts, of which many are the same."""
        self.numbers(list(map(self.texts.__getitem__, column)))

    def lengths(self, column: Iterable[Sequence[Any]]) -> None:
        """Where the column before, of what these hold, is to be cut."""
        self.numbers(list(map(len, column)))


class Reader:
    """The columns of a ``Writer``."""

    def __init__(self, texts: Sequence[str], sizes: Iterable[int], columns: memoryview) -> None:
        self._texts = texts
        ends = accumulate(sizes, initial=0)
        self._columns = (columns[start:end] for start, end in pairwise(ends))

    def numbers(self, kind: str = "i") -> list[Any]:
        """As they were written."""
        column = array(kind)
        column.frombytes(next(self._columns))
        if sys.byteorder == "big":
            column.byteswap()
        return column.tolist()

    def words(self) -> list[str]:
        """As they were written."""
        return list(map(self._texts.__getitem__, self.numbers()))

    def cut(self, column: Iterable[_Item]) -> list[tuple[_Item, ...]]:
        """A column that was just read, by the lengths that come behind it."""
        values = tuple(column)
        return [values[start:end] for start, end in pairwise(accumulate(self.numbers(), initial=0))]


def many(kind: type[_Value], **columns: Sequence[Any]) -> tuple[_Value, ...]:
    """Values of a frozen class with slots, a column for each field: half the work of one by one.

    Raises:
        TypeError: a field has no column.
    """
    if columns.keys() != {field.name for field in fields(kind)}:
        raise TypeError(f"columns are not the fields of {kind.__name__}")
    values = tuple(map(kind.__new__, repeat(kind, len(next(iter(columns.values()))))))
    for name, column in columns.items():
        deque(map(getattr(kind, name).__set__, values, column), maxlen=0)
    return values
