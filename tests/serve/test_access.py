"""Who may come in, and how the command speaks."""

import socket
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.conftest import kg  # noqa: F401 - a fixture
from tests.serve.serving import Server, serving

Run = Callable[..., CompletedProcess[str]]


def test_a_foreign_name_is_refused(server: Server) -> None:
    assert server.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert server.get("/health", headers={"Host": "localhost:1"}).status_code == 200


def test_a_token_lets_in_by_bearer_or_basic(folder: Path) -> None:
    with serving(folder, "--allow-host", "kg.example", token="geheim中文") as server:
        denied = server.get("/sparql")
        assert denied.status_code == 401
        assert denied.headers["www-authenticate"].startswith("Basic")
        assert server.get("/health").status_code == 200
        bearer = {"Authorization": "Bearer geheim中文".encode()}
        assert server.get("/sparql", headers=bearer).status_code == 200
        assert server.get("/sparql", auth=("anybody", "geheim中文")).status_code == 200
        assert server.get("/sparql", auth=("anybody", "wrong")).status_code == 401
        assert server.get("/sparql", headers={"Authorization": "Basic !"}).status_code == 401
        named = {**bearer, "Host": "kg.example"}
        assert server.get("/sparql", headers=named).status_code == 200
        assert "geheim" not in "".join(server.lines)


def test_other_origins_only_where_allowed(folder: Path) -> None:
    with serving(folder, "--cors", "https://app.example") as server:

        def allowed(origin: str) -> str:
            found = server.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": origin})
            return str(found.headers.get("access-control-allow-origin", ""))

        assert allowed("https://app.example") == "https://app.example"
        assert allowed("https://other.example") == ""
        preflight = server.client.options(
            "/sparql",
            headers={
                "Origin": "https://app.example",
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "content-type",
            },
        )
        assert preflight.status_code == 200
        assert "POST" in preflight.headers["access-control-allow-methods"]


def test_an_open_address_needs_a_token(kg: Run, folder: Path) -> None:  # noqa: F811
    done = kg(
        "serve", "-o", folder, "--host", "0.0.0.0", "--port", "0", environment={"KG_TOKEN": ""}
    )
    assert done.returncode == 1
    assert done.stderr.startswith("error: 0.0.0.0: others could read the build there; set KG_TOKEN")
    assert done.stderr.count("\n") == 1


def test_a_port_that_is_taken(kg: Run, folder: Path) -> None:  # noqa: F811
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = kg("serve", "-o", folder, "--port", str(port))
    assert done.returncode == 1
    assert done.stderr == (
        f"error: 127.0.0.1:{port}: cannot listen there (Address already in use); try --port 0\n"
    )


@pytest.mark.parametrize("damaged", [False, True])
def test_no_build_or_a_broken_one(kg: Run, tmp_path: Path, damaged: bool) -> None:  # noqa: F811
    if damaged:
        (tmp_path / "graph.trig").write_text("no trig")
        (tmp_path / "manifest.json").write_text("{}")
    done = kg("serve", "-o", tmp_path, "--port", "0")
    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert len(lines) == 1
    assert "run kg build" in lines[0]
    assert "Traceback" not in done.stderr
