"""Markdown: which stretches are markup and code, and what its front matter says."""

import re
from collections.abc import Iterator, Sequence

from kg.model import Span

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?:[^\n]*\n){0,200}?---[ \t]*(?:\r?\n|\Z)")
_KEY = re.compile(r"^(\w+)[ \t]*:[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_HEAD = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\|)+", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-=*_|: \t]{3,})[ \t\r]*$", re.MULTILINE)
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]*\S[^\n]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_TARGET = re.compile(r"(?<=\])(?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_CODE = re.compile(r"(?<!`)(`++)[^\n]{1,500}?(?<!`)\1(?!`)")
_URL = re.compile(r"<?https?://[\x21-\x7e]+>?")
_HTML = re.compile(r"</?[A-Za-z][^>\n]{0,500}>")
_TITLE = re.compile(r"^[ ]{0,3}#[ \t]+(.+?)[ \t#\r]*$", re.MULTILINE)
_INLINE = (_HEAD, _RULE, _DEFINITION, _IMAGE, _TARGET, _CODE, _URL, _HTML)


def markup(text: str) -> tuple[Span, ...]:
    """What of a Markdown text is no prose: front matter, code, link and image targets, marks.

    Returns:
        Spans, sorted and apart. The marks of emphasis stay: they cut no sentence in two.

    >>> text = "## 见[园区](http://a.cn)。"
    >>> [span.of(text) for span in markup(text)]
    ['## ', '(http://a.cn)']
    """
    spans = [*_front_matter(text), *_fences(text), *_comments(text)]
    for pattern in _INLINE:
        spans += [Span(match.start(), match.end()) for match in pattern.finditer(text)]
    return tuple(_merged(sorted(spans)))


def front_matter(text: str) -> dict[str, str]:
    """The plain ``key: value`` lines of the front matter, keys in lower case, quotes taken off."""
    for span in _front_matter(text):
        pairs = _KEY.findall(span.of(text))
        return {key.lower(): value.strip("\"' ") for key, value in pairs}
    return {}


def title_of(text: str) -> str:
    """The first heading of the first level, or ``""``."""
    match = _TITLE.search(text)
    return match[1].strip() if match else ""


def _front_matter(text: str) -> list[Span]:
    match = _FRONT_MATTER.match(text)
    return [Span(0, match.end())] if match else []


def _fences(text: str) -> Iterator[Span]:
    """Fenced code, to the closing fence or, where there is none, to the end."""
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            opened = match
        elif match[1].startswith(opened[1]) and match[0].strip() == match[1]:
            yield Span(opened.start(), match.end())
            opened = None
    if opened is not None:
        yield Span(opened.start(), len(text))


def _comments(text: str) -> Iterator[Span]:
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        position = end + len("-->")
        yield Span(start, position)


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    start = end = 0
    for span in spans:
        if span.start > end:
            if end > start:
                yield Span(start, end)
            start, end = span.start, span.end
        else:
            end = max(end, span.end)
    if end > start:
        yield Span(start, end)
