"""``manifest.json``: what made a build and the digest of each of its files; written last."""

import json
from collections.abc import Iterable, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from kg.export.report import counts
from kg.folder import MANIFEST
from kg.model import Network
from kg.resources import kg_version

# Little enough to stay in the processor's cache from one use to the next. Between pieces a thread
# waits until it has the interpreter again.
_CHUNK = 1 << 18
NO_FILES: Mapping[str, dict[str, Any]] = {}


def write_manifest(
    network: Network, folder: Path, described: Mapping[str, dict[str, Any]] = NO_FILES
) -> None:
    """Describe the files that lie in ``folder`` now. No clock, no host: same build, same bytes.

    What :func:`written` has told of files need not be found out again.
    """
    files = {
        path.name: described.get(path.name) or _described(path)
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != MANIFEST
    }
    manifest = {
        "kg": kg_version(),
        "base": network.base,
        "engine": network.engine,
        "counts": counts(network),
        "files": files,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    (folder / MANIFEST).write_text(text + "\n", "utf-8", newline="")


def written(pieces: Iterable[bytes | memoryview], path: Path) -> dict[str, Any]:
    """Write a file, and describe it.

    Raises:
        OSError: it cannot be written.
    """
    digest, size = sha256(), 0
    with path.open("wb", buffering=0) as file:
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                chunk = rest[: _CHUNK - size % _CHUNK]
                written = file.write(chunk)
                digest.update(chunk[:written])
                size += written
                rest = rest[written:]
    return {"bytes": size, "sha256": digest.hexdigest()}


def _described(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256")
    return {"bytes": path.stat().st_size, "sha256": digest.hexdigest()}
