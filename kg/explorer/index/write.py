"""The columns of the page → the index on disk."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.explorer.blocks import FactColumns, GraphBlock, plain
from kg.explorer.index.tiles import frame, tiles

INDEX = "explorer.db"
FORM = "1"
SMALL = 20_000

# A hub may be named in, and a fact stated by, any number of documents; a screen shows no more.
_MOST_DOCUMENTS = 1000
_TABLES = """
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE node (id INTEGER PRIMARY KEY, iri TEXT, row TEXT, facts TEXT);
CREATE TABLE tile (key INTEGER PRIMARY KEY, nodes BLOB);
CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT, row TEXT, mentions BLOB);
CREATE TABLE array (name TEXT PRIMARY KEY, value BLOB);
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);
"""
_INDEXES = """
CREATE INDEX node_iri ON node (iri);
CREATE INDEX document_name ON document (name);
"""

Whole = NDArray[np.int64]
#: Start, end (in code points) and node of each mention of a document, by its id.
Mentions = Mapping[str, Sequence[tuple[int, int, int]]]


def write_index(block: GraphBlock, mentions: Mentions, path: Path, *, small: int = SMALL) -> None:
    """Write the index of a graph into a file, in the place of one that is there.

    Args:
        block: all of the graph.
        mentions: what documents name, by number of the node in ``block``.
        path: the file.
        small: up to so many nodes and facts the whole graph is to be sent at once.

    Raises:
        OSError: it cannot be written.
    """
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as connection:
            _fill(connection, block, mentions, small)
    except sqlite3.Error as error:
        raise OSError(f"{path.name}: {error}") from error


def _fill(
    connection: sqlite3.Connection, block: GraphBlock, mentions: Mentions, small: int
) -> None:
    connection.executescript(_TABLES)
    order, rank = _ranked(block)
    x, y = (np.array(column, dtype=np.int64)[order] for column in (block.nodes.x, block.nodes.y))
    digest = sha256()
    rows = _node_rows(block, order, _owned_facts(block.facts, rank), digest.update)
    connection.executemany("INSERT INTO node VALUES (?, ?, ?, ?)", rows)
    connection.executemany(
        "INSERT INTO tile VALUES (?, ?)", ((key, _bytes(nodes)) for key, nodes in tiles(x, y))
    )
    connection.executemany(
        "INSERT INTO document VALUES (?, ?, ?, ?)", _document_rows(block, mentions, rank)
    )
    first, near = _adjacency(block.facts, rank)
    arrays = {"x": x, "y": y, "first": first, "near": near}
    connection.executemany(
        "INSERT INTO array VALUES (?, ?)", ((name, _bytes(value)) for name, value in arrays.items())
    )
    about = {
        "form": FORM,
        "build": digest.hexdigest()[:16],
        "meta": _json(plain(block.meta)),
        "types": _json(plain(block.types)),
        "predicates": _json(plain(block.predicates)),
        "communities": _json(
            [rank[list(block.communities.node)].tolist(), list(block.communities.size)]
        ),
        "frame": _json(frame(x, y)),
        "small": str(int(max(len(x), len(block.facts.subject)) <= small)),
    }
    connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
    connection.executescript(_INDEXES)
    connection.commit()


def _ranked(block: GraphBlock) -> tuple[Whole, Whole]:
    """The nodes from the best-connected on, and for each node its place in that order."""
    degree, mentions = (np.array(c) for c in (block.nodes.degree, block.nodes.mentions))
    order = np.lexsort((np.arange(len(degree)), -mentions, -degree)).astype(np.int64)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return order, rank


def _node_rows(
    block: GraphBlock, order: Whole, owned: Mapping[int, Sequence[str]], note: Any
) -> Iterator[tuple[int, str, str, str]]:
    nodes = block.nodes
    places = {node: f",{longitude},{latitude}" for node, longitude, latitude in nodes.places}
    for number, node in enumerate(order.tolist()):
        iri = nodes.iri[node]
        row = (
            f"[{number},{_json(iri)},{nodes.type[node]},{_json(nodes.names[node])},"
            f"{nodes.mentions[node]},{_numbers(nodes.documents[node])},{nodes.degree[node]},"
            f"{nodes.x[node]},{nodes.y[node]},{nodes.community[node]},{nodes.pagerank[node]},"
            f"{nodes.betweenness[node]}{places.get(node, '')}]"
        )
        # No line breaks stand in JSON.
        lines = f"{row}\n{','.join(owned.get(number, ()))}\n".encode("utf-8", "replace")
        note(lines)
        row, facts, _ = lines.decode("utf-8").split("\n")
        yield number, _storable(iri), row, facts


def _owned_facts(facts: FactColumns, rank: Whole) -> dict[int, list[str]]:
    """The facts as JSON, each with that of its ends that is connected less well."""
    found: dict[int, list[str]] = {}
    subjects, objects = (rank[list(column)].tolist() for column in (facts.subject, facts.object))
    for subject, predicate, object_, modality, finer, roles, times, score, proofs, documents in zip(
        subjects,
        facts.predicate,
        objects,
        facts.modality,
        facts.finer,
        facts.roles,
        facts.times,
        facts.score,
        facts.proofs,
        facts.documents,
        strict=True,
    ):
        row = (
            f"[{subject},{predicate},{object_},{modality},{_numbers(finer)},{_texts(roles)},"
            f"{_texts(times)},{score},{proofs},{_numbers(documents)}]"
        )
        found.setdefault(max(subject, object_), []).append(row)
    return found


def _document_rows(
    block: GraphBlock, mentions: Mentions, rank: Whole
) -> Iterator[tuple[int, str, str, bytes]]:
    documents = block.documents
    columns = (
        documents.id,
        documents.title,
        documents.published,
        documents.publisher,
        documents.source,
    )
    for number, row in enumerate(zip(*columns, strict=True)):
        every = chain.from_iterable(sorted(mentions.get(row[0], ())))
        found = np.fromiter(every, np.int64).reshape(-1, 3)
        found[:, 2] = rank[found[:, 2]]
        yield number, _storable(row[0]), _storable(_json(row)), _bytes(found.ravel())


def _adjacency(facts: FactColumns, rank: Whole) -> tuple[Whole, Whole]:
    """For each node where its neighbours begin, and the neighbours of all, the best first."""
    ends = np.stack([rank[list(facts.subject)], rank[list(facts.object)]], axis=1).reshape(-1, 2)
    both = np.concatenate([ends, ends[:, ::-1]])
    both = both[both[:, 0] != both[:, 1]]
    one, other = np.divmod(np.unique(both[:, 0] * len(rank) + both[:, 1]), max(len(rank), 1))
    counts = np.bincount(one, minlength=len(rank))
    return np.concatenate(([0], np.cumsum(counts))), other


def _bytes(numbers: Whole | Iterable[int]) -> bytes:
    return np.asarray(numbers).astype("<i4").tobytes()


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def _numbers(numbers: Sequence[int]) -> str:
    """The JSON of a list of whole numbers, of which there are not too many."""
    return str(list(numbers[:_MOST_DOCUMENTS])).replace(" ", "") if numbers else "[]"


def _texts(texts: Sequence[str]) -> str:
    return _json(texts) if texts else "[]"


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
