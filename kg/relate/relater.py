"""The relate stage: the entities of a document → the relations that its text states."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.model import Annotation, Claim, Document, Entity
from kg.relate.claims import Claims
from kg.relate.finer import read_finer
from kg.relate.match import (
    Candidate,
    Dropped,
    collapse_lists,
    make,
    match_clauses,
    reduce_names,
)
from kg.relate.modality import read_cues
from kg.relate.nested import chained_places, nested_candidates
from kg.relate.pairs import Pair, find_pairs, hits_by_pair
from kg.relate.posts import Posts, parent_posts, read_posts
from kg.relate.references import References, read_references
from kg.relate.rules import Rule, RuleBook, read_rules
from kg.relate.scorer import Scorer, least, load_scorer
from kg.relate.topics import Subjects, Topic, carried, find_subjects
from kg.relate.view import Scene, View, set_scene
from kg.schema import Schema, schema_of

_LEAST = 0.1
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
    claims: Claims
    posts: Posts
    references: References
    scorer: Scorer | None

    def __call__(
        self, document: Document, annotation: Annotation, entities: Sequence[Entity]
    ) -> Related:
        """The claims, sorted by where they are stated."""
        rejected: Counter[str] = Counter()
        proposal = self.propose(document, annotation, entities, rejected)
        chosen = self._choose(proposal, rejected)
        claims = [self.claims.make(proposal.scene, candidate) for candidate in chosen]
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
        found = [*nested_candidates(scene), *chained_places(entities)]
        views: list[View] = []
        for number, view in enumerate(scene.views):
            shorter, neighbours = reduce_names(view, number, self.rules.names)
            found += neighbours
            views.append(collapse_lists(shorter))
        subjects = find_subjects(scene.folded, views)
        for number in range(len(views)):
            found += self._clauses(views, number, subjects, rejected)
        found += parent_posts(scene, found)
        found += list(self.posts.implied(scene, found))
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
        for found, rule in match_clauses(view, number, self.rules):
            if isinstance(found, Candidate):
                yield found
                continue
            topic = carried(subjects, number, found.place, rule.subject_types)
            if topic is None:
                rejected["no subject"] += 1
            else:
                yield from _carry(view, number, rule, found, topic)

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
        likely = self._likelihoods(scorer, proposal.pairs, proposal.scene.views)
        chosen = []
        for key in sorted(best.keys() | likely.keys()):
            probability, proposed = likely.get(key, (0.0, None))
            threshold = scorer.thresholds.get(key[1])
            candidate = best.get(key)
            if threshold is None:  # a predicate it has never seen: the pattern decides
                chosen += [candidate] if candidate else []
                continue
            backed = candidate is not None and candidate.view >= 0
            if probability >= least(threshold, backed=backed):
                chosen.append(_agreed(candidate, proposed, probability))
            elif candidate is not None or probability > _WORTH_COUNTING:
                rejected["below-threshold"] += 1
        return chosen

    def _likelihoods(
        self, scorer: Scorer, pairs: Sequence[Pair], views: Sequence[View]
    ) -> dict[tuple[str, str, str], tuple[float, Candidate]]:
        """For each relation between two entities how likely the text states it, and where best."""
        probabilities = np.where(self._admissible(scorer, pairs), scorer.score(pairs), 0)
        likely: dict[tuple[str, str, str], tuple[float, Candidate]] = {}
        for row, column in zip(*(probabilities >= _LEAST).nonzero(), strict=True):
            pair, probability = pairs[row], float(probabilities[row, column])
            candidate = _proposed(pair, scorer.classes[column], probability, views)
            key = self._key(candidate)
            if key not in likely or probability > likely[key][0]:
                likely[key] = probability, candidate
        return likely

    def _admissible(self, scorer: Scorer, pairs: Sequence[Pair]) -> npt.NDArray[np.bool_]:
        """Which classes (columns) the vocabulary admits for the types of each pair (rows)."""
        rows = {}
        for left, right in {(pair.left.entity.type, pair.right.entity.type) for pair in pairs}:
            ways = {">": (left, right), "<": (right, left)}
            rows[left, right] = [
                class_[:-1] in self.schema.predicates
                and self.schema.admits(class_[:-1], *ways[class_[-1]])
                for class_ in scorer.classes
            ]
        never = [False] * len(scorer.classes)
        table = [
            never
            if pair.left.entity.id == pair.right.entity.id
            else rows[pair.left.entity.type, pair.right.entity.type]
            for pair in pairs
        ]
        return np.array(table, dtype=np.bool_).reshape(len(pairs), len(scorer.classes))

    def _objection(self, candidate: Candidate) -> str:
        subject, object_ = candidate.subject.entity, candidate.object.entity
        if subject.id == object_.id:
            return "self"
        if candidate.predicate not in self.schema.predicates or not self.schema.admits(
            candidate.predicate, subject.type, object_.type
        ):
            return "domain-range"
        return ""

    def _key(self, candidate: Candidate) -> tuple[str, str, str]:
        subject, object_ = candidate.subject.entity.id, candidate.object.entity.id
        if self.schema.predicates[candidate.predicate].symmetric and object_ < subject:
            subject, object_ = object_, subject
        return subject, candidate.predicate, object_


def _rank(candidate: Candidate) -> tuple[float, int, int, str]:
    return (-candidate.score, candidate.end - candidate.start, candidate.start, candidate.by)


def _proposed(pair: Pair, class_: str, probability: float, views: Sequence[View]) -> Candidate:
    subject, object_ = (pair.left, pair.right) if class_.endswith(">") else (pair.right, pair.left)
    start = min(pair.left.mention.start, pair.right.mention.start)
    if pair.carried and pair.view >= 0:
        start = min(views[pair.view].sentence.start, pair.right.mention.start)
    return Candidate(
        subject=subject,
        predicate=class_[:-1],
        object=object_,
        start=start,
        end=max(pair.left.mention.end, pair.right.mention.end),
        view=pair.view,
        score=probability,
        by="model:relations",
        carried=pair.carried,
    )


def _agreed(pattern: Candidate | None, proposed: Candidate | None, probability: float) -> Candidate:
    """A candidate that the scorer asserts: as the pattern found it, where one did."""
    if pattern is None:
        assert proposed is not None
        return proposed
    return replace(pattern, score=max(probability, (probability + pattern.score) / 2))


def _carry(
    view: View, number: int, rule: Rule, found: Dropped, topic: tuple[Topic, float]
) -> Iterator[Candidate]:
    source, trust = topic
    for subject in source.members:
        for object_ in view.units[found.place].members:
            shown = (subject, object_) if source.view == number else (object_,)
            candidate = make(rule, number, subject, object_, found.stretch.around(*shown))
            yield replace(candidate, score=rule.score * trust, carried=True)


@cache
def load_relater(ontology: Path) -> Relater:
    """The relater of an ontology folder, made once.

    Raises:
        OntologyError: a pattern or cue table breaks its rules.
    """
    schema = schema_of(ontology)
    rules = read_rules(ontology, schema)
    return Relater(
        schema=schema,
        rules=rules,
        claims=Claims(read_cues(ontology), read_finer(ontology, schema), rules.titles),
        posts=read_posts(ontology, schema),
        references=read_references(ontology),
        scorer=load_scorer(),
    )
