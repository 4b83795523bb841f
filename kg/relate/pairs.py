"""Pairs of mentions that may be related, with readable features for the scorer.

A feature is a short string: what it is about, the types of the two ends (``PO`` is a person before
a body), and the word or value. ``wPO会见`` says that 会见 stands between a person and a body.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from kg.model import Token
from kg.relate.match import Candidate
from kg.relate.topics import Subjects, Topic
from kg.relate.view import FIRST_SLOT, Member, Scene, View

import os

RULE_FEATURES = os.environ.get("RF")
LETTERS = "POLGAW"
_TO_LETTERS = {FIRST_SLOT + number: letter for number, letter in enumerate(LETTERS)}
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


@dataclass(slots=True)
class _Sentence:
    """A view with its words, for looking up what stands beside and between slots."""

    view: View
    letters: str
    words: list[str]
    places: list[int]
    short: View
    slots: dict[int, int]
    indices: list[int] = field(default_factory=list)

    def words_between(self, first: int, last: int) -> list[str]:
        return self.words[bisect_right(self.places, first) : bisect_left(self.places, last)]

    def word_before(self, index: int) -> str:
        place = bisect_left(self.places, index) - 1
        if place >= 0 and self.places[place] + len(self.words[place]) >= index:
            return self.words[place]
        return "^" if index == 0 else self.letters[index - 1]

    def word_after(self, index: int) -> str:
        place = bisect_right(self.places, index)
        if place < len(self.places) and self.places[place] == index + 1:
            return self.words[place]
        return "$" if index + 1 >= len(self.letters) else self.letters[index + 1]


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
        sentence = _sentence(scene, view, shorter[number], tokens, starts)
        for pair in _pairs_of(sentence, number, about, hits):
            seen.add(_pair_key(pair.left, pair.right))
            yield pair
        for pair in _carried_pairs(sentence, number, subjects.topics, about, hits):
            seen.add(_pair_key(pair.left, pair.right))
            yield pair
    for key in sorted(hits.keys() - seen):
        yield _hit_only(hits[key], about)


def _sentence(
    scene: Scene, view: View, short: View, tokens: Sequence[Token], starts: Sequence[int]
) -> _Sentence:
    place_of = {offset: place for place, offset in enumerate(view.at) if place not in view.units}
    words, places = [], []
    first = bisect_left(starts, view.sentence.start)
    last = bisect_left(starts, view.sentence.end)
    for token in tokens[first:last]:
        place = place_of.get(token.start)
        if place is None:
            continue
        length = 0
        while (
            length < token.end - token.start
            and place_of.get(token.start + length) == place + length
        ):
            length += 1
        words.append(view.text[place : place + length])
        places.append(place)
    slots = {}
    for index, unit in short.units.items():
        for member in unit.members:
            slots[member.mention.start] = index
    return _Sentence(
        view, view.text.translate(_TO_LETTERS), words, places, short, slots, sorted(view.units)
    )


def _pairs_of(sentence: _Sentence, number: int, about: Set[str], hits: Hits) -> Iterator[Pair]:
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


def _features(sentence: _Sentence, left: int, right: int, first: Member, last: Member) -> list[str]:
    letters = sentence.letters
    types = letters[left] + letters[right]
    between = letters[left + 1 : right]
    words = sentence.words_between(left, right)
    inner = [letters[i] for i in sentence.indices if left < i < right]
    commas = between.count(",") + between.count(":")
    found = [
        "T" + types,
        f"d{types}{_bucket(len(between))}",
        f"n{types}{min(len(inner), 4)}",
        f"c{types}{min(commas, 3)}",
        f"m{types}{''.join(sorted(set(inner)))}",
        f"p{types}{sentence.word_before(left)}",
        f"q{types}{sentence.word_after(right)}",
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


def _short_features(sentence: _Sentence, types: str, first: Member, last: Member) -> list[str]:
    """What the view with names taken together says of the two."""
    left = sentence.slots.get(first.mention.start)
    right = sentence.slots.get(last.mention.start)
    if left is None or right is None:
        return [f"k{types}{left is not None:d}{right is not None:d}"]
    if left == right:
        return [f"k{types}="]
    if right < left:
        return [f"k{types}<"]
    between = sentence.short.text[left + 1 : right].translate(_TO_LETTERS)
    units = sum(letter in LETTERS for letter in between)
    found = [f"k{types}11", f"kn{types}{min(units, 3)}", f"kd{types}{_bucket(len(between))}"]
    if len(between) <= _SHORT:
        found.append(f"K{types}{between}")
    before = sentence.short.text[max(0, left - 1) : left].translate(_TO_LETTERS)
    after = sentence.short.text[right + 1 : right + 2].translate(_TO_LETTERS)
    return [*found, f"kp{types}{before}", f"kq{types}{after}"]


def _main_features(types: str, first: Member, last: Member, about: Set[str]) -> list[str]:
    return [f"M{types}{first.entity.id in about:d}{last.entity.id in about:d}"]


def _hit_features(found: Sequence[Candidate], left: Member, about: Set[str]) -> list[str]:
    features = []
    for candidate in found:
        way = ">" if candidate.subject.entity.id == left.entity.id else "<"
        if RULE_FEATURES:
            features += [f"R{candidate.by[8:]}{way}", f"R{candidate.predicate}{way}"]
        if candidate.carried:
            main = candidate.subject.entity.id in about
            features += [f"R{candidate.by[8:]}{way}c", f"R{candidate.predicate}{way}c{main:d}"]
    return list(dict.fromkeys(features))


def _carried_pairs(
    sentence: _Sentence,
    number: int,
    topics: Sequence[Sequence[Topic]],
    about: Set[str],
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


def _carried_features(
    sentence: _Sentence, index: int, topic: Topic, back: int, own: str
) -> list[str]:
    types = f"C{_letter(topic.type)}{sentence.letters[index]}"
    words = sentence.words_between(-1, index)
    inner = [letter for letter in sentence.letters[:index] if letter in LETTERS]
    found = [
        "T" + types,
        f"o{types}{own}",
        f"o{types}{back}",
        f"m{types}{''.join(sorted(set(inner)))}",
        f"n{types}{min(len(inner), 3)}",
        f"q{types}{sentence.word_after(index)}",
        f"p{types}{sentence.word_before(index)}",
        f"1{types}{sentence.letters[:1]}",
    ]
    if words:
        found += [f"1{types}{words[0]}", f"r{types}{words[-1]}"]
        found += [f"w{types}{word}" for word in dict.fromkeys(words[-5:])]
    return found


def _hit_only(found: Sequence[Candidate], about: Set[str]) -> Pair:
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
