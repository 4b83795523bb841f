"""Make the pictures of the explorer that the documentation shows.

    python -m scripts.explorer_screenshots OUTPUT_DIR IMAGES_DIR

opens OUTPUT_DIR/explorer.html in a headless Chromium, goes through its main states and writes
explorer-*.png into IMAGES_DIR. The overview of a large graph is of a made one (benchmarks/),
editing is done at a kg serve --edit of OUTPUT_DIR, which writes nothing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.made_network import network
from kg.explorer import render

SCREEN = (1280, 800)
SMALLER = (1024, 600)  # a large graph does not compress well
PHONE = (375, 812)
# The graph is drawn with WebGL, which a machine without a graphics card does in software.
FLAGS = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
MADE_FACTS = 450
LARGEST = 300_000  # bytes of a picture
QUERY = """SELECT ?name ?role ?quote WHERE {
  ?evidence kg:role ?role ; kg:quote ?quote ; rdf:subject ?person .
  ?person rdfs:label ?name .
} ORDER BY ?name"""


@dataclass(frozen=True)
class Picture:
    """A state of the page.

    Attributes:
        link: what stands behind ``#``, before it is encoded.
        page: ``seeds``, ``made`` or ``served``.
        press: what is clicked before the picture is taken.
    """

    name: str
    link: str
    page: str = "seeds"
    size: tuple[int, int] = SCREEN
    dark: bool = False
    press: tuple[str, ...] = ()


HUB = "Organization/之江文化创意中心"
PERSON = "Person/蔡志忠"
PICTURES = (
    Picture("overview-zh", "lang=zh"),
    Picture("overview-en", "lang=en", dark=True),
    Picture("large", "lang=zh&colour=community", page="made", size=SMALLER),
    Picture("selection", f"lang=zh&node={PERSON}"),
    Picture("reader", f"lang=zh&doc=cartoonist,0,0,{PERSON}"),
    Picture("paths", f"lang=zh&paths={PERSON},Place/西湖区,0"),
    Picture("list", f"lang=zh&view=list&node={HUB}"),
    Picture("list-en", "lang=en&view=list", dark=True),
    Picture("map", "lang=zh&view=map&node=Place/杭州市"),
    Picture(
        "sparql", f"lang=zh&view=sparql&sparql={quote(QUERY, safe='')}", press=(".sparql-run",)
    ),
    Picture("filters", "lang=en", press=(".shell-filter",)),
    Picture("export", f"lang=en&node={HUB}", press=(".export-box .button",)),
    Picture("edit", f"lang=zh&node={HUB}", page="served", press=("[data-edit=split]",)),
    Picture("phone", f"lang=zh&node={PERSON}", size=PHONE),
    Picture("phone-list", "lang=zh&view=list", size=PHONE, dark=True),
)


def main(arguments: list[str]) -> int:
    """Write the pictures; 2 for wrong arguments, 1 where a browser or page is missing."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    seeds, images = Path(arguments[0], "explorer.html").resolve(), Path(arguments[1])
    found = (shutil.which(browser) for browser in BROWSERS)
    browser_path = os.environ.get("KG_CHROMIUM") or next(filter(None, found), None)
    if browser_path is None or not seeds.is_file():
        missing = seeds if browser_path else "a Chromium (make setup installs it)"
        print(f"not found: {missing}", file=sys.stderr)
        return 1
    images.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        _served(seeds.parent) as served,
        sync_playwright() as playwright,
    ):
        made = _made(Path(folder))
        pages = {"seeds": f"{seeds.as_uri()}#", "made": f"{made.as_uri()}#", "served": served}
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        sizes = [_photograph(browser, pages[each.page], each, images) for each in PICTURES]
        browser.close()
    return 1 if max(sizes) > LARGEST else 0


def _made(folder: Path) -> Path:
    """The page of a made graph."""
    path = folder / "explorer.html"
    path.write_text(render(network(MADE_FACTS, nodes_per_fact=0.6)), "utf-8", newline="")
    return path


@contextmanager
def _served(output: Path) -> Iterator[str]:
    """The address of a server that takes edits, to which a state can be added."""
    command = [sys.executable, "-m", "kg", "serve", "-o", str(output), "--edit", "--port", "0"]
    with subprocess.Popen(
        [*command, "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as server:
        assert server.stdout
        try:
            yield f"{server.stdout.readline().strip()}&"
        finally:
            server.terminate()


def _photograph(browser: Browser, address: str, picture: Picture, images: Path) -> int:
    path = images / f"explorer-{picture.name}.png"
    with _opened(browser, address, picture) as page:
        for selector in picture.press:
            page.click(selector)
        page.wait_for_function("() => !document.querySelector('[aria-busy=true], .panel-waiting')")
        page.wait_for_timeout(1500)  # labels fade in, the camera comes to rest
        page.screenshot(path=str(path))
    size = path.stat().st_size
    print(f"{path} {size / 1000:.0f} kB")
    return size


@contextmanager
def _opened(browser: Browser, address: str, picture: Picture) -> Iterator[Page]:
    page = browser.new_page(
        viewport={"width": picture.size[0], "height": picture.size[1]},
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
        locale="zh-CN",
    )
    link = quote(picture.link, safe="=&,/%")
    page.goto(f"{address}{link}")
    page.wait_for_selector("body[data-ready]")
    yield page
    page.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
