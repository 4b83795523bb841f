"""A source → its document."""

import stat
from pathlib import Path

from kg.errors import ReadError
from kg.model import Document
from kg.read.article import body, lay_out
from kg.read.cues import Cues, load_cues
from kg.read.dates import first_date
from kg.read.decode import Decoded, UndecodableError, decode
from kg.read.files import Source
from kg.read.markdown import front_matter, markup, title_of
from kg.read.metadata import Metadata, from_lines
from kg.resources import ontology_dir

# A novel of a thousand pages has about a million. What is longer is a dump, and would keep one
# process busy for many minutes while the others wait.
LONGEST_DOCUMENT = 5_000_000


def load(
    source: Source,
    encoding: str = "",
    *,
    ontology: Path | None = None,
    data: bytes | None = None,
) -> Document:
    """Read one document.

    Args:
        source: the file.
        encoding: what it is in, e.g. ``"gb18030"``; ``""`` to find out.
        ontology: the folder with the cue tables; by default that of this installation.
        data: the content of the file where it was read before.

    Raises:
        ReadError: it cannot be opened or decoded, holds no text, or is too long to be a document.
        OntologyError: a cue table is broken.
    """
    cues = load_cues(ontology or ontology_dir())
    try:
        decoded = decode(
            read_bytes(source) if data is None else data,
            encoding=encoding,
            page=source.kind == "html",
        )
        if len(decoded.text) > LONGEST_DOCUMENT:
            raise ReadError(source.relative, _too_long(len(decoded.text)))
        return _document(source, decoded, cues)
    except UndecodableError as error:
        raise ReadError(source.relative, str(error)) from error


def _too_long(characters: int) -> str:
    return (
        f"{characters:,} characters, more than the {LONGEST_DOCUMENT:,} of one document; split it"
    )


def _document(source: Source, decoded: Decoded, cues: Cues) -> Document:
    text, known = decoded.text, Metadata()
    marks = markup(text) if source.kind == "markdown" else ()
    if source.kind == "markdown":
        known = _of_markdown(text)
    elif source.kind == "html":
        from kg.read.html import read_page  # heavy libraries, needed for pages alone

        text, known = read_page(text, cues)
    layout = lay_out(text, cues, marks)
    metadata = known.or_else(from_lines(text, layout, cues))
    return Document(
        id=source.id,
        source=source.relative,
        text=text,
        body=body(text, layout, cues, marks),
        title=metadata.title,
        published=metadata.published,
        publisher=metadata.publisher,
        issue=metadata.issue,
        encoding=decoded.encoding,
    )


def _of_markdown(text: str) -> Metadata:
    said = front_matter(text)
    return Metadata(
        title=said.get("title", "") or title_of(text),
        published=first_date(said.get("date", "") or said.get("published", "")),
        publisher=said.get("publisher", "") or said.get("source", ""),
        issue=said.get("issue", ""),
    )


def read_bytes(source: Source) -> bytes:
    """The content of a file.

    Raises:
        ReadError: it cannot be opened.
    """
    try:
        if not stat.S_ISREG(source.path.stat().st_mode):
            raise ReadError(source.relative, "not a regular file")
        return source.path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error) or "cannot be read").lower()
        raise ReadError(source.relative, reason) from error
