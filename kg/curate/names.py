"""Which thing a person means by a name.

A name means first what the documents call so by their label, then what has it as another name, and
only then what edits give it to. So it does not matter in which order lines stand.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.curate.edits import Edit
from kg.curate.table import closest
from kg.errors import CurationError
from kg.resolve import Thing
from kg.schema import Schema
from kg.text import name_key

Iri = Callable[[Thing], str]

_MOST_SHOWN = 3


class Things:
    """The things of a build under all names that they can be called by.

    Things that edits join stay apart here; ``root`` says which one stands for all.
    """

    def __init__(self, things: Iterable[Thing], iri: Iri, base: str, schema: Schema) -> None:
        self.all: list[Thing] = []
        self._parent: list[int] = []
        self._joined: dict[int, list[int]] = {}
        self._iri = iri
        self._base = base
        self._schema = schema
        self._kinds = _kinds(schema)
        self._tiers: tuple[dict[str, set[int]], ...] = tuple(defaultdict(set) for _ in range(3))
        self._iris: dict[str, int] = {}
        self._types: dict[int, set[str]] = {}
        for thing in things:
            self.put(thing)

    def put(self, thing: Thing) -> int:
        """One more thing; its number."""
        number = len(self.all)
        self.all.append(thing)
        self._parent.append(number)
        self._joined[number] = [number]
        self._iris.setdefault(self._iri(thing), number)
        self._types[number] = {thing.type, thing.subtype} - {""}
        labels, others, _ = self._tiers
        labels[name_key(thing.label)].add(number)
        for name in thing.names[1:]:
            others[name_key(name)].add(number)
        return number

    def give_name(self, number: int, name: str) -> None:
        """From now on a thing can be called by ``name``, too."""
        self._tiers[2][name_key(name)].add(number)

    def give_type(self, number: int, *types: str) -> None:
        """From now on a thing can be meant by these types, too."""
        self._types[number] |= {type_ for type_ in types if type_}

    def join(self, one: int, other: int) -> None:
        """From now on two things are one."""
        first, last = sorted((self.root(one), self.root(other)))
        if first == last:
            return
        self._parent[last] = first
        self._joined[first] = sorted(self._joined[first] + self._joined.pop(last))
        types = self._types[first] | self._types[last]
        for number in self._joined[first]:
            self._types[number] = types

    def root(self, number: int) -> int:
        """The thing that stands for all that are joined with one."""
        while self._parent[number] != number:
            number = self._parent[number]
        return number

    def joined(self, number: int) -> list[int]:
        """All things that are joined with one, itself too."""
        return self._joined[self.root(number)]

    def find(self, edit: Edit, column: str) -> int:
        """The thing that a cell means.

        Raises:
            CurationError: none, or several.
        """
        text = edit[column]
        found = self._named(text, edit.documents)
        if not found:
            raise self._unknown(edit, text)
        roots = {self.root(number) for number in found}
        if len(roots) > 1:
            raise edit.error(self._several(text, sorted(found)))
        return min(found)

    def meaning(self, text: str) -> set[int]:
        """The things, one of those that are joined, that a text means without more."""
        return {self.root(number) for number in self._named(text, ())}

    def typed(self, text: str) -> tuple[str, str]:
        """The type and the name of ``Type/name``; no type where the text does not begin so."""
        before, slash, behind = text.partition("/")
        kind = self._kinds.get(before.strip().lower(), "") if slash and behind.strip() else ""
        return (kind, behind.strip()) if kind else ("", text)

    def type_of(self, edit: Edit, text: str) -> tuple[str, str]:
        """Core type and subtype (or ``""``) by a name of the vocabulary or its label.

        Raises:
            CurationError: there is no such type.
        """
        kind = self._kinds.get(text.strip().lower())
        if kind is None:
            known = {*self._schema.kinds, *(each.zh for each in self._schema.kinds.values())}
            raise edit.error(f"no type is called {text}", closest(text, known))
        parent = self._schema.kinds[kind].parent
        return (parent, kind) if parent else (kind, "")

    def shortest(self, number: int) -> str:
        """The shortest text that means just what one of these things is."""
        root = self.root(number)
        things = [self.all[each] for each in self.joined(root)]
        texts = [thing.label for thing in things]
        texts += [f"{thing.type}/{thing.label}" for thing in things]
        texts += [self._iri(thing).removeprefix(self._base) for thing in things]
        return next(text for text in texts if self.meaning(text) == {root})

    def called(self, text: str) -> set[int]:
        """The things, one of those that are joined, that have a name: ``Type/name``."""
        type_, name = self.typed(text)
        return {self.root(number) for number in self._by_name(name, type_, ())}

    def _named(self, text: str, documents: Sequence[str]) -> set[int]:
        if (whole := text.strip("<>")) in self._iris:
            return {self._iris[whole]}
        type_, name = self.typed(text)
        found = self._by_name(name, type_, documents)
        if type_ and not found:
            found = self._by_name(text, "", documents)
        number = self._iris.get(self._base + text)
        several = len({self.root(each) for each in found}) != 1
        return {number} if several and number is not None else found

    def _by_name(self, name: str, type_: str, documents: Sequence[str]) -> set[int]:
        key = name_key(name)
        for tier in self._tiers if key else ():
            fitting = {
                number
                for number in tier.get(key, ())
                if (not type_ or type_ in self._types[number])
                and (not documents or self._is_in(number, documents))
            }
            if fitting:
                return fitting
        return set()

    def _is_in(self, number: int, documents: Sequence[str]) -> bool:
        return any(member.key.record in documents for member in self.all[number].members)

    def _unknown(self, edit: Edit, text: str) -> CurationError:
        type_, name = self.typed(text)
        others = self._by_name(name, "", ())
        if type_ and others:
            found = "、".join(self._shown(number) for number in sorted(others)[:_MOST_SHOWN])
            return edit.error(f"no {type_} is called {name}; there is {found}")
        if edit.documents and self._named(text, ()):
            return edit.error(f"{text} is not named in {'、'.join(edit.documents)}")
        every = (name for thing in self.all for name in thing.names)
        return edit.error(f"no entity is called {text}", closest(name, every))

    def _several(self, text: str, found: Sequence[int]) -> str:
        shown = "、".join(self._shown(number) for number in found[:_MOST_SHOWN])
        more = "、…" if len(found) > _MOST_SHOWN else ""
        return (
            f"{len(found)} entities are called {text}; write one of {shown}{more}, "
            "or a document under 'document'"
        )

    def _shown(self, number: int) -> str:
        return self._iri(self.all[number]).removeprefix(self._base)


def _kinds(schema: Schema) -> Mapping[str, str]:
    """Types by name and label, as a person may write them."""
    found = {kind.en.lower(): name for name, kind in schema.kinds.items()}
    found |= {kind.zh: name for name, kind in schema.kinds.items()}
    return found | {name.lower(): name for name in schema.kinds}
