"""The hand-made build, and one made by the command line from documents."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.query.sample import TEXT, write_sample

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("sample") / "out")


@pytest.fixture(scope="session")
def kg() -> Run:
    """Run ``python -m kg`` in a process of its own."""

    def run(
        *arguments: str | Path,
        cwd: Path | None = None,
        stdin: str = "",
        environment: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        command: Sequence[str] = [sys.executable, "-m", "kg", *map(str, arguments)]
        return subprocess.run(
            command,
            cwd=cwd,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **(environment or {})},
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two documents in two encodings."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "brief.txt").write_text(TEXT, "utf-8")
    other = "林晚毕业于北湖美术学院。青石数码公司总部位于桐州市。"
    (folder / "other.txt").write_bytes(other.encode("gb18030"))
    return folder


@pytest.fixture(scope="session")
def built(kg: Run, documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a build of them."""
    output = tmp_path_factory.mktemp("built") / "out"
    done = kg("build", documents, "-o", output)
    assert done.returncode == 0, done.stderr
    return output
