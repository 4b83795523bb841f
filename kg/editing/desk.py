"""A build's documents and things, to try edits on; and where its edits are kept."""

from functools import partial
from pathlib import Path

from kg.curate import CURATION, Curated, curate, curation_of, is_curation
from kg.errors import InputError
from kg.graph import entity_iri
from kg.model import Document, Record
from kg.read import identified, named_place, real_place
from kg.records import read_records
from kg.resolve import distinct, resolve
from kg.resources import ontology_dir
from kg.schema import schema_of
from kg.store import Kept, Sources, read_sources


def curation_path(output: Path, file: Path | None = None) -> Path:
    """The curation file of a build: the one named, that of the build, or the one it would look for.

    Raises:
        InputError: it is not plain which, or ``file`` cannot be one.
        OutputError: there is no build.
    """
    sources = read_sources(output)
    if file is not None:
        if not is_curation(file.name):
            raise InputError(f"{file}: a file of edits must be called something.tsv")
        return named_place(file)
    own = sorted(kept.candidate.path for kept in _curation_files(sources).values())
    if len(own) == 1:
        return own[0]
    if own:
        raise InputError(f"the build has {len(own)} files of edits; name one with --curation")
    folder = next((root for root in sources.roots if root.is_dir()), None)
    if folder is None:
        raise InputError(
            "the build was made of single files; say where edits are to be kept: --curation "
            f"{CURATION}, and give that to kg build, too"
        )
    return folder / CURATION


class Desk:
    """A build's documents and things, to try edits on."""

    def __init__(self, output: Path, path: Path) -> None:
        self.path = path
        self._output = output
        self._sources = read_sources(output)
        self._known: tuple[Record, ...] | None = None

    def document(self, text: str) -> Document:
        """The curation file, with another text, as a document of the build."""
        place = real_place(self.path)
        kept = self._sources.files.get(place)
        relative = kept.candidate.relative if kept else self.path.name
        every = [each.candidate for each in self._sources.files.values()]
        ids = {source.path: source.id for source in identified(every).sources}
        id_ = ids[kept.candidate.path] if kept else self.path.stem
        return Document(id_, relative, text, body=())

    def curated(self, text: str) -> Curated:
        """What the build would be with this text in the file."""
        own = self.document(text)
        files = [each for each in curation_of(self._output, self._records) if each.id != own.id]
        base, ontology = self._sources.base, self._sources.ontology or ontology_dir()
        documents = distinct(r for r in self._records if not is_curation(r.source))
        return curate(
            documents,
            resolve(documents, ontology),
            [*files, own],
            iri=partial(entity_iri, base),
            base=base,
            schema=schema_of(ontology),
            taken=self._sources.taken,
        )

    @property
    def _records(self) -> tuple[Record, ...]:
        if self._known is None:
            self._known = tuple(read_records(self._output))
        return self._known


def _curation_files(sources: Sources) -> dict[Path, Kept]:
    return {
        place: kept
        for place, kept in sources.files.items()
        if is_curation(kept.candidate.relative) and not kept.candidate.reason
    }
