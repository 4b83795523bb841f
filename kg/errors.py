"""What can go wrong, as one tree.

    KgError
    ├── InputError        a path, file or argument of the user's
    │   ├── ReadError     one file that could not be read; the others go on
    │   └── CurationError a line of a curation file that cannot be applied
    ├── OntologyError     a file under ontology/ breaks its own rules: names file and line
    ├── QueryError        SPARQL that does not parse or cannot run: names line and column
    └── OutputError       a place that cannot be written, or holds no build

Every message is one line that says where, what, and what to do.
"""

from pathlib import Path


class KgError(Exception):
    """Base of all errors that are the user's to mend; the command line prints only its message."""


class InputError(KgError):
    """A path, file or argument that cannot be used."""


class ReadError(InputError):
    """One file that could not be read.

    Attributes:
        source: the file, as the user named it.
        reason: why, in a few words.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class CurationError(InputError):
    """A line of a curation file that breaks its rules or cannot be applied.

    Attributes:
        file: as the user knows it.
        line: its number, 0 where the whole file is meant.
        problem: what is wrong with it.
        close: names that may have been meant.
    """

    def __init__(
        self, file: str, line: int, problem: str, close: tuple[str, ...] = (), more: str = ""
    ) -> None:
        where = f"{file}:{line}" if line else file
        hint = f"; close to it: {'、'.join(close)}" if close else ""
        super().__init__(f"{where}: {problem}{hint}{more}")
        self.file = file
        self.line = line
        self.problem = problem
        self.close = close


class OntologyError(KgError):
    """A vocabulary, lexicon or pattern file that breaks its own rules."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file = file
        self.line = line


class QueryError(KgError):
    """A query that does not parse or cannot run."""


class OutputError(KgError):
    """An output folder that cannot be written, or that holds no build."""

    @classmethod
    def unwritable(cls, folder: Path, error: OSError) -> "OutputError":
        """The system lets nothing be written to ``folder``."""
        in_the_way = isinstance(error, FileExistsError | NotADirectoryError)
        reason = "a file stands in the way" if in_the_way else error.strerror or str(error)
        return cls(f"{folder}: cannot be written ({reason}); name another folder with -o")
