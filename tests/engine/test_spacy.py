"""The spaCy adapter with real pipelines: rules, and a tagger trained here for a few steps."""

import random
import warnings
from pathlib import Path

import pytest

import kg
from kg import pipeline
from kg.engine import Document, Setting, Span, load_engine
from kg.engine.spacy_adapter import LABEL_COLUMNS, load_labels
from kg.errors import InputError, OntologyError
from kg.resources import ontology_dir

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import spacy
    from spacy.training import Example
    from thinc.api import fix_random_seed

TEXT = "云帆科技有限公司总经理李明远在杭州市出席了“星河杯”大赛，2019年3月5日。\n"
RULES = [
    {"label": "ORG", "pattern": "云帆科技有限公司"},
    {"label": "PERSON", "pattern": "李明远"},
    {"label": "GPE", "pattern": "杭州市"},
    {"label": "EVENT", "pattern": "“星河杯”大赛"},
    {"label": "DATE", "pattern": "2019年3月5日"},
    {"label": "ODD", "pattern": "出席"},
]


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline of rules, saved to disk."""
    nlp = spacy.blank("zh")
    nlp.meta["name"] = "ruled"
    nlp.meta["version"] = "1.2.3"
    nlp.add_pipe("entity_ruler").add_patterns(RULES)  # type: ignore[attr-defined]
    folder = tmp_path_factory.mktemp("spacy") / "模型"
    nlp.to_disk(folder)
    return folder


def _documents(folder: Path, text: str = TEXT) -> Path:
    folder.mkdir()
    (folder / "a.txt").write_text(text, "utf-8")
    return folder


def test_its_entities_are_joined_and_related_by_kg(ruled: Path, tmp_path: Path) -> None:
    engine = load_engine(f"spacy:{ruled}")
    assert engine.label == "spacy:zh_ruled (1.2.3)"
    assert engine.sends_to == ""
    (record,) = pipeline.extract([_documents(tmp_path / "in")], engine=engine).records
    assert [(e.name, e.type) for e in record.entities] == [
        ("云帆科技有限公司", "Organization"),
        ("李明远", "Person"),
        ("杭州市", "Place"),
        ("星河杯", "Program"),  # kg names it by what stands in the quotation marks
    ]
    for entity in record.entities:
        for mention in entity.mentions:
            assert TEXT[mention.start : mention.end] == mention.text
            assert (mention.by, mention.score) == ("spacy:zh_ruled", 0.8)
    names = {entity.id: entity.name for entity in record.entities}
    found = {(names[c.subject], c.predicate, names[c.object]): c.role for c in record.claims}
    assert found["李明远", "memberOf", "云帆科技有限公司"] == "总经理"
    assert ("李明远", "participatesIn", "星河杯") in found
    rejected = dict(record.rejected)
    assert rejected["spaCy label DATE of no type"] == 1
    assert rejected["spaCy label ODD not in the table"] == 1


def test_a_build_is_the_same_with_any_number_of_workers(ruled: Path, tmp_path: Path) -> None:
    folder = _documents(tmp_path / "in")
    for number in range(17):  # more than one task
        (folder / f"b{number}.txt").write_text(TEXT * (number + 1), "utf-8")
    wanted = f"spacy:{ruled}"
    one = kg.build(folder, output=tmp_path / "one", engine=wanted)
    two = kg.build(folder, output=tmp_path / "two", engine=wanted, workers=2)
    assert one.facts == two.facts
    files = sorted(path.name for path in (tmp_path / "one").iterdir() if path.is_file())
    assert "manifest.json" in files
    for name in files:
        data = (tmp_path / "one" / name).read_bytes()
        assert data == (tmp_path / "two" / name).read_bytes(), name
        assert str(ruled).encode() not in data  # where a model lies is nobody's business
    manifest = (tmp_path / "one" / "manifest.json").read_text("utf-8")
    assert '"engine": "spacy:zh_ruled (1.2.3)"' in manifest


def test_names_across_windows_and_markup_keep_their_offsets(ruled: Path) -> None:
    text = "见[李明远](http://a.example/李明远)的话。\r\n\r\n" + TEXT * 120
    link = Span(text.index("("), text.index(")") + 1)
    document = Document("d", "d.md", text, (Span(0, link.start), Span(link.end, len(text))))
    engine = load_engine(f"spacy:{ruled}")
    (annotation,) = engine.annotate([document], ontology_dir())
    mentions = getattr(annotation, "mentions", ())
    people = [m.start for m in mentions if m.text == "李明远"]
    assert len(people) == 121
    assert not any(link.start <= start < link.end for start in people)
    assert all(text[m.start : m.end] == m.text for m in mentions)


def test_a_trained_tagger_is_loaded_by_path(tmp_path: Path) -> None:
    fix_random_seed(3)
    chooser = random.Random(3)
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner")
    examples = []
    for _ in range(24):
        person = chooser.choice(["李明远", "王小雪", "陈志远"])
        place = chooser.choice(["杭州市", "苏州市", "宁波市"])
        text = f"{person}昨天到{place}参观。"
        spans = {"entities": [(0, 3, "PER"), (6, 9, "LOC")]}
        examples.append(Example.from_dict(nlp.make_doc(text), spans))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(tmp_path / "tiny")
    folder = _documents(tmp_path / "in", "王小雪昨天到宁波市参观。\n")
    (record,) = kg.extract(folder, engine=f"spacy:{tmp_path / 'tiny'}")
    assert {(e.name, e.type) for e in record.entities} == {
        ("王小雪", "Person"),
        ("宁波市", "Place"),
    }


def test_what_cannot_be_loaded_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="needs a pipeline"):
        load_engine("spacy")
    with pytest.raises(InputError, match="no spaCy pipeline 'zh_none' is installed or lies there"):
        load_engine("spacy:zh_none")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no spaCy pipeline"):
        load_engine(f"spacy:{tmp_path / 'empty'}")
    nlp = spacy.blank("zh")
    nlp.to_disk(tmp_path / "blank")
    with pytest.raises(InputError, match=r"finds no entities \(it has: nothing\)"):
        load_engine(f"spacy:{tmp_path / 'blank'}")
    broken = (tmp_path / "blank" / "config.cfg").read_text("utf-8").replace("zh", "xx-none")
    (tmp_path / "blank" / "config.cfg").write_text(broken, "utf-8")
    with pytest.raises(InputError, match="cannot be loaded"):
        load_engine(f"spacy:{tmp_path / 'blank'}")


def test_the_table_of_labels_is_checked(tmp_path: Path) -> None:
    labels = load_labels(ontology_dir())
    assert labels["GPE"] == "Place"
    assert labels["DATE"] == ""
    (tmp_path / "engines").mkdir()
    (tmp_path / "kg.ttl").write_bytes((ontology_dir() / "kg.ttl").read_bytes())
    header = "\t".join(LABEL_COLUMNS)
    table = tmp_path / "engines" / "spacy-labels.tsv"
    table.write_text(f"{header}\nORG\tCompany\n", "utf-8")
    with pytest.raises(OntologyError, match=r"spacy-labels\.tsv:2: type 'Company' must be one of"):
        load_labels(tmp_path)
    table.write_text(f"{header}\nORG\tWork\nORG\tPlace\n", "utf-8")
    with pytest.raises(OntologyError, match=r"spacy-labels\.tsv:3: label 'ORG' stands here twice"):
        load_labels(tmp_path)
    assert Setting().ontology == ontology_dir()
