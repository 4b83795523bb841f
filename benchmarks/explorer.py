"""How fast explorer.html opens and moves, beside pyvis: ``python benchmarks/explorer.py [EDGES ...]``.

On made networks (0.6 nodes an edge, a sentence behind each) both pages are made and opened in one headless
Chromium without a network. *Usable*: for the explorer the first drawn frame; for pyvis the end of its physics
(its own defaults), or the first drawn frame where it is given positions and no physics. *Main thread*: what a
frame costs the page's main thread while the mouse drags the picture; drawing itself is done in software,
so frames a second are a worst case.
"""

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import made_network
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import sync_playwright

from kg.explorer import render
from kg.model import Document, Network
from tests.view.browsing import chromium

SIZES = (1_000, 10_000, 50_000, 100_000)
FLAGS = (
    "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
HEADS = (
    "page", "edges", "file, MB", "kB / 1,000 facts", "made in, s", "usable after, s", "heap, MB",
    "main thread, ms a frame", "frames a second",
)  # fmt: skip
# Run before the page's own scripts: tells when the page is usable.
EXPLORER_READY = """
const seen = setInterval(() => {
  if (document.body?.dataset.ready !== "true") return;
  clearInterval(seen);
  window.usableAt = performance.now();
}, 20);
"""
PYVIS_READY = """
const seen = setInterval(() => {
  if (typeof network === "undefined" || !network?.once) return;
  clearInterval(seen);
  const physics = network.physics.physicsEnabled;
  network.once(physics ? "stabilizationIterationsDone" : "afterDrawing", () => {
    requestAnimationFrame(() => { window.usableAt = performance.now(); });
  });
  if (!physics) network.redraw();
}, 20);
"""
COUNT_FRAMES = """
window.frames_ = 0;
(function next() { window.frames_ += 1; requestAnimationFrame(next); })();
"""


@dataclass
class Case:
    """One page to measure."""

    name: str
    edges: int
    file: Path
    made: float
    ready: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("edges", type=int, nargs="*", default=SIZES)
    parser.add_argument("--cap", type=float, default=180.0, help="seconds to wait for a page")
    parser.add_argument("--pyvis-up-to", type=int, default=100_000, metavar="EDGES")
    parser.add_argument("--physics-up-to", type=int, default=10_000, metavar="EDGES")
    parser.add_argument("--keep", type=Path, help="folder to leave the pages in")
    options = parser.parse_args()
    print("| " + " | ".join(HEADS) + " |\n|" + " --- |" * len(HEADS))
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = options.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        for edges in options.edges:
            network, documents = made_network.with_texts(
                made_network.network(edges, nodes_per_fact=0.6)
            )
            for case in cases(network, documents, folder, options):
                print(row(case, measured(playwright, case, options.cap)), flush=True)


def cases(network: Network, documents: list[Document], folder: Path, options: Any) -> Any:
    """The pages of a network, made one after the other."""
    edges = len(network.facts)
    yield made("explorer.html", edges, folder, EXPLORER_READY, lambda: render(network, documents))
    if edges <= options.physics_up_to:
        yield made("pyvis", edges, folder, PYVIS_READY, lambda: pyvis_page(network, physics=True))
    if edges <= options.pyvis_up_to:
        name = "pyvis, fixed positions"
        yield made(name, edges, folder, PYVIS_READY, lambda: pyvis_page(network, physics=False))


def made(name: str, edges: int, folder: Path, ready: str, make: Any) -> Case:
    start = time.perf_counter()
    html = make()
    seconds = time.perf_counter() - start
    file = folder / f"{name.replace(', ', '-').replace(' ', '-')}-{edges}.html"
    file.write_text(html, "utf-8")
    return Case(name, edges, file, seconds, ready)


def pyvis_page(network: Network, *, physics: bool) -> str:
    """The same graph as pyvis shows it by default; or with the explorer's positions."""
    from pyvis.network import Network as Pyvis

    from kg.explorer.picture import draw
    from kg.view.select import best_connected

    page = Pyvis(height="800px", directed=True, cdn_resources="in_line")
    picture = None if physics else draw(best_connected(network, len(network.nodes)))
    for number, node in enumerate(network.nodes):
        place = (
            {} if picture is None else {"x": int(picture.x[number]), "y": int(picture.y[number])}
        )
        page.add_node(node.iri, label=node.label, title=node.label, group=node.type, **place)
    for fact in network.facts:
        title = fact.proofs[0].evidence.sentence
        page.add_edge(fact.subject, fact.object, label=fact.predicate, title=title)
    if not physics:
        page.toggle_physics(status=False)
    return str(page.generate_html())


def measured(playwright: Any, case: Case, cap: float) -> dict[str, float]:
    """Opens the page in a fresh browser, waits until it is usable, drags the picture."""
    browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
    try:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
        page = context.new_page()
        page.set_default_timeout(cap * 1000)
        page.add_init_script(case.ready)
        page.goto(case.file.resolve().as_uri(), wait_until="commit")
        found = {"usable": usable(page, cap)}
        devtools = context.new_cdp_session(page)
        devtools.send("HeapProfiler.collectGarbage")
        devtools.send("Performance.enable")
        found["heap"] = metrics(devtools)["JSHeapUsedSize"] / 1e6
        return found | dragged(page, devtools)
    except TimeoutError:
        return {}
    finally:
        browser.close()


def usable(page: Any, cap: float) -> float:
    """Seconds from opening the page until it can be used."""
    start = time.perf_counter()
    while time.perf_counter() - start < cap:
        try:
            if at := page.evaluate("window.usableAt"):
                return float(at) / 1000
        except PlaywrightTimeout:
            continue
        time.sleep(0.1)
    raise TimeoutError


def dragged(page: Any, devtools: Any, seconds: float = 5.0) -> dict[str, float]:
    page.evaluate(COUNT_FRAMES)
    page.mouse.move(640, 450)
    page.mouse.down()
    frames, before = page.evaluate("window.frames_"), metrics(devtools)
    start, step = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        step += 1
        page.mouse.move(640 + 8 * (step % 40), 450 + 4 * (step % 25))
    frames = page.evaluate("window.frames_") - frames
    after = metrics(devtools)
    page.mouse.up()
    took = after["Timestamp"] - before["Timestamp"]
    busy = (after["TaskDuration"] - before["TaskDuration"]) * 1000
    return {"busy": busy / max(frames, 1), "frames": frames / took}


def metrics(devtools: Any) -> dict[str, float]:
    return {m["name"]: m["value"] for m in devtools.send("Performance.getMetrics")["metrics"]}


def row(case: Case, found: dict[str, float]) -> str:
    size = case.file.stat().st_size
    cells = [
        case.name,
        f"{case.edges:,}",
        f"{size / 1e6:.1f}",
        f"{size / case.edges:.0f}",
        f"{case.made:.1f}",
    ]
    if not found:
        return "| " + " | ".join([*cells, "not finished", "", "", ""]) + " |"
    cells += [
        f"{found['usable']:.1f}",
        f"{found['heap']:.0f}",
        f"{found['busy']:.0f}",
        f"{found['frames']:.1f}",
    ]
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
