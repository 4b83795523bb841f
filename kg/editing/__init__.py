"""Edits by hand: checked against a build, written to its curation file, taken back.

``python -m kg.editing`` does the same for ``kg serve``, in a process of its own.
"""

from kg.editing.desk import curation_path
from kg.editing.verbs import (
    AnotherStateError,
    Done,
    Listing,
    RefusedError,
    Value,
    listing,
    take_back,
    take_out,
    write,
)

__all__ = [
    "AnotherStateError",
    "Done",
    "Listing",
    "RefusedError",
    "Value",
    "curation_path",
    "listing",
    "take_back",
    "take_out",
    "write",
]
