"""Engines of others: found by name, held against text and vocabulary, either half left to kg."""

import json
import math
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import extraction, pipeline
from kg.engine import (
    Annotation,
    Claim,
    Document,
    Entity,
    Evidence,
    Mention,
    NotDone,
    Related,
    Setting,
    Span,
    known_engines,
    load_engine,
    wrap,
)
from kg.engine.default import KgEngine
from kg.errors import InputError, KgError
from kg.model import Record
from kg.resources import ontology_dir

ROOT = Path(__file__).resolve().parents[2]
TEXT = "导航：首页。云帆科技有限公司总经理李明远著有《山河故事》，在杭州市出版。"
BODY = (Span(6, len(TEXT)),)
DOCUMENT = Document("d", "d.txt", TEXT, BODY)


def _mention(name: str, kind: str, **changes: Any) -> Mention:
    start = TEXT.index(name)
    return replace(Mention(start, start + len(name), name, kind), **changes)


class Half:
    """Gives the mentions that it was made with."""

    name = "half"

    def __init__(self, *mentions: Mention) -> None:
        self.found = mentions

    def mentions(self, documents: Sequence[Document]) -> list[Annotation | NotDone]:
        return [Annotation((), self.found, (("own reason", 2),)) for _ in documents]


class Whole(Half):
    """Gives claims as well."""

    name = "whole"

    def __init__(self, mentions: Sequence[Mention], claims: Sequence[Claim]) -> None:
        super().__init__(*mentions)
        self.given = tuple(claims)

    def claims(
        self, document: Document, annotation: Annotation, entities: Sequence[Entity], /
    ) -> Related:
        assert annotation.tokens  # kg's words, for those who need them
        return Related(self.given, ())


def _record(engine: object) -> Record:
    (record,) = extraction.records_by([DOCUMENT], ontology_dir(), wrap(engine))
    assert isinstance(record, Record)
    return record


GOOD = (
    _mention("云帆科技有限公司", "Organization"),
    _mention("李明远", "Person", score=0.777),
    _mention("杭州市", "Place"),
)


def test_kg_relates_what_another_engine_finds() -> None:
    record = _record(Half(*GOOD))
    assert [(e.name, e.type, e.subtype) for e in record.entities] == [
        ("云帆科技有限公司", "Organization", "Company"),
        ("李明远", "Person", ""),
        ("杭州市", "Place", "City"),
    ]
    assert {m.by for e in record.entities for m in e.mentions} == {"half"}
    assert record.entities[1].mentions[0].score == 0.78
    (claim,) = [claim for claim in record.claims if claim.predicate == "memberOf"]
    assert claim.role == "总经理"
    assert claim.by.startswith(("pattern:", "model:"))
    assert dict(record.rejected)["own reason"] == 2


@pytest.mark.parametrize(
    ("mention", "reason"),
    [
        (_mention("李明远", "Person", start=0, end=3), "name not at its place"),
        (_mention("李明远", "Person", start=-30), "name not at its place"),
        (_mention("李明远", "Person", end=10**6), "name not at its place"),
        (_mention("李明远", "Person", text=""), "name not at its place"),
        (_mention("李明远", "Hero"), "no type of the vocabulary"),
        (_mention("李明远", "Official"), "no type of the vocabulary"),
        (_mention("首页", "Place"), "name outside the article"),
        (_mention("首页。云帆", "Place"), "name outside the article"),
        (_mention("，", "Work"), "name without a letter"),
    ],
)
def test_what_is_not_true_is_dropped_and_counted(mention: Mention, reason: str) -> None:
    record = _record(Half(*GOOD, mention))
    assert len(record.entities) == 3
    assert dict(record.rejected)[reason] == 1


def test_of_names_that_cross_one_stays() -> None:
    record = _record(Half(*GOOD, _mention("公司总经理", "Organization", score=0.1)))
    assert len(record.entities) == 3
    assert dict(record.rejected)["overlaps a better name"] == 1


def test_scores_and_subtypes_that_are_none_are_not_taken() -> None:
    record = _record(
        Half(
            _mention("李明远", "Person", score=math.nan, subtype="City"),
            _mention("杭州市", "Place", score=7.0, subtype="Water"),
        )
    )
    person, place = record.entities
    assert (person.subtype, person.mentions[0].score) == ("", 0.5)
    assert (place.subtype, place.mentions[0].score) == ("Water", 0.5)


def _claim(**changes: Any) -> Claim:
    quote = "总经理李明远"
    start = TEXT.index(quote)
    good = Claim("e2", "memberOf", "e1", Evidence(start, start + len(quote), quote), "总经理")
    return replace(good, **changes)


def test_claims_get_their_sentence_and_the_name_of_the_engine() -> None:
    record = _record(Whole(GOOD, [_claim(by="somebody else", score=0.999)]))
    (claim,) = record.claims
    assert (claim.by, claim.score, claim.role) == ("whole", 1.0, "总经理")
    assert claim.evidence.sentence == TEXT[6:]
    assert claim.evidence.sentence_start == 6


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"subject": "e9"}, "relation of an unknown entity"),
        ({"object": "e2"}, "relation of a thing to itself"),
        ({"predicate": "likes"}, "no relation of the vocabulary"),
        ({"subject": "e3"}, "relation between the wrong types"),
        ({"modality": "hoped"}, "unknown modality"),
        ({"evidence": Evidence(0, 3, "李明远")}, "evidence not at its place"),
        ({"evidence": Evidence(8, 8, "")}, "evidence not at its place"),
        ({"role": "董事长"}, "role not in the text"),
    ],
)
def test_claims_that_are_not_true_are_dropped_and_counted(
    changes: dict[str, Any], reason: str
) -> None:
    record = _record(Whole(GOOD, [_claim(**changes)]))
    assert record.claims == ()
    assert dict(record.rejected)[reason] == 1


def test_of_claims_of_one_relation_the_surest_stays() -> None:
    record = _record(Whole(GOOD, [_claim(score=0.4), _claim(score=0.6), _claim(score=0.5)]))
    assert [claim.score for claim in record.claims] == [0.6]
    assert dict(record.rejected)["duplicate"] == 2


class Picky(Half):
    """Does not finish documents with 密."""

    def mentions(self, documents: Sequence[Document]) -> list[Annotation | NotDone]:
        return [
            NotDone("too secret") if "密" in document.text else Annotation((), ())
            for document in documents
        ]


def test_a_document_that_is_not_done_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("云帆科技有限公司。", "utf-8")
    (tmp_path / "b.txt").write_text("绝密文件。", "utf-8")
    extraction = pipeline.extract([tmp_path], engine=wrap(Picky()))
    assert [document.id for document in extraction.documents] == ["a"]
    assert [(Path(s.source).name, s.reason) for s in extraction.skipped] == [
        ("b.txt", "too secret")
    ]


def test_what_is_no_engine_is_refused() -> None:
    with pytest.raises(InputError, match="object is no engine: it needs a name"):
        wrap(object())

    with pytest.raises(InputError, match="Half is a class; give an engine made with it"):
        wrap(Half)

    class Nameless:
        name = None

        def mentions(self, documents: Sequence[Document]) -> list[Annotation]:
            return []

    with pytest.raises(InputError, match="Nameless is no engine"):
        wrap(Nameless())

    class Lazy(Half):
        def mentions(self, documents: Sequence[Document]) -> list[Annotation | NotDone]:
            return []

    with pytest.raises(KgError, match="engine half: gave 0 results for 1 documents"):
        _record(Lazy())


def test_engines_are_known_by_name() -> None:
    assert {"kg", "openai", "spacy"} <= set(known_engines())
    with pytest.raises(
        InputError, match="no engine is called 'none'; there are: kg, openai, spacy"
    ):
        load_engine("none:x")
    with pytest.raises(InputError, match="the engine kg takes no argument"):
        load_engine("kg:x")


def test_kg_itself_is_an_engine_of_the_protocol(tmp_path: Path) -> None:
    own = load_engine()
    assert (own.name, own.label, own.sends_to, own.summary()) == ("kg", "kg", "", "")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    usual = kg.extract(tmp_path)
    assert usual == kg.extract(tmp_path, engine="kg")
    assert usual == kg.extract(tmp_path, engine=KgEngine())
    assert usual[0].claims
    graph = kg.build(tmp_path, output=tmp_path / "out", engine=Half())
    assert graph.network.engine == "half"
    assert kg.load(tmp_path / "out").network.engine == "half"
    assert json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["engine"] == "half"


def _page_blocks() -> dict[str, str]:
    """The example of ``docs/engines.md``: its files and its commands."""
    page = (ROOT / "docs" / "engines.md").read_text("utf-8")
    section = page.partition("## Write one in 20 lines")[2].partition("\n## ")[0]
    blocks = re.findall(r"```(\w+)\n(.*?)```", section, re.DOTALL)
    (code, _half) = [text for language, text in blocks if language == "python"]
    (project,) = [text for language, text in blocks if language == "toml"]
    (commands,) = [text for language, text in blocks if language == "sh"]
    return {"kg_titles.py": code, "pyproject.toml": project, "commands": commands}


def test_the_example_has_20_lines_and_does_what_it_says() -> None:
    code = _page_blocks()["kg_titles.py"]
    assert len([line for line in code.splitlines() if line.strip()]) <= 20
    space: dict[str, Any] = {}
    exec(compile(code, "kg_titles.py", "exec"), space)  # what a reader would run
    record = _record(space["Titles"](Setting()))
    assert [(e.name, e.type) for e in record.entities] == [("山河故事", "Work")]


@pytest.mark.wheel
def test_the_page_followed_to_the_letter(tmp_path: Path) -> None:
    blocks = _page_blocks()
    commands = blocks.pop("commands").splitlines()
    assert commands[0] == "pip install ."
    package = tmp_path / "package"
    package.mkdir()
    for name, text in blocks.items():
        (package / name).write_text(text, "utf-8")
    target = tmp_path / "site"
    options = ["-q", "--disable-pip-version-check", "--no-deps", "--target", str(target)]
    install = [sys.executable, "-m", "pip", "install", *options, "."]
    subprocess.run(install, cwd=package, check=True, capture_output=True)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(
        "李明远著有《山河故事》。“星河杯”在杭州市举行。", "utf-8"
    )
    environment = {**os.environ, "PYTHONPATH": f"{target}{os.pathsep}{ROOT}", "PYTHONUTF8": "1"}
    expected = [["山河故事"], ["星河杯"]]
    for command, names in zip(commands[1:], expected, strict=True):
        words = re.findall(r'"([^"]*)"|(\S+)', command)
        arguments = [quoted or plain for quoted, plain in words]
        assert arguments[0] == "kg"
        subprocess.run(
            [sys.executable, "-m", "kg", *arguments[1:], "-q"],
            cwd=tmp_path,
            env=environment,
            check=True,
            capture_output=True,
        )
        lines = (tmp_path / "output" / "records.jsonl").read_text("utf-8").splitlines()
        entities = [e["name"] for line in lines for e in json.loads(line)["entities"]]
        assert entities == names
        manifest = json.loads((tmp_path / "output" / "manifest.json").read_text("utf-8"))
        assert manifest["engine"] == "titles"


def _python(code: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )


def test_the_usual_build_loads_no_library_of_an_adapter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    done = _python(
        "import sys, kg; kg.build('a.txt', output='out');"
        "print(sorted({'httpx', 'spacy', 'kg.engine.chat'} & sys.modules.keys()))",
        tmp_path,
    )
    assert done.stdout == "[]\n", done.stderr


@pytest.mark.parametrize(("engine", "library"), [("openai", "httpx"), ("spacy", "spacy")])
def test_a_missing_library_is_said_in_one_line(tmp_path: Path, engine: str, library: str) -> None:
    done = _python(
        f"import sys; sys.modules['{library}'] = None\n"
        "from kg.cli import main\n"
        f"sys.argv = ['kg', 'build', '.', '--engine', '{engine}:x']\n"
        "main()",
        tmp_path,
    )
    name = {"httpx": "httpx", "spacy": "spaCy"}[library]
    assert done.returncode == 1
    assert done.stderr == (f"error: {name} is not installed; run: pip install 'kg-zh[{engine}]'\n")
