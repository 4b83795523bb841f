"""Names inside longer names: what they say of place and membership."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Entity
from kg.relate.match import Candidate
from kg.relate.view import Member, Scene

# More than one post: 书记兼总经理, 书记、部长.
_SEVERAL = re.compile(r".[兼、].")
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
        )


def chained_places(scene: Scene, entities: Sequence[Entity]) -> Iterator[Candidate]:
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
            )


def parent_posts(scene: Scene, found: Sequence[Candidate]) -> list[Candidate]:
    """``甲公司党支部书记兼总经理`` holds posts in ``甲公司`` too: the organ's name is part of the role.

    Only where the role names more than one post.
    """
    inside: dict[tuple[int, int], list[Member]] = {}
    for inner, outer in scene.nested:
        span = (outer.mention.start, outer.mention.end)
        if inner.entity.type == outer.entity.type == "Organization":
            inside.setdefault(span, []).append(inner)
    posts = []
    for candidate in found:
        start, end = candidate.role
        if candidate.predicate != "memberOf" or not _SEVERAL.search(scene.folded[start:end]):
            continue
        organ = candidate.object.mention
        for parent in inside.get((organ.start, organ.end), ()):
            if parent.mention.start == organ.start:
                role = (parent.mention.end, end)
                post = replace(candidate, object=parent, role=role, by="pattern:parent-post")
                posts.append(post)
    return posts


def _predicate(inner: Member, outer: Member) -> str:
    pair = (outer.entity.type, inner.entity.type)
    if inner.entity.type == "Place" and outer.entity.type in ("Organization", "Place"):
        return "locatedIn"
    if pair in (("Organization", "Organization"), ("Program", "Program")):
        return "partOf"
    return ""
