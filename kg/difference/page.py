"""A difference as one HTML page: no script, nothing loaded, every text inert."""

from collections.abc import Iterator, Sequence
from html import escape

from kg.difference.plain import (
    CHANGES,
    MARKS,
    NAMES,
    entity_details,
    fact_details,
    kind_of,
    relation,
    some,
)
from kg.difference.values import Diff, EntityChange, FactChange, Kind, Stated
from kg.query import inert

_HEAD = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>图谱的变化 · What changed</title>
<style>
:root { color-scheme: light dark; --came: #1a7f37; --went: #b42318; --changed: #9a6700; }
@media (prefers-color-scheme: dark) {
  :root { --came: #56d364; --went: #ff7b72; --changed: #e3b341; }
}
body { font: 16px/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; } td, th { padding: .2rem .8rem; text-align: right; }
th:first-child { text-align: left; } ul { list-style: none; padding: 0; }
li { margin: .6rem 0; overflow-wrap: anywhere; } .came { color: var(--came); }
.went { color: var(--went); } .changed { color: var(--changed); }
.kind, .place { opacity: .75; font-size: .9em; } p { margin: 0 0 0 1.4rem; }
mark { background: none; color: inherit; text-decoration: underline; text-underline-offset: .2em; }
</style>
</head>
<body>
<h1>图谱的变化 · What changed</h1>
"""


def to_html(diff: Diff, limit: int) -> str:
    """The page."""
    return _HEAD + "\n".join(_body(diff, limit)) + "\n</body>\n</html>\n"


def _safe(text: str) -> str:
    return escape(inert(text), quote=True)


def _body(diff: Diff, limit: int) -> Iterator[str]:
    if not diff:
        yield "<p>没有差别 · no difference</p>"
        return
    heads = "".join(f'<th class="{kind}">{CHANGES[kind]}</th>' for kind in MARKS)
    yield f"<table><thead><tr><th></th>{heads}</tr></thead><tbody>"
    for sort, counts in diff.counts().items():
        cells = "".join(f"<td>{count}</td>" for count in counts.values())
        yield f"<tr><th>{NAMES[sort]}</th>{cells}</tr>"
    yield "</tbody></table>"
    documents: list[tuple[Kind, str]] = [
        *(("came", name) for name in diff.documents_came),
        *(("went", name) for name in diff.documents_went),
        *(("changed", name) for name in diff.documents_changed),
    ]
    yield from _section("documents", [_item(kind, _safe(name)) for kind, name in documents], limit)
    yield from _section("entities", [_entity(change) for change in diff.entities], limit)
    yield from _section("facts", [_fact(change) for change in diff.facts], limit)


def _section(sort: str, items: Sequence[str], limit: int) -> Iterator[str]:
    if not items:
        return
    yield f"<h2>{NAMES[sort]}</h2>\n<ul>"
    yield from some(items, limit)
    if limit and len(items) > limit:
        yield f"<li>… {len(items) - limit} more · 另有 {len(items) - limit} 项</li>"
    yield "</ul>"


def _item(kind: Kind, head: str, *lines: str) -> str:
    return f'<li><span class="{kind}">{MARKS[kind]}</span> {head}{"".join(lines)}</li>'


def _entity(change: EntityChange) -> str:
    head = (
        f'<b>{_safe(change.now.label)}</b> <span class="kind">{_safe(kind_of(change.now))}</span>'
    )
    lines = [f"<p>{_safe(detail)}</p>" for detail in entity_details(change)]
    if change.sentence:
        lines.append(_sentence(change.document, _safe(change.sentence)))
    return _item(change.kind, head, *lines)


def _fact(change: FactChange) -> str:
    head = (
        f"<b>{_safe(change.subject.label)}</b> {_safe(relation(change.predicate))} → "
        f"<b>{_safe(change.object.label)}</b>"
    )
    lines = [f"<p>{_safe(detail)}</p>" for detail in fact_details(change)]
    sorts: tuple[tuple[Kind, tuple[Stated, ...]], ...] = (
        ("came", change.came),
        ("went", change.went),
    )
    for kind, places in sorts:
        mark = f'<span class="{kind}">{MARKS[kind]}</span> '
        lines += [_sentence(place.document, _marked(place), mark) for place in places]
    return _item(change.kind, head, *lines)


def _sentence(document: str, sentence: str, mark: str = "") -> str:
    return f'<p>{mark}{sentence} <span class="place">{_safe(document)}</span></p>'


def _marked(place: Stated) -> str:
    before, quoted, after = place.sentence.partition(place.text)
    if not quoted:
        return _safe(place.text)
    return f"{_safe(before)}<mark>{_safe(quoted)}</mark>{_safe(after)}"
