"""Names inside longer names: what they say of place and membership."""

from collections.abc import Iterator, Sequence

from kg.model import Entity
from kg.relate.match import Candidate
from kg.relate.view import Member, Scene

_SCORE = 0.7
_CHAIN_SCORE = 0.85


def nested_candidates(scene: Scene) -> Iterator[Candidate]:
    """``甲市乙中心`` lies in ``甲市``; ``乙中心党委`` is part of ``乙中心``.

    Only names at the front of the longer one count.
    """
    for inner, outer in scene.nested:
        if inner.mention.end >= outer.mention.end:
            continue
        predicate = _predicate(inner, outer)
        if not predicate or inner.mention.start - outer.mention.start > 8:
            continue
        yield Candidate(
            subject=outer,
            predicate=predicate,
            object=inner,
            start=outer.mention.start,
            end=outer.mention.end,
            view=-1,
            score=_SCORE,
            by="pattern:name-in-name",
            near=True,
        )


def chained_places(entities: Sequence[Entity]) -> Iterator[Candidate]:
    """``甲省乙市``, also where ``乙市`` only begins a longer name: ``甲省乙市丙厂``."""
    places = [
        Member(entity, mention)
        for entity in entities
        if entity.type == "Place"
        for mention in entity.mentions
    ]
    starts: dict[int, list[Member]] = {}
    for place in sorted(places, key=lambda p: (p.mention.start, p.mention.end, p.entity.id)):
        starts.setdefault(place.mention.start, []).append(place)
    for outer in places:
        for inner in starts.get(outer.mention.end, ()):
            yield Candidate(
                subject=inner,
                predicate="locatedIn",
                object=outer,
                start=outer.mention.start,
                end=inner.mention.end,
                view=-1,
                score=_CHAIN_SCORE,
                by="pattern:place-chain",
                near=True,
            )


def _predicate(inner: Member, outer: Member) -> str:
    pair = (outer.entity.type, inner.entity.type)
    if inner.entity.type == "Place" and outer.entity.type in ("Organization", "Place"):
        return "locatedIn"
    if pair in (("Organization", "Organization"), ("Program", "Program")):
        return "partOf"
    return ""
