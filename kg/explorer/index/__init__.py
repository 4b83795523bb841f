"""The graph as an index on disk, for ``kg serve`` to send piece by piece.

One SQLite file (``store/explorer.db``) made of the same columns as the page. Nodes are numbered by
how well they are connected, so that the first of any list are the ones to be sent first. A node
comes with all its facts to better-connected nodes: so each fact is sent once, and whoever has two
nodes has all facts between them, without telling the server what it knows.
"""

from kg.explorer.index.read import Index, IndexMissingError, open_index
from kg.explorer.index.write import INDEX, SMALL, write_index

__all__ = ["INDEX", "SMALL", "Index", "IndexMissingError", "open_index", "write_index"]
