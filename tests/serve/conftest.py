"""One server for all tests that only read, over the hand-made build."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.query.sample import write_sample
from tests.serve.serving import Server, serving


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("served") / "out")


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[Server]:
    with serving(folder, "--workers", "2") as running:
        yield running
