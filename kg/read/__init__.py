"""path → Document: decoding, page furniture, metadata."""

from kg.read.files import (
    Candidate,
    Found,
    Source,
    candidates,
    find,
    identified,
    named_place,
    real_place,
)
from kg.read.load import load, read_bytes

__all__ = [
    "Candidate",
    "Found",
    "Source",
    "candidates",
    "find",
    "identified",
    "load",
    "named_place",
    "read_bytes",
    "real_place",
]
