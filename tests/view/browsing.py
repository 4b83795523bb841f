"""A page opened in a real Chromium, with all that went wrong on it."""

import os
import shutil
from dataclasses import dataclass, field
from typing import Any

import pytest

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def chromium() -> str:
    found = (shutil.which(name) for name in BROWSERS)
    path = os.environ.get("KG_CHROMIUM") or next(filter(None, found), None)
    if path is None:
        pytest.fail("no Chromium found: `make setup` installs it, or name one in KG_CHROMIUM")
    return path


@dataclass
class Opened:
    """A page with all that went wrong on it."""

    page: Any
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.problems.append(message.text))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("dialog", lambda dialog: self.problems.append(dialog.message))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def run(self, script: str, argument: object = None) -> Any:
        return self.page.evaluate(script, argument)

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector))

    def node(self, name: str) -> int:
        found = "name => kgView.data.nodes.findIndex(node => node.names[0] === name)"
        return int(self.run(found, name))

    def visible_names(self) -> set[str]:
        script = "[...kgView.visible().nodes].map(id => kgView.data.nodes[id].names[0])"
        return set(self.run(script))

    def search(self, words: str) -> list[str]:
        self.page.fill("#query", words)
        return list(self.page.locator("#suggestions li[role=option] > .name").all_inner_texts())

    def place(self, node: int) -> dict[str, float]:
        """Where a node is on the screen."""
        script = """id => {
          const { network } = kgView;
          const box = document.getElementById("canvas").getBoundingClientRect();
          const place = network.canvasToDOM(network.getPosition(id));
          return { x: box.x + place.x, y: box.y + place.y };
        }"""
        found = self.run(script, node)
        return {"x": float(found["x"]), "y": float(found["y"])}
