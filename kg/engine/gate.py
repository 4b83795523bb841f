"""What any engine gave, held against text and vocabulary; what is not true is dropped and counted.

kg's own engine does not pass here: its own tests hold it to the same laws.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import get_args

from kg.engine.windows import body_sentences
from kg.mention.subtypes import Subtypes, subtype_of
from kg.model import Annotation, Claim, Document, Entity, Evidence, Mention, Modality, Span
from kg.relate import Related
from kg.schema import Schema
from kg.text import name_key, sentence_around

NO_TYPE = "no type of the vocabulary"

# Where an engine gives no score between 0 and 1.
_SCORE = 0.5


def checked_annotation(
    document: Document, given: Annotation, name: str, schema: Schema, subtypes: Subtypes
) -> Annotation:
    """The mentions that are true, and can stand together; the rest is counted by reason."""
    rejected = Counter(dict(given.rejected))
    true: list[Mention] = []
    for mention in given.mentions:
        if objection := _untrue(document, mention, schema):
            rejected[objection] += 1
        else:
            true.append(_signed(mention, name, schema, subtypes))
    distinct = set(true)
    apart = _apart(distinct)
    rejected["overlaps a better name"] += len(distinct) - len(apart)
    return Annotation(given.tokens, apart, tuple(sorted((+rejected).items())))


def _apart(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Of mentions that cross, or stand in one place, the surer; names may lie within names."""
    kept: list[Mention] = []
    cover: dict[int, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (-m.score, m.start - m.end, m)):
        offsets = range(mention.start, mention.end)
        rivals = {rival for offset in offsets for rival in cover[offset]}
        if all(_nested(mention, rival) or _nested(rival, mention) for rival in rivals):
            kept.append(mention)
            for offset in offsets:
                cover[offset].append(mention)
    return tuple(sorted(kept))


def _nested(inner: Mention, outer: Mention) -> bool:
    """Whether one lies in the other and is shorter."""
    shorter = inner.end - inner.start < outer.end - outer.start
    return shorter and outer.start <= inner.start and inner.end <= outer.end


def _untrue(document: Document, mention: Mention, schema: Schema) -> str:
    """What is wrong with a mention, in a few words; ``""`` if nothing is."""
    kind = schema.kinds.get(mention.type)
    if kind is None or kind.parent:
        return NO_TYPE
    start, end = mention.start, mention.end
    if not 0 <= start < end or document.text[start:end] != mention.text:
        return "name not at its place"
    if not any(body.start <= start and end <= body.end for body in document.body):
        return "name outside the article"
    named = any(map(str.isalnum, name_key(mention.text)))
    return "" if named else "name without a letter"


def _signed(mention: Mention, name: str, schema: Schema, subtypes: Subtypes) -> Mention:
    finer = schema.kinds.get(mention.subtype)
    fits = finer is not None and finer.parent == mention.type
    subtype = mention.subtype if fits else subtype_of(mention.text, mention.type, subtypes)
    return replace(mention, subtype=subtype, by=name, score=_score(mention.score))


def _score(score: float) -> float:
    return round(score, 2) if math.isfinite(score) and 0 <= score <= 1 else _SCORE


def checked_claims(
    document: Document, entities: Sequence[Entity], given: Related, name: str, schema: Schema
) -> Related:
    """The claims that are true, one for each relation; the rest is counted by reason."""
    rejected = Counter(dict(given.rejected))
    types = {entity.id: entity.type for entity in entities}
    spans = body_sentences(document)
    best: dict[tuple[str, str, str], Claim] = {}
    for claimed in given.claims:
        claim = _in_core_terms(replace(claimed, score=_score(claimed.score)), schema)
        if objection := _objection(document, claim, types, schema):
            rejected[objection] += 1
            continue
        key = _key(claim, schema)
        rejected["duplicate"] += key in best
        best[key] = min(best.get(key, claim), claim, key=_rank)
    signed = (_signed_claim(document, claim, name, spans) for claim in best.values())
    claims = sorted(signed, key=_place)
    return Related(tuple(claims), tuple(sorted((+rejected).items())))


def _signed_claim(document: Document, claim: Claim, name: str, spans: Sequence[Span]) -> Claim:
    stretch = claim.evidence
    around = sentence_around(spans, stretch.start, stretch.end)
    evidence = Evidence(
        stretch.start, stretch.end, stretch.text, around.start, around.of(document.text)
    )
    return replace(claim, evidence=evidence, by=name)


def _in_core_terms(claim: Claim, schema: Schema) -> Claim:
    """A claim under a finer predicate as one under the core predicate above it."""
    predicate = schema.predicates.get(claim.predicate)
    if predicate is not None and predicate.parent:
        return replace(claim, predicate=predicate.parent, subpredicate=predicate.name)
    finer = schema.predicates.get(claim.subpredicate)
    fits = finer is not None and finer.parent == claim.predicate
    return claim if fits else replace(claim, subpredicate="")


def _objection(document: Document, claim: Claim, types: dict[str, str], schema: Schema) -> str:
    """What is wrong with a claim, in a few words; ``""`` if nothing is."""
    if claim.subject not in types or claim.object not in types:
        return "relation of an unknown entity"
    if claim.subject == claim.object:
        return "relation of a thing to itself"
    if claim.predicate not in schema.predicates:
        return "no relation of the vocabulary"
    if not schema.admits(claim.predicate, types[claim.subject], types[claim.object]):
        return "relation between the wrong types"
    if claim.modality not in get_args(Modality):
        return "unknown modality"
    start, end = claim.evidence.start, claim.evidence.end
    if not 0 <= start < end or document.text[start:end] != claim.evidence.text:
        return "evidence not at its place"
    if claim.role and "".join(claim.role.split()) not in "".join(document.text.split()):
        return "role not in the text"
    return ""


def _key(claim: Claim, schema: Schema) -> tuple[str, str, str]:
    subject, object_ = claim.subject, claim.object
    if schema.predicates[claim.predicate].symmetric and object_ < subject:
        subject, object_ = object_, subject
    return subject, claim.predicate, object_


def _rank(claim: Claim) -> tuple[float, int, int, str, str]:
    stretch = claim.evidence
    return (-claim.score, stretch.start, stretch.end, claim.role, claim.modality)


def _place(claim: Claim) -> tuple[int, int, str, str, str]:
    stretch = claim.evidence
    return stretch.start, stretch.end, claim.subject, claim.predicate, claim.object
