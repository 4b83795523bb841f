"""Edits written to a curation file, taken out, taken back; nothing that a build would refuse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from kg.curate import COLUMNS, Curated, Edit, decode_curation, read_edits
from kg.curate.file import CurationFile, changing
from kg.curate.table import header_and_lines
from kg.editing.desk import Desk, curation_path
from kg.errors import CurationError, InputError
from kg.lock import Waiting
from kg.read import real_place

#: What a person gives under a column: a text, or ``{"iri": …}`` for an entity of the build.
Value = str | Mapping[str, str]


class RefusedError(InputError):
    """An edit that cannot be applied.

    Attributes:
        number: which of those that were to be written, from 0; None where it is another line.
        line: of the file.
        close: names that may have been meant.
    """

    def __init__(self, error: CurationError, lines: Sequence[int]) -> None:
        super().__init__(str(error))
        self.number = lines.index(error.line) if error.line in lines else None
        self.line = error.line
        self.close = error.close


class AnotherStateError(InputError):
    """The file is not the one that the person saw."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a curation file: edits as the file has them, and those that are gone."""

    path: Path
    came: tuple[Edit, ...] = ()
    went: tuple[Edit, ...] = ()


def write(
    output: Path,
    edits: Sequence[Mapping[str, Value]],
    *,
    file: Path | None = None,
    check: bool = False,
    match: str = "",
    waiting: Waiting | None = None,
) -> Done:
    """Put edits at the end of the curation file, all or none.

    Args:
        output: the folder of the build that they must fit.
        edits: texts by column; what has no date gets that of today.
        file: the curation file, where it is not plain which.
        check: write nothing.
        match: what :func:`state` said of the file when the person saw it.
        waiting: called before a wait for another writer.

    Raises:
        RefusedError: one cannot be applied, as ``kg build`` would say.
        InputError: a text cannot be written.
        AnotherStateError: the file is another now.
        OutputError: there is no build, or the file cannot be written.
    """
    desk = Desk(output, curation_path(output, file))
    with changing(desk.path, waiting=waiting) as held:
        _check_state(held, match)
        now = desk.curated(held.text) if _names_nodes(edits) else None
        columns, _ = header_and_lines(held.text, desk.path.name)
        today = _today() if "date" in columns else ""
        values = [{"date": today} | _texts(edit, now) for edit in edits]
        data, lines = held.with_lines(values)
        try:
            document = desk.document(decode_curation(data, desk.path.name))
            desk.curated(document.text)
        except CurationError as error:
            raise RefusedError(error, lines) from error
        if not check:
            held.put(data)
    came = tuple(edit for edit in read_edits(document) if edit.line in lines)
    return Done(desk.path, came=came)


def take_out(output: Path, line: int, *, file: Path | None = None, match: str = "") -> Done:
    """Take one edit out of the curation file.

    Raises:
        InputError: the line holds none.
        RefusedError: without it another cannot be applied.
        AnotherStateError: the file is another now.
        OutputError: there is no build, or the file cannot be written.
    """
    desk = Desk(output, curation_path(output, file))
    with changing(desk.path) as held:
        _check_state(held, match)
        before = _edits(desk, held.data)
        data = held.without_line(line)
        try:
            desk.curated(decode_curation(data, desk.path.name))
        except CurationError as error:
            raise RefusedError(error, []) from error
        held.put(data)
    return Done(desk.path, went=tuple(edit for edit in before if edit.line == line))


def take_back(output: Path, *, file: Path | None = None) -> Done:
    """Undo the last writing to the curation file.

    Raises:
        InputError: there is none, or the file was changed by another hand since.
        OutputError: there is no build, or the file cannot be written.
    """
    desk = Desk(output, curation_path(output, file))
    with changing(desk.path) as held:
        before = _edits(desk, held.data)
        after = _edits(desk, held.undo())
    keys_before, keys_after = ({edit.key for edit in edits} for edits in (before, after))
    return Done(
        desk.path,
        came=tuple(edit for edit in after if edit.key not in keys_before),
        went=tuple(edit for edit in before if edit.key not in keys_after),
    )


@dataclass(frozen=True, slots=True)
class Listing:
    """A curation file as it is; ``undo`` says whether something can be taken back."""

    path: Path
    edits: tuple[Edit, ...]
    state: str
    undo: bool
    text: str

    def text_of(self, edit: Edit) -> str:
        """The line of an edit."""
        return edit.span.of(self.text)


def listing(output: Path, *, file: Path | None = None) -> Listing:
    """All edits of the curation file.

    Raises:
        CurationError: the file breaks the rules.
        OutputError: there is no build, or the file cannot be read.
    """
    desk = Desk(output, curation_path(output, file))
    held = CurationFile(real_place(desk.path))
    return Listing(desk.path, _edits(desk, held.data), state(held.data), held.can_undo(), held.text)


def state(data: bytes | None) -> str:
    """A mark that is another when the content of a file is."""
    return sha256(b"" if data is None else data + b".").hexdigest()[:24]


def _check_state(held: CurationFile, match: str) -> None:
    if match not in ("", "*", state(held.data)):
        raise AnotherStateError(f"{held.path.name} was changed meanwhile; look at it again")


def _edits(desk: Desk, data: bytes | None) -> tuple[Edit, ...]:
    return read_edits(desk.document(decode_curation(data or b"", desk.path.name)))


def _names_nodes(edits: Sequence[Mapping[str, Value]]) -> bool:
    return any(isinstance(value, Mapping) for edit in edits for value in edit.values())


def _texts(edit: Mapping[str, Value], now: Curated | None) -> dict[str, str]:
    """The texts of an edit, by column, those of nodes as short as may be."""
    texts = {}
    for column, value in edit.items():
        if isinstance(value, str):
            texts[column] = value
        elif now is None or set(value) != {"iri"} or not isinstance(value["iri"], str):
            raise InputError(f'{column}: must be a text or {{"iri": …}}')
        else:
            texts[column] = now.text_for(value["iri"])
    unknown = sorted(texts.keys() - set(COLUMNS))
    if unknown:
        raise InputError(f"an edit has nothing called {unknown[0]!r}; it has {', '.join(COLUMNS)}")
    return {column: text for column, text in texts.items() if text}


def _today() -> str:
    return datetime.now(UTC).astimezone().date().isoformat()
