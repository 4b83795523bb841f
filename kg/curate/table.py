"""The text of a curation file ⇄ edits. Tab-separated, in UTF-8; see ``docs/curation.md``."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from kg.cells import cell, cell_text
from kg.curate.edits import COLUMNS, Cell, Edit, check_columns
from kg.errors import CurationError, InputError
from kg.model import Document, Span

_NEEDED = ("action", "name")
_SPACE = " \u3000\u00a0\ufeff"
_WRAPPED = re.compile(r'"((?:[^"]|"")*)"')
_TIME = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_Line = tuple[int, Span, str]


def decode_curation(data: bytes, file: str) -> str:
    """The text of a curation file.

    Raises:
        CurationError: it is not in UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CurationError(file, line, "not in UTF-8; save the file as UTF-8") from error


def read_edits(document: Document) -> tuple[Edit, ...]:
    """The edits of a curation file, in the order of its lines.

    Raises:
        CurationError: a line breaks the rules; the message counts the others that do.
    """
    columns, lines = header_and_lines(document.text, document.source)
    edits, errors = [], []
    for number, span, line in lines:
        edit = Edit(document.id, document.source, number, span, {})
        try:
            cells = _cells(edit, line, columns)
            edit = Edit(document.id, document.source, number, span, cells)
            check_columns(edit)
            _check_time(edit)
        except CurationError as error:
            errors.append(error)
        edits.append(edit)
    raise_first(errors)
    return tuple(edits)


def raise_first(errors: Sequence[CurationError]) -> None:
    """Raise the first of some errors, in which the others are counted.

    Raises:
        CurationError: there are errors.
    """
    if not errors:
        return
    first, *rest = sorted(errors, key=lambda error: (error.file, error.line))
    lines = sorted({(error.file, error.line) for error in rest} - {(first.file, first.line)})
    shown = ", ".join(f"{file}:{line}" for file, line in lines[:5])
    more = f" (and so with {shown}{', …' if len(lines) > 5 else ''})" if lines else ""
    raise CurationError(first.file, first.line, first.problem, first.close, more)


def header_and_lines(text: str, file: str) -> tuple[tuple[str, ...], list[_Line]]:
    """The columns that the header names, and the lines below it that hold an edit.

    Raises:
        CurationError: the header does not name the columns that are needed, or others.
    """
    lines = list(_lines(text))
    if not lines:
        return COLUMNS, []
    number, _, header = lines[0]
    columns = tuple(name.strip(_SPACE).strip('"').lower() for name in header.split("\t"))
    while columns and not columns[-1]:  # as spreadsheets leave them
        columns = columns[:-1]
    wrong = [name for name in columns if name not in COLUMNS]
    lacking = [name for name in _NEEDED if name not in columns]
    if wrong or lacking or len(set(columns)) < len(columns):
        wanted = " ".join(COLUMNS)
        raise CurationError(
            file, number, f"the first line must name the columns, tab-separated: {wanted}"
        )
    return columns, lines[1:]


def _lines(text: str) -> Iterator[_Line]:
    """Lines that are neither blank nor comments: number, place, characters without the break."""
    start = 0
    for number, piece in enumerate(text.split("\n"), 1):
        line = piece.removesuffix("\r")
        if line.strip() and not line.startswith("#"):
            yield number, Span(start, start + len(line)), line
        start += len(piece) + 1


def _cells(edit: Edit, line: str, columns: Sequence[str]) -> dict[str, Cell]:
    pieces = line.split("\t")
    if any(piece.strip(_SPACE) for piece in pieces[len(columns) :]):
        raise edit.error(f"{len(pieces)} cells where the header names {len(columns)}")
    cells: dict[str, Cell] = {}
    at = edit.span.start
    for column, piece in zip(columns, pieces, strict=False):
        if found := _cell(piece, at):
            cells[column] = found
        at += len(piece) + 1
    return cells


def _cell(piece: str, at: int) -> Cell | None:
    """What a cell says, without the quotes of a spreadsheet and the mark of :func:`cell`."""
    start, end = _trimmed(piece, 0, len(piece))
    if end - start > 1 and _WRAPPED.fullmatch(piece, start, end):
        start, end = _trimmed(piece, start + 1, end - 1)
        text = piece[start:end].replace('""', '"')
    else:
        text = piece[start:end]
    if text != cell_text(text):
        text, start = cell_text(text), start + 1
    return Cell(text, Span(at + start, at + end)) if text else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    return start, end


def _check_time(edit: Edit) -> None:
    parts = edit["time"].split("/") if edit["time"] else []
    if len(parts) > 2 or not all(map(_TIME.fullmatch, parts)):
        raise edit.error("the time must be like 2020, 2020-05, 2020-05-06 or 2020/2021-06")


def closest(name: str, names: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The names that are most like one."""
    return tuple(get_close_matches(name, sorted(set(names)), n=most, cutoff=0.4))


def written(values: Mapping[str, str], columns: Sequence[str], file: str) -> str:
    """An edit as a line of a file whose header names ``columns``, without the line break.

    Raises:
        InputError: a text cannot stand in a cell, or the file has no column for it.
    """
    for column, text in values.items():
        if column not in COLUMNS:
            raise InputError(f"an edit has nothing called {column!r}; it has {', '.join(COLUMNS)}")
        if any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in text):
            raise InputError(
                f"{column}: line breaks, tabs and control characters cannot be written"
            )
        if text and column not in columns:
            raise InputError(f"{file}: has no column {column!r}; add it to the first line")
    cells = [_wrapped(cell(values.get(column, "").strip(_SPACE))) for column in columns]
    line = "\t".join(cells).rstrip("\t")
    return "'" + line if line.startswith("#") else line


def _wrapped(text: str) -> str:
    """Spreadsheets take a quote at the beginning for their own."""
    return '"' + text.replace('"', '""') + '"' if text.startswith('"') else text
