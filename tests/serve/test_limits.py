"""What a server does not let anybody do to it."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from kg.query.build import DOCUMENTS
from kg.snapshot import write_snapshot
from tests.query.sample import write_sample
from tests.serve.serving import BOMB, RUNAWAY, Server, serving


@pytest.fixture(scope="module")
def strict(folder: Path) -> Iterator[Server]:
    options = ["--timeout", "1", "--workers", "2", "--memory", "200", "--max-bytes", str(1 << 20)]
    with serving(folder, *options) as running:
        yield running


@pytest.mark.parametrize("query", [RUNAWAY, BOMB])
def test_a_runaway_query_is_stopped_and_told(strict: Server, query: str) -> None:
    started = time.monotonic()
    found = strict.ask(query)
    assert found.status_code == 503
    assert int(found.headers["retry-after"]) >= 1
    assert "stopped" in found.text or "memory" in found.text
    assert time.monotonic() - started < 5
    assert strict.ask("ASK {}").json()["boolean"] is True


def test_others_are_answered_while_queries_run_away(strict: Server) -> None:
    with ThreadPoolExecutor(8) as threads:
        running = [threads.submit(strict.ask, RUNAWAY) for _ in range(4)]
        time.sleep(0.3)
        started = time.monotonic()
        answers = [strict.ask("ASK {}") for _ in range(20)]
        took = time.monotonic() - started
        assert [answer.status_code for answer in answers] == [200] * 20
        assert took < 5
        assert {future.result().status_code for future in running} == {503}


def test_an_answer_that_is_too_large_is_refused_as_a_whole(strict: Server) -> None:
    found = strict.ask("SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert found.status_code == 413
    assert "larger than 1 MiB" in found.text


def test_a_client_that_leaves_frees_its_worker(folder: Path) -> None:
    with serving(folder, "--workers", "1") as server:
        for _ in range(4):
            with pytest.raises(httpx.ReadTimeout):
                server.ask(RUNAWAY, timeout=0.6)
        time.sleep(0.5)
        assert server.ask("ASK {}", timeout=5).status_code == 200
        server.get("/health")
        ended = [each for each in server.log() if each.get("query") and each["status"] != 200]
        assert all(each["ms"] < 5000 for each in ended)


def test_a_full_queue_turns_away(folder: Path) -> None:
    with serving(folder, "--workers", "1", "--queue", "0", "--timeout", "2") as server:
        with ThreadPoolExecutor(12) as threads:
            found = [threads.submit(server.ask, RUNAWAY) for _ in range(12)]
            answers = [future.result() for future in found]
        assert {answer.status_code for answer in answers} == {503}
        assert any("queue is full" in answer.text for answer in answers)
        assert all(answer.headers["retry-after"] for answer in answers)
        assert server.ask("ASK {}").status_code == 200


def test_a_running_query_may_end_when_the_server_stops(folder: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with serving(folder) as server, ThreadPoolExecutor(1) as threads:
        future = threads.submit(server.ask, slow)
        time.sleep(0.15)
        assert server.stop() == 0
        assert future.result().status_code == 200


def test_a_new_build_is_taken_up(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "out")
    other = write_sample(tmp_path / "other")
    trig = (other / "graph.trig").read_text("utf-8")
    (other / "graph.trig").write_text(trig.replace('"林晚"', '"林早"'), "utf-8")
    with serving(folder) as server, ThreadPoolExecutor(1) as threads:
        name = "SELECT ?n { ?x a kg:Person ; rdfs:label ?n }"
        assert server.rows(name) == [{"n": "林晚"}]
        running = threads.submit(
            server.ask, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        )
        shutil.move(folder, tmp_path / "before")
        shutil.move(other, folder)
        until = time.monotonic() + 15
        while server.rows(name) != [{"n": "林早"}]:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert running.result().status_code == 200
        assert [each["event"] for each in server.log()].count("build") == 1


def test_an_index_on_disk_is_served_and_left_as_it_was(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "out")
    write_snapshot(folder, folder / "graph.trig", DOCUMENTS)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with serving(folder, "--workers", "2", "--timeout", "1") as server:
        name = "SELECT ?n { ?x a kg:Person ; rdfs:label ?n }"
        assert server.rows(name) == [{"n": "林晚"}]
        assert server.ask(RUNAWAY).status_code == 503
        assert server.rows("SELECT (COUNT(*) AS ?n) { GRAPH kg:documents { ?s ?p ?o } }") != []
        shutil.rmtree(folder)  # what is open stays open
        for _ in range(3):
            assert server.ask(RUNAWAY).status_code == 503
        assert server.rows(name) == [{"n": "林晚"}]
    assert not list(tmp_path.iterdir()), before


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_worker_that_dies_is_replaced(folder: Path) -> None:
    def children(pid: int) -> list[int]:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    with serving(folder, "--workers", "1") as server:
        (zygote,) = children(server.process.pid)
        until = time.monotonic() + 10
        while len(children(zygote)) < 2:  # it forks them after it has told its address
            assert time.monotonic() < until
        for worker in children(zygote):
            os.kill(worker, signal.SIGKILL)
        until = time.monotonic() + 10
        while server.ask("ASK {}").status_code != 200:
            assert time.monotonic() < until
        os.kill(zygote, signal.SIGKILL)
        while children(server.process.pid) in ([], [zygote]) or server.ask("ASK {}").is_error:
            assert time.monotonic() < until
            time.sleep(0.1)
