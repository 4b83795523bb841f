"""The laws of the contract, end to end: any documents in, through every stage, to the files."""

import hashlib
import json
import random
import socket
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.model import Document, Record, Span
from kg.records import from_json, to_json

_NAMES = st.sampled_from(
    """云帆科技有限公司 李明远 王小雪 杭州市 青山区 “星河杯”创业大赛 《山河故事》 北湖大学
    瑞丰集团党委 總經理陳志遠 =cmd|'/C_calc'!A0 <script>alert(1)</script> A·B 𠮷野家 \u202e反转
    全国先进集体""".split()
)
_WORDS = """与 和 、 总经理 在 举行 荣获 称号 。 ， , 主办 出席了 签署合作协议，共同建设 没有参加
    计划于明年 原 （ ） ： “ ”"""
_JOINTS = st.sampled_from([*_WORDS.split(), "\n", "\r\n", "  "])
_TEXTS = st.lists(st.one_of(_NAMES, _JOINTS, st.text(max_size=6)), min_size=0, max_size=40).map(
    lambda parts: "".join(parts).encode("utf-8", "ignore").decode()
)

_SENTENCES = (
    "云帆科技有限公司总经理李明远出席了在杭州市青山区举行的“星河杯”创业大赛。",
    "北湖大学与瑞丰集团签署合作协议，共同建设明德产业基地。",
    "王小雪出生于苏州市，毕业于北湖大学，著有《山河故事》一书。",
    "瑞丰集团荣获全国先进集体称号，董事长陈志远上台领奖。",
    "瑞丰集團董事長陳志遠在蘇州市會見了北湖大學校長周立群。",
    "双方计划明年在宁波市举办“海丝杯”设计大赛。",
)


def _document(text: str, name: str = "made") -> Document:
    return Document(name, f"{name}.txt", text, (Span(0, len(text)),) if text else ())


def _write_folder(folder: Path, seed: int, count: int) -> list[Path]:
    chooser = random.Random(seed)
    folder.mkdir()
    paths = []
    for number in range(count):
        text = "\n".join(chooser.sample(_SENTENCES, 3)) + "\n"
        path = folder / f"doc{number}.txt"
        path.write_text(text, "utf-8")
        paths.append(path)
    return paths


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


def _assert_true_spans(document: Document, record: Record) -> None:
    for entity in record.entities:
        assert entity.mentions
        for mention in entity.mentions:
            assert document.text[mention.start : mention.end] == mention.text
        assert entity.name in document.text
        assert all(alias in document.text for alias in entity.aliases)
    ids = {entity.id for entity in record.entities}
    for claim in record.claims:
        evidence = claim.evidence
        assert {claim.subject, claim.object} <= ids
        assert evidence.text
        assert document.text[evidence.start : evidence.end] == evidence.text
        sentence_end = evidence.sentence_start + len(evidence.sentence)
        assert document.text[evidence.sentence_start : sentence_end] == evidence.sentence
        assert evidence.sentence_start <= evidence.start
        assert evidence.end <= sentence_end
        # in the text's own words, white space aside; "原" may stand apart: 原某公司经理
        assert claim.role.removeprefix("原").removeprefix("前") in "".join(document.text.split())
        assert claim.by


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=_TEXTS)
def test_spans_are_true_and_records_round_trip_on_any_text(text: str) -> None:
    document = _document(text)
    record = pipeline.extract_document(document)
    _assert_true_spans(document, record)
    assert from_json(to_json(record)) == record
    assert pipeline.extract_document(document) == record


def test_same_bytes_for_shuffled_paths_and_any_number_of_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = _write_folder(tmp_path / "in", seed=1, count=40)  # enough for both to have some
    pipeline.build([tmp_path / "in"], output=tmp_path / "one", workers=1)
    started: list[int] = []

    def pool(count: int, **options: Any) -> ProcessPoolExecutor:
        started.append(count)
        return ProcessPoolExecutor(count, **options)

    monkeypatch.setattr("kg.extraction.ProcessPoolExecutor", pool)
    pipeline.build([tmp_path / "in"], output=tmp_path / "two", workers=2)
    assert started == [2]
    shuffled = [tmp_path / "in", *random.Random(3).sample(paths, len(paths))]
    pipeline.build(shuffled, output=tmp_path / "shuffled", workers=1)
    assert _digests(tmp_path / "one") == _digests(tmp_path / "two")
    assert _digests(tmp_path / "one") == _digests(tmp_path / "shuffled")


def test_removing_a_document_gives_the_graph_without_it(tmp_path: Path) -> None:
    paths = _write_folder(tmp_path / "in", seed=2, count=5)
    pipeline.build([tmp_path / "in"], output=tmp_path / "all", workers=1)
    removed = paths[2].read_bytes()
    paths[2].unlink()
    pipeline.build([tmp_path / "in"], output=tmp_path / "without", workers=1)
    paths[2].write_bytes(removed)
    pipeline.build([tmp_path / "in"], output=tmp_path / "again", workers=1)
    paths[2].unlink()
    pipeline.build([tmp_path / "in"], output=tmp_path / "all", workers=1)
    assert _digests(tmp_path / "all") == _digests(tmp_path / "without")
    assert _digests(tmp_path / "again") != _digests(tmp_path / "without")


def test_no_step_opens_a_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        pytest.fail(f"a connection was tried: {args} {kwargs}")

    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    _write_folder(tmp_path / "in", seed=4, count=2)
    (tmp_path / "in" / "page.html").write_text(
        "<html><head><title>一页</title><link rel=stylesheet href='http://203.0.113.7/x.css'></head>"
        f"<body><p>{_SENTENCES[0]}</p><p>{_SENTENCES[1]}</p></body></html>",
        "utf-8",
    )
    pipeline.build([tmp_path / "in"], output=tmp_path / "out", workers=1)
    assert (tmp_path / "out" / "graph.nt").stat().st_size > 0


def test_every_fact_has_evidence_and_every_quote_stands_in_its_document(tmp_path: Path) -> None:
    _write_folder(tmp_path / "in", seed=5, count=4)
    network = pipeline.build([tmp_path / "in"], output=tmp_path / "out", workers=1)
    lines = (tmp_path / "out" / "documents.jsonl").read_text("utf-8").splitlines()
    texts = {document["id"]: document["text"] for document in map(json.loads, lines)}
    assert network.facts
    for fact in network.facts:
        assert fact.proofs
        for proof in fact.proofs:
            evidence = proof.evidence
            assert texts[proof.document][evidence.start : evidence.end] == evidence.text


def test_what_is_turned_down_is_counted(tmp_path: Path) -> None:
    _write_folder(tmp_path / "in", seed=6, count=4)
    network = pipeline.build([tmp_path / "in"], output=tmp_path / "out", workers=1)
    assert dict(network.rejected)
    report = (tmp_path / "out" / "report.md").read_text("utf-8")
    for reason, count in network.rejected:
        assert reason in report
        assert str(count) in report


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"\x00\x01\x02\xff" * 50),
        lambda path: path.write_bytes("云帆科技有限公司".encode() + b"\xff\xfe\xe4" + b"abc"),
        lambda path: path.write_bytes(b""),
    ],
    ids=["binary", "broken", "empty"],
)
def test_a_bad_file_is_named_and_the_rest_are_built(
    tmp_path: Path, spoil: Callable[[Path], int]
) -> None:
    _write_folder(tmp_path / "in", seed=7, count=2)
    spoil(tmp_path / "in" / "bad.txt")
    network = pipeline.build([tmp_path / "in"], output=tmp_path / "out", workers=1)
    (skipped,) = network.skipped
    assert skipped.source.endswith("bad.txt")
    assert skipped.reason
    assert len(network.records) == 2
    assert "bad.txt" in (tmp_path / "out" / "report.md").read_text("utf-8")
