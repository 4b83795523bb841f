"""Mentions → local Entities: names that mean one thing within a document."""

from functools import cache
from pathlib import Path

from kg.link.linker import Linker
from kg.link.linker import load_linker as _load

__all__ = ["Linker", "load_linker"]


@cache
def load_linker(ontology: Path) -> Linker:
    """The linker over the tables of an ontology folder, read once.

    Raises:
        OntologyError: a table breaks its own rules.
    """
    return _load(ontology)
