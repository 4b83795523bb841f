"""A network with its statements, made once for all formats."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, groupby

from kg.export import splice
from kg.export.forms import N_TRIPLES, Buffer, Form, NotFoundError
from kg.export.jsonld import Usage
from kg.export.sheets import NodeRun, Sheet
from kg.export.splice import Earlier, Index
from kg.graph import Before, Section, changed_keys, delta, quarantine, sections
from kg.model import Network
from kg.rdf import DefaultGraph, NamedNode, Quad, RdfFormat, parse_text

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

    ``places`` and ``rows`` fill with how the files that were written are laid out.

    Attributes:
        network: the graph.
        earlier: the build before, if there is one.
        lines: by id, the records that it has alike.
    """

    network: Network
    earlier: Earlier | None = None
    lines: Mapping[str, str] = field(default_factory=dict)
    places: dict[str, list[int]] = field(default_factory=dict)
    rows: dict[str, list[list[int]]] = field(default_factory=dict)

    @cached_property
    def _before(self) -> Before | None:
        """The build before, if this one is much the same."""
        if self.earlier is None or self.earlier.lines is None:
            return None
        kept = self.earlier.kept
        found = delta(kept, self.network, self.lines.keys())
        if not splice.worth_it(kept, len(found.facts_gone) + len(found.facts_came)):
            return None
        keys = {_ENTITIES: [node.iri for node in kept.nodes], **self.earlier.index.keys}
        return Before(kept, found, keys, self.lines.keys())

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
    def _gone(self) -> dict[str, tuple[Quad, ...]]:
        """By section, the statements of keys that are gone, read from what was written."""
        assert self.earlier
        assert self.earlier.lines is not None
        found = {}
        for number, section in enumerate(self.sections):
            start, end = self.earlier.index.places["graph.nt"][number : number + 2]
            place = self._place(self.earlier.lines, end, section, N_TRIPLES)
            written: list[bytes] = []
            for key in self._changed[section.name][0]:
                start, last = place(key, start)
                written.append(self.earlier.lines[start:last])
            found[section.name] = tuple(parse_text(b"".join(written), RdfFormat.N_TRIPLES))
        return found

    @cached_property
    def _usages(self) -> dict[str, Usage]:
        """How properties are used, by section."""
        if self._before and self.earlier:
            old = self.earlier.index.usage
            return {
                name: old[name].changed(_usage(came), _usage(self._gone[name]))
                for name, came in self._came.items()
            }
        return {section.name: _usage(self._all(section)) for section in self.sections}

    @cached_property
    def usage(self) -> Usage:
        """How the properties of all good statements are used."""
        total = Usage.of(())
        for usage in self._usages.values():
            total = total.changed(usage, Usage.of(()))
        return total

    def rdf(self, file: str, form: Form) -> list[Buffer]:
        """The pieces of an RDF file."""
        data = self.earlier.data(file) if self._before and self.earlier else None
        blocks: list[list[Buffer]] = []
        if data is not None and data.startswith(form.head()):
            try:
                blocks = list(self._spliced(data, file, form))
            except NotFoundError:
                blocks = []
        if not blocks:
            blocks = [[form.blocks(self._all(section))] for section in self.sections]
        self.places[file] = [len(form.head())]
        for pieces in blocks:
            self.places[file].append(self.places[file][-1] + sum(map(len, pieces)))
        last = [form.blocks(self.quarantine)] if form.graphs else []
        return form.file([*chain.from_iterable(blocks), *last])

    def _spliced(self, data: bytes, file: str, form: Form) -> Iterator[list[Buffer]]:
        assert self.earlier
        places = self.earlier.index.places[file]
        data = form.blocks_in(data, places[-1])
        for number, section in enumerate(self.sections):
            if form.graphs and not isinstance(section.graph, DefaultGraph):
                yield [form.blocks(self._all(section))]
                continue
            start, end = places[number : number + 2]
            gone, came = self._changed[section.name]
            blocks = dict(_blocks(section, self._came[section.name], came, form))
            place = self._place(data, end, section, form)
            yield list(splice.spliced(data, (start, end), gone, blocks, place))

    def _place(
        self, data: bytes, end: int, section: Section, form: Form
    ) -> Callable[[str, int], tuple[int, int]]:
        assert self._before
        keys = self._before.keys[section.name]
        return splice.found_by_start(data, end, keys, lambda key: form.start(section.iri(key)))

    def sheet(self, file: str, sheet: Sheet) -> list[Buffer]:
        """The pieces of a table or a drawing."""
        blocks: list[list[bytes]] = []
        data = self.earlier.data(file) if self._before and self.earlier else None
        if data is not None and self.earlier:
            with suppress(NotFoundError):
                blocks = list(self._blocks_of(sheet, data, self.earlier.index.rows[file]))
        if not blocks:
            blocks = [
                [run.block(thing).encode("utf-8") for thing in run.things(self.network)]
                for run in sheet.runs()
            ]
        self.rows[file] = [list(map(len, found)) for found in blocks]
        return sheet.file(blocks)

    def _blocks_of(
        self, sheet: Sheet, data: bytes, lengths: Sequence[Sequence[int]]
    ) -> Iterator[list[bytes]]:
        """The blocks of each run: those of the earlier file, and new ones for what changed."""
        assert self._before
        delta, kept = self._before.delta, self._before.kept
        for run, old in zip(sheet.runs(), sheet.cut(data, lengths), strict=True):
            changed = delta.touched if isinstance(run, NodeRun) else delta.restated
            known = dict(zip(map(run.key, run.things(kept)), old, strict=True))
            yield [
                known[key]
                if (key := run.key(thing)) in known and key not in changed
                else run.block(thing).encode("utf-8")
                for thing in run.things(self.network)
            ]

    def changes(self) -> Changes | None:
        """What to take out of the earlier build's statements and to put in; None without one."""
        if not self._before:
            return None
        return Changes(
            gone=tuple(self._in_graphs(self._gone)),
            came=tuple(self._in_graphs(self._came)),
            quarantine=self.quarantine,
        )

    def _in_graphs(self, found: Mapping[str, Sequence[Quad]]) -> Iterator[Quad]:
        """Statements in the default graph; what says something of a document, also in its graph."""
        for section in self.sections:
            for quad in found[section.name]:
                yield Quad(quad.subject, quad.predicate, quad.object)
                if not isinstance(section.graph, DefaultGraph):
                    yield Quad(quad.subject, quad.predicate, quad.object, section.graph)

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
            places=self.places,
            usage=self._usages,
            rows=self.rows,
        )


def _blocks(
    section: Section, quads: Sequence[Quad], keys: Iterable[str], form: Form
) -> Iterator[tuple[str, bytes]]:
    """The block of each key."""
    found = {iri: list(group) for iri, group in groupby(quads, key=_subject)}
    for key in keys:
        yield key, form.blocks(found[section.iri(key)])


def _subject(quad: Quad) -> str:
    return str(quad.subject.value) if isinstance(quad.subject, NamedNode) else ""


def _usage(quads: Iterable[Quad]) -> Usage:
    return Usage.of(quad.triple for quad in quads)
