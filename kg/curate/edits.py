"""What a person can say of the graph: the actions, and one line of a curation file as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.errors import CurationError
from kg.model import Span

#: The columns of a curation file, in the order in which a new one has them.
COLUMNS = (
    "action", "name", "relation", "other", "role", "time", "document", "reason", "by", "date",
)  # fmt: skip

_ALWAYS = {"action", "reason", "by", "date"}

#: For each action the columns that it needs, and those that it may have besides.
ACTIONS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "merge": (("name", "other"), ("document",)),
    "split": (("name",), ("other", "document")),
    "rename": (("name", "other"), ("document",)),
    "retype": (("name", "other"), ("document",)),
    "hide": (("name",), ("document",)),
    "new": (("name",), ()),
    "reject": (("name", "relation", "other"), ("document",)),
    "add": (("name", "relation", "other"), ("role", "time", "document")),
}

#: Several documents in one cell are joined by this.
JOINT = " | "

_CURATOR = "curator"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and where the characters that say it stand in the file's text."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Edit:
    """One line of a curation file.

    Attributes:
        document: the id of the file as a document of the build.
        file: its path as the user knows it, for messages.
        line: the number of the line.
        span: where the line stands in the file's text.
        cells: those that say something, by column.
    """

    document: str
    file: str
    line: int
    span: Span
    cells: Mapping[str, Cell] = field(hash=False)

    def __getitem__(self, column: str) -> str:
        """What a column says; ``""`` where it says nothing."""
        cell = self.cells.get(column)
        return cell.text if cell else ""

    @property
    def action(self) -> str:
        """One of :data:`ACTIONS`."""
        return self["action"]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that it names."""
        return tuple(part.strip() for part in self["document"].split(JOINT) if part.strip())

    @property
    def producer(self) -> str:
        """Who says so, as evidence names what produced it."""
        return f"{_CURATOR}:{self['by']}" if self["by"] else _CURATOR

    @property
    def key(self) -> str:
        """All that it says, by which it is known again in another version of the file."""
        return "\t".join(self[column] for column in COLUMNS)

    @property
    def where(self) -> str:
        """File and line, for messages."""
        return f"{self.file}:{self.line}"

    def error(self, problem: str, close: tuple[str, ...] = ()) -> CurationError:
        """An error that names this line."""
        return CurationError(self.file, self.line, problem, close)


def is_curator(producer: str) -> bool:
    """Whether evidence comes from a person: ``curator`` or ``curator:NAME``."""
    return producer.partition(":")[0] == _CURATOR


def check_columns(edit: Edit) -> None:
    """See that an edit has what its action needs, and nothing else.

    Raises:
        CurationError: it is not so.
    """
    if edit.action not in ACTIONS:
        known = ", ".join(ACTIONS)
        raise edit.error(f"no action is called {edit.action or 'nothing'!r}; there are {known}")
    needed, allowed = ACTIONS[edit.action]
    for column in needed:
        if not edit[column]:
            raise edit.error(f"{edit.action} needs something under {column!r}")
    for column in COLUMNS:
        if edit[column] and column not in {*_ALWAYS, *needed, *allowed}:
            raise edit.error(f"{edit.action} takes nothing under {column!r}")
