"""Where the data that ships with kg lies: inside the wheel, or at the top of a checkout."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def ontology_dir() -> Path:
    """The folder of vocabulary, shapes, lexicons and patterns that this installation uses."""
    packaged = _PACKAGE / "ontology"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "ontology"


def kg_version() -> str:
    """The version of this kg."""
    try:
        return version("kg-zh")
    except PackageNotFoundError:
        return "unknown"  # run from a source tree that was never installed
