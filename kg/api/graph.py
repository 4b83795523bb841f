"""A build in Python."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.api.convert import frame, rdflib_graph
from kg.api.result import Result
from kg.api.shown import FRAME_HEIGHT, Shown
from kg.errors import KgError, OutputError
from kg.folder import has_pages
from kg.query import Build, Explanation, explain, find_named, run, saved_queries
from kg.query.engine import engine_of
from kg.resources import ontology_dir
from kg.schema import using, vocabulary_of
from kg.search import LIMIT, Hit, Names, open_names
from kg.store import read_sources

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib

    from kg.model import Fact, Network, Node
    from kg.query.prepare import Value


class Graph:
    """A build, opened: query it, explain a node, or take it to rdflib, networkx or pandas."""

    def __init__(self, build: Build) -> None:
        self.build = build

    @property
    def folder(self) -> Path:
        """The output folder."""
        return self.build.folder

    @cached_property
    def network(self) -> Network:
        """The whole graph as plain values, made again from the build's records."""
        from kg.curate import curation_of, read_edits
        from kg.graph import build_network
        from kg.records import read_records

        records = read_records(self.folder)
        files = curation_of(self.folder, records)
        ontology = self._ontology()
        with using(ontology):
            network = build_network(
                records,
                base=self.build.base,
                ontology=ontology,
                curation=files,
                taken={edit.key for file in files for edit in read_edits(file)},
            )
        return replace(network, engine=engine_of(self.folder))

    def _ontology(self) -> Path:
        """The folder of the ontology that the build was made with.

        Raises:
            OutputError: it is gone.
        """
        if vocabulary_of(self.folder) is None:
            return ontology_dir()
        found = read_sources(self.folder).ontology
        if found is None or not (found / "kg.ttl").is_file():
            raise OutputError(
                f"{self.folder}: made with the ontology {found}, which is gone; bring it back"
            )
        return found

    def _in_its_words(self) -> AbstractContextManager[None]:
        """Within the block, names and labels are those of the build."""
        return using(vocabulary_of(self.folder))

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The entities, sorted by IRI."""
        return self.network.nodes

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts with their evidence, planned, denied and ended ones among them."""
        return self.network.facts

    def __len__(self) -> int:
        """How many entities there are."""
        return len(self.nodes)

    def query(self, sparql: str, **parameters: Value) -> Result:
        """Run a query, or a saved one by its name; keyword arguments are values for variables.

        Raises:
            QueryError: it does not parse, or is refused.
        """
        saved = saved_queries().get(sparql)
        text, values = (saved.text, saved.bind(parameters)) if saved else (sparql, parameters)
        with self._in_its_words():
            return Result(run(self.build, text, values), self.build)

    def explain(self, name: str) -> tuple[Explanation, ...]:
        """Why the nodes of this name and their edges are there.

        Raises:
            QueryError: nothing has this name.
        """
        with self._in_its_words():
            return tuple(explain(self.build, node) for node in find_named(self.build, name))

    def find(self, text: str, *, type: str = "", limit: int = LIMIT) -> list[Hit]:  # noqa: A002 - the word users know
        """Entities by part of a name, by words, by pinyin or its initials; the best first.

        Args:
            text: what to look for.
            type: only entities of this type or subtype.
            limit: how many at the most.

        Raises:
            QueryError: no such type.
        """
        with self._in_its_words():
            return self._names.find(text, type_=type, limit=limit)

    @cached_property
    def _names(self) -> Names:
        return open_names(self.folder, self.build)

    def export(self, format: str) -> bytes:  # noqa: A002 - the word users know
        """The graph in a format of ``kg export``."""
        from kg.export import FORMATS, encode

        form = FORMATS.get(format)
        if form and form.file and (self.folder / form.file).is_file():
            return (self.folder / form.file).read_bytes()
        with self._in_its_words():
            return encode(self.network, format)

    def to_rdflib(self) -> rdflib.Graph:
        """Facts, evidence and documents as an rdflib graph."""
        return rdflib_graph(self.export("nt").decode("utf-8"))

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """A directed multigraph: nodes by IRI with their labels, an edge for each fact."""
        from kg.export import to_networkx

        with self._in_its_words():
            return to_networkx(self.network)

    def to_pandas(self) -> Frames:
        """Entities, relations and evidence as frames."""
        from kg.export import tables

        with self._in_its_words():
            return Frames(
                frame(tables.entity_rows(self.network), tables.ENTITY_COLUMNS),
                frame(tables.relation_rows(self.network), tables.RELATION_COLUMNS),
                frame(tables.evidence_rows(self.network), tables.EVIDENCE_COLUMNS),
            )

    def __repr__(self) -> str:
        return (
            f"<kg.Graph {str(self.folder)!r}: {len(self.nodes)} entities, {len(self.facts)} facts>"
        )

    def show(self, height: int = FRAME_HEIGHT) -> Shown:
        """The explorer, inline in a notebook; pages that were left out are made, where they can be.

        Args:
            height: of the frame, in pixels.
        """
        if not has_pages(self.folder):
            from kg.changes import complete

            with suppress(KgError):
                complete(output=self.folder)
        return Shown(self.folder, height, repr(self))

    def _repr_html_(self) -> str:
        return self.show()._repr_html_()


@dataclass(frozen=True)
class Frames:
    """A graph as pandas frames; unpacks into entities, relations, evidence."""

    entities: pd.DataFrame
    relations: pd.DataFrame
    evidence: pd.DataFrame

    def __iter__(self) -> Iterator[pd.DataFrame]:
        yield from (self.entities, self.relations, self.evidence)
