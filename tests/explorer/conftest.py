"""A browser that draws with WebGL, in software."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.view.browsing import FLAGS, chromium

_WEBGL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser for one module."""
    from playwright.sync_api import sync_playwright

    flags = [flag for flag in FLAGS if flag != "--disable-gpu"] + _WEBGL
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=flags)
        yield started
        started.close()
