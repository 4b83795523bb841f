"""Pairs of mentions with what gold says of them: yes, no, or left open."""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import Annotation, Document, Entity, Mention
from kg.relate.pairs import Pair
from kg.relate.relater import Relater
from kg.schema import Schema

Key = tuple[str, str, str]
_QUOTES = re.compile(r"[\s“”‘’\"'「」『』《》〈〉]")


@dataclass(frozen=True)
class Gold:
    """Gold relations of a document, by gold entity ids.

    ``open`` are those that count neither way; ``shaky`` the optional entities.
    """

    stated: frozenset[Key]
    open: frozenset[Key]
    shaky: frozenset[str]
    evidence: dict[Key, str]


@dataclass(frozen=True)
class Case:
    """One document with the pairs proposed in it and what gold says.

    Attributes:
        same: gold entities that one of ours is, by our id.
        weight: how much each of its pairs counts in training.
    """

    id: str
    pairs: tuple[Pair, ...]
    same: dict[str, frozenset[str]]
    gold: Gold
    weight: float
    text: str


def norm(name: str) -> str:
    """What makes two names one for the scoring of gold."""
    return _QUOTES.sub("", unicodedata.normalize("NFKC", name)).casefold()


def gold_entities(text: str, gold: dict) -> tuple[Entity, ...]:
    """Gold's entities, with mentions wherever their names stand, inside longer names too."""
    forms = sorted(
        {(form, e["id"], e["type"]) for e in gold["entities"] for form in _forms(e)},
        key=lambda f: (-len(f[0]), f),
    )
    taken: list[tuple[int, int, str]] = []
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for form, id_, type_ in forms:
        for match in re.finditer(re.escape(form), text):
            start, end = match.span()
            if _may_stand(start, end, id_, taken):
                taken.append((start, end, id_))
                mentions[id_].append(Mention(start, end, form, type_))
    return tuple(
        Entity(
            e["id"], e["type"], e["name"], tuple(sorted(mentions[e["id"]])), "", tuple(e["aliases"])
        )
        for e in gold["entities"]
    )


def _forms(entity: dict) -> list[str]:
    return [form for form in (entity["name"], *entity["aliases"]) if form]


def _may_stand(start: int, end: int, id_: str, taken: Sequence[tuple[int, int, str]]) -> bool:
    for first, last, other in taken:
        if first <= start and end <= last:
            if other == id_ or (first, last) == (start, end):
                return False
        elif start < last and first < end:
            return False
    return True


def read_gold(gold: dict, schema: Schema) -> Gold:
    """The relations of a gold file, what follows from them included as open."""
    stated, open_, evidence = set(), set(), {}
    for relation in gold["relations"]:
        key = _key(relation["subject"], relation["predicate"], relation["object"], schema)
        (open_ if relation["optional"] else stated).add(key)
        evidence[key] = relation["evidence"]
    chains = {k for k in stated | open_ if k[1] in ("locatedIn", "partOf")}
    open_ |= _following(chains) - stated
    shaky = frozenset(e["id"] for e in gold["entities"] if e["optional"])
    return Gold(frozenset(stated), frozenset(open_), shaky, evidence)


def _key(subject: str, predicate: str, object_: str, schema: Schema) -> Key:
    if schema.predicates[predicate].symmetric and object_ < subject:
        subject, object_ = object_, subject
    return subject, predicate, object_


def _following(edges: set[Key]) -> set[Key]:
    known = set(edges)
    while True:
        new = {
            (a, "partOf" if p == q == "partOf" else "locatedIn", d)
            for a, p, b in known
            for c, q, d in known
            if b == c and a != d
        } - known
        if not new:
            return known - edges
        known |= new


def make_case(
    relater: Relater,
    document: Document,
    annotation: Annotation,
    entities: Sequence[Entity],
    *,
    gold: dict,
    weight: float,
) -> Case:
    """A document made ready for training, with our entities matched to gold's by name."""
    names = {e["id"]: {norm(form) for form in _forms(e)} for e in gold["entities"]}
    same = {
        entity.id: frozenset(
            id_
            for id_, forms in names.items()
            if forms & {norm(name) for name in (entity.name, *entity.aliases)}
        )
        for entity in entities
    }
    proposal = relater.propose(document, annotation, entities, Counter())
    return Case(
        document.id,
        proposal.pairs,
        same,
        read_gold(gold, relater.schema),
        weight,
        document.text,
    )


def verdicts(case: Case, classes: Sequence[str], schema: Schema) -> Iterator[list[int]]:
    """For each pair, by class: 1 where this place states it, 0 where not, -1 where open."""
    shown = _shown(case, classes, schema)
    for number, pair in enumerate(case.pairs):
        row = []
        for class_ in classes:
            keys = gold_keys(case, pair, class_, schema)
            if keys is None:
                row.append(-1)
            elif keys & case.gold.stated:
                row.append(1 if number in shown[class_] else -1)
            elif keys & case.gold.open or _is_shaky(case, pair):
                row.append(-1)
            else:
                row.append(0)
        yield row


def gold_keys(case: Case, pair: Pair, class_: str, schema: Schema) -> set[Key] | None:
    """The gold relations that a class would state of a pair; None where types forbid it."""
    first, last = (pair.left, pair.right) if class_[-1] == ">" else (pair.right, pair.left)
    predicate = class_[:-1]
    if not schema.admits(predicate, first.entity.type, last.entity.type):
        return None
    return {
        _key(a, predicate, b, schema)
        for a in case.same[first.entity.id]
        for b in case.same[last.entity.id]
    }


def _is_shaky(case: Case, pair: Pair) -> bool:
    ends = case.same[pair.left.entity.id] | case.same[pair.right.entity.id]
    return bool(ends & case.gold.shaky)


def _shown(case: Case, classes: Sequence[str], schema: Schema) -> dict[str, set[int]]:
    """The pairs that stand in the evidence of a relation, or nearest to each other, by class."""
    shown: dict[str, set[int]] = {class_: set() for class_ in classes}
    places: dict[Key, list[tuple[int, int]]] = {}
    for class_ in classes:
        by_key: dict[Key, list[int]] = defaultdict(list)
        for number, pair in enumerate(case.pairs):
            for key in (gold_keys(case, pair, class_, schema) or set()) & case.gold.stated:
                by_key[key].append(number)
        for key, numbers in by_key.items():
            if key not in places:
                quote = re.escape(case.gold.evidence[key])
                places[key] = [m.span() for m in re.finditer(quote, case.text)]
            inside = [n for n in numbers if _lies_in(case.pairs[n], places[key])]
            shown[class_].update(inside or [min(numbers, key=lambda n: _distance(case.pairs[n]))])
    return shown


def _lies_in(pair: Pair, places: Sequence[tuple[int, int]]) -> bool:
    right = pair.right.mention
    left = right if pair.carried else pair.left.mention
    return any(
        a <= left.start and left.end <= b and a <= right.start and right.end <= b for a, b in places
    )


def _distance(pair: Pair) -> int:
    return abs(pair.right.mention.start - pair.left.mention.start)


def gold_files(folder: Path) -> Iterator[tuple[Path, dict]]:
    """The texts of a gold folder and their annotation."""
    for path in sorted(folder.glob("*.json")):
        yield path.with_suffix(".txt"), json.loads(path.read_text("utf-8"))
