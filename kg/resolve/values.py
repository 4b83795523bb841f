"""What resolution gives: things, and why each entity belongs to its thing."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Rule = Literal["", "same-name", "short-form", "curation"]


class Key(NamedTuple):
    """An entity of one document: the record's id and the entity's id in it."""

    record: str
    entity: str


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """One entity of a thing.

    Attributes:
        rule: what joined it to entities of other documents; ``""`` for one that stands alone.
    """

    key: Key
    rule: Rule = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """Entities that are one node.

    Attributes:
        names: all names, the label first, the others sorted.
        homonym: its name alone does not say which thing it is: too general, or one document has
            two things of that name.
        members: sorted by record and entity.
    """

    type: str
    subtype: str
    names: tuple[str, ...]
    homonym: bool
    members: tuple[Member, ...]

    @property
    def label(self) -> str:
        """The preferred name."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Resolution:
    """All things, sorted by type, label and first member."""

    things: tuple[Thing, ...]

    def places(self) -> dict[Key, int]:
        """For each entity the index of its thing."""
        return {
            member.key: index for index, thing in enumerate(self.things) for member in thing.members
        }
