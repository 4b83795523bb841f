"""A network with its statements, made once for all formats."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from typing import Any

from kg.export import splice
from kg.export.forms import (
    N_TRIPLES,
    Buffer,
    Enclosure,
    Form,
    NotFoundError,
    by_subject,
    enclosed,
    enclosure,
)
from kg.export.jsonld import Usage
from kg.export.sheets import Run, Sheet, replaced, written
from kg.export.splice import Cut, Earlier, Index, Lengths, Renewal, Stretch, renewal
from kg.graph import (
    QUARANTINE,
    Before,
    Section,
    by_triple,
    changed_keys,
    delta,
    quarantine,
    sections,
)
from kg.model import Network
from kg.rdf import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse_text
from kg.records import Line

_LINES = "graph.nt"
_ENTITIES = "entities"


@dataclass(frozen=True, slots=True)
class Changes:
    """How the statements of a build come from those of the one before.

    Attributes:
        gone: statements that are no longer there, outside of the quarantine.
        came: statements that are new.
        quarantine: the whole of the quarantine, as it is now.
    """

    gone: tuple[Quad, ...]
    came: tuple[Quad, ...]
    quarantine: tuple[Quad, ...]


@dataclass(frozen=True)
class Content:
    """A network with its statements, and what of them an earlier build has written.

    Attributes:
        network: the graph.
        earlier: the build before, if there is one.
        lines: by id, the records that it has alike.
        lengths: of the blocks of the files that were asked for, section by section or run by run.
        jobs: the files that are being written.
    """

    network: Network
    earlier: Earlier | None = None
    lines: Mapping[str, Line] = field(default_factory=dict)
    lengths: dict[str, list[Lengths]] = field(default_factory=dict)
    jobs: dict[str, "Future[dict[str, Any]]"] = field(default_factory=dict)

    @cached_property
    def _before(self) -> Before | None:
        """The build before, if this one is much the same."""
        if self.earlier is None:
            return None
        kept = self.earlier.kept
        found = delta(kept, self.network, self.lines.keys())
        if not splice.worth_it(kept, len(found.facts_gone) + len(found.facts_came)):
            return None
        keys = {_ENTITIES: [node.iri for node in kept.nodes], **self.earlier.index.keys}
        return Before(kept, found, keys, self.lines.keys()) if self._fits(keys) else None

    def _fits(self, keys: Mapping[str, Sequence[str]]) -> bool:
        """Whether the statements are as they were written, and their blocks those of ``keys``."""
        assert self.earlier
        data, lengths = self.earlier.data(_LINES), self.earlier.index.lengths.get(_LINES, ())
        there = data is not None and len(data) == sum(map(sum, lengths))
        return there and list(map(len, lengths)) == list(map(len, keys.values()))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All good statements; they are made when they are asked for."""
        return sections(self.network, before=self._before)

    @cached_property
    def quarantine(self) -> tuple[Quad, ...]:
        """The statements of what breaks a shape."""
        return quarantine(self.network)

    @cached_property
    def _quads(self) -> dict[str, tuple[Quad, ...]]:
        return {}

    def _all(self, section: Section) -> tuple[Quad, ...]:
        """All statements of a section."""
        if section.name not in self._quads:
            self._quads[section.name] = section.quads()
        return self._quads[section.name]

    def dataset(self) -> Iterator[Quad]:
        """All statements in their graphs, sorted."""
        return chain(*map(self._all, self.sections), self.quarantine)

    @cached_property
    def _changed(self) -> dict[str, tuple[list[str], list[str]]]:
        """By section, the keys that are gone and that came."""
        assert self._before
        return {
            section.name: changed_keys(
                self._before.keys[section.name], section.keys, section.changed
            )
            for section in self.sections
        }

    @cached_property
    def _came(self) -> dict[str, tuple[Quad, ...]]:
        return {
            section.name: section.quads(set(self._changed[section.name][1]))
            for section in self.sections
        }

    @cached_property
    def _came_by_subject(self) -> dict[str, dict[str, list[Quad]]]:
        return {name: by_subject(quads) for name, quads in self._came.items()}

    @cached_property
    def _cuts(self) -> dict[str, list[Cut]]:
        """By section, where its blocks change."""
        assert self._before
        keys = self._before.keys
        return {name: splice.cuts(keys[name], *found) for name, found in self._changed.items()}

    def _places(self, file: str, form: Form) -> Iterator[tuple[Section, Stretch]]:
        """Where the blocks of each section lie in the earlier file.

        Raises:
            NotFoundError: it is none of these sections.
        """
        assert self.earlier
        at, lengths = len(form.head()), self.earlier.index.lengths[file]
        if len(lengths) != len(self.sections):
            raise NotFoundError
        for section, part in zip(self.sections, lengths, strict=True):
            around = enclosure(form, section.graph) if len(part) else Enclosure()
            found = splice.stretch(at + len(around.opening), part)
            at = found.offsets[-1] + len(around.closing)
            yield section, found

    @cached_property
    def _differences(self) -> dict[str, tuple[list[Triple], list[Triple]]]:
        """By section, the statements that are gone, read from what was written, and that came."""
        assert self.earlier
        data = self.earlier.data(_LINES)
        assert data is not None
        found = {}
        for section, (places, _) in self._places(_LINES, N_TRIPLES):
            cuts = self._cuts[section.name]
            lines = b"".join(data[places[first] : places[last]] for first, last, _ in cuts)
            gone = dict.fromkeys(quad.triple for quad in parse_text(lines, RdfFormat.N_TRIPLES))
            came = dict.fromkeys(quad.triple for quad in self._came[section.name])
            found[section.name] = (
                [triple for triple in gone if triple not in came],
                [triple for triple in came if triple not in gone],
            )
        return found

    @cached_property
    def _usages(self) -> dict[str, Usage]:
        """How properties are used, by section."""
        if self._before and self.earlier:
            old = self.earlier.index.usage
            return {
                name: old[name].changed(Usage.of(came), Usage.of(gone))
                for name, (gone, came) in self._differences.items()
            }
        return {
            section.name: Usage.of(quad.triple for quad in self._all(section))
            for section in self.sections
        }

    @cached_property
    def usage(self) -> Usage:
        """How the properties of all good statements are used."""
        total = Usage.of(())
        for usage in self._usages.values():
            total = total.changed(usage, Usage.of(()))
        return total

    def rdf(self, file: str, form: Form) -> list[Buffer]:
        """The pieces of an RDF file."""
        found = self._spliced(file, form) or [self._whole(s, form) for s in self.sections]
        self.lengths[file] = [lengths for _, lengths in found]
        pieces: list[Buffer] = []
        for section, (blocks, _) in zip(self.sections, found, strict=True):
            pieces += enclosed(blocks, form, section.graph)
        if form.graphs:
            pieces += enclosed([form.blocks(self.quarantine)], form, QUARANTINE)
        return form.file(pieces)

    def _whole(self, section: Section, form: Form) -> tuple[list[Buffer], Lengths]:
        """A section that is written anew, and how long its blocks are."""
        blocks = form.blocks(self._all(section))
        indent = enclosure(form, section.graph).indent
        starts = (indent + form.start(section.iri(key)) for key in section.keys)
        return [blocks], splice.lengths_of(blocks, starts)

    def _spliced(self, file: str, form: Form) -> list[tuple[list[Buffer], Lengths]]:
        """The sections out of the earlier file with what changed; none where that cannot be."""
        data = self.earlier.data(file) if self._before and self.earlier else None
        if data is None or data[: len(form.head())] != form.head():
            return []
        with suppress(NotFoundError):
            return [self._cut(form, data, *place) for place in self._places(file, form)]
        return []

    def _cut(
        self, form: Form, data: memoryview, section: Section, old: Stretch
    ) -> tuple[list[Buffer], Lengths]:
        assert self._before
        keys = self._before.keys[section.name]
        cuts = self._cuts[section.name]
        indent = enclosure(form, section.graph).indent

        def start(number: int) -> bytes:
            return indent + form.start(section.iri(keys[number]))

        if len(old.lengths) != len(keys):
            raise NotFoundError
        splice.check_starts(data, old, cuts, start)
        quads = self._came_by_subject[section.name]
        came = {key: form.blocks(quads[section.iri(key)]) for key in self._changed[section.name][1]}
        return splice.spliced(old, cuts, came, partial(form.taken, data))

    def sheet(self, file: str, sheet: Sheet) -> list[Buffer]:
        """The pieces of a table or a drawing."""
        runs = self._replaced(file, sheet)
        if not runs:
            for run in sheet.runs():
                blocks = [run.block(thing).encode("utf-8") for thing in run.things(self.network)]
                piece, lengths = written(run.mark, blocks)
                runs.append(([piece], lengths))
        self.lengths[file] = [lengths for _, lengths in runs]
        return sheet.file([pieces for pieces, _ in runs])

    def _replaced(self, file: str, sheet: Sheet) -> list[tuple[list[Buffer], Lengths]]:
        """The runs out of the earlier file with what changed; none where that cannot be."""
        data = self.earlier.data(file) if self._before and self.earlier else None
        if data is None or self.earlier is None:
            return []
        with suppress(NotFoundError):
            lengths = self.earlier.index.lengths[file]
            each = zip(sheet.runs(), sheet.places(data, lengths), strict=True)
            return [self._run(data, *run) for run in each]
        return []

    def _run(self, data: memoryview, run: Run[Any], old: Stretch) -> tuple[list[Buffer], Lengths]:
        before, cuts, numbers = self._renewals[run.of]
        if before != len(old.lengths):
            raise NotFoundError
        things = run.things(self.network)
        came = {key: run.block(things[number]).encode("utf-8") for key, number in numbers.items()}
        return replaced(run, data, old, cuts, came)

    @cached_property
    def _renewals(self) -> dict[str, Renewal]:
        """How nodes, facts and records change that tables have blocks for."""
        assert self._before
        delta, keys = self._before.delta, self._before.keys
        now = {section.name: section.keys for section in self.sections}
        facts, facts_now = (
            list(map(by_triple, of.facts)) for of in (self._before.kept, self.network)
        )
        documents = set(chain(*self._changed["documents"]))
        return {
            "nodes": renewal(keys[_ENTITIES], now[_ENTITIES], delta.touched),
            "facts": renewal(facts, facts_now, delta.restated),
            "documents": renewal(keys["documents"], now["documents"], documents),
        }

    def wait_for(self, file: str) -> None:
        """Wait until a file is written.

        Raises:
            OSError: it cannot be.
        """
        self.jobs[file].result()

    def described(self) -> dict[str, dict[str, Any]]:
        """Size and digest of all files, once they are written; no earlier one is needed then.

        Raises:
            OSError: one cannot be written.
            OutputError: somebody has written into an earlier one meanwhile.
        """
        found = {file: job.result() for file, job in self.jobs.items()}
        if self.earlier:
            self.earlier.close()
        return found

    def changes(self) -> Changes | None:
        """What to take out of the earlier build's statements and to put in; None without one."""
        if not self._before:
            return None
        gone, came = (
            tuple(
                quad
                for section in self.sections
                for triple in self._differences[section.name][which]
                for quad in _in_graphs(triple, section.graph)
            )
            for which in (0, 1)
        )
        return Changes(gone=gone, came=came, quarantine=self.quarantine)

    def size(self) -> int:
        """How many statements there are, those on documents counted once more in their graph."""
        once = sum(usage.total() for usage in self._usages.values())
        again = (s.name for s in self.sections if not isinstance(s.graph, DefaultGraph))
        return once + sum(self._usages[name].total() for name in again) + len(self.quarantine)

    def index(self, program: str) -> Index:
        """How all files are laid out, for the next build."""
        return Index(
            program=program,
            base=self.network.base,
            keys={s.name: s.keys for s in self.sections if s.name != _ENTITIES},
            usage=self._usages,
            lengths=self.lengths,
        )


def _in_graphs(triple: Triple, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    """A statement in the default graph; what says something of a document, also in its graph."""
    yield Quad(triple.subject, triple.predicate, triple.object)
    if not isinstance(graph, DefaultGraph):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)
