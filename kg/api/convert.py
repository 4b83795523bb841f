"""Into the values of other libraries, each imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import KgError

if TYPE_CHECKING:
    import pandas as pd
    import rdflib


def rdflib_graph(ntriples: str) -> rdflib.Graph:
    """An rdflib graph of N-Triples, with the usual prefixes."""
    import rdflib

    from kg.schema import PREFIXES

    graph = rdflib.Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph.parse(data=ntriples, format="nt")


def frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """A pandas frame of rows.

    Raises:
        KgError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise KgError("pandas is not installed; run: pip install 'kg-zh[pandas]'") from error
    return pd.DataFrame(list(rows), columns=list(columns))
