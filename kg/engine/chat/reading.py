"""A model's answers held against the text: what it says and the text does not is dropped.

A name becomes a mention at each place where the document has it; a relation becomes a claim where
its quote stands in the passage that the model was shown. All that is dropped is counted by reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, get_args

from kg.engine.chat.answers import Answer
from kg.engine.gate import NO_TYPE
from kg.engine.ground import Lookup, loose, make_lookup
from kg.engine.windows import Window, body_sentences, make_window
from kg.mention.page import Page, make_page
from kg.model import Annotation, Claim, Document, Entity, Evidence, Mention, Modality, Span, Token
from kg.relate import Related
from kg.relate.times import stated_time
from kg.schema import Schema
from kg.text import fold, name_key, sentence_around

#: The score of what a model gives without a score of its own.
UNSCORED = 0.7
_MOST_ITEMS = 500
_LONGEST_NAME = 80
_LONGEST_QUOTE = 400
_MOST_PLACES = 50
_WITH_ROLE = "memberOf"
_MODALITIES: dict[str, Modality] = {name: name for name in get_args(Modality)}


@dataclass(frozen=True, slots=True)
class Passage:
    """A window with the model's answer about it, and whether the cache gave it."""

    window: Window
    answer: Answer
    recalled: bool = False


@dataclass(slots=True)
class _Name:
    """A name that stands in the text: how sure the model is of each type."""

    text: str
    votes: Counter[tuple[str, str]]
    score: float = 0.0


def read_names(
    document: Document,
    passages: Sequence[Passage],
    tokens: Sequence[Token],
    by: str,
    schema: Schema,
) -> Annotation:
    """All places of the names that the answers give and their passages hold.

    Args:
        document: the document.
        passages: its windows with their answers.
        tokens: its words, so that a name is not found in the middle of another word.
        by: what the mentions are signed with.
        schema: the types.
    """
    rejected: Counter[str] = Counter()
    names: dict[str, _Name] = {}
    for passage in passages:
        lookup = make_lookup(passage.window.text)
        for item in _items(passage.answer.entities, "names", rejected):
            reason = _add_name(item, lookup, names, schema)
            rejected[reason] += bool(reason)
    order = [kind.name for kind in schema.core_kinds()]
    page = make_page(document, tokens)
    mentions: list[Mention] = []
    for name, spans in _places(page, make_window(document, body_sentences(document)), names):
        rejected["name only inside other words"] += not spans
        kind, subtype = min(name.votes, key=lambda v: (-name.votes[v], order.index(v[0]), v[1]))
        mentions += [
            page.mention(span.start, span.end, kind, by, name.score, subtype=subtype)
            for span in spans
        ]
    return Annotation(tuple(tokens), tuple(sorted(mentions)), tuple(sorted((+rejected).items())))


def _items(given: Sequence[Any], what: str, rejected: Counter[str]) -> Iterator[dict[str, Any]]:
    """The objects of a list that a model gave."""
    rejected[f"more than {_MOST_ITEMS} {what} in an answer"] += max(0, len(given) - _MOST_ITEMS)
    for item in given[:_MOST_ITEMS]:
        if isinstance(item, dict):
            yield item
        else:
            rejected["not of the form asked for"] += 1


def _add_name(item: dict[str, Any], lookup: Lookup, names: dict[str, _Name], schema: Schema) -> str:
    """Take a name in; or why not, in a few words."""
    text, type_ = item.get("name"), item.get("type")
    if not isinstance(text, str) or not isinstance(type_, str):
        return "not of the form asked for"
    kind = schema.kinds.get(type_)
    if kind is None:
        return NO_TYPE
    short = len(name_key(text)) < (1 if "Place" in (kind.name, kind.parent) else 2)
    if short or len(text) > _LONGEST_NAME:
        return "name too short or too long"
    if not lookup.has(text):
        return "name not in the text"
    name = names.setdefault(loose(text), _Name(text, Counter()))
    score = _score(item)
    name.score = max(name.score, score)
    name.votes[(kind.parent, kind.name) if kind.parent else (kind.name, "")] += round(score * 100)
    return ""


def _places(
    page: Page, whole: Window, names: Mapping[str, _Name]
) -> Iterator[tuple[_Name, list[Span]]]:
    """Where the names stand, the longest first.

    Inside a longer name stand only places that it begins with, and what stands nowhere else.
    """
    lookup = make_lookup(whole.text)
    cover: dict[int, Span] = {}
    for key in sorted(names, key=lambda key: (-len(key), key)):
        name = names[key]
        places = (whole.whole_span(start, end) for start, end in lookup.find(name.text))
        found = _as_words(page, [span for span in places if span])
        within = {span for span in found if _is_within(span, cover)}
        alone = [span for span in found if span not in within]
        fronts = {s for s in within if _is_place(name) and cover[s.start].start == s.start}
        yield name, sorted({*alone, *fronts}) if alone else found
        for span in alone:
            for offset in range(span.start, span.end):
                cover.setdefault(offset, span)


def _as_words(page: Page, spans: Sequence[Span]) -> list[Span]:
    """Those that cut through no word, if any; one character must be a word (沪, not 沪语)."""
    if spans and spans[0].end - spans[0].start == 1:
        return [span for span in spans if page.is_words(span.start, span.end)]
    return [span for span in spans if not page.cuts(span.start, span.end)] or list(spans)


def _is_within(span: Span, cover: Mapping[int, Span]) -> bool:
    """Whether a place lies in that of a longer name."""
    outer = cover.get(span.start)
    return outer is not None and span.end <= outer.end


def _is_place(name: _Name) -> bool:
    return all(kind == "Place" for kind, _ in name.votes)


def _score(item: dict[str, Any]) -> float:
    score = item.get("score")
    if isinstance(score, int | float) and not isinstance(score, bool) and 0 <= score <= 1:
        return round(float(score), 2)
    return UNSCORED


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known when relations are read: the entities by name, and where each is named."""

    document: Document
    folded: str
    by_name: dict[str, str]
    spans: dict[str, tuple[Span, ...]]
    by: str

    def names(self, id_: str, stretch: Span) -> bool:
        """Whether a stretch names an entity, wholly."""
        return any(s.start >= stretch.start and s.end <= stretch.end for s in self.spans[id_])


@dataclass(frozen=True, slots=True)
class _Shown:
    """A passage made ready: its text to search, and the model's own ids for its names."""

    window: Window
    lookup: Lookup
    ids: dict[str, set[str]]


def read_claims(
    document: Document, passages: Sequence[Passage], entities: Sequence[Entity], by: str
) -> Related:
    """The relations whose ends and quotes stand in the passages that the answers are about."""
    rejected: Counter[str] = Counter()
    known = _known(document, entities, by)
    claims = []
    for passage in passages:
        shown = _Shown(passage.window, make_lookup(passage.window.text), _ids(passage.answer))
        for item in _items(passage.answer.relations, "relations", rejected):
            claim, reason = _claim(item, shown, known)
            rejected[reason] += bool(reason)
            claims += [claim] if claim else []
    return Related(tuple(claims), tuple(sorted((+rejected).items())))


def _known(document: Document, entities: Sequence[Entity], by: str) -> _Known:
    names: dict[str, str] = {}
    for entity in entities:
        names.setdefault(loose(entity.name), entity.id)
    for entity in entities:
        given = [mention.text for mention in entity.mentions if mention.by == by]
        for name in (*entity.aliases, *given):
            names.setdefault(loose(name), entity.id)
    spans = {e.id: tuple(Span(m.start, m.end) for m in e.mentions) for e in entities}
    return _Known(document, fold(document.text), names, spans, by)


def _ids(answer: Answer) -> dict[str, set[str]]:
    """Where a model gave its names ids: the names of each, more than one where it erred."""
    ids: dict[str, set[str]] = defaultdict(set)
    for item in answer.entities[:_MOST_ITEMS]:
        if isinstance(item, dict) and isinstance(item.get("name"), str) and "id" in item:
            ids[str(item["id"])].add(item["name"])
    return ids


def _claim(item: dict[str, Any], shown: _Shown, known: _Known) -> tuple[Claim | None, str]:
    """The claim of one item and what of it was dropped, in a few words."""
    predicate, modality = item.get("predicate"), item.get("modality") or "asserted"
    if not isinstance(predicate, str) or not isinstance(modality, str):
        return None, "not of the form asked for"
    if modality not in _MODALITIES:
        return None, "unknown modality"
    ends = []
    for key in ("subject", "object"):
        id_, reason = _end(item.get(key), shown, known)
        if reason:
            return None, reason
        ends.append(id_)
    stretch, reason = _quoted(item.get("evidence"), ends, shown, known)
    if stretch is None:
        return None, reason
    role, lost = _role(item.get("role"), shown) if predicate == _WITH_ROLE else ("", "")
    return Claim(
        subject=ends[0],
        predicate=predicate,
        object=ends[1],
        evidence=Evidence(stretch.start, stretch.end, stretch.of(known.document.text)),
        role=role,
        modality=_MODALITIES[modality],
        time=stated_time(known.folded, stretch.start, stretch.end, known.document.published),
        score=_score(item),
        by=known.by,
    ), lost


def _end(value: object, shown: _Shown, known: _Known) -> tuple[str, str]:
    """The id of the entity that one end of a relation is, or why it is none."""
    if not isinstance(value, str | int):
        return "", "not of the form asked for"
    written = str(value)
    if (id_ := known.by_name.get(loose(written))) and shown.lookup.has(written):
        return id_, ""
    names = shown.ids.get(written, set())
    if len(names) > 1:
        return "", "one id for several names"
    for name in names:
        if (id_ := known.by_name.get(loose(name))) and shown.lookup.has(name):
            return id_, ""
    return "", "relation of a name not in the text"


def _quoted(
    quote: object, ends: Sequence[str], shown: _Shown, known: _Known
) -> tuple[Span | None, str]:
    """Where the quote stands that states a relation: the place that names most of its ends.

    One of them must be named in the quote or, where the subject is left out, in its sentence.
    """
    if not isinstance(quote, str) or not loose(quote) or len(quote) > _LONGEST_QUOTE:
        return None, "no quote, or one too long"
    found = islice(shown.lookup.find(quote), _MOST_PLACES)
    spans = [span for start, end in found if (span := shown.window.span(start, end))]
    if not spans:
        return None, "quote not in the text"
    pieces = shown.window.pieces
    ranked = []
    for span in spans:
        around = sentence_around(pieces, span.start, span.end)
        named = [sum(known.names(end, stretch) for end in ends) for stretch in (span, around)]
        ranked.append((-named[0], -named[1], span))
    _, near, best = min(ranked)
    return (best, "") if near else (None, "quote away from both ends")


def _role(given: object, shown: _Shown) -> tuple[str, str]:
    """A role in the text's own words, and what is wrong with it."""
    if not isinstance(given, str) or not given.strip():
        return "", ""
    for start, end in shown.lookup.find(given):
        if shown.window.whole_span(start, end):
            return "".join(shown.window.text[start:end].split()), ""
    return "", "role not in the text"
