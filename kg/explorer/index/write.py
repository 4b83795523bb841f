"""The columns of the page → the index on disk."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
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
    places = {node: (longitude, latitude) for node, longitude, latitude in nodes.places}
    for number, node in enumerate(order.tolist()):
        row = [
            nodes.type[node],
            list(nodes.names[node]),
            nodes.mentions[node],
            list(nodes.documents[node][:_MOST_DOCUMENTS]),
            nodes.degree[node],
            nodes.x[node],
            nodes.y[node],
            nodes.community[node],
            nodes.pagerank[node],
            nodes.betweenness[node],
            *places.get(node, ()),
        ]
        iri = nodes.iri[node]
        written = f"[{number},{_json(iri)},{_json(row)[1:]}"
        facts = ",".join(owned.get(number, ()))
        note(f"{written}\n{facts}\n".encode("utf-8", "replace"))
        yield number, _storable(iri), _storable(written), _storable(facts)


def _owned_facts(facts: FactColumns, rank: Whole) -> dict[int, list[str]]:
    """The facts as JSON, each with that of its ends that is connected less well."""
    found: dict[int, list[str]] = {}
    subjects, objects = (rank[list(column)].tolist() for column in (facts.subject, facts.object))
    for number, (subject, object_) in enumerate(zip(subjects, objects, strict=True)):
        row = [
            subject,
            facts.predicate[number],
            object_,
            facts.modality[number],
            facts.finer[number],
            list(facts.roles[number]),
            list(facts.times[number]),
            facts.score[number],
            facts.proofs[number],
            facts.documents[number][:_MOST_DOCUMENTS],
        ]
        found.setdefault(max(subject, object_), []).append(_json(row))
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
        found = np.array(sorted(mentions.get(row[0], ())), dtype=np.int64).reshape(-1, 3)
        found[:, 2] = rank[found[:, 2]]
        yield number, _storable(row[0]), _storable(_json(row)), _bytes(found.ravel())


def _adjacency(facts: FactColumns, rank: Whole) -> tuple[Whole, Whole]:
    """For each node where its neighbours begin, and the neighbours of all, the best first."""
    ends = np.stack([rank[list(facts.subject)], rank[list(facts.object)]], axis=1).reshape(-1, 2)
    both = np.concatenate([ends, ends[:, ::-1]])
    pairs = np.unique(both[both[:, 0] != both[:, 1]], axis=0)
    counts = np.bincount(pairs[:, 0], minlength=len(rank))
    return np.concatenate(([0], np.cumsum(counts))), pairs[:, 1]


def _bytes(numbers: Whole | Iterable[int]) -> bytes:
    return np.asarray(numbers).astype("<i4").tobytes()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
