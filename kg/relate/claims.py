"""Candidates that were chosen, turned into claims: role, modality, time and evidence."""

import re
from dataclasses import dataclass

from kg.model import Claim, Evidence
from kg.relate.finer import Finer
from kg.relate.match import Candidate
from kg.relate.modality import Cues, blanked, clause_before
from kg.relate.times import stated_time
from kg.relate.view import Scene
from kg.text import sentence_around

# What keeps a former post former, right before the body: 原甲公司经理.
_FORMER = ("原", "前")
_TITLE_REACH = 30
# What may join a title to what stands before it, and is no part of it.
_JOINTS = "，,、的与與和及"


@dataclass(frozen=True, slots=True)
class Claims:
    """Makes claims.

    Attributes:
        cues: words that tell the modality.
        finer: words that tell a finer predicate.
        titles: matches a run of titles.
    """

    cues: Cues
    finer: Finer
    titles: re.Pattern[str]

    def make(self, scene: Scene, candidate: Candidate) -> Claim:
        """The claim of a candidate, with the stretch that states it and the sentence around."""
        text = scene.document.text
        start, end = candidate.start, candidate.end
        role, former = self._role(scene, candidate)
        if former:
            start = min(start, candidate.object.mention.start - 1)
        names = [
            (member.mention.start, member.mention.end)
            for member in (candidate.subject, candidate.object)
        ]
        sentence = sentence_around(scene.sentences, start, end)
        stated = blanked(scene.folded, start, end, names)
        before = "" if candidate.near else clause_before(scene.folded, start)
        return Claim(
            subject=candidate.subject.entity.id,
            predicate=candidate.predicate,
            object=candidate.object.entity.id,
            evidence=Evidence(start, end, text[start:end], sentence.start, sentence.of(text)),
            role=role,
            modality=self.cues.of(before, "" if candidate.near else stated, role),
            time=stated_time(scene.folded, start, end, scene.document.published),
            score=round(candidate.score, 2),
            by=candidate.by,
            subpredicate=candidate.subpredicate or self.finer.of(candidate.predicate, stated, role),
        )

    def _role(self, scene: Scene, candidate: Candidate) -> tuple[str, bool]:
        """The post that a pattern found, or that stands behind the body; and if it is over."""
        if candidate.predicate != "memberOf":
            return "", False
        (start, end), body = candidate.role, candidate.object.mention
        if start == end:
            behind = self.titles.match(scene.folded, body.end, body.end + _TITLE_REACH)
            if behind is None:
                return "", False
            start, end = behind.span()
        before = scene.folded[max(0, body.start - 1) : body.start]
        former = before if before in _FORMER else ""
        words = "".join(scene.document.text[start:end].split()).lstrip(_JOINTS).rstrip("，,、的")
        return former + words if words else "", bool(former)
