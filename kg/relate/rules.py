"""Relation patterns: the tables ``ontology/patterns/relations*.tsv``, read and compiled.

A pattern is a regular expression over a view (see ``kg.relate.view``), written with

    {S:Person Organization}   the subject: a mention, or a list of them, of one of these types
    {O:Award}                 the object
    {S?:Person}               a subject that may be dropped, then carried from an earlier clause
    {E:Organization}          a list whose members are related to each other
    {X:Place}                 some other mention
    {meet}                    a word of this group of relation-words.tsv
    {meet?}                   the same, or nothing
    {role}  {role:official}   a run of titles; the claim's role
    ~                         up to 14 characters of the clause, without a mention
    …                         up to 30 characters of the sentence, with no mention of a type of S
    ~~                        up to 40 characters of the sentence

Blanks in a pattern are for reading only. A subject that begins a pattern does not stand behind
a preposition (在 于 到 …), and none is carried into a clause that begins with a word of
``own-subject``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kg.lexicon import Row, alternatives, read_table
from kg.relate.view import ANY_SLOT, SLOT
from kg.resources import ontology_dir
from kg.schema import Schema
from kg.text import fold

NAME_COLUMNS = ("name", "predicate", "subpredicate", "score", "keep", "pattern")
CLAUSE_COLUMNS = ("name", "predicate", "subpredicate", "score", "pattern")
WORD_COLUMNS = ("group", "word")

_PIECE = re.compile(r"(\{\d+(?:,\d*)?\}\??)|\{([^{}]*)\}|(~~)|(~)|(…)|(\s+)|([^{}~\s])")
_GAP = rf"[^{ANY_SLOT[1:-1]},;:!?。]{{0,14}}?"
_LONG_GAP = r"[^;!?。]{0,40}?"
# What a subject that begins a pattern does not stand behind.
_NO_PREPOSITION = "(?<![在于到赴从自对向被将把])"
# Words that begin a clause with a subject of its own, so that none is carried into it.
_OWN_SUBJECT = "own-subject"
_CLAUSE_START = r"(?:^|(?<=[,;:、。]))"


@dataclass(frozen=True)
class Part:
    """A regular expression of a pattern, compiled when it is first tried: few of them are.

    Attributes:
        text: the expression, ``""`` where anything will do.
        row: the line that it comes from.
    """

    text: str
    row: Row

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, ready to be tried.

        Raises:
            OntologyError: it does not compile.
        """
        try:
            return re.compile(self.text)
        except re.error as error:
            raise self.row.error(f"pattern does not compile: {error}") from error


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern.

    Attributes:
        keep: for name patterns, which end stands for the whole afterwards: ``"S"`` or ``"O"``.
        order: its slots, in the order of the text: ``"SO" "OS" "E"``; ``"O"`` where S is dropped.
        subject_types, object_types: the types its slots take.
        groups: sets of word groups, of each of which a sentence must have a word.
        parts: what stands before the first slot, between the slots, and behind the last; where S
            is dropped, what stands between the beginning of a clause and O, and behind.
    """

    name: str
    predicate: str
    subpredicate: str
    score: float
    keep: str
    order: str
    subject_types: frozenset[str]
    object_types: frozenset[str]
    groups: tuple[frozenset[str], ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All patterns.

    Attributes:
        names: those that join neighbours to one name.
        clauses: the others.
        words: the words that clauses ask for, with their groups, by first character.
        starts: matches where a clause begins without a word that is a subject of its own.
        titles: matches a run of titles.
    """

    names: tuple[Rule, ...]
    clauses: tuple[Rule, ...]
    words: Mapping[str, tuple[tuple[str, str], ...]]
    starts: re.Pattern[str]
    titles: re.Pattern[str]

    def clause_starts(self, text: str) -> list[int]:
        """Where clauses of a view begin into which a subject may be carried."""
        return [match.start() for match in self.starts.finditer(text)]

    def groups_in(self, text: str) -> frozenset[str]:
        """The word groups of which ``text`` has a word."""
        return frozenset(
            group
            for first in self.words.keys() & set(text)
            for word, group in self.words[first]
            if word in text
        )


def read_rules(ontology: Path, schema: Schema) -> RuleBook:
    """The patterns of an ontology folder.

    Those that ship with kg are known to compile; others are compiled here, all of them.

    Raises:
        OntologyError: a line names an unknown predicate, type or word group, does not compile,
            is out of order or stands there twice.
    """
    folder = ontology / "patterns"
    words = _read_words(folder / "relation-words.tsv")
    names = _read_file(folder / "relations-names.tsv", NAME_COLUMNS, schema, words, in_order=False)
    clauses = _read_file(folder / "relations.tsv", CLAUSE_COLUMNS, schema, words, in_order=True)
    rules = (tuple(names), tuple(clauses))
    if ontology != ontology_dir():
        for rule in (*rules[0], *rules[1]):
            for part in rule.parts:
                _ = part.compiled
    wanted = {group for rule in rules[1] for any_of in rule.groups for group in any_of}
    own = alternatives(words.get(_OWN_SUBJECT, ()))
    starts = _CLAUSE_START + (f"(?!{own})" if own else "")
    by_first = _by_first(words, wanted)
    return RuleBook(*rules, by_first, re.compile(starts), re.compile(role_pattern(words)))


def _by_first(
    words: Mapping[str, tuple[str, ...]], groups: set[str]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """The words of some groups, each with its group, by first character."""
    found: dict[str, list[tuple[str, str]]] = {}
    for group in sorted(groups):
        for word in words[group]:
            found.setdefault(word[0], []).append((word, group))
    return {first: tuple(entries) for first, entries in found.items()}


@cache
def _any_of(words: tuple[str, ...]) -> str:
    return alternatives(words)


def role_pattern(words: Mapping[str, tuple[str, ...]], kind: str = "") -> str:
    """A run of titles, as group ``role``: those of one kind, or all of ``title-…``."""
    titles = _any_of(
        tuple(
            word
            for group, members in words.items()
            if group == f"title-{kind}" or (not kind and group.startswith("title-"))
            for word in members
        )
    )
    one = rf"[^{ANY_SLOT[1:-1]}\s,;:、。!?()“”兼]{{0,12}}?{titles}"
    return rf"(?P<role>{one}(?:(?:、|兼任?|及|和|,兼){one})*)"


def _read_words(path: Path) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    last = ("", "")
    for row in read_table(path, WORD_COLUMNS):
        entry = (row["group"], row["word"])
        if not all(entry):
            raise row.error("needs a group and a word")
        if entry <= last:
            raise row.error(f"{' '.join(entry)!r} must come after {' '.join(last)!r}, once")
        last = entry
        groups.setdefault(row["group"], []).append(fold(row["word"]))
    return {
        group: tuple(sorted(words, key=lambda word: (-len(word), word)))
        for group, words in groups.items()
    }


def _read_file(
    path: Path,
    columns: tuple[str, ...],
    schema: Schema,
    words: dict[str, tuple[str, ...]],
    *,
    in_order: bool,
) -> Iterator[Rule]:
    seen: set[tuple[str, str]] = set()
    last = ("", "")
    for row in read_table(path, columns):
        entry = (row["name"], row["pattern"])
        if entry in seen:
            raise row.error(f"pattern {row['name']!r} stands here twice")
        if in_order and entry <= last:
            raise row.error(f"pattern {row['name']!r} must come before {last[0]!r}")
        seen.add(entry)
        last = entry
        yield from _compile(row, schema, words)


def _compile(row: Row, schema: Schema, words: dict[str, tuple[str, ...]]) -> Iterator[Rule]:
    _check(row, schema)
    template = _Template(row, words)
    for dropped in (False, True) if template.droppable else (False,):
        yield Rule(
            name=row["name"],
            predicate=row["predicate"],
            subpredicate=row["subpredicate"],
            score=float(row["score"]),
            keep=row.cells.get("keep", ""),
            order=template.order(dropped=dropped),
            subject_types=template.types["S"] or template.types["E"],
            object_types=template.types["O"] or template.types["E"],
            groups=tuple(template.groups),
            parts=tuple(Part(text, row) for text in template.parts(dropped=dropped)),
        )


def _check(row: Row, schema: Schema) -> None:
    predicate = schema.predicates.get(row["predicate"])
    if predicate is None or predicate.parent:
        raise row.error(f"{row['predicate']!r} is not a core predicate of the vocabulary")
    if finer := row["subpredicate"]:
        below = schema.predicates.get(finer)
        if below is None or below.parent != row["predicate"]:
            raise row.error(f"{finer!r} is not a predicate below {row['predicate']!r}")
    if not re.fullmatch(r"0\.\d{1,2}|1\.0", row["score"]):
        raise row.error(f"score {row['score']!r} must be between 0 and 1, such as 0.85")
    if row.cells.get("keep", "S") not in ("S", "O"):
        raise row.error("keep must be S or O")


class _Template:
    """A pattern cell taken apart: regular expressions around its slots."""

    def __init__(self, row: Row, words: dict[str, tuple[str, ...]]) -> None:
        self._row, self._words = row, words
        self.types: dict[str, frozenset[str]] = dict.fromkeys("SOE", frozenset())
        self.groups: list[frozenset[str]] = []
        self.droppable = False
        self._slots = ""
        self._texts = [""]
        end = 0
        for match in _PIECE.finditer(row["pattern"]):
            if match.start() != end:
                break
            end = match.end()
            self._take(match)
        if end != len(row["pattern"]):
            raise row.error(f"pattern has a stray brace at column {end + 1}")
        if self.droppable and self._slots != "SO":
            raise row.error("a subject that may be dropped must stand before the object")
        if self._slots not in ("SO", "OS", "E"):
            raise row.error("pattern needs the slots S and O, or the slot E, once each")

    def order(self, *, dropped: bool) -> str:
        """The slots that must stand in the text, in its order."""
        return "O" if dropped else self._slots

    def parts(self, *, dropped: bool) -> tuple[str, ...]:
        """What stands before, between and behind the slots."""
        before, *between, behind = self._texts
        if dropped:
            return (before + between[0], behind)
        if self._slots == "SO" and not before:
            before = _NO_PREPOSITION
        return (f"(?:{before})$" if before else "", *between, behind)

    def _take(self, match: re.Match[str]) -> None:
        times, braced, long_gap, gap, dots, blank, other = match.groups()
        if times:
            self._texts[-1] += times
        elif braced is not None:
            piece = self._braced(braced)  # a slot begins a new text
            self._texts[-1] += piece
        elif long_gap:
            self._texts[-1] += _LONG_GAP
        elif gap:
            self._texts[-1] += _GAP
        elif dots:
            others = "".join(sorted(SLOT[type_] for type_ in self.types["S"]))
            self._texts[-1] += f"[^{others};:!?。]{{0,30}}?"
        elif not blank:
            self._texts[-1] += other if other.isascii() else fold(other)

    def _braced(self, braced: str) -> str:
        name, colon, rest = braced.partition(":")
        if name in ("role", "role?"):
            return self._role(rest, optional=name.endswith("?"))
        if not colon:
            return self._group(name)
        types = frozenset(rest.split())
        if unknown := sorted(types - SLOT.keys()):
            raise self._row.error(f"{unknown[0]!r} is not a core type")
        if name == "X":
            return "[" + "".join(sorted(SLOT[type_] for type_ in types)) + "]"
        if name not in ("S", "S?", "O", "E"):
            raise self._row.error(f"slot {name!r} must be S, S?, O, E or X")
        self.droppable |= name == "S?"
        self.types[name[0]] = types
        self._slots += name[0]
        self._texts.append("")
        return ""

    def _group(self, name: str) -> str:
        optional = name.endswith("?")
        name = name.removesuffix("?")
        names = name.split("|")
        if unknown := [name for name in names if name not in self._words]:
            raise self._row.error(f"word group {unknown[0]!r} is not in relation-words.tsv")
        if not optional:
            self.groups.append(frozenset(names))
        words = _any_of(tuple(sorted({word for name in names for word in self._words[name]})))
        return f"(?:{words})?" if optional else words

    def _role(self, kind: str, *, optional: bool) -> str:
        if kind and f"title-{kind}" not in self._words:
            raise self._row.error(f"word group 'title-{kind}' is not in relation-words.tsv")
        run = role_pattern(self._words, kind)
        return f"(?:{run})?" if optional else run
