"""Engines from the command line, the adapters in processes of their own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.cli.conftest import Run
from tests.engine.chat_server import ChatServer, Reply, Request, answer, serving

TEXT = "云帆科技总经理李明远访问杭州市。\n"


@pytest.fixture
def server() -> Iterator[ChatServer]:
    def script(request: Request) -> Reply:
        return answer(
            [
                {"name": "云帆科技", "type": "Organization"},
                {"name": "李明远", "type": "Person"},
                {"name": "虚构的人", "type": "Person"},
            ],
            [
                {
                    "subject": "李明远",
                    "predicate": "memberOf",
                    "object": "云帆科技",
                    "evidence": "云帆科技总经理李明远",
                    "role": "总经理",
                    "score": 0.88,
                }
            ],
        )

    with serving(script) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path / "in"


def test_a_build_with_a_chat_model_says_where_texts_go_and_is_explained(
    kg: Run, server: ChatServer, folder: Path, tmp_path: Path
) -> None:
    options = ["--engine", "openai:小模型:7b", "--endpoint", server.endpoint]
    options += ["--cache", str(tmp_path / "cache"), "--key-env", "THE_KEY"]
    environment = {"THE_KEY": "sk-secret-789"}
    out = tmp_path / "out"
    done = kg("build", folder, "-o", out, *options, environment=environment)
    assert done.returncode == 0, done.stderr
    place = server.endpoint.removesuffix("/v1")
    first, last = done.stderr.splitlines()
    assert first == f"engine openai:小模型:7b: sends the texts to {place} (on this machine)"
    assert last == "openai:小模型:7b: passages asked 1, from the cache 0; calls 1, tokens 100"
    assert server.requests[0].headers["Authorization"] == "Bearer sk-secret-789"
    assert server.requests[0].payload["model"] == "小模型:7b"
    assert "sk-secret" not in done.stdout + done.stderr

    explained = kg("explain", "李明远", "-o", out)
    assert "score 0.88, openai:小模型:7b" in explained.stdout
    assert "\nengine · 抽取引擎: openai:小模型:7b (prompt " in explained.stdout
    assert "name not in the text" in (out / "report.md").read_text("utf-8")

    again = kg("build", folder, "-o", out, *options, "--max-calls", "0")
    assert again.returncode == 0, again.stderr
    assert len(server.requests) == 1
    assert "asked 0, from the cache 1; calls 0, tokens 0" in again.stderr


def test_what_a_budget_leaves_out_is_named(
    kg: Run, server: ChatServer, folder: Path, tmp_path: Path
) -> None:
    (folder / "b.txt").write_text("北湖大学在杭州市。", "utf-8")
    done = kg(
        "extract", folder, "--engine", "openai:m", "--endpoint", server.endpoint,
        "--cache", tmp_path / "cache", "--max-calls", "1",
    )  # fmt: skip
    assert done.returncode == 0
    assert "b.txt: not read: the budget of 1 calls allows no further call" in done.stderr
    assert done.stdout.count("\n") == 1
    nothing = kg(
        "build", folder, "-o", tmp_path / "out", "--engine", "openai:m",
        "--endpoint", server.endpoint, "--cache", tmp_path / "other", "--max-calls", "0",
    )  # fmt: skip
    assert nothing.returncode == 1
    assert "no document could be read" in nothing.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_is_sent_without_an_endpoint(kg: Run, folder: Path, tmp_path: Path) -> None:
    environment = {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_API_KEY": "sk-other"}
    done = kg(
        "build", folder, "-o", tmp_path / "out", "--engine", "openai:m", environment=environment
    )
    assert done.returncode == 1
    assert done.stderr.startswith(
        "error: the engine openai sends texts to an endpoint, and none is"
    )
    assert len(done.stderr.splitlines()) == 1


def test_unknown_engines_are_one_line(kg: Run, folder: Path) -> None:
    done = kg("extract", folder, "--engine", "magic")
    assert done.returncode == 1
    assert done.stderr == (
        "error: no engine is called 'magic'; there are: kg, openai, spacy (docs/engines.md)\n"
    )


def test_own_builds_name_no_engine_when_explained(kg: Run, folder: Path, tmp_path: Path) -> None:
    assert kg("build", folder, "-o", tmp_path / "out", "-q").stderr == ""
    explained = kg("explain", "李明远", "-o", tmp_path / "out")
    assert explained.returncode == 0
    assert "抽取引擎" not in explained.stdout


@pytest.mark.skipif(os.name == "nt", reason="needs a signal of POSIX")
def test_a_build_that_waits_for_an_answer_can_be_stopped(folder: Path, tmp_path: Path) -> None:
    asked = Event()

    def script(_: Request) -> Reply:
        asked.set()
        return Reply("", delay=60)

    with serving(script) as server:
        options = ["--engine", "openai:m", "--endpoint", server.endpoint]
        running = subprocess.Popen(
            [sys.executable, "-m", "kg", "build", folder, "-o", tmp_path / "out", *options],
            env={**os.environ, "KG_CACHE": str(tmp_path / "cache")},
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert asked.wait(60)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()
