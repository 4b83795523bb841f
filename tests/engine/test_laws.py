"""The laws hold for any answer of any model, and any engine: true spans, known terms, evidence."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg import extraction
from kg.engine import Annotation, Document, Entity, KgEngine, Related, Span, wrap
from kg.engine.chat.answers import Answer, answer_of, read_answer
from kg.engine.chat.reading import Passage, read_claims, read_names
from kg.engine.windows import windows
from kg.errors import InputError
from kg.model import Record
from kg.records import from_json, to_json
from kg.resources import ontology_dir
from kg.schema import default_schema
from tests.test_laws import _assert_true_spans

_NAMES = st.sampled_from(
    [
        "云帆科技",
        "云帆",
        "李明远",
        "杭州市",
        "杭州",
        "“星河杯”大赛",
        "<b>甲</b>公司",
        "没有的",
        "，",
    ]
)
_ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | _NAMES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
_TYPES = st.sampled_from(["Person", "Organization", "Place", "Program", "Company", "Nothing"])
_PREDICATES = st.sampled_from(
    ["memberOf", "locatedIn", "partnerOf", "heads", "participatesIn", "x"]
)
_ENTITY = st.fixed_dictionaries(
    {"name": _NAMES, "type": _TYPES}, optional={"id": _ANYTHING, "score": _ANYTHING}
)
_TEXTS = st.lists(
    _NAMES | st.sampled_from(["与", "在", "总经理", "。", "，", "\n", " ", "\r\n"]), max_size=25
).map("".join)
_RELATION = st.fixed_dictionaries(
    {"subject": _NAMES, "predicate": _PREDICATES, "object": _NAMES, "evidence": _TEXTS | _NAMES},
    optional={"role": _NAMES | st.just("总经理"), "modality": _ANYTHING, "score": _ANYTHING},
)
_ANSWERS = st.builds(
    Answer, st.lists(_ENTITY | _ANYTHING, max_size=6), st.lists(_RELATION | _ANYTHING, max_size=6)
)


class Scripted:
    """A chat engine whose model has said already what it says."""

    name = "openai:any"

    def __init__(self, answers: Sequence[Answer]) -> None:
        self.answers = answers

    def _passages(self, document: Document) -> list[Passage]:
        parts = windows(document, 30)
        count = len(self.answers)
        return [Passage(part, self.answers[n % count]) for n, part in enumerate(parts)]

    def mentions(self, documents: Sequence[Document]) -> list[Annotation]:
        schema = default_schema()
        words = KgEngine().mentions(documents)
        return [
            read_names(d, self._passages(d), own.tokens, self.name, schema)
            for d, own in zip(documents, words, strict=True)
        ]

    def claims(
        self, document: Document, _annotation: Annotation, entities: Sequence[Entity], /
    ) -> Related:
        return read_claims(document, self._passages(document), entities, self.name)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(text=_TEXTS, answers=st.lists(_ANSWERS, min_size=1, max_size=3), cut=st.integers(0, 40))
def test_any_answer_gives_a_true_record(text: str, answers: list[Answer], cut: int) -> None:
    cut = min(cut, len(text))
    body = tuple(
        s for s in (Span(0, cut), Span(min(cut + 2, len(text)), len(text))) if s.start < s.end
    )
    document = Document("d", "d.txt", text, body)
    engine = wrap(Scripted(answers))
    (record,) = extraction.records_by([document], ontology_dir(), engine)
    assert isinstance(record, Record)
    _assert_true_spans(document, record)
    assert from_json(to_json(record)) == record
    assert extraction.records_by([document], ontology_dir(), engine) == [record]
    schema = default_schema()
    types = {entity.id: entity.type for entity in record.entities}
    for claim in record.claims:
        assert claim.by == "openai:any"
        assert schema.admits(claim.predicate, types[claim.subject], types[claim.object])
        assert 0 <= claim.score <= 1
    assert all(count > 0 for _, count in record.rejected)


@given(value=_ANYTHING, before=st.text(max_size=10), after=st.text(max_size=10))
def test_reading_never_fails(value: Any, before: str, after: str) -> None:
    import json

    answer = answer_of(value)
    assert answer is None or answer_of(answer.to_json()) == answer
    read_answer(f"{before}{json.dumps(value)}{after}")
    whole = json.dumps({"entities": [], "relations": [value]})
    found = read_answer(f"好的：{whole}{after}")
    assert found is not None
    assert repr(found.relations) == repr([value])


def test_a_build_of_an_engine_takes_more_documents_from_it(tmp_path: Path) -> None:
    class Nobody:
        """An engine that finds nothing."""

        name = "nobody"

        def mentions(self, documents: Sequence[Document]) -> list[Annotation]:
            return [Annotation((), ()) for _ in documents]

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "甲.txt").write_text("云帆科技在杭州市成立。", "utf-8")
    output = tmp_path / "out"
    kg.build(tmp_path / "in", output=output, engine=Nobody())
    (tmp_path / "in" / "乙.txt").write_text("云帆科技搬到宁波市。", "utf-8")
    with pytest.raises(InputError, match="made by the engine nobody"):
        kg.update(output=output)
    assert kg.update(output=output, engine=Nobody()).added == ("乙.txt",)
    assert '"engine": "nobody"' in (output / "manifest.json").read_text("utf-8")
