"""path → Document: decoding, page furniture, metadata."""

from kg.read.files import Found, Source, find
from kg.read.load import load

__all__ = ["Found", "Source", "find", "load"]
