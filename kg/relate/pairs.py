"""Pairs of mentions that may be related, with readable features for the scorer.

A feature is a short string: what it is about, the types of the two ends (``PO`` is a person before
a body), and the word or value. ``wPO会见`` says that 会见 stands between a person and a body.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kg.model import Token
from kg.relate.match import Candidate
from kg.relate.topics import Subjects, Topic
from kg.relate.view import Member, Scene, View
from kg.relate.words import LETTERS, Worded, lettered, with_words

_MAX_DISTANCE = 90
_MAX_UNITS = 10
_SHORT = 6

Hits = Mapping[tuple[int, str, int, str], Sequence[Candidate]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions in the order of the text (or a carried subject first), and what is seen of them.

    ``hits`` are the pattern matches that join them; the scorer takes their scores as its prior.
    """

    left: Member
    right: Member
    view: int
    features: tuple[str, ...]
    hits: tuple[Candidate, ...] = ()
    carried: bool = False

    def priors(self) -> dict[str, float]:
        """The best pattern score by class: the predicate and which way it runs."""
        best: dict[str, float] = {}
        for hit in self.hits:
            class_ = hit.predicate + (">" if hit.subject.entity.id == self.left.entity.id else "<")
            best[class_] = max(hit.score, best.get(class_, 0.0))
        return best


def hits_by_pair(
    candidates: Sequence[Candidate],
) -> dict[tuple[int, str, int, str], list[Candidate]]:
    """What the patterns found, by the two mentions in the order of the text."""
    found: dict[tuple[int, str, int, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        found[_pair_key(candidate.subject, candidate.object)].append(candidate)
    return found


def _pair_key(first: Member, last: Member) -> tuple[int, str, int, str]:
    if (last.mention.start, -last.mention.end) < (first.mention.start, -first.mention.end):
        first, last = last, first
    return first.mention.start, first.entity.id, last.mention.start, last.entity.id


def find_pairs(
    scene: Scene,
    shorter: Sequence[View],
    tokens: Sequence[Token],
    subjects: Subjects,
    hits: Hits,
) -> Iterator[Pair]:
    """All pairs of a document worth a look.

    Args:
        scene: the document with its full views.
        shorter: the same sentences with names taken together.
        tokens: the words of the document, by offset.
        subjects: what its sentences are about.
        hits: what the patterns found.
    """
    starts = [token.start for token in tokens]
    about = {topic.members[0].entity.id for topic in subjects.main}
    seen: set[tuple[int, str, int, str]] = set()
    for number, view in enumerate(scene.views):
        sentence = with_words(view, shorter[number], tokens, starts)
        for pair in _pairs_of(sentence, number, about, hits):
            seen.add(_pair_key(pair.left, pair.right))
            yield pair
        for pair in _carried_pairs(sentence, number, subjects.topics, about, hits):
            seen.add(_pair_key(pair.left, pair.right))
            yield pair
    for key in sorted(hits.keys() - seen):
        yield _hit_only(hits[key], about)


def _pairs_of(sentence: Worded, number: int, about: AbstractSet[str], hits: Hits) -> Iterator[Pair]:
    indices = sentence.indices
    for place, left in enumerate(indices):
        for right in indices[place + 1 : place + 1 + _MAX_UNITS]:
            if right - left > _MAX_DISTANCE:
                break
            first = sentence.view.units[left].members[0]
            last = sentence.view.units[right].members[0]
            if first.entity.id == last.entity.id:
                continue
            features = _features(sentence, left, right, first, last)
            features += _main_features(features[0][1:], first, last, about)
            found = hits.get(_pair_key(first, last), ())
            features += _hit_features(found, first, about)
            yield Pair(first, last, number, tuple(features), tuple(found))


def _features(sentence: Worded, left: int, right: int, first: Member, last: Member) -> list[str]:
    letters = sentence.letters
    types = letters[left] + letters[right]
    between = letters[left + 1 : right]
    words = sentence.between(left, right)
    inner = [letters[i] for i in sentence.indices if left < i < right]
    commas = between.count(",") + between.count(":")
    found = [
        "T" + types,
        f"d{types}{_bucket(len(between))}",
        f"n{types}{min(len(inner), 4)}",
        f"c{types}{min(commas, 3)}",
        f"m{types}{''.join(sorted(set(inner)))}",
        f"p{types}{sentence.before(left)}",
        f"q{types}{sentence.after(right)}",
        f"i{types}{left == 0}{letters[left - 1 : left]}",
    ]
    if len(between) <= _SHORT:
        found.append(f"B{types}{between}")
    if words:
        found += [f"l{types}{words[0]}", f"r{types}{words[-1]}"]
        near = words if len(words) <= 10 else words[:5] + words[-5:]
        found += [f"w{word}" for word in dict.fromkeys(near)]
        found += [f"w{types}{word}" for word in dict.fromkeys(near)]
        if len(words) > 1:
            found.append(f"r2{types}{words[-2]}{words[-1]}")
    found += _nearness(types, inner)
    found += _names(types, first, last)
    found += _short_features(sentence, types, first, last)
    return found


def _nearness(types: str, inner: Sequence[str]) -> list[str]:
    """Whether another name of the left or right one's type stands between."""
    return [f"x{types}{types[0] in inner:d}{types[1] in inner:d}"]


def _names(types: str, first: Member, last: Member) -> list[str]:
    left, right = first.mention.text, last.mention.text
    return [
        f"a{types}{left[-1:]}",
        f"b{types}{right[-1:]}",
        f"a{types}{left[-2:]}",
        f"b{types}{right[-2:]}",
        f"ab{types}{left[-1:]}{right[-1:]}",
        f"a={types}{left}",
        f"b={types}{right}",
    ]


def _short_features(sentence: Worded, types: str, first: Member, last: Member) -> list[str]:
    """What the view with names taken together says of the two."""
    left = sentence.slots.get(first.mention.start)
    right = sentence.slots.get(last.mention.start)
    if left is None or right is None:
        return [f"k{types}{left is not None:d}{right is not None:d}"]
    if left == right:
        return [f"k{types}="]
    if right < left:
        return [f"k{types}<"]
    between = lettered(sentence.short.text[left + 1 : right])
    units = sum(letter in LETTERS for letter in between)
    found = [f"k{types}11", f"kn{types}{min(units, 3)}", f"kd{types}{_bucket(len(between))}"]
    if len(between) <= _SHORT:
        found.append(f"K{types}{between}")
    before = lettered(sentence.short.text[max(0, left - 1) : left])
    after = lettered(sentence.short.text[right + 1 : right + 2])
    return [*found, f"kp{types}{before}", f"kq{types}{after}"]


def _main_features(types: str, first: Member, last: Member, about: AbstractSet[str]) -> list[str]:
    return [f"M{types}{first.entity.id in about:d}{last.entity.id in about:d}"]


def _hit_features(found: Sequence[Candidate], left: Member, about: AbstractSet[str]) -> list[str]:
    features = []
    for candidate in found:
        way = ">" if candidate.subject.entity.id == left.entity.id else "<"
        features += [f"R{candidate.by[8:]}{way}", f"R{candidate.predicate}{way}"]
        if candidate.carried:
            main = candidate.subject.entity.id in about
            features += [f"R{candidate.by[8:]}{way}c", f"R{candidate.predicate}{way}c{main:d}"]
    return list(dict.fromkeys(features))


def _carried_pairs(
    sentence: Worded,
    number: int,
    topics: Sequence[Sequence[Topic]],
    about: AbstractSet[str],
    hits: Hits,
) -> Iterator[Pair]:
    """A subject of one of the two sentences before with each name of this one."""
    own = "".join(sorted({_letter(topic.type) for topic in topics[number]}))
    for back in (1, 2):
        if number < back:
            return
        for topic in topics[number - back][: 3 - back]:
            for left in topic.members[:3]:
                for index in sentence.indices[:8]:
                    right = sentence.view.units[index].members[0]
                    if left.entity.id == right.entity.id:
                        continue
                    features = _carried_features(sentence, index, topic, back, own)
                    features += _names(
                        "C" + _letter(topic.type) + _letter(right.entity.type), left, right
                    )
                    features += _main_features(features[0][1:], left, right, about)
                    found = hits.get(_pair_key(left, right), ())
                    features += _hit_features(found, left, about)
                    yield Pair(left, right, number, tuple(features), tuple(found), carried=True)


def _carried_features(sentence: Worded, index: int, topic: Topic, back: int, own: str) -> list[str]:
    types = f"C{_letter(topic.type)}{sentence.letters[index]}"
    words = sentence.between(-1, index)
    inner = [letter for letter in sentence.letters[:index] if letter in LETTERS]
    found = [
        "T" + types,
        f"o{types}{own}",
        f"o{types}{back}",
        f"m{types}{''.join(sorted(set(inner)))}",
        f"n{types}{min(len(inner), 3)}",
        f"q{types}{sentence.after(index)}",
        f"p{types}{sentence.before(index)}",
        f"1{types}{sentence.letters[:1]}",
    ]
    if words:
        found += [f"1{types}{words[0]}", f"r{types}{words[-1]}"]
        found += [f"w{types}{word}" for word in dict.fromkeys(words[-5:])]
    return found


def _hit_only(found: Sequence[Candidate], about: AbstractSet[str]) -> Pair:
    """A pair that only patterns saw: a name within a name, or a far carried subject."""
    candidate = found[0]
    first, last = candidate.subject, candidate.object
    if (last.mention.start, -last.mention.end) < (first.mention.start, -first.mention.end):
        first, last = last, first
    kind = "N" if candidate.view < 0 else "F"
    types = kind + _letter(first.entity.type) + _letter(last.entity.type)
    inside = first.mention.end >= last.mention.end
    alone = sum(m.end - m.start > 0 for m in last.entity.mentions)
    features = ["T" + types, f"in{types}{inside:d}", f"al{types}{min(alone, 3)}"]
    features += _names(types, first, last)
    features += _main_features(types, first, last, about)
    features += _hit_features(found, first, about)
    return Pair(first, last, candidate.view, tuple(features), tuple(found), candidate.carried)


def _letter(type_: str) -> str:
    return "L" if type_ == "Place" else "G" if type_ == "Program" else type_[0]


def _bucket(length: int) -> int:
    for number, limit in enumerate((0, 1, 2, 4, 7, 12, 20, 35)):
        if length <= limit:
            return number
    return 8
