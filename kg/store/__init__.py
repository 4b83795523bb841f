"""What a build keeps for the next one, in its folder ``store/``.

``sources.json`` says which files the build was made of and how they were read; ``rdf/`` is the
graph of a large build as an index on disk; ``kg.ttl`` the vocabulary, where it is the user's. The
first two are not part of "same input, same bytes": the one holds paths, the other is laid out anew
each time. See ``docs/store.md``.
"""

from kg.store.fingerprint import fingerprint, writers_fingerprint
from kg.store.memory import Memory, recall
from kg.store.sources import Kept, Sources, digest, read_sources, write_sources
from kg.store.vocabulary import keep_vocabulary, vocabulary_of

__all__ = [
    "Kept",
    "Memory",
    "Sources",
    "digest",
    "fingerprint",
    "keep_vocabulary",
    "read_sources",
    "recall",
    "vocabulary_of",
    "write_sources",
    "writers_fingerprint",
]
