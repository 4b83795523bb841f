"""Edits by hand over HTTP: who may, what is answered, and that the build follows."""

import shutil
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from kg import pipeline
from tests.cli.conftest import kg  # noqa: F401 - a fixture
from tests.serve.serving import Server, serving
from tests.serve.test_access import Run

BASE = "https://kg.example/id/"
TEXT = (
    "云帆科技有限公司总经理李明远出席了在杭州市青山区举行的“星河杯”创业大赛。\n"
    "瑞丰集团荣获全国先进集体称号，董事长陈志远上台领奖。\n"
)
MERGE = {"action": "merge", "name": "瑞丰集团", "other": "云帆科技有限公司", "reason": "同一家"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editing")
    (folder / "in").mkdir()
    (folder / "in" / "甲.txt").write_text(TEXT, "utf-8")
    pipeline.build([folder / "in"], output=folder / "out", workers=1)
    return folder


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture
def editor(work: Path) -> Iterator[Server]:
    with serving(work / "out", "--edit", "--workers", "1") as server:
        assert len(server.token) > 20
        server.client.headers["X-KG-Token"] = server.token
        yield server


def post(server: Server, edits: Any, path: str = "/edits?wait=60", **headers: str) -> Any:
    mine = {"X-KG-Token": server.token, **headers}
    return server.client.post(path, json=edits, headers=mine, timeout=90)


def labels(server: Server) -> set[str]:
    return {row["l"] for row in server.rows("SELECT ?l { ?s a kg:Entity ; rdfs:label ?l }")}


def test_an_edit_is_written_built_served_and_taken_back(editor: Server, work: Path) -> None:
    folder = work
    file = folder / "in" / "curation.tsv"
    before = (folder / "out" / "graph.nt").read_bytes()
    done = post(editor, MERGE)
    assert done.status_code == 200, done.text
    (edit,) = done.json()["edits"]
    assert (edit["line"], edit["name"], edit["other"]) == (2, "瑞丰集团", "云帆科技有限公司")
    assert len(edit["date"]) == 10
    assert done.json()["status"] == {"state": "idle", "written": 1, "served": 1, "message": ""}
    assert "瑞丰集团" not in labels(editor)
    listed = editor.get("/edits").json()
    assert (listed["file"], listed["undo"]) == ("curation.tsv", True)
    assert listed["edits"][0]["state"] == "applied"
    assert listed["edits"][0]["nodes"] == [BASE + "Organization/云帆科技有限公司"]
    assert "text" not in listed["edits"][0]
    undone = editor.client.post("/edits/undo?wait=60", json={}, timeout=90)
    assert [edit["name"] for edit in undone.json()["removed"]] == ["瑞丰集团"]
    assert not file.exists()
    assert (folder / "out" / "graph.nt").read_bytes() == before
    assert "瑞丰集团" in labels(editor)
    nothing = editor.client.post("/edits/undo", json={})
    assert (nothing.status_code, nothing.json()["error"]) == (409, "there is nothing to take back")


def test_nodes_are_given_by_their_iri_and_several_edits_at_once(editor: Server) -> None:
    edits = [
        {"action": "new", "name": "Company/星辰公司"},
        {
            "action": "add",
            "name": {"iri": BASE + "Person/李明远"},
            "relation": "memberOf",
            "other": "Company/星辰公司",
            "role": "顾问",
            "by": "王编辑",
        },
    ]
    done = post(editor, {"edits": edits})
    assert done.status_code == 200, done.text
    assert [edit["line"] for edit in done.json()["edits"]] == [2, 3]
    query = """SELECT ?by ?quote { ?e a kg:Evidence ; rdf:predicate kg:memberOf ; kg:role "顾问" ;
        kg:quote ?quote ; kg:producedBy ?p . ?p a kg:Curator ; rdfs:label ?by }"""
    (row,) = editor.rows(query)
    assert row["by"] == "curator:王编辑"
    assert row["quote"].startswith("李明远\tmemberOf\tCompany/星辰公司\t顾问")


def test_what_a_build_would_refuse_is_422(shared: Server, shared_folder: Path) -> None:
    editor, folder = shared, shared_folder
    done = post(editor, {"edits": [MERGE, {"action": "hide", "name": "李明院"}]})
    assert done.status_code == 422
    answer = done.json()
    assert answer["error"].startswith(
        "curation.tsv:3: no entity is called 李明院; close to it: 李明远"
    )
    assert (answer["edit"], answer["line"], answer["close"][0]) == (1, 3, "李明远")
    assert not (folder / "in" / "curation.tsv").exists()
    for bad, status in (
        ([], 400),
        ("x", 400),
        ({"edits": []}, 400),
        ({"action": 1}, 400),
        ({**MERGE, "colour": "red"}, 422),
        ({**MERGE, "reason": "a\tb"}, 422),
        ({**MERGE, "name": {"iri": "urn:x"}}, 422),
    ):
        done = post(editor, bad)
        assert done.status_code == status, done.text
        assert done.json()["error"]
    assert not (folder / "in" / "curation.tsv").exists()


def test_check_writes_nothing(shared: Server, shared_folder: Path) -> None:
    done = post(shared, MERGE, "/edits?check=1")
    assert done.status_code == 200
    assert done.json()["edits"][0]["line"] == 2
    assert not (shared_folder / "in" / "curation.tsv").exists()


def test_a_line_is_taken_out_if_the_file_is_as_it_was_seen(editor: Server) -> None:
    post(editor, {"edits": [MERGE, {"action": "hide", "name": "杭州市"}]})
    seen = editor.get("/edits").headers["etag"]
    stale = editor.client.delete("/edits/3", headers={"If-Match": '"other"'})
    assert stale.status_code == 412
    done = editor.client.delete("/edits/3?wait=60", headers={"If-Match": seen}, timeout=90)
    assert (done.status_code, done.json()["removed"][0]["name"]) == (200, "杭州市")
    assert "杭州市" in labels(editor)
    assert editor.client.delete("/edits/9").status_code == 404


def test_the_server_answers_while_it_builds_and_says_what_went_wrong(
    editor: Server, work: Path
) -> None:
    folder = work
    done = post(editor, MERGE, "/edits")
    assert done.status_code == 202
    assert done.json()["status"]["state"] == "building"
    assert labels(editor)
    assert editor.get("/edits/status?wait=60", timeout=90).json()["state"] == "idle"
    file = folder / "in" / "curation.tsv"
    file.write_bytes(file.read_bytes() + b"hide\tnobody\n")
    failed = post(editor, {"action": "hide", "name": "杭州市"})
    assert failed.status_code == 422
    assert failed.json()["edit"] is None
    assert failed.json()["error"].startswith("curation.tsv:3: no entity is called nobody")


def test_edits_of_many_at_once_are_all_kept(editor: Server) -> None:
    names = ["瑞丰集团", "李明远", "杭州市", "陈志远"]
    done: list[int] = []

    def one(name: str) -> None:
        headers = {"X-KG-Token": editor.token}
        edit = {"action": "rename", "name": name, "other": name + "（新）"}
        with httpx.Client(base_url=editor.address, headers=headers, timeout=120) as client:
            done.append(client.post("/edits?wait=60", json=edit).status_code)

    writers = [threading.Thread(target=one, args=(name,)) for name in names]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert done == [200] * len(names)
    assert {name + "（新）" for name in names} <= labels(editor)


def test_terms(shared: Server) -> None:
    terms = shared.get("/edits/terms", headers={"X-KG-Token": shared.token}).json()
    assert "merge" in terms["actions"]
    assert {"name": "Company", "parent": "Organization", "zh": "企业", "en": "company"} in terms[
        "types"
    ]
    (member,) = (each for each in terms["relations"] if each["name"] == "memberOf")
    assert (member["domain"], member["symmetric"]) == (["Person"], False)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-KG-Token": ""}, 401),
        ({"X-KG-Token": "x" * 32}, 401),
        ({"X-KG-Token": "密".encode()}, 401),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Host": "evil.example"}, 421),
    ],
)
def test_who_may_not(
    shared: Server, shared_folder: Path, headers: dict[str, Any], status: int
) -> None:
    mine = {"X-KG-Token": shared.token, "Content-Type": "application/json", **headers}
    for method, path in (("POST", "/edits"), ("POST", "/edits/undo"), ("DELETE", "/edits/2")):
        done = shared.client.request(method, path, content=b"{}", headers=mine)
        assert done.status_code == status, done.text
    assert shared.get("/edits", headers=mine).status_code == status
    assert not (shared_folder / "in" / "curation.tsv").exists()


@pytest.fixture(scope="module")
def shared_folder(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shared") / "work"
    shutil.copytree(made, folder)
    return folder


@pytest.fixture(scope="module")
def shared(shared_folder: Path) -> Iterator[Server]:
    options = ("--edit", "--workers", "1", "--cors", "https://app.example")
    with serving(shared_folder / "out", *options) as server:
        yield server


def test_no_form_and_no_allowed_origin_gets_in(shared: Server) -> None:
    mine = {"X-KG-Token": shared.token}
    form = shared.client.post("/edits", data={"action": "hide"}, headers=mine)
    assert form.status_code == 415
    ours = {**mine, "Origin": shared.address.rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    assert shared.get("/edits", headers=ours).status_code == 200
    assert (
        shared.get("/edits", headers={**mine, "Origin": "https://app.example"}).status_code == 403
    )
    preflight = shared.client.options(
        "/edits",
        headers={
            "Origin": "https://app.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type,x-kg-token",
        },
    )
    assert "x-kg-token" not in preflight.headers.get("access-control-allow-headers", "").lower()
    assert preflight.status_code == 400


def test_methods_and_addresses_that_are_not_there(shared: Server) -> None:
    mine = {"X-KG-Token": shared.token}
    assert shared.client.put("/edits", headers=mine).status_code == 405
    assert shared.client.post("/edits/status", headers=mine).status_code == 405
    assert shared.get("/edits/what", headers=mine).status_code == 404
    assert shared.get("/edits/status?wait=x", headers=mine).status_code == 400


def test_the_token_is_in_no_log(shared: Server) -> None:
    shared.get("/edits", headers={"X-KG-Token": shared.token})
    assert shared.token not in "".join(shared.lines)


def test_without_edit_nothing_is_taken(server: Server) -> None:
    for done in (server.get("/edits"), server.client.post("/edits", json=MERGE)):
        assert (done.status_code, done.json()["error"]) == (
            404,
            "this server takes no edits; start it with kg serve --edit",
        )


@pytest.mark.parametrize("options", [("--host", "0.0.0.0"), ("--allow-host", "kg.example")])
def test_edits_are_for_this_machine_alone(
    kg: Run,  # noqa: F811
    made: Path,
    options: tuple[str, str],
) -> None:
    done = kg(
        "serve", "-o", made / "out", "--port", "0", "--edit", *options,
        environment={"KG_TOKEN": "geheim"},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("error: --edit is for this machine alone")


def test_a_token_of_ones_own_is_not_printed(made: Path) -> None:
    with serving(made / "out", "--edit", token="geheim") as server:
        assert server.token == ""
        mine = {"Authorization": "Bearer geheim"}
        assert server.get("/edits", headers=mine).status_code == 401
        assert server.get("/edits", headers={**mine, "X-KG-Token": "geheim"}).status_code == 200
        assert server.get("/edits", headers={"X-KG-Token": "geheim"}).status_code == 401


def test_no_command_line_shows_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.cli.serve import _door

    with _door("http://127.0.0.1:1/#token=geheim") as address:
        assert "geheim" not in address
        page = Path(address.removeprefix("file://"))
        assert "geheim" in page.read_text("utf-8")
        assert stat.S_IMODE(page.stat().st_mode) == 0o600
        assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700
    assert not page.exists()
