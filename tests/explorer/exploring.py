"""What tests ask of the picture in an explorer page, and do to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from tests.explorer.opening import Reading, opened, page_of

_STAGE = "kgExplorer.app.stage.value"
Pixel = tuple[int, int, int]


@dataclass(frozen=True)
class Setting:
    """A browser that opens pages with further settings, and a script before theirs."""

    browser: Any
    more: dict[str, Any]
    script: str = ""

    def new_page(self, **how: Any) -> Any:
        page = self.browser.new_page(**how, **self.more)
        if self.script:
            page.add_init_script(self.script)
        return page


@contextmanager
def drawn(
    browser: Any, folder: Path, html: str = "", hash_: str = "", **how: Any
) -> Iterator[Reading]:
    """A page, once its picture is there."""
    with opened(browser, folder, html or page_of("lab")[1], hash_, **how) as page:
        page.page.wait_for_function("() => document.body.dataset.ready === 'true'")
        rest(page)
        yield page


def rest(page: Reading) -> None:
    """Until the camera has come to rest, the page has its room, and the state knows it."""
    page.page.wait_for_timeout(150)
    page.page.wait_for_function(f"() => !{_STAGE} || !{_STAGE}.busy")
    page.settle()


def number(page: Reading, name: str) -> int:
    script = "name => kgExplorer.app.source.graph.nodes.findIndex(n => n.names[0] === name)"
    return int(page.run(script, name))


def names(page: Reading, what: str = "nodes") -> set[str]:
    """Names of the nodes that pass the filters; of facts, those of both ends."""
    script = """what => {
      const { source: { graph }, visible } = kgExplorer.app;
      const name = id => graph.nodes[id].names[0];
      const ends = id => name(graph.facts[id].subject) + ' ' + name(graph.facts[id].object);
      return [...visible.value[what]].map(what === 'nodes' ? name : ends);
    }"""
    return set(page.run(script, what))


def place(page: Reading, name: str) -> tuple[float, float]:
    """Where a node is on the screen."""
    script = f"""id => {{
      const {{ camera, surface, element }} = {_STAGE};
      const box = element.getBoundingClientRect();
      const at = camera.toScreen(surface.scene.x[id], surface.scene.y[id]);
      return [at.x + box.x, at.y + box.y];
    }}"""
    x, y = page.run(script, number(page, name))
    return float(x), float(y)


def between(page: Reading, one: str, other: str, share: float = 0.5) -> tuple[float, float]:
    """A point of the line between two nodes."""
    x, y = place(page, one)
    to_x, to_y = place(page, other)
    return x + (to_x - x) * share, y + (to_y - y) * share


def pixel(page: Reading, x: float, y: float) -> Pixel:
    """The colour of the picture at a point of the screen, as a person sees it."""
    script = f"""([x, y]) => {{
      const {{ surface, element }} = {_STAGE};
      const box = element.getBoundingClientRect();
      const sheet = new OffscreenCanvas(1, 1)
        .getContext('2d', {{ willReadFrequently: true }});
      sheet.fillStyle = surface.scene.palette.ground;
      sheet.fillRect(0, 0, 1, 1);
      for (const canvas of [surface.base, surface.over]) {{
        const ratio = canvas.width / box.width;
        sheet.drawImage(canvas, (x - box.x) * ratio, (y - box.y) * ratio, 1, 1, 0, 0, 1, 1);
      }}
      return [...sheet.getImageData(0, 0, 1, 1).data].slice(0, 3);
    }}"""
    return cast("Pixel", tuple(page.run(script, [x, y])))


def colour_of(page: Reading, name: str) -> Pixel:
    """The colour that a node should have."""
    script = f"id => [...{_STAGE}.surface.scene.colour.subarray(id * 4, id * 4 + 3)]"
    return cast("Pixel", tuple(page.run(script, number(page, name))))


def near(one: Pixel, other: Pixel, tolerance: int = 6) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(one, other, strict=True))


def written(page: Reading) -> list[dict[str, Any]]:
    """The names that are written in the picture: text, x (middle), y (top), size."""
    return list(page.run(f"{_STAGE}.surface.labels"))


def camera(page: Reading) -> dict[str, float]:
    return dict(page.run(f"{_STAGE}.camera.view"))


def click(page: Reading, name: str, **how: Any) -> None:
    page.page.mouse.click(*place(page, name), **how)
    rest(page)


def far_from_all(page: Reading) -> tuple[float, float]:
    """A point of the picture with nothing on it."""
    box = page.page.locator(".stage-field").bounding_box()
    assert box
    return box["x"] + box["width"] - 12, box["y"] + 12
