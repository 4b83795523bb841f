"""Where the data that ships with kg lies: inside the wheel, or at the top of a checkout."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def ontology_dir() -> Path:
    """The folder of vocabulary, shapes, lexicons and patterns that this installation uses."""
    packaged = _PACKAGE / "ontology"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "ontology"
