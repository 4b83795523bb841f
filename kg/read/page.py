"""An HTML page as a reader sees it: blocks of text in order, and what its head says.

This is where the text of a page is made, once and in one way, whichever library picks the article.
"""

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

_UNSEEN = {
    *("script", "style", "noscript", "template", "svg", "math", "canvas", "iframe", "object"),
    *("audio", "video", "map", "select", "textarea", "button", "input", "rt", "rp", "head"),
}
_ASIDE = {"nav", "footer", "aside", "menu"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
    *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p"),
    *("pre", "section", "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul"),
}
_CELLS = {"td", "th"}
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_WRAPPED = re.compile(r"(?<=[^\x00-\x7f])[ \t\r]*\n[ \t\r\n]*(?=[^\x00-\x7f])")
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')


@dataclass(frozen=True, slots=True)
class Block:
    """A line of text that stands by itself on the page.

    Attributes:
        tag: of the innermost block element that it is in.
        aside: whether that is part of the page's frame (``nav``, ``footer``, ``aside``).
    """

    text: str
    tag: str
    aside: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its seen blocks in order, its ``<meta>`` values by lower-case key, its ``<title>``.

    ``tree`` holds only what is seen; ``depth`` is its deepest nesting.
    """

    blocks: tuple[Block, ...]
    meta: dict[str, str]
    title: str
    tree: HtmlElement
    depth: int


def parse(html: str) -> Page | None:
    """The page, or ``None`` where there is no element at all."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = document_fromstring(_DECLARATION.sub("", html).encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    meta = _meta(tree)
    if dated := _PUBLISHED.search(html):
        meta.setdefault("datepublished", dated[1])
    title = " ".join((tree.findtext(".//title") or "").split())
    _drop_unseen(tree)
    blocks, depth = _blocks(tree)
    return Page(tuple(blocks), meta, title, tree, depth)


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        for key in ("name", "property", "itemprop", "http-equiv"):
            if name := element.get(key):
                found.setdefault(name.strip().lower(), (element.get("content") or "").strip())
    for element in tree.iter("time"):
        found.setdefault("datepublished", element.get("datetime") or "")
    return found


def _drop_unseen(tree: HtmlElement) -> None:
    for element in [element for element in tree.iter() if _is_unseen(element)]:
        if element.getparent() is not None:
            element.drop_tree()


def _is_unseen(element: HtmlElement) -> bool:
    return (
        element.tag in _UNSEEN
        or "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or bool(_HIDING.search(element.get("style") or ""))
    )


def _blocks(tree: HtmlElement) -> tuple[list[Block], int]:
    """The blocks in document order, and the deepest nesting."""
    blocks: list[Block] = []
    pieces: list[str] = []
    open_blocks: list[str] = ["html"]
    depth = deepest = asides = 0
    laid_out = _layout_cells(tree)

    def flush() -> None:
        text = _tidy("".join(pieces))
        pieces.clear()
        if text:
            blocks.append(Block(text, open_blocks[-1], asides > 0))

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = str(element.tag)
        if event == "start":
            depth += 1
            deepest = max(deepest, depth)
            if tag in _BLOCKS or tag == "br" or element in laid_out:
                flush()
            if tag in _BLOCKS:
                open_blocks.append(tag)
            asides += tag in _ASIDE
            pieces.append(element.text or "")
        else:
            depth -= 1
            if tag in _BLOCKS:
                flush()
                open_blocks.pop()
            elif element in laid_out:
                flush()
            asides -= tag in _ASIDE
            pieces.append(" " if tag in _CELLS else "")
            pieces.append(element.tail or "")
    flush()
    return blocks, deepest


def _layout_cells(tree: HtmlElement) -> set[HtmlElement]:
    """Cells of rows that lay a page out: one of them holds lines or blocks, so each is its own."""
    rows = {row for element in tree.iter("br", *_BLOCKS) for row in element.iterancestors("tr")}
    return {cell for row in rows for cell in row.iterchildren("td", "th")}


def _tidy(text: str) -> str:
    """Text as a browser shows it: white space collapsed, none where a Chinese line was wrapped."""
    return _SPACES.sub(" ", _WRAPPED.sub("", text)).strip()
