"""Pages of other origins, in a real browser: none of them edits; the server's own may."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from tests.serve.serving import Server, serving

pytestmark = pytest.mark.browser

TEXT = "云帆科技有限公司总经理李明远出席了在杭州市青山区举行的“星河杯”创业大赛。\n"


class _Elsewhere(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<!doctype html><title>elsewhere</title><body>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        return


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Elsewhere) as other:
        thread = threading.Thread(target=other.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{other.server_port}/"
        other.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    (folder / "in").mkdir()
    (folder / "in" / "甲.txt").write_text(TEXT, "utf-8")
    pipeline.build([folder / "in"], output=folder / "out", workers=1)
    return folder


@pytest.fixture(scope="module")
def editor(documents: Path) -> Iterator[Server]:
    with serving(documents / "out", "--edit", "--workers", "1") as server:
        yield server


# Even a page that has come to know the token, which it should not.
_ATTACKS = """async ([address, token]) => {
    const edit = JSON.stringify({action: "hide", name: "李明远"});
    const json = {"Content-Type": "application/json", "X-KG-Token": token};
    const ways = [
        {method: "POST", body: edit, headers: json},
        {method: "POST", body: edit, mode: "no-cors", credentials: "include"},
        {method: "POST", body: edit, mode: "no-cors", headers: json},
        {method: "DELETE", headers: json},
        {method: "GET", headers: json},
    ];
    const read = [];
    for (const way of ways) {
        const where = way.method === "DELETE" ? "edits/2" : "edits";
        try { const done = await fetch(address + where, way); read.push(done.type); }
        catch { read.push("refused"); }
    }
    const form = document.createElement("form");
    form.method = "post"; form.enctype = "text/plain"; form.target = "frame";
    form.action = address + "edits";
    const field = document.createElement("input");
    field.name = edit.slice(0, -1) + ', "reason": "'; field.value = '"}';
    form.append(field);
    const frame = document.createElement("iframe");
    frame.name = "frame";
    document.body.append(form, frame);
    const gone = new Promise(done => { frame.onload = done; });
    form.submit();
    await gone;
    return read;
}"""


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_no_page_of_another_origin_edits(
    browser: Any, editor: Server, elsewhere: str, documents: Path, name: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(elsewhere)
    address = editor.address.replace("127.0.0.1", name)
    read = page.evaluate(_ATTACKS, [address, editor.token])
    context.close()
    assert read == ["refused", "opaque", "opaque", "refused", "refused"]
    assert not (documents / "in" / "curation.tsv").exists()


def test_a_page_of_the_server_edits_with_the_token(
    browser: Any, editor: Server, documents: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(editor.address + "sparql")
    done = page.evaluate(
        """async token => {
            const headers = {"Content-Type": "application/json", "X-KG-Token": token};
            const body = JSON.stringify({action: "hide", name: "李明远"});
            const done = await fetch("/edits?wait=60", {method: "POST", headers, body});
            const back = await fetch("/edits/undo?wait=60", {method: "POST", headers, body: "{}"});
            return [done.status, (await done.json()).edits[0].line, back.status];
        }""",
        editor.token,
    )
    context.close()
    assert done == [200, 2, 200]
    assert not (documents / "in" / "curation.tsv").exists()
    assert editor.token not in "".join(editor.lines)
