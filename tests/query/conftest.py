"""The hand-made build, written once."""

from pathlib import Path

import pytest

from kg.query import Build, open_build
from tests.query.sample import write_sample


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("sample") / "out")


@pytest.fixture(scope="session")
def build(folder: Path) -> Build:
    return open_build(folder)
