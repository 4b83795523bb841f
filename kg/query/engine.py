"""Which engine made a build."""

import json
from pathlib import Path

from kg.folder import MANIFEST

OWN = "kg"


def engine_of(folder: Path) -> str:
    """The engine that found the names and relations of a build, with its version.

    Builds that do not say were made by kg's own.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return OWN
    engine = manifest.get("engine") if isinstance(manifest, dict) else None
    return engine if isinstance(engine, str) else OWN
