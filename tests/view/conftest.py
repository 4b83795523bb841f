"""Fixtures of the browser tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.model import Network
from kg.view import render
from tests.export import sample
from tests.view.browsing import Opened


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    contexts = []

    def opener(network: Network, width: int = 1280, height: int = 800) -> Opened:
        file = tmp_path / "图 graph.html"
        file.write_text(render(network), "utf-8", newline="")
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        contexts.append(context)
        opened = Opened(context.new_page())
        page = opened.page
        page.goto(file.as_uri())
        page.wait_for_selector("body[data-ready]")
        return opened

    yield opener
    for context in contexts:
        context.close()


@pytest.fixture
def opened(open_page: Any) -> Iterator[Opened]:
    """The sample's page; at the end, nothing may have gone wrong or been asked for."""
    made: Opened = open_page(sample.network())
    yield made
    assert made.problems == []
    assert [url for url in made.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert len(made.requests) == 1
