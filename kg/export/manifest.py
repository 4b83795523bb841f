"""``manifest.json``: what made a build and the digest of each of its files; written last."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.export.report import counts
from kg.model import Network
from kg.resources import kg_version

NAME = "manifest.json"


def write_manifest(network: Network, folder: Path) -> None:
    """Describe the files that lie in ``folder`` now. No clock, no host: same build, same bytes."""
    files = {
        path.name: _described(path)
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != NAME
    }
    manifest = {
        "kg": kg_version(),
        "base": network.base,
        "engine": network.engine,
        "counts": counts(network),
        "files": files,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    (folder / NAME).write_text(text + "\n", "utf-8", newline="")


def _described(path: Path) -> dict[str, Any]:
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return {"bytes": path.stat().st_size, "sha256": digest.hexdigest()}
