"""The explorer in a notebook: the page of the build in a frame that can reach nothing outside."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from kg.folder import PAGES

FRAME_HEIGHT = 640

# A notebook carries every page that it has shown; above this the smaller page does.
_LARGEST = 30_000_000


@dataclass(frozen=True)
class Shown:
    """What a notebook shows of a graph; in ``text`` what anything else does.

    Attributes:
        folder: the build.
        height: of the frame, in pixels.
    """

    folder: Path
    height: int
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        pages = (self.folder / name for name in PAGES)
        file = next((p for p in pages if p.is_file() and p.stat().st_size <= _LARGEST), None)
        if file is None:
            return f"<pre>{escape(self.text)}</pre>"
        page = escape(file.read_text("utf-8"), quote=True)
        # Scripts run in an origin of their own: neither the notebook nor its server is theirs.
        return (
            f'<iframe srcdoc="{page}" width="100%" height="{self.height}" style="border:0" '
            'title="知识图谱 · Knowledge graph" sandbox="allow-scripts allow-downloads"></iframe>'
        )
