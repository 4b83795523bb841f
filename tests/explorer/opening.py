"""Pages of :mod:`tests.explorer.stories`, opened in a browser."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kg.explorer import render
from tests.explorer import stories
from tests.explorer.stories import Story
from tests.view.browsing import Opened

_PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
LAB = "Organization/𠮷野实验室"
LIN = "Person/林晓岚"


@cache
def page_of(name: str, *, texts: bool = True) -> tuple[Story, str]:
    """One of the stories, and its page."""
    story: Story = getattr(stories, name)()
    return story, render(story.network, story.documents, texts=texts)


class Reading(Opened):
    """An explorer page, with what it selects and shows."""

    def select(self, kind: str, **fields: object) -> None:
        """Changes the state as a click does, and waits until all is drawn."""
        self.run("selection => kgExplorer.app.set({ selection })", {"kind": kind, **fields})
        self.settle()

    def settle(self) -> None:
        """Until what was asked for has come and is drawn."""
        self.run(_PAINTED)
        self.page.wait_for_function("() => !document.querySelector('.panel-waiting')")
        self.run(_PAINTED)

    @property
    def selection(self) -> dict[str, Any]:
        return dict(self.run("kgExplorer.app.state.value.selection"))

    @property
    def state(self) -> dict[str, Any]:
        return dict(self.run("kgExplorer.app.state.value"))

    @property
    def message(self) -> str:
        return str(self.run("kgExplorer.app.message.value"))

    def texts(self, selector: str) -> list[str]:
        return [str(text).strip() for text in self.page.locator(selector).all_inner_texts()]

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.settle()


@contextmanager
def opened(
    browser: Any,
    folder: Path,
    html: str,
    hash_: str = "",
    *,
    width: int = 1280,
    height: int = 800,
    locale: str = "zh-CN",
    problems: bool = False,
) -> Iterator[Reading]:
    """A page at a state; at the end nothing may have gone wrong, nor a request have left."""
    path = folder / "explorer.html"
    path.write_text(html, "utf-8", newline="")
    page = browser.new_page(viewport={"width": width, "height": height}, locale=locale)
    reading = Reading(page)
    page.goto(f"{path.as_uri()}#{quote(hash_, safe='=&,/')}")
    page.wait_for_function("() => window.kgExplorer")
    reading.settle()
    yield reading
    page.close()
    assert problems or reading.problems == []
    assert [
        url for url in reading.requests if not url.startswith(("file:", "blob:", "data:"))
    ] == []


def fact_of(story: Story, subject: str, predicate: str, target: str) -> Mapping[str, str]:
    """A fact as the page selects it, by the labels of its ends."""
    label = {node.iri: node.label for node in story.network.nodes}
    found = next(
        fact
        for fact in story.network.facts
        if (label[fact.subject], fact.predicate, label[fact.object]) == (subject, predicate, target)
    )
    base = story.network.base
    return {
        "subject": found.subject.removeprefix(base),
        "predicate": predicate,
        "object": found.object.removeprefix(base),
        "modality": found.modality,
    }
