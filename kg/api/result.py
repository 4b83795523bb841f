"""What a query gives in Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from kg.api.convert import frame, rdflib_graph
from kg.errors import KgError
from kg.query import Answer, Build, Results, Rows, Triples, render, table
from kg.query.results import python_value
from kg.query.table import shown

if TYPE_CHECKING:
    import pandas as pd
    import rdflib

    from kg.query import Term

_ROWS_SHOWN = 100


@dataclass(frozen=True)
class Result:
    """What a query gave: iterate over it for rows (dicts of Python values by variable name).

    An ``ASK`` is its truth value; ``CONSTRUCT`` and ``DESCRIBE`` give statements, see
    :meth:`to_rdflib` and :meth:`text`.
    """

    raw: Results
    build: Build

    def __iter__(self) -> Iterator[dict[str, Any]]:
        rows = self._rows()
        for row in rows.rows:
            yield dict(zip(rows.variables, map(python_value, row), strict=True))

    def __len__(self) -> int:
        return len(self.raw.triples) if isinstance(self.raw, Triples) else len(self._rows().rows)

    def __bool__(self) -> bool:
        return self.raw.value if isinstance(self.raw, Answer) else len(self) > 0

    def _rows(self) -> Rows:
        if isinstance(self.raw, Rows):
            return self.raw
        raise KgError("only SELECT gives rows; use bool() for ASK, .text('ttl') for statements")

    def text(self, format: str) -> str:  # noqa: A002 - the word users know
        """The result in a standard format: csv, tsv, json, xml; ttl, nt for statements."""
        return render(self.raw, format, self.build.prefixes)

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a frame, a column for each variable."""
        return frame(list(self), self._rows().variables)

    def to_rdflib(self) -> rdflib.Graph:
        """The statements of a CONSTRUCT or DESCRIBE."""
        return rdflib_graph(self.text("nt"))

    def __repr__(self) -> str:
        if isinstance(self.raw, Rows):
            return table(self.raw, self.build.prefixes, self.build.label).rstrip("\n")
        if isinstance(self.raw, Answer):
            return "yes" if self.raw.value else "no"
        return self.text("ttl").rstrip("\n")

    def _repr_html_(self) -> str:
        if not isinstance(self.raw, Rows):
            return f"<pre>{escape(repr(self))}</pre>"
        head = "".join(f"<th>{escape(name)}</th>" for name in self.raw.variables)
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(self._shown(term))}</td>' for term in row)}</tr>"
            for row in self.raw.rows[:_ROWS_SHOWN]
        )
        more = len(self.raw.rows) - _ROWS_SHOWN
        note = f"<p>… and {more} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"

    def _shown(self, term: Term | None) -> str:
        return shown(term, self.build.prefixes, self.build.label)
