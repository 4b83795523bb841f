"""The relate stage: the entities of a document → the relations that its text states."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.model import Annotation, Claim, Document, Entity, Evidence, Span
from kg.relate.match import (
    Candidate,
    collapse_lists,
    document_span,
    dropped_span,
    make,
    match_clauses,
    reduce_names,
    role_span,
)
from kg.relate.modality import Cues, read_cues
from kg.relate.nested import chained_places, nested_candidates, parent_posts
from kg.relate.pairs import Pair, find_pairs, hits_by_pair
from kg.relate.references import References, read_references
from kg.relate.rules import Rule, RuleBook, read_rules
from kg.relate.scorer import Scorer, load_scorer
from kg.relate.times import stated_time
from kg.relate.topics import Subjects, Topic, carried, find_subjects
from kg.relate.view import Scene, View, set_scene
from kg.schema import Schema, schema_of

_LEAST = 0.02
_WORTH_COUNTING = 0.2


@dataclass(frozen=True, slots=True)
class Related:
    """The claims of a document, and how many candidates were turned down, by reason."""

    claims: tuple[Claim, ...]
    rejected: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may be related in a document, before anything is decided.

    Attributes:
        scene: the document made ready.
        candidates: what the patterns found.
        pairs: mentions worth a look, with their features.
    """

    scene: Scene
    candidates: tuple[Candidate, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Relater:
    """Finds the relations of a document: ``relater(document, annotation, entities)``."""

    schema: Schema
    rules: RuleBook
    cues: Cues
    references: References
    scorer: Scorer | None

    def __call__(
        self, document: Document, annotation: Annotation, entities: Sequence[Entity]
    ) -> Related:
        """The claims, sorted by where they are stated."""
        rejected: Counter[str] = Counter()
        proposal = self.propose(document, annotation, entities, rejected)
        chosen = self._choose(proposal, rejected)
        claims = [self._claim(proposal.scene, candidate) for candidate in chosen]
        claims.sort(
            key=lambda c: (c.evidence.start, c.evidence.end, c.subject, c.predicate, c.object)
        )
        return Related(tuple(claims), tuple(sorted(rejected.items())))

    def propose(
        self,
        document: Document,
        annotation: Annotation,
        entities: Sequence[Entity],
        rejected: Counter[str],
    ) -> Proposal:
        """What patterns find, and all pairs for the scorer."""
        scene = set_scene(document, annotation.tokens, entities, self.references.find)
        found = [*nested_candidates(scene), *chained_places(scene, entities)]
        views: list[View] = []
        for number, view in enumerate(scene.views):
            shorter, neighbours = reduce_names(view, number, self.rules.names)
            found += neighbours
            views.append(collapse_lists(shorter))
        subjects = find_subjects(scene.folded, views)
        for number in range(len(views)):
            found += self._clauses(views, number, subjects, rejected)
        found += parent_posts(scene, found)
        admitted = self._admitted(found, rejected)
        hits = hits_by_pair(admitted)
        pairs = find_pairs(scene, views, annotation.tokens, subjects, hits)
        return Proposal(scene, tuple(admitted), tuple(pairs))

    def _clauses(
        self,
        views: Sequence[View],
        number: int,
        subjects: Subjects,
        rejected: Counter[str],
    ) -> Iterator[Candidate]:
        view = views[number]
        groups = self.rules.groups_in(view.text)
        for candidate, rule, index in match_clauses(view, number, self.rules.clauses, groups):
            if candidate is not None:
                yield candidate
                continue
            topic = carried(subjects, number, index, rule.subject_types)
            if topic is None:
                rejected["no subject"] += 1
            else:
                yield from _carry(view, number, rule, index, topic)

    def _admitted(self, candidates: Iterable[Candidate], rejected: Counter[str]) -> list[Candidate]:
        admitted = []
        for candidate in candidates:
            if reason := self._objection(candidate):
                rejected[reason] += 1
            else:
                admitted.append(candidate)
        return admitted

    def _choose(self, proposal: Proposal, rejected: Counter[str]) -> list[Candidate]:
        """The best candidate of every relation that patterns or scorer assert."""
        best: dict[tuple[str, str, str], Candidate] = {}
        for candidate in proposal.candidates:
            key = self._key(candidate)
            other = best.get(key)
            if other is not None:
                rejected["duplicate"] += 1
            if other is None or _rank(candidate) < _rank(other):
                best[key] = candidate
        if self.scorer is None:
            return list(best.values())
        return self._scored(self.scorer, proposal, best, rejected)

    def _scored(
        self,
        scorer: Scorer,
        proposal: Proposal,
        best: dict[tuple[str, str, str], Candidate],
        rejected: Counter[str],
    ) -> list[Candidate]:
        likely = self.likelihoods(scorer, proposal.pairs)
        chosen = []
        for key in sorted(best.keys() | likely.keys()):
            probability, proposed = likely.get(key, (0.0, None))
            threshold = scorer.thresholds.get(key[1])
            candidate = best.get(key)
            if threshold is None and candidate is not None:
                chosen.append(candidate)  # a predicate that the scorer has never seen
            elif threshold is not None and probability >= threshold:
                chosen.append(_agreed(candidate, proposed, probability))
            elif candidate is not None or probability > _WORTH_COUNTING:
                rejected["below-threshold"] += 1
        return chosen

    def likelihoods(
        self, scorer: Scorer, pairs: Sequence[Pair]
    ) -> dict[tuple[str, str, str], tuple[float, Candidate]]:
        """For each relation between two entities how likely the text states it, and where best."""
        probabilities = scorer.score(pairs)
        likely: dict[tuple[str, str, str], tuple[float, Candidate]] = {}
        for row, column in zip(*(probabilities >= _LEAST).nonzero(), strict=True):
            pair, probability = pairs[row], float(probabilities[row, column])
            candidate = _proposed(pair, scorer.classes[column], probability)
            if self._objection(candidate):
                continue
            key = self._key(candidate)
            if key not in likely or probability > likely[key][0]:
                likely[key] = probability, candidate
        return likely

    def _objection(self, candidate: Candidate) -> str:
        subject, object_ = candidate.subject.entity, candidate.object.entity
        if subject.id == object_.id:
            return "self"
        if not self.schema.admits(candidate.predicate, subject.type, object_.type):
            return "domain-range"
        return ""

    def _key(self, candidate: Candidate) -> tuple[str, str, str]:
        subject, object_ = candidate.subject.entity.id, candidate.object.entity.id
        if self.schema.predicates[candidate.predicate].symmetric and object_ < subject:
            subject, object_ = object_, subject
        return subject, candidate.predicate, object_

    def _claim(self, scene: Scene, candidate: Candidate) -> Claim:
        text = scene.document.text
        start, end = candidate.start, candidate.end
        role = _role(scene.folded, text, candidate)
        names = [
            (member.mention.start, member.mention.end)
            for member in (candidate.subject, candidate.object)
        ]
        sentence = _sentence(scene, candidate)
        return Claim(
            subject=candidate.subject.entity.id,
            predicate=candidate.predicate,
            object=candidate.object.entity.id,
            evidence=Evidence(start, end, text[start:end], sentence.start, sentence.of(text)),
            role=role,
            modality=self.cues.of(scene.folded, start, end, role, names),
            time=stated_time(scene.folded, start, end, scene.document.published),
            score=round(candidate.score, 2),
            by=candidate.by,
            subpredicate=candidate.subpredicate,
        )


def _rank(candidate: Candidate) -> tuple[float, int, int, str]:
    return (-candidate.score, candidate.end - candidate.start, candidate.start, candidate.by)


def _proposed(pair: Pair, class_: str, probability: float) -> Candidate:
    subject, object_ = (pair.left, pair.right) if class_.endswith(">") else (pair.right, pair.left)
    return Candidate(
        subject=subject,
        predicate=class_[:-1],
        object=object_,
        start=min(pair.left.mention.start, pair.right.mention.start),
        end=max(pair.left.mention.end, pair.right.mention.end),
        view=pair.view,
        score=probability,
        by="model:relations",
        carried=pair.carried,
    )


def _agreed(pattern: Candidate | None, proposed: Candidate | None, probability: float) -> Candidate:
    """A candidate that the scorer asserts: as the pattern found it, where one did."""
    candidate = pattern or proposed
    assert candidate is not None
    return replace(candidate, score=probability)


def _carry(
    view: View, number: int, rule: Rule, index: int, topic: tuple[Topic, float]
) -> Iterator[Candidate]:
    source, trust = topic
    start, end, role = dropped_span(view, rule, index)
    span = document_span(view, start, end)
    for subject in source.members:
        for object_ in view.units[index].members:
            first = min(span[0], object_.mention.start)
            last = max(span[1], object_.mention.end)
            if source.view == number:
                first = min(first, subject.mention.start)
            candidate = make(rule, number, subject, object_, (first, last), role_span(view, role))
            yield replace(candidate, score=rule.score * trust, carried=True)


def _role(folded: str, text: str, candidate: Candidate) -> str:
    start, end = candidate.role
    if start == end:
        return ""
    before = candidate.object.mention.start - 1
    former = text[before] if before >= 0 and folded[before] in "原前" else ""
    return (former + "".join(text[start:end].split())).strip("，,、的")


def _sentence(scene: Scene, candidate: Candidate) -> Span:
    """The sentence of a candidate, or all sentences that its stretch touches."""
    spans = scene.sentences
    first = bisect_right(spans, candidate.start, key=lambda span: span.end)
    last = bisect_left(spans, candidate.end, key=lambda span: span.start)
    touching = spans[first:last]
    start = min([candidate.start, *(span.start for span in touching)])
    end = max([candidate.end, *(span.end for span in touching)])
    return Span(start, end)


@cache
def load_relater(ontology: Path) -> Relater:
    """The relater of an ontology folder, made once.

    Raises:
        OntologyError: a pattern or cue table breaks its rules.
    """
    schema = schema_of(ontology)
    return Relater(
        schema=schema,
        rules=read_rules(ontology, schema),
        cues=read_cues(ontology),
        references=read_references(ontology),
        scorer=load_scorer(),
    )
