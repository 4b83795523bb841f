"""The link stage: mentions of a document → its entities."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.link.definitions import find_definitions, load_definitions
from kg.link.forms import Tails, load_tails
from kg.link.groups import INNER_QUOTE, QUOTING_TYPES, Group, best_type, group_mentions
from kg.link.join import join_groups
from kg.link.references import Reference, load_references, with_references
from kg.link.same import Sames, load_sames
from kg.model import Annotation, Document, Entity
from kg.text import name_key

_HAN = re.compile(r"[\u3400-\u9fff]")
_PAIRS = {"“": "”", "『": "』", "「": "」", "《": "》", '"': '"', "‘": "’", "'": "'"}


@dataclass(frozen=True, slots=True)
class Linker:
    """Joins the mentions of a document to entities. Call it: ``linker(document, annotation)``."""

    sames: Sames
    tails: Tails
    definitions: tuple[re.Pattern[str], ...]
    references: Mapping[str, Reference]

    def __call__(self, document: Document, annotation: Annotation) -> tuple[Entity, ...]:
        """The entities of a document, ids ``e1 e2 …`` by first offset."""
        mentions = tuple(m for m in annotation.mentions if m.text not in self.references)
        annotation = Annotation(annotation.tokens, mentions)
        groups = group_mentions(mentions)
        defined = [
            (name_key(mention.text), name_key(span.of(document.text)))
            for mention, span in find_definitions(
                document.text, annotation.mentions, self.definitions
            )
        ]
        sets = join_groups(groups, defined, self.sames, self.tails, self.references)
        found = [self._entity([groups[number] for number in numbers]) for numbers in sets]
        found = list(with_references(document.text, annotation, found, self.references))
        found.sort(key=lambda entity: (entity.mentions[0].start, entity.name))
        return tuple(
            Entity(f"e{n}", e.type, e.name, e.mentions, e.subtype, e.aliases)
            for n, e in enumerate(found, 1)
        )

    def _entity(self, groups: Sequence[Group]) -> Entity:
        """One entity, not yet numbered."""
        mentions = tuple(sorted(mention for group in groups for mention in group.mentions))
        kind = best_type(mentions)
        names = list(dict.fromkeys(_names(groups, kind, self.sames)))
        name = min(names, key=lambda text: self._name_rank(text, kind, names))
        aliases = tuple(sorted(text for text in names if text != name))
        subtype = _subtype(name, groups, kind)
        return Entity("", kind, name, mentions, subtype, aliases)

    def _name_rank(
        self, text: str, kind: str, names: Sequence[str]
    ) -> tuple[bool, bool, bool, int, str]:
        """The usual name of a known thing, else the longest in Chinese without quotation marks.

        In a body's name a quotation is a part (“某某”团委), in others it is the name (“某某”活动).
        """
        things = self.sames.things.get(name_key(text), ())
        usual = any(text == self.sames.labels[thing] for thing in things)
        marked = kind != "Organization" and any(mark in text for mark in '“『「"')
        quoted = marked and _unquoted_core(text) in names
        return (not usual, quoted, _HAN.search(text) is None, -len(text), text)


def load_linker(ontology: Path) -> Linker:
    """The linker over the tables of an ontology folder.

    Raises:
        OntologyError: a table breaks its own rules.
    """
    lexicon = ontology / "lexicon"
    return Linker(
        load_sames(lexicon),
        load_tails(lexicon),
        load_definitions(ontology),
        load_references(lexicon),
    )


def _names(groups: Sequence[Group], kind: str, sames: Sames) -> Iterator[str]:
    """All spellings without quotation marks around them, and quotations that names begin with."""
    for group in groups:
        for text in group.names:
            yield bare_name(text)
            inner = INNER_QUOTE.match(text)
            known = inner is not None and name_key(inner[1]) in sames.things
            if inner is not None and kind in QUOTING_TYPES and not known:
                yield inner[1]


def bare_name(text: str) -> str:
    """A name without a pair of quotation marks around the whole of it.

    >>> bare_name("“双创双培”"), bare_name("“脱困”活动")
    ('双创双培', '“脱困”活动')
    """
    text = text.strip()
    while len(text) > 2 and _PAIRS.get(text[0]) == text[-1] and text[-1] not in text[1:-1]:
        text = text[1:-1]
    return text


def _unquoted_core(text: str) -> str:
    inner = INNER_QUOTE.match(text)
    return inner[1] if inner is not None else text


def _subtype(name: str, groups: Sequence[Group], kind: str) -> str:
    """The subtype of the group with the chosen name, else the first that has one."""
    key = name_key(name)
    fitting = [group for group in groups if group.type == kind and group.subtype]
    ordered = sorted(fitting, key=lambda group: (group.key != key, -len(group.key), group.start))
    return ordered[0].subtype if ordered else ""
