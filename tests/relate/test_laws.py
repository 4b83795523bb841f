"""Laws: evidence stands in the text, the schema admits every claim, and chance has no part."""

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Annotation, Document, Entity, Mention, Span, Token
from kg.relate import Relater
from kg.schema import default_schema
from tests.relate.samples import PATTERNS, RELATER, TYPES

_PIECES = (
    *"，。；：、\n（）“”《》 .*的在与和他\ue000\ue003𠮷é１",
    *"举办 出席 董事长 兼 毕业于 妻子 位于 成立 签订合作协议".split(),
    *"被评为 会见 一、 2019年3月 会议 原 创始人".split(),
    *"云帆 碧波 星河 周立群".split(),
)
_SCHEMA = default_schema()


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Document, Annotation, tuple[Entity, ...]]:
    text = "".join(draw(st.lists(st.sampled_from(_PIECES), max_size=40)))
    spans = st.tuples(st.integers(0, len(text)), st.integers(1, 5))
    entities = []
    for number, type_ in enumerate(
        draw(st.lists(st.sampled_from(sorted(TYPES.values())), max_size=6))
    ):
        mentions = sorted(
            {
                Mention(start, start + length, text[start : start + length], type_)
                for start, length in draw(st.lists(spans, min_size=1, max_size=3))
                if start + length <= len(text)
            }
        )
        if mentions:
            entities.append(Entity(f"e{number}", type_, mentions[0].text, tuple(mentions)))
    tokens = tuple(Token(i, i + 1, "n") for i in range(len(text)))
    body = (Span(0, len(text)),) if text else ()
    return Document("d", "d", text, body), Annotation(tokens, ()), tuple(entities)


def _holds(relater: Relater, scene: tuple[Document, Annotation, tuple[Entity, ...]]) -> None:
    document, annotation, entities = scene
    types = {entity.id: entity.type for entity in entities}
    related = relater(document, annotation, entities)
    for claim in related.claims:
        evidence = claim.evidence
        assert document.text[evidence.start : evidence.end] == evidence.text != ""
        start = evidence.sentence_start
        assert document.text[start : start + len(evidence.sentence)] == evidence.sentence
        assert start <= evidence.start
        assert evidence.end <= start + len(evidence.sentence)
        assert claim.subject != claim.object
        assert _SCHEMA.admits(claim.predicate, types[claim.subject], types[claim.object])
        finer = claim.subpredicate
        assert not finer or _SCHEMA.predicates[finer].parent == claim.predicate
        assert 0 < claim.score <= 1
        assert claim.by
        assert not claim.role or claim.predicate == "memberOf"
    keys = [(claim.subject, claim.predicate, claim.object) for claim in related.claims]
    assert len(keys) == len(set(keys))
    assert related == relater(document, annotation, entities)
    assert related == relater(document, annotation, tuple(reversed(entities)))


@given(scenes())
def test_the_laws_hold_for_patterns_alone(
    scene: tuple[Document, Annotation, tuple[Entity, ...]],
) -> None:
    _holds(PATTERNS, scene)


@given(scenes())
def test_the_laws_hold_with_the_scorer(
    scene: tuple[Document, Annotation, tuple[Entity, ...]],
) -> None:
    _holds(RELATER, scene)
