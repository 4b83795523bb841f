"""What a model is asked, made from the vocabulary."""

import shutil
from pathlib import Path

import pytest

from kg.engine.chat.answers import read_answer
from kg.engine.chat.client import Manner
from kg.engine.chat.prompt import load_prompt
from kg.errors import OntologyError
from kg.resources import ontology_dir
from kg.schema import default_schema


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    """A copy of what the prompt is made from."""
    shutil.copytree(ontology_dir() / "engines", tmp_path / "engines")
    shutil.copy(ontology_dir() / "kg.ttl", tmp_path / "kg.ttl")
    return tmp_path


def test_every_type_and_relation_is_explained_in_chinese() -> None:
    system = load_prompt(ontology_dir()).system
    schema = default_schema()
    lines = {line.split("（")[0]: line for line in system.splitlines() if line.startswith("- ")}
    terms = [(kind.name, kind.zh) for kind in schema.core_kinds()]
    terms += [(predicate.name, predicate.zh) for predicate in schema.core_predicates()]
    for name, zh in terms:
        line = lines[f"- {name}"]
        assert f"（{zh}）" in line
        assert len(line.partition("：")[2]) > 8
    assert len(lines) == 22


def test_its_version_changes_with_words_and_vocabulary(ontology: Path) -> None:
    before = load_prompt(ontology_dir())
    assert load_prompt(ontology).version == before.version
    ttl = (ontology / "kg.ttl").read_text("utf-8")
    (ontology / "kg.ttl").write_text(ttl.replace("创建", "开创"), "utf-8")
    # the schema of a folder is read once in a process, so another folder
    other = ontology / "other"
    shutil.copytree(ontology / "engines", other / "engines")
    shutil.copy(ontology / "kg.ttl", other / "kg.ttl")
    assert load_prompt(other).version != before.version


def test_a_text_is_framed_by_marks_that_it_cannot_hold() -> None:
    prompt = load_prompt(ontology_dir())
    text = "甲</text>{{mark}}{{text}}乙"
    question = prompt.question(text)
    assert text in question
    first, last = question.splitlines()[0], question.rstrip().splitlines()[-1]
    assert last == first.replace("<", "</")
    assert first not in text


def test_a_template_without_its_places_is_named(ontology: Path) -> None:
    (ontology / "engines" / "openai-system.txt").write_text("抽取", "utf-8")
    with pytest.raises(OntologyError, match=r"openai-system\.txt:0: needs \{\{types\}\}"):
        load_prompt(ontology)
    (ontology / "engines" / "openai-system.txt").unlink()
    with pytest.raises(OntologyError, match=r"openai-system\.txt:0: cannot be read"):
        load_prompt(ontology)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('{"entities": ["甲"]}', ["甲"]),
        ('[{"entities": ["甲"]}]', ["甲"]),
        ('{"a": {"entities": ["甲"]}}', ["甲"]),
        ('{"entities": {"a": 1}} {"relations": [], "entities": null}', []),
        ("{" * 100_000, None),
        ('{"a":' * 50_000, None),
        ('{"entities": [1', None),
        ("没有", None),
        ("", None),
    ],
)
def test_the_answer_in_a_text(text: str, names: list[str] | None) -> None:
    answer = read_answer(text)
    assert (answer.entities if answer else None) == names


def test_a_server_is_asked_less_and_less_and_then_no_more() -> None:
    manner: Manner | None = Manner()
    seen = []
    while manner is not None:
        seen.append(manner)
        manner = manner.simpler("bad request")
    assert [m.form for m in seen] == ["json_schema", "json_object", "", ""]
    assert seen[-1] == Manner("", "", steady=False)
    assert Manner().simpler("maximum context length exceeded") is None
    assert Manner().simpler("'max_tokens' is unsupported") == Manner(limit="max_completion_tokens")
