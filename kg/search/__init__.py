"""Find entities by their names: by any part of one, by words, by pinyin and its initials.

>>> from kg.search import open_names
>>> open_names(folder).find("czz")   # doctest: +SKIP
[Hit(label='蔡志忠', …)]

A build keeps an index of its names (``store/names.db``); a build without one is indexed in memory
when it is opened. See ``docs/search.md``.
"""

from kg.search.entries import entries_of
from kg.search.find import LIMIT, Names
from kg.search.place import in_memory, open_file, open_names, own_index
from kg.search.values import MATCHES, Entry, Hit
from kg.search.write import INDEX, write_names

__all__ = [
    "INDEX",
    "LIMIT",
    "MATCHES",
    "Entry",
    "Hit",
    "Names",
    "entries_of",
    "in_memory",
    "open_file",
    "open_names",
    "own_index",
    "write_names",
]
