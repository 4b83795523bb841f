"""A notebook run for real and opened in a browser: the graph shows itself, asks for nothing."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from tests.view.browsing import Opened

pytestmark = pytest.mark.browser

_TEXT = "瑞丰集团董事长陈志远在杭州市会见了北湖大学校长周立群。瑞丰集团荣获全国先进集体称号。\n"
_CELLS = ("import kg\ngraph = kg.load({folder!r})\ngraph", "graph.show(height=500)")
_PEOPLE = "SELECT ?name { ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page that nbconvert makes of a notebook that it has run."""
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "a.txt").write_text(_TEXT, "utf-8")
    pipeline.build([folder / "a.txt"], output=folder / "out", workers=1)
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"cell{number}",
            "metadata": {},
            "outputs": [],
            "source": cell.format(folder=str(folder / "out")),
        }
        for number, cell in enumerate(_CELLS)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    whole = {
        "cells": cells,
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    file = folder / "book.ipynb"
    file.write_text(json.dumps(whole), "utf-8")
    command = [sys.executable, "-m", "nbconvert", "--execute", "--to", "html"]
    done = subprocess.run(
        [*command, "--template", "basic", str(file)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return file.with_suffix(".html")


def ready(frame: Any, seconds: float = 60.0) -> None:
    start = time.monotonic()
    while frame.evaluate("document.body?.dataset.ready") != "true":
        assert time.monotonic() - start < seconds, "no picture was drawn"
        time.sleep(0.1)


def test_the_graph_shows_itself(browser: Any, notebook: Path) -> None:
    context = browser.new_context(viewport={"width": 1200, "height": 1400})
    opened = Opened(context.new_page())
    opened.page.goto(notebook.as_uri())
    first, second = opened.page.main_frame.child_frames
    assert [f.evaluate("innerHeight") for f in (first, second)] == [640, 500]
    for frame in (first, second):
        ready(frame)
        names = frame.evaluate("kgExplorer.app.source.graph.nodes.map(node => node.names[0])")
        assert {"瑞丰集团", "陈志远", "周立群"} <= set(names)
        assert frame.evaluate("document.querySelector('canvas').width") > 100
    answer = first.evaluate(
        "async sparql => (await kgExplorer.app.source.query(sparql)).rows", _PEOPLE
    )
    assert [row["name"]["value"] for row in answer] == ["周立群", "陈志远"]
    assert opened.problems == []
    assert {url for url in opened.requests if not url.startswith(("blob:", "data:"))} == {
        notebook.as_uri()
    }
    context.close()
