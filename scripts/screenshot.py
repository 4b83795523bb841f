"""Make the pictures of the page that the README shows.

    python scripts/screenshot.py OUTPUT_DIR IMAGES_DIR [NAME]

opens OUTPUT_DIR/graph.html in a headless Chromium, selects the entity called NAME (the
best-connected one where none is given) and writes graph.png and graph-en.png into IMAGES_DIR.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

SIZE = ViewportSize(width=1440, height=900)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
SELECT = """name => {
  const { data, select, network } = window.kgView;
  const degree = id => data.nodes[id].degree;
  const ids = data.nodes.map((_, id) => id).sort((a, b) => degree(b) - degree(a));
  const id = name ? ids.find(id => data.nodes[id].names.includes(name)) : ids[0];
  if (id === undefined) throw new Error("no entity is called " + name);
  select(id);
}"""


def main(arguments: list[str]) -> int:
    """Write the pictures; 2 for wrong arguments, 1 where no browser or page is found."""
    if len(arguments) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    page_file, images = Path(arguments[0], "graph.html").resolve(), Path(arguments[1])
    found = (shutil.which(browser) for browser in BROWSERS)
    browser_path = os.environ.get("KG_CHROMIUM") or next(filter(None, found), None)
    if browser_path is None or not page_file.is_file():
        missing = page_file if browser_path else "a Chromium (make setup installs it)"
        print(f"not found: {missing}", file=sys.stderr)
        return 1
    images.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        page.emulate_media(reduced_motion="reduce")
        page.goto(page_file.as_uri())
        page.wait_for_selector("body[data-ready]")
        page.evaluate(SELECT, arguments[2] if len(arguments) == 3 else "")
        for name in ("graph.png", "graph-en.png"):
            _photograph(page, images / name)
            page.click("#language")
        browser.close()
    return 0


def _photograph(page: Page, path: Path) -> None:
    page.wait_for_timeout(300)  # the canvas follows the new width of its column
    page.click("#fit")
    page.wait_for_timeout(300)
    page.screenshot(path=str(path))
    print(path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
