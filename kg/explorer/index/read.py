"""Pieces of the graph out of the index on disk."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import OutputError
from kg.explorer.index.paths import Ways, ways
from kg.explorer.index.tiles import level_of, spans
from kg.explorer.index.write import FORM

_BATCH = 500
_MOST_COMMUNITIES = 100

Whole = NDArray[np.int32]


class IndexMissingError(OutputError):
    """A build has no index for the explorer, or one of another version of kg."""

    def __init__(self) -> None:
        super().__init__("this build has no index for the explorer; run kg build again")


class Index:
    """The index of a build, opened to read. Not to be shared between threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        if self._about("form") != FORM:
            raise IndexMissingError
        self.build = self._about("build")
        self.frame: tuple[int, int, int] = tuple(json.loads(self._about("frame")))
        self.count = len(self._x)

    def overview(self, limit: int) -> str:
        """What is sent first, as JSON: the vocabulary, and the nodes to begin with.

        Args:
            limit: how many nodes at the most, if they are not all.
        """
        nodes, communities = json.loads(self._about("communities"))
        if self._about("small") == "1":
            wanted: Iterable[int] = range(self.count)
        else:
            west, south, span = self.frame
            shown = self.box((west, west + span, south, south + span), limit // 2)
            best = range(min(limit - len(shown), self.count))
            wanted = {*best, *shown, *nodes[:_MOST_COMMUNITIES]}
        (documents,) = self._connection.execute("SELECT COUNT(*) FROM document").fetchone()
        told = {
            "meta": self._about("meta"),
            "types": self._about("types"),
            "predicates": self._about("predicates"),
            "communities": json.dumps([nodes[:_MOST_COMMUNITIES], communities[:_MOST_COMMUNITIES]]),
            "documentCount": str(documents),
        }
        return self.piece(wanted, told)

    def piece(self, nodes: Iterable[int], told: dict[str, str] | None = None) -> str:
        """Nodes with their facts to better-connected ones, as JSON; ``told`` is JSON to add."""
        rows, facts = [], []
        for row, owned in self._rows(sorted(set(nodes))):
            rows.append(row)
            if owned:
                facts.append(owned)
        values = {
            "build": json.dumps(self.build),
            "nodes": f"[{','.join(rows)}]",
            "facts": f"[{','.join(facts)}]",
            **(told or {}),
        }
        return "{" + ",".join(f'"{name}":{value}' for name, value in values.items()) + "}"

    def box(self, box: tuple[int, int, int, int], limit: int) -> list[int]:
        """The nodes in a box of the picture, the ones to show first: least and greatest x, y."""
        found: list[int] = []
        for level in spans(self._levels, self.frame, box):
            tiles = [self._tile(*ends) for ends in level]
            nodes = np.sort(np.concatenate([np.zeros(0, np.int32), *tiles]))
            x, y = self._x[nodes], self._y[nodes]
            inside = (x >= box[0]) & (x <= box[1]) & (y >= box[2]) & (y <= box[3])
            found += nodes[inside].tolist()
            if len(found) >= limit:
                break
        return found[:limit]

    def neighbours(self, node: int, start: int, limit: int) -> tuple[list[int], int]:
        """Some neighbours of a node, the best-connected first, and how many there are."""
        found = self._near[self._first[node] : self._first[node + 1]]
        return found[start : start + limit].tolist(), len(found)

    def find(self, iris: Sequence[str]) -> list[int]:
        """Nodes by IRI without the base; -1 for what there is not."""
        return [self._number("SELECT id FROM node WHERE iri = ?", iri) for iri in iris]

    def iris(self, nodes: Iterable[int]) -> dict[int, str]:
        """The IRIs of nodes, without the base."""
        return dict(self._select("SELECT id, iri FROM node WHERE id IN ({})", sorted(set(nodes))))

    def paths(self, start: int, end: int, limit: int) -> Ways:
        """The shortest ways between two nodes, as rows of nodes."""
        return ways(self._first, self._near, start, end, limit)

    def documents(self, start: int, limit: int) -> str:
        """Documents from a number on, as JSON rows."""
        query = "SELECT row FROM document WHERE id >= ? ORDER BY id LIMIT ?"
        return f"[{','.join(row for (row,) in self._connection.execute(query, (start, limit)))}]"

    def document(self, name: str) -> int:
        """The number of a document, -1 where there is none."""
        return self._number("SELECT id FROM document WHERE name = ?", name)

    def mentions(self, document: int) -> Whole:
        """Start, end (in code points) and node of each mention of a document, in rows."""
        query = "SELECT mentions FROM document WHERE id = ?"
        (found,) = self._connection.execute(query, (document,)).fetchone()
        return np.frombuffer(found, "<i4").reshape(-1, 3)

    def close(self) -> None:
        """Close the index."""
        self._connection.close()

    @cached_property
    def _levels(self) -> int:
        (deepest,) = self._connection.execute("SELECT MAX(key) FROM tile").fetchone()
        return 0 if deepest is None else level_of(deepest) + 1

    @cached_property
    def _x(self) -> Whole:
        return self._array("x")

    @cached_property
    def _y(self) -> Whole:
        return self._array("y")

    @cached_property
    def _first(self) -> Whole:
        return self._array("first")

    @cached_property
    def _near(self) -> Whole:
        return self._array("near")

    def _array(self, name: str) -> Whole:
        query = "SELECT value FROM array WHERE name = ?"
        return np.frombuffer(self._connection.execute(query, (name,)).fetchone()[0], "<i4")

    def _about(self, key: str) -> str:
        try:
            found = self._connection.execute("SELECT value FROM about WHERE key = ?", (key,))
            return str(next(found, ("",))[0])
        except sqlite3.Error as error:
            raise IndexMissingError from error

    def _number(self, query: str, value: str) -> int:
        value = value.encode("utf-8", "replace").decode("utf-8")
        found = self._connection.execute(query, (value,)).fetchone()
        return int(found[0]) if found else -1

    def _tile(self, first: int, last: int) -> Whole:
        query = "SELECT nodes FROM tile WHERE key BETWEEN ? AND ?"
        found = b"".join(nodes for (nodes,) in self._connection.execute(query, (first, last)))
        return np.frombuffer(found, "<i4")

    def _rows(self, nodes: Sequence[int]) -> Iterator[tuple[str, str]]:
        query = "SELECT row, facts FROM node WHERE id IN ({}) ORDER BY id"
        yield from self._select(query, nodes)

    def _select(self, query: str, nodes: Sequence[int]) -> Iterator[Any]:
        for start in range(0, len(nodes), _BATCH):
            part = nodes[start : start + _BATCH]
            yield from self._connection.execute(query.format(",".join(map(str, part))))


def open_index(path: Path | None) -> Index:
    """The index in a file.

    Raises:
        IndexMissingError: there is none that can be used.
    """
    if path is None or not path.is_file():
        raise IndexMissingError
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        return Index(sqlite3.connect(address, uri=True))
    except sqlite3.Error as error:
        raise IndexMissingError from error
