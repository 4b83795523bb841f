"""Who a clause is about when it does not say: the subject carried from an earlier clause."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kg.relate.view import Member, View

_CLAUSE_END = re.compile(r"[,;:!?。]")
# What may stand before a subject in its clause: nothing much, or an attribute that ends in 的.
_BEFORE_SUBJECT = re.compile(
    r"(?:此外|同时|目前|据悉|其中|另外|如|而|但|由于|随着|因此|近年来|连日来|据介绍|为此|还有|记者从"
    r"|一是|二是|三是|[一二三四五六七八九十\d]+[、.])?"
    r"(?:本届|首届|该|这家|这次|此次|此|我|本|原|前|现任|时任)?"
)
_NO_ATTRIBUTE = re.compile(
    r"[在与同和跟对向由从于被为给将把据按以至到赴用让使称]|关于|通过|根据|作为|围绕|包括|其中|随着"
)
_NO_TOPIC_AFTER = re.compile(r"的|等?[^,;:]{0,6}(?:报道|消息|讯)")
# 一、 (二) at the beginning of a line: a section of a report.
_HEADING = re.compile(r"(?:^|\n)\s*\(?[一二三四五六七八九十]{1,3}(?:[、.]|\))")
_SENTENCES_BACK = 2
_PENALTY = (0.9, 0.8, 0.65)
_FALLBACK = 0.6
# A report in sections, 一、 二、, leaves out the body that it is about.
_OF_A_REPORT = 1.0


@dataclass(frozen=True, slots=True)
class Topic:
    """A unit in the place of a subject.

    Attributes:
        view: index of its sentence.
        index: where its slot stands in the view.
    """

    view: int
    index: int
    type: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a document's sentences are about.

    Attributes:
        topics: of each sentence the units that stand where a subject stands, in order.
        sections: the number of the section that each sentence is in.
        main: of each acting type the entity that most often stands as a subject, bodies first.
    """

    topics: tuple[tuple[Topic, ...], ...]
    sections: tuple[int, ...]
    main: tuple[Topic, ...]


def find_subjects(folded: str, views: Sequence[View]) -> Subjects:
    """The subjects of all sentences."""
    topics = tuple(tuple(_topics_of(view, number)) for number, view in enumerate(views))
    return Subjects(topics, tuple(_sections(folded, views)), _main_topics(topics))


def _sections(folded: str, views: Sequence[View]) -> Iterator[int]:
    section, position = 0, 0
    for view in views:
        heading_may_end = view.sentence.start + 6
        section += len(_HEADING.findall(folded, position, heading_may_end))
        position = heading_may_end
        yield section


def _topics_of(view: View, number: int) -> list[Topic]:
    found = []
    clause_start = 0
    ends = [match.end() for match in _CLAUSE_END.finditer(view.text)] + [len(view.text) + 1]
    for end in ends:
        for index in range(clause_start, min(end, len(view.text))):
            if index not in view.units:
                continue
            if _may_be_subject(view.text, clause_start, index):
                unit = view.units[index]
                found.append(Topic(number, index, unit.type, unit.members))
            break
        clause_start = end
    return found


def _may_be_subject(text: str, clause_start: int, index: int) -> bool:
    if _NO_TOPIC_AFTER.match(text, index + 1):
        return False
    if _BEFORE_SUBJECT.fullmatch(text, clause_start, index):
        return True
    return text[index - 1] == "的" and not _NO_ATTRIBUTE.search(text, clause_start, index)


def _main_topics(topics: Sequence[Sequence[Topic]]) -> tuple[Topic, ...]:
    found = []
    for type_ in ("Organization", "Person", "Place"):
        counts: Counter[str] = Counter()
        first: dict[str, Topic] = {}
        for topic in (topic for sentence in topics for topic in sentence):
            if topic.type == type_ and len(topic.members) == 1:
                id_ = topic.members[0].entity.id
                counts[id_] += 1
                first.setdefault(id_, topic)
        if counts:
            # of those that are named equally often the first
            found.append(first[max(counts, key=lambda id_: counts[id_])])
    return tuple(found)


def carried(
    subjects: Subjects, number: int, index: int, types: AbstractSet[str]
) -> tuple[Topic, float] | None:
    """The subject of a clause without one, and how far it may be trusted.

    Looks back in the sentence, then in the sentences before it in the section, then to what the
    document is mostly about.

    Args:
        subjects: of the document.
        number: the sentence.
        index: the place in its view.
        types: those that the subject may be of.
    """
    topics = subjects.topics
    here = [topic for topic in topics[number] if topic.index < index and topic.type in types]
    if here:
        return here[-1], _PENALTY[0]
    for back in range(1, _SENTENCES_BACK + 1):
        if number < back or subjects.sections[number - back] != subjects.sections[number]:
            break
        before = [topic for topic in topics[number - back] if topic.type in types]
        if before:
            return before[0], _PENALTY[back]
    for topic in subjects.main:
        if topic.type in types:
            return topic, _OF_A_REPORT if any(subjects.sections) else _FALLBACK
    return None
