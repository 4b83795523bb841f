"""A network with its statements, made once for all formats."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from kg.export.forms import N_TRIPLES, Form
from kg.export.jsonld import Usage
from kg.export.splice import Earlier, Index, worth_it
from kg.graph import DOCUMENTS, Item, Sections, document_iri, sections
from kg.model import Network
from kg.rdf import Quad, RdfFormat, parse_text


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

    ``places`` fills with where the evidence stands in each file that was written.
    """

    network: Network
    earlier: Earlier | None = None
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    @cached_property
    def sections(self) -> Sections:
        """All statements, sorted; those of evidence are made when they are asked for."""
        return sections(self.network)

    def dataset(self) -> Iterator[Quad]:
        """All statements in their graphs, sorted."""
        parts = self.sections
        return chain(parts.entities, self.evidence, parts.others, parts.documents, parts.quarantine)

    @cached_property
    def evidence(self) -> tuple[Quad, ...]:
        """The statements of all evidence."""
        return self.sections.evidence_quads()

    @cached_property
    def used(self) -> Earlier | None:
        """The earlier build, if its evidence is much the same."""
        earlier = self.earlier
        if earlier is None or not worth_it(earlier, len(self.gone) + len(self.came)):
            return None
        return earlier if earlier.statements is not None else None

    @cached_property
    def gone(self) -> list[str]:
        """IRIs of the evidence of the earlier build that this one has not, sorted."""
        now = {item.iri for item in self.sections.evidence}
        return [iri for iri in self.earlier.iris if iri not in now] if self.earlier else []

    @cached_property
    def came(self) -> list[Item]:
        """The evidence that the earlier build has not, by IRI."""
        known = self.earlier.known if self.earlier else ()
        return [item for item in self.sections.evidence if item.iri not in known]

    @cached_property
    def evidence_usage(self) -> Usage:
        """How the properties of evidence are used."""
        if self.used:
            more = _usage(self.sections.evidence_quads(self.came))
            return self.used.index.usage.changed(more, _usage(self.used.quads(self.gone)))
        return _usage(self.evidence)

    @cached_property
    def usage(self) -> Usage:
        """How the properties of all good statements are used."""
        parts = self.sections
        others = _usage(chain(parts.entities, parts.others, parts.documents))
        return others.changed(self.evidence_usage, Usage.of(()))

    def rdf(self, file: str, form: Form) -> bytes:
        """The bytes of an RDF file."""
        parts = self.sections
        before = form.blocks(parts.entities)
        evidence = b"".join(self._evidence(file, form))
        behind = [form.blocks((*parts.others, *parts.documents))]
        if form.graphs:
            behind = [
                form.blocks(part) for part in (parts.others, parts.documents, parts.quarantine)
            ]
        start = len(form.head()) + len(before)
        self.places[file] = start, start + len(evidence)
        return form.file([before, evidence, *behind])

    def _evidence(self, file: str, form: Form) -> Iterable[bytes]:
        section = self.used.section(file, form.head()) if self.used else None
        if self.used and section is not None:
            quads = self.sections.evidence_quads
            came = {item.iri: form.blocks(quads([item])) for item in self.came}
            return self.used.spliced(section, form, self.gone, came)
        return [form.blocks(self.evidence)]

    def changes(self) -> Changes | None:
        """What to take out of the earlier build's statements and to put in; None without one."""
        used, parts = self.used, self.sections
        if not used:
            return None
        same = N_TRIPLES.blocks((*parts.entities, *parts.others, *parts.documents))
        gone, came = used.other_statements(same)
        documents = f"<{document_iri(self.network.base, '')[:-1]}"
        return Changes(
            gone=(*used.quads(self.gone), *_in_graphs(gone, documents)),
            came=(*parts.evidence_quads(self.came), *_in_graphs(came, documents)),
            quarantine=parts.quarantine,
        )

    def size(self) -> int:
        """How many statements there are, those on documents counted once more in their graph."""
        parts = self.sections
        usage = self.evidence_usage
        evidence = sum(forms.total() for forms in usage.forms.values()) + usage.classes.total()
        others = (*parts.entities, *parts.others, *parts.documents, *parts.documents)
        return len(others) + evidence + len(parts.quarantine)

    def index(self, program: str) -> Index:
        """Where all evidence stands, for the next build."""
        base = self.network.base
        return Index(
            program=program,
            base=base,
            iris=tuple(item.iri.removeprefix(base) for item in self.sections.evidence),
            places=self.places,
            usage=self.evidence_usage,
        )


def _in_graphs(lines: Sequence[bytes], documents: str) -> Iterator[Quad]:
    """Statements of the default graph; what says something of a document, also in its graph."""
    for quad in parse_text(b"".join(lines), RdfFormat.N_TRIPLES):
        yield quad
        if str(quad.subject).startswith(documents):
            yield Quad(quad.subject, quad.predicate, quad.object, DOCUMENTS)


def _usage(quads: Iterable[Quad]) -> Usage:
    return Usage.of(quad.triple for quad in quads)
