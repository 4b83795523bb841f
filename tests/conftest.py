"""Settings for all tests, and the one browser that they share."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests.view.browsing import FLAGS, chromium

# A deadline would make tests fail on a busy machine; how fast kg is, benchmarks/ tells.
settings.register_profile("kg", deadline=None)
# The same examples on every run of CI: what fails there is the change, not the luck of the draw.
# Away from it each run tries others.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "kg")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser for one module: while it lives, no other event loop can run in this process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()
