"""Which entities of different documents are one thing, by safe rules that can be named.

Two rules alone join entities of different documents:

- *same-name*: same core type and same full name (``kg.text.name_key``: traditional and simplified,
  full and half width are one);
- *short-form*: the full name of one is an alias of exactly one other of its type.

Neither joins by a name that means another thing in each document (市委, 组委会, 王先生; the table
``lexicon/generic.tsv``), and neither ever joins two entities that one document keeps apart. Nothing
is compared by sound or by dropping characters. The result depends on the set of records alone.
"""

from kg.resolve.generic import load_generic
from kg.resolve.join import resolve, thing_of
from kg.resolve.records import distinct
from kg.resolve.values import Key, Member, Resolution, Thing

__all__ = [
    "Key",
    "Member",
    "Resolution",
    "Thing",
    "distinct",
    "load_generic",
    "resolve",
    "thing_of",
]
