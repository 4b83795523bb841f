"""What a build keeps for the next one, in its folder ``store/``.

``sources.json`` says which files the build was made of and how they were read; ``rdf/`` is the
graph of a large build as an index on disk. Neither is part of "same input, same bytes": the one
holds paths, the other is laid out anew each time. See ``docs/store.md``.
"""

from kg.store.fingerprint import fingerprint, writers_fingerprint
from kg.store.memory import Memory, recall
from kg.store.sources import Kept, Sources, digest, read_sources, write_sources

__all__ = [
    "Kept",
    "Memory",
    "Sources",
    "digest",
    "fingerprint",
    "read_sources",
    "recall",
    "write_sources",
    "writers_fingerprint",
]
