"""What is sent: the statements of ``graph.nt``, in batches, as SPARQL or as N-Triples."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, OutputError

STATEMENTS = "graph.nt"

_MOST_BYTES = 4 << 20
_BLOCK = 1 << 20
_BLANK = re.compile(rb"^_:|^\S+ \S+ _:")
# A backslash written as two, with u or U behind. SPARQL lets a reader replace \uXXXX before it
# looks at strings, so that "\\u0022" could end one. Where the letter is written as an escape
# itself, all readers agree.
_ESCAPE = re.compile(rb"\\(\\[uU]|.)", re.DOTALL)
_LETTERS = {b"\\u": rb"\\\u0075", b"\\U": rb"\\\u0055"}


@dataclass(frozen=True, slots=True)
class Batch:
    """Statements that go in one request; ``first`` is the number of statements before them."""

    first: int
    size: int
    statements: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """The statements of a build on their way.

    Attributes:
        folder: the build.
        digest: of all statements.
        total: how many there are.
        bytes: how long they are.
        batch: how many go in one request, at the most.
    """

    folder: Path
    digest: str
    total: int
    bytes: int
    batch: int

    @property
    def file(self) -> Path:
        """The file that they stand in, a statement a line."""
        return self.folder / STATEMENTS

    def batches(self, done: int = 0) -> Iterator[Batch]:
        """The statements behind the first ``done``, in batches.

        Raises:
            OutputError: the build was replaced meanwhile, or cannot be read.
        """
        digest = hashlib.sha256()
        held: list[bytes] = []
        size = number = 0
        try:
            with self.file.open("rb") as lines:
                for number, line in enumerate(lines, 1):
                    digest.update(line)
                    if number <= done:
                        continue
                    if held and (len(held) >= self.batch or size + len(line) > _MOST_BYTES):
                        yield Batch(number - 1 - len(held), len(held), b"".join(held))
                        held, size = [], 0
                    held.append(line)
                    size += len(line)
        except OSError as error:
            raise OutputError(f"{self.file}: cannot be read ({error.strerror})") from error
        if digest.hexdigest() != self.digest:
            raise OutputError(f"{self.folder}: the build was replaced meanwhile; push again")
        if held:
            yield Batch(number - len(held), len(held), b"".join(held))

    def requests(self) -> int:
        """How many requests all statements take."""
        return sum(1 for _ in self.batches())


def plan(folder: Path, batch: int) -> Plan:
    """Read what is to be sent.

    Raises:
        OutputError: there is no build.
        InputError: a statement cannot be sent piece by piece.
    """
    path = folder / STATEMENTS
    digest = hashlib.sha256()
    total = size = 0
    try:
        with path.open("rb") as lines:
            for total, line in enumerate(lines, 1):
                if _BLANK.match(line):
                    raise InputError(f"{path}, line {total}: a blank node has no name to send")
                digest.update(line)
                size += len(line)
    except OSError as error:
        message = f"no build in {folder}; run kg build first, or name its folder with -o"
        raise OutputError(message) from error
    return Plan(folder, digest.hexdigest(), total, size, batch)


def insert(statements: bytes, graph: str) -> bytes:
    """An update that inserts N-Triples into a graph, ``""`` being the default graph.

    N-Triples are SPARQL as they are, but for one escape.
    """
    safe = _ESCAPE.sub(lambda match: _LETTERS.get(match[1], match[0]), statements)
    if not graph:
        return b"INSERT DATA {\n" + safe + b"}\n"
    return b"INSERT DATA { GRAPH <" + graph.encode() + b"> {\n" + safe + b"} }\n"


def clear(graph: str) -> bytes:
    """An update that empties a graph, whether there is one or not."""
    return f"CLEAR SILENT GRAPH <{graph}>\n".encode() if graph else b"CLEAR SILENT DEFAULT\n"


def count(graph: str) -> str:
    """A query for how many statements a graph holds."""
    pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
    return f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
