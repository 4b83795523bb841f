"""Answers kept on disk by the hash of the question, so that none is paid for twice."""

import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import Any

from kg.errors import OutputError


def default_cache() -> Path:
    """The user's own cache folder of this system, or what ``KG_CACHE`` names."""
    if named := os.environ.get("KG_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "kg" / "engines"


def key_of(*parts: str) -> str:
    """The hash of a question: of a list of texts, no two lists alike."""
    written = json.dumps(parts)
    return sha256(written.encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers, one file each; several processes may use it at a time."""

    folder: Path
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer under a key; None if there is none that can be read."""
        try:
            value = json.loads(self._file(key).read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        return value if isinstance(value, dict) else None

    def put_first(self, key: str, answer: dict[str, Any]) -> dict[str, Any]:
        """Keep an answer if none is kept under its key; the one that is kept then.

        A question that is asked twice at a time so has one answer, now and later.

        Raises:
            OutputError: the folder cannot be written.
        """
        with self._lock:
            if kept := self.get(key):
                return kept
            self._write(key, answer)
            return answer

    def _write(self, key: str, answer: dict[str, Any]) -> None:
        """Whole or not at all, readable by its owner alone."""
        file = self._file(key)
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with NamedTemporaryFile(
                "w", encoding="ascii", dir=file.parent, suffix=".part", delete=False
            ) as part:
                json.dump(answer, part)
            try:
                Path(part.name).replace(file)
            except OSError:
                with suppress(OSError):
                    Path(part.name).unlink()
                raise
        except OSError as error:
            message = f"{self.folder}: the cache cannot be written ({error.strerror}); name another"
            raise OutputError(f"{message} folder with --cache") from error

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"
