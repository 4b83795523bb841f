"""A build opened for queries."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OutputError, QueryError
from kg.folder import MANIFEST
from kg.query.offline import original_name
from kg.query.place import spaced, syntax_error
from kg.query.prefixes import known_prefixes
from kg.query.prepare import Prepared, Value, prepare
from kg.query.results import Answer, Results, Rows, Triples
from kg.rdf import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    Store,
)
from kg.schema import PREFIXES, VOCABULARY
from kg.snapshot import fill, open_snapshot

DATASET = "graph.trig"
DOCUMENTS = NamedNode(VOCABULARY + "documents")
QUARANTINE = NamedNode(VOCABULARY + "quarantine")

_TRIES = 5
_LABEL = NamedNode(PREFIXES["rdfs"] + "label")
_CONCEPT_LABEL = NamedNode(PREFIXES["skos"] + "prefLabel")


@dataclass(frozen=True, slots=True)
class Build:
    """The data of an output folder, opened. ``base`` is what its entities' IRIs start with.

    Facts, evidence and documents lie in the default graph, as in ``graph.ttl``; what broke a shape
    in ``GRAPH kg:quarantine``.
    """

    folder: Path
    base: str
    store: Store

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that queries know without declaring them."""
        return known_prefixes(self.base)

    def label(self, iri: NamedNode) -> str:
        """The name of an entity, document, rule or role; ``""`` where it has none."""
        for predicate in (_LABEL, _CONCEPT_LABEL):
            found = self.store.quads_for_pattern(iri, predicate, None, None)
            labels = {quad.object for quad in found}
            if texts := sorted(term.value for term in labels if isinstance(term, Literal)):
                return texts[0]
        return ""


def open_build(folder: Path) -> Build:
    """Open the build in ``folder``: its index on disk where it has one, else its file.

    What was opened stays as it is, also when another build takes the place of this one.

    Raises:
        OutputError: it holds none, or one that cannot be read.
    """
    dataset = folder / DATASET
    if not dataset.is_file():
        raise OutputError(f"no build in {folder}; run kg build first, or name its folder with -o")
    try:
        for _ in range(_TRIES):
            state = _state(folder)
            base = str(json.loads((folder / MANIFEST).read_text("utf-8"))["base"])
            store = open_snapshot(folder) or _loaded(dataset)
            if _state(folder) == state:  # the next build did not take the place meanwhile
                return Build(folder, base, store)
    except (SyntaxError, OSError, ValueError, KeyError, TypeError) as error:
        message = f"{folder}: the build is damaged ({error}); run kg build again"
        raise OutputError(message) from error
    raise OutputError(f"{folder}: the build changes all the time; try again")


def _state(folder: Path) -> tuple[int, int, int]:
    """What is the same as long as the build in ``folder`` is."""
    found = (folder / MANIFEST).stat()
    return found.st_dev, found.st_ino, found.st_mtime_ns


def _loaded(dataset: Path) -> Store:
    store = Store()
    fill(store, dataset, DOCUMENTS)
    return store


def run(build: Build, query: str, parameters: Mapping[str, Value] | None = None) -> Results:
    """Run a query that reads.

    Raises:
        QueryError: it does not parse (with the place), or is refused, or cannot be computed.
    """
    prepared = prepare(query, parameters or {}, build.prefixes)
    with failing(build, prepared):
        results = _results(build.store.query(prepared.text, prefixes=prepared.prefixes))
    return _in_order(results, prepared) if isinstance(results, Rows) else results


@contextmanager
def failing(build: Build, prepared: Prepared) -> Iterator[None]:
    """Within the block, what the engine says against a query becomes a ``QueryError``, placed."""
    try:
        yield
    except SyntaxError as error:
        raise _placed(prepared, build, str(error)) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"the query cannot be computed: {error}") from error


def _results(found: object) -> Results:
    if isinstance(found, QueryBoolean):
        return Answer(bool(found))
    if isinstance(found, QuerySolutions):
        variables = tuple(original_name(variable.value) for variable in found.variables)
        return Rows(variables, tuple(tuple(solution) for solution in found))
    return Triples(tuple(sorted(set(found), key=str)))  # type: ignore[call-overload]


def _in_order(rows: Rows, prepared: Prepared) -> Rows:
    """The columns of ``SELECT *`` in the order in which the query first names them."""
    if not prepared.selects_all:
        return rows
    named = [original_name(token.text[1:]) for token in prepared.tokens if token.kind == "variable"]
    order = sorted(range(len(rows.variables)), key=lambda n: named.index(rows.variables[n]))
    return Rows(
        tuple(rows.variables[number] for number in order),
        tuple(tuple(row[number] for number in order) for row in rows.rows),
    )


def _placed(prepared: Prepared, build: Build, message: str) -> QueryError:
    """The error at its true place: the engine is asked again, with space between the tokens."""
    try:
        build.store.query(spaced(prepared.tokens)[0], prefixes=prepared.prefixes)
    except SyntaxError as error:
        message = str(error)
    else:
        message = "it cannot be told where"
    return syntax_error(prepared.written, prepared.tokens, message)
