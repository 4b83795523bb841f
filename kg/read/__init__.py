"""path → Document: decoding, page furniture, metadata."""

from kg.read.files import (
    CURATION,
    Candidate,
    Found,
    Source,
    better,
    candidates,
    find,
    identified,
    is_curation,
    named_place,
    real_place,
)
from kg.read.load import load, read_bytes

__all__ = [
    "CURATION",
    "Candidate",
    "Found",
    "Source",
    "better",
    "candidates",
    "find",
    "identified",
    "is_curation",
    "load",
    "named_place",
    "read_bytes",
    "real_place",
]
