"""Rows as a table for reading, its columns straight where Chinese and Latin text meet."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from kg.query.prefixes import shorten
from kg.query.results import Rows, Term
from kg.query.width import cut, inert, pad, width
from kg.rdf import Literal, NamedNode

_GAP = "  "
_NARROWEST = 6
_NUMBERS = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}"
    for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")
)

Label = Callable[[NamedNode], str]


def table(rows: Rows, prefixes: Mapping[str, str], label: Label, columns: int = 0) -> str:
    """A head, a rule and one line a row.

    Args:
        rows: what to show.
        prefixes: how IRIs are shortened.
        label: the name of an IRI, or ``""``; an IRI with one is shown by it.
        columns: what a line may take at most, 0 for no limit; the widest cells are cut.
    """
    cells = [[shown(term, prefixes, label) for term in row] for row in rows.rows]
    widths = [
        max(map(width, chain([name], (line[number] for line in cells))))
        for number, name in enumerate(rows.variables)
    ]
    if columns:
        widths = _fitted(widths, columns - len(_GAP) * (len(widths) - 1))
    right = [_is_number_column(rows, number) for number in range(len(widths))]
    lines = [
        _line(rows.variables, widths, right),
        _GAP.join("-" * size for size in widths),
        *(_line(line, widths, right) for line in cells),
    ]
    return "\n".join(lines) + "\n"


def shown(term: Term | None, prefixes: Mapping[str, str], label: Label) -> str:
    """A term as one harmless line: a literal's text, an IRI's label or short form."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return inert(label(term) or shorten(term.value, prefixes))
    return inert(term.value if isinstance(term, Literal) else str(term))


def _fitted(widths: Sequence[int], columns: int) -> list[int]:
    """Widths that sum to ``columns`` at most, taken from the widest; none below the narrowest."""
    fitted = list(widths)
    while sum(fitted) > columns:
        widest = max(range(len(fitted)), key=lambda number: fitted[number])
        if fitted[widest] <= _NARROWEST:
            break
        fitted[widest] -= 1
    return fitted


def _is_number_column(rows: Rows, number: int) -> bool:
    terms = [row[number] for row in rows.rows if row[number] is not None]
    return bool(terms) and all(
        isinstance(term, Literal) and term.datatype.value in _NUMBERS for term in terms
    )


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = (
        pad(cut(cell, size), size, right=is_right)
        for cell, size, is_right in zip(cells, widths, right, strict=True)
    )
    return _GAP.join(padded).rstrip()
