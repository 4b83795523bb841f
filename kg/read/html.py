"""The article of an HTML page. The only importer of trafilatura.

trafilatura says *which* blocks are the article; their text is ours (:mod:`kg.read.page`), because
it reorders lines and sets spaces. Where it finds too little, all blocks of the page count.
"""

import re
from copy import deepcopy
from itertools import compress

from kg.read.article import Sort, lay_out
from kg.read.cues import Cues
from kg.read.dates import first_date
from kg.read.decode import UndecodableError
from kg.read.metadata import Metadata, from_lines
from kg.read.page import Block, Page, parse
from kg.text import fold

_ENOUGH = 0.6  # of the page's prose must be in what trafilatura finds
_LARGEST = 200_000  # characters, and
_DEEPEST = 200  # levels, up to which trafilatura is asked
_LITTLE = 0.2  # of the prose may stand before the headline without being the article
_TOO_DEEP = 2_000  # levels, near which the parser loses text
_WHOLE_LINE = 12  # characters; shorter blocks must be a line of the article, longer ones within it
_NO_TEXT = "holds no text: no visible words on the page"
_BLANK = re.compile(r"[\s|]+")
_SITE = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|-(?=[^-\s]{2,12}$)")


def read_page(html: str, cues: Cues) -> tuple[str, Metadata]:
    """The text of a page's article, a block a line, headline first, and what the page says of it.

    Raises:
        UndecodableError: the page shows no text.
    """
    page = parse(html)
    if page is not None and page.depth >= _TOO_DEEP:
        raise UndecodableError(f"page nested deeper than {_TOO_DEEP} elements; repair it")
    if page is None or not page.blocks:
        raise UndecodableError(_NO_TEXT)
    title = _title(page)
    blocks = _from_headline(_article(page, cues), title, cues)
    seen = _text(list(page.blocks))
    metadata = _meta(page, cues.meta).or_else(from_lines(seen, lay_out(seen, cues), cues))
    said = Metadata(title, metadata.published, metadata.publisher, metadata.issue)
    return _text(blocks), said.or_else(_meta(page, cues.site))


def _article(page: Page, cues: Cues) -> list[Block]:
    """The blocks of the article, in the order of the page."""
    blocks = [block for block in page.blocks if not block.aside] or list(page.blocks)
    found = _by_trafilatura(page)
    lines, whole = frozenset(found), "".join(found)
    prose = [_prose(block, cues) for block in blocks]
    chosen = [_is_in(block, lines, whole) for block in blocks]
    if sum(compress(prose, chosen)) < _ENOUGH * sum(prose) or not any(chosen):
        return blocks
    # What stands between two paragraphs of an article is of the article.
    inside = [number for number, take in enumerate(chosen) if take and prose[number]] or [0]
    return [
        block
        for number, block in enumerate(blocks)
        if chosen[number] or block.tag == "h1" or inside[0] < number < inside[-1]
    ]


def _from_headline(blocks: list[Block], title: str, cues: Cues) -> list[Block]:
    """The blocks from the headline on; the title and all blocks where none is the headline."""
    texts = [_compact(block.text) for block in blocks]
    if not title:
        return blocks
    if _compact(title) not in texts:
        return [Block(title, "h1", aside=False), *blocks]
    at = texts.index(_compact(title))
    prose = [_prose(block, cues) for block in blocks]
    return blocks[at:] if sum(prose[:at]) <= _LITTLE * sum(prose) else blocks


def _is_in(block: Block, lines: frozenset[str], whole: str) -> bool:
    short = _compact(block.text)
    return short in lines or (len(short) >= _WHOLE_LINE and short in whole)


def _by_trafilatura(page: Page) -> list[str]:
    """The lines of the article that trafilatura finds, without white space."""
    if page.depth > _DEEPEST or sum(len(block.text) for block in page.blocks) > _LARGEST:
        return []
    from trafilatura import extract

    text = extract(
        deepcopy(page.tree),
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        include_links=False,
        include_formatting=False,
        deduplicate=False,
        with_metadata=False,
    )
    return [_compact(line.removeprefix("- ")) for line in (text or "").splitlines()]


def _prose(block: Block, cues: Cues) -> int:
    """How many characters of prose a block holds."""
    lines = lay_out(block.text, cues).lines
    return sum(line.end - line.start for line in lines if line.sort is Sort.PROSE)


def _title(page: Page) -> str:
    """The first ``h1`` that the page's title repeats, or that title without the site's name."""
    given = page.meta.get("og:title", "") or page.title
    headlines = [block.text for block in page.blocks if block.tag == "h1"]
    for headline in headlines:
        if not given or _compact(headline) in _compact(given):
            return headline
    parts = [part.strip() for part in _SITE.split(given)]
    return max(parts, key=len, default="")


def _meta(page: Page, keys: tuple[tuple[str, str], ...]) -> Metadata:
    found = Metadata()
    for field, key in keys:
        value = " ".join(page.meta.get(key, "").split())
        if field == "published":
            value = first_date(fold(value))
        found = found.or_else(Metadata(**{field: value}))
    return found


def _compact(text: str) -> str:
    return _BLANK.sub("", text)


def _text(blocks: list[Block]) -> str:
    return "\n".join(block.text for block in blocks)
