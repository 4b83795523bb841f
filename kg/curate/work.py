"""What is known while edits are applied, and what becomes of those that cannot be."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from kg.curate.edits import Edit
from kg.curate.names import Things
from kg.curate.table import closest, raise_first
from kg.errors import CurationError
from kg.resolve import Thing


@dataclass
class Ledger:
    """Which edits did nothing and why.

    An edit that an earlier build has ``taken`` may have lost what it is about, since documents come
    and go: that is noted. For any other it is an error, so that a slip of the pen does not go by.
    """

    taken: Collection[str]
    problems: dict[Edit, str] = field(default_factory=dict)
    errors: list[CurationError] = field(default_factory=list)

    def failed(self, edit: Edit, error: CurationError) -> None:
        """An edit finds nothing to be applied to."""
        if edit.key in self.taken:
            self.problems[edit] = error.problem
        else:
            self.errors.append(error)

    def idle(self, edit: Edit, why: str) -> None:
        """An edit is right, but changes nothing."""
        self.problems[edit] = why

    def contradicts(self, edit: Edit, problem: str) -> None:
        """An edit and another cannot both be so."""
        self.errors.append(edit.error(problem))

    def close(self) -> None:
        """See that nothing is wrong.

        Raises:
            CurationError: the first thing that is.
        """
        raise_first(self.errors)


@dataclass
class Shapes:
    """What edits make of the things of a build.

    Attributes:
        things: as the documents and splits give them.
        homes: for each thing, by its number, the one that it has become a part of, or itself.
        labels: names to be preferred, by home, with the edit that says so.
        types: types, likewise.
        hidden: homes that are no entities.
        more: further names, by home.
        about: the things that each edit is about, by number.
    """

    things: Things
    homes: dict[int, int] = field(default_factory=dict)
    labels: dict[int, tuple[Edit, str]] = field(default_factory=dict)
    types: dict[int, tuple[Edit, tuple[str, str]]] = field(default_factory=dict)
    hidden: dict[int, Edit] = field(default_factory=dict)
    more: dict[int, set[str]] = field(default_factory=dict)
    about: dict[Edit, tuple[int, ...]] = field(default_factory=dict)

    def home(self, number: int) -> int:
        """The thing that one has become a part of."""
        return self.homes.get(number, number)

    def type_of(self, number: int) -> tuple[str, str]:
        """Core type and subtype of what a thing has become."""
        home = self.home(number)
        if home in self.types:
            return self.types[home][1]
        thing = self.things.all[home]
        return thing.type, thing.subtype

    def shown(self, number: int) -> str:
        """A thing's name for messages."""
        home = self.home(number)
        return self.labels[home][1] if home in self.labels else self.things.all[home].label

    def parts(self, home: int) -> Iterable[Thing]:
        """The things that are one at ``home``, that one first."""
        others = [each for each in self.things.joined(home) if each != home]
        return (self.things.all[each] for each in [home, *others])


def check_documents(edits: Iterable[Edit], known: Collection[str], ledger: Ledger) -> list[Edit]:
    """The edits whose documents are all in the build."""
    good = []
    for edit in edits:
        unknown = [name for name in edit.documents if name not in known]
        if unknown:
            problem = f"no document of the build is called {unknown[0]}"
            ledger.failed(edit, edit.error(problem, closest(unknown[0], known)))
        else:
            good.append(edit)
    return good
