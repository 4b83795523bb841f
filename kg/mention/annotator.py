"""The mention stage: tagger, lexicons and patterns, settled into one layer of names."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from kg.mention.accept import Thresholds, accepted, load_thresholds
from kg.mention.bodies import find_bodies, load_bodies
from kg.mention.definitions import find_defined, load_definitions
from kg.mention.gazetteer import Gazetteer
from kg.mention.mend import Signs, load_signs, mend
from kg.mention.organs import Organs, find_organs, load_organs
from kg.mention.page import Page, make_page
from kg.mention.patterns import NamePattern, alternation, find_patterns, load_patterns, load_words
from kg.mention.people import load_surnames, steady_names
from kg.mention.places import PlaceName, find_places, load_places
from kg.mention.quoted import Cues, find_quoted, load_cues
from kg.mention.refuse import NotNames, load_not_names, without_refused
from kg.mention.repeat import find_repeats
from kg.mention.second import vote
from kg.mention.settle import settle
from kg.mention.subtypes import Subtypes, load_subtypes, subtype_of
from kg.mention.tagger import Tagged
from kg.mention.wider import find_wider
from kg.model import Annotation, Document, Mention, Span, Token
from kg.text import sentences


class TaggerLike(Protocol):
    """What the mention stage needs of a tagger."""

    def tag(self, sentences: Sequence[str]) -> Sequence[Tagged]:
        """Words and names of each sentence."""
        ...


_EMPHASIS = re.compile(r"\*{2,3}|_{2,3}|`+")
_Sentence = tuple[Span, Tagged]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All tables that the rules read."""

    places: Gazetteer[PlaceName]
    bodies: Gazetteer[str]
    patterns: tuple[NamePattern, ...]
    cues: Cues
    organs: Organs
    definitions: tuple[re.Pattern[str], ...]
    subtypes: Subtypes
    not_names: NotNames
    signs: Signs
    surnames: frozenset[str]
    thresholds: Thresholds
    place_tail: re.Pattern[str]


def load_knowledge(ontology: Path) -> Knowledge:
    """Read the lexicons and patterns.

    Raises:
        OntologyError: a table breaks its own rules.
    """
    lexicon = ontology / "lexicon"
    words = load_words(lexicon)
    return Knowledge(
        load_places(lexicon),
        load_bodies(lexicon),
        load_patterns(ontology, words),
        load_cues(ontology),
        load_organs(lexicon),
        load_definitions(ontology),
        load_subtypes(lexicon),
        load_not_names(lexicon),
        load_signs(lexicon, words),
        load_surnames(lexicon),
        load_thresholds(lexicon),
        re.compile(alternation(words["place_tail"])),
    )


@dataclass(frozen=True, slots=True)
class Annotator:
    """Finds the names of a document. Call it: ``annotator(document)``."""

    tagger: TaggerLike
    knowledge: Knowledge

    def __call__(self, document: Document) -> Annotation:
        """Words and names of the body, by offset; page furniture gives none."""
        (annotation,) = self.annotate_all([document])
        return annotation

    def annotate_all(self, documents: Sequence[Document]) -> list[Annotation]:
        """The same for several documents, which the tagger reads faster together.

        A document gets the same annotation alone and among others.
        """
        spans = [
            (number, span)
            for number, document in enumerate(documents)
            for body in document.body
            for span in sentences(document.text, body)
        ]
        plain = [_without_emphasis(span.of(documents[number].text)) for number, span in spans]
        sentences_of: list[list[_Sentence]] = [[] for _ in documents]
        tagged = self.tagger.tag([text for text, _ in plain])
        for (number, span), (_, places), found in zip(spans, plain, tagged, strict=True):
            sentences_of[number].append((span, found if places is None else _moved(found, places)))
        return [
            self._annotation(document, own)
            for document, own in zip(documents, sentences_of, strict=True)
        ]

    def _annotation(self, document: Document, tagged: Sequence[_Sentence]) -> Annotation:
        page = make_page(document, tuple(_tokens(tagged)))
        named = tuple(_tagged_names(document.text, tagged))
        mentions, rejected = find_names(page, named, self.knowledge)
        return Annotation(page.tokens, mentions, tuple(sorted(rejected.items())))


def find_names(
    page: Page, tagged: Iterable[Mention], knowledge: Knowledge
) -> tuple[tuple[Mention, ...], Counter[str]]:
    """All names of a page, given what the tagger found; and how many candidates were no names."""
    found = [
        *steady_names(page, mend(page, vote(page, tagged), knowledge.signs), knowledge.surnames),
        *find_places(page, knowledge.places),
        *find_bodies(page, knowledge.bodies),
        *find_patterns(page, knowledge.patterns),
        *find_quoted(page, knowledge.cues),
    ]
    worded = tuple(without_refused(found, knowledge.not_names))
    sure = accepted(worded, knowledge.thresholds, knowledge.subtypes)
    settled = settle(sure)
    rejected = Counter(
        {
            "wording of no name": _fewer(found, worded),
            "tagger unsure of name": _fewer(worded, sure),
            "overlaps a better name": _fewer(sure, settled),
        }
    )
    settled = settle(find_wider(page, settled, knowledge.subtypes, knowledge.place_tail), settled)
    settled = settle(find_defined(page, settled, knowledge.definitions), settled)
    settled = settle(find_repeats(page, settled), settled)
    settled = settle(find_organs(page, settled, knowledge.organs, knowledge.subtypes), settled)
    return tuple(_with_subtype(mention, knowledge.subtypes) for mention in settled), +rejected


def _fewer(before: Iterable[Mention], after: Iterable[Mention]) -> int:
    """How many stretches were a name of some type before and are none of it after."""
    kept = {(mention.start, mention.end, mention.type) for mention in after}
    return len({(m.start, m.end, m.type) for m in before} - kept)


def _without_emphasis(text: str) -> tuple[str, list[int] | None]:
    """A sentence without the marks of bold and code, and where its characters stand in ``text``.

    The marks come from Markdown; the tagger would take them for parts of names. None: no marks.
    """
    marks = list(_EMPHASIS.finditer(text))
    if not marks:
        return text, None
    dropped = {offset for mark in marks for offset in range(*mark.span())}
    places = [offset for offset in range(len(text)) if offset not in dropped]
    return "".join(text[offset] for offset in places), places


def _moved(tagged: Tagged, places: Sequence[int]) -> Tagged:
    """What the tagger found without the marks, with offsets into the sentence that has them."""
    return Tagged(
        tuple(
            replace(token, start=places[token.start], end=places[token.end - 1] + 1)
            for token in tagged.tokens
        ),
        tuple(
            replace(name, start=places[name.start], end=places[name.end - 1] + 1)
            for name in tagged.names
        ),
    )


def _tokens(sentences_: Sequence[_Sentence]) -> Iterator[Token]:
    """The tagger's words, with offsets into the document."""
    for span, tagged in sentences_:
        for token in tagged.tokens:
            yield Token(span.start + token.start, span.start + token.end, token.pos)


def _tagged_names(text: str, sentences_: Sequence[_Sentence]) -> Iterator[Mention]:
    """The tagger's names, with offsets into the document."""
    for span, tagged in sentences_:
        for name in tagged.names:
            start, end = span.start + name.start, span.start + name.end
            score = round(name.score, 2)
            yield Mention(start, end, text[start:end], name.type, "", "tagger", score)


def _with_subtype(mention: Mention, subtypes: Subtypes) -> Mention:
    if mention.subtype:
        return mention
    return replace(mention, subtype=subtype_of(mention.text, mention.type, subtypes))
