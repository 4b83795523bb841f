"""A record depends on its document alone: not on how much is read at once, nor on threads."""

from pathlib import Path

import pytest
from threadpoolctl import threadpool_limits

from kg.mention import tagger
from kg.model import Document
from kg.pipeline import extract_documents
from kg.read import find, load
from kg.records import to_json

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def _documents() -> list[Document]:
    return [load(source, "") for source in find([SEEDS]).sources]


@pytest.mark.parametrize("characters", [1, 300, 100_000])
def test_the_size_of_a_batch_changes_nothing(
    characters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = _documents()
    expected = [to_json(record) for record in extract_documents(documents)]
    monkeypatch.setattr(tagger, "_GROUP", characters)
    assert [to_json(record) for record in extract_documents(documents)] == expected
    assert [to_json(extract_documents([document])[0]) for document in documents] == expected


def test_the_number_of_threads_changes_nothing() -> None:
    documents = _documents()
    written = []
    for threads in (1, 2, 4):
        with threadpool_limits(limits=threads, user_api="blas"):
            written.append([to_json(record) for record in extract_documents(documents)])
    assert written[0] == written[1] == written[2]
