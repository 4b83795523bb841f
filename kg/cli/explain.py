"""``kg explain``."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import colours, count, remark, say
from kg.cli.options import Output
from kg.query import (
    Build,
    Edge,
    Explanation,
    Named,
    Reason,
    edges_between,
    find_named,
    inert,
    open_build,
)
from kg.query import (
    explain as explain_node,
)
from kg.query.edits import Mark as Edit
from kg.query.edits import edits_of
from kg.query.engine import OWN, engine_of
from kg.schema import default_schema

_MOST_LISTED = 20
_EDITED = {
    "merge": "merged",
    "split": "split",
    "rename": "renamed",
    "retype": "given its type",
    "new": "made",
    "reject": "a fact rejected",
    "add": "a fact added",
}

Mark = Callable[[str], str]


def explain(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name, part of one, or an IRI · 名称.")
    ],
    other: Annotated[
        str | None,
        typer.Argument(metavar="OTHER", help="Another: only the edges between the two."),
    ] = None,
    *,
    output: Output = Path("output"),
) -> None:
    """Why a node and its edges are there · 说明节点和每条边的依据.

    Shows a node's names and types, and for every edge the sentences that state it with the evidence
    in 【】 (or underlined), the document and offsets, the score, and the rule that found it.

    Examples · 示例:

    ```
    kg explain 陈奕
    kg explain 蔡志忠 台湾  # the edges between two
    ```
    """
    build = open_build(output)
    node = _only(build, name)
    mark = _underlined if colours() else _bracketed
    if other is None:
        lines = _explanation(explain_node(build, node), edits_of(build, node.iri), mark)
    else:
        lines = _between(build, node, _only(build, other), mark)
    for line in lines:
        say(line)
    if (engine := engine_of(output)) != OWN:
        say(f"\nengine · 抽取引擎: {inert(engine)}")


def _only(build: Build, name: str) -> Named:
    """The one entity that a name means; exits with the list where there are several."""
    found = find_named(build, name)
    if len(found) == 1:
        return found[0]
    remark(f"{len(found)} entities match {inert(name)}; name one of them, or give its IRI:")
    for node in found[:_MOST_LISTED]:
        remark(f"  {inert(node.label)}  {_kind(node)}  {inert(node.iri)}")
    if len(found) > _MOST_LISTED:
        remark(f"  … and {len(found) - _MOST_LISTED} more")
    raise typer.Exit(1)


def _explanation(explained: Explanation, edits: tuple[Edit, ...], mark: Mark) -> Iterator[str]:
    node = explained.node
    yield f"{inert(node.label)}  {_kind(node)}"
    yield f"  {inert(node.iri)}"
    if node.names[1:]:
        yield f"  also · 又名: {'、'.join(map(inert, node.names[1:]))}"
    files = "、".join(inert(place.source) for place in explained.documents)
    yield f"  named {count(explained.mentions, 'time')} in · 见于: {files}"
    for edit in edits:
        where = f"{inert(edit.source)}:{edit.line}"
        about = ": ".join(filter(None, (inert(edit.by), inert(edit.reason))))
        idle = f"; no effect: {inert(edit.problem)}" if edit.problem else ""
        yield f"  {_EDITED.get(edit.action, edit.action)} by · 修订: {where} ({about}{idle})"
    if not explained.edges:
        yield "\nno edges: no document states a relation of it"
    for edge in explained.edges:
        yield ""
        yield from _edge(edge, node, mark)


def _between(build: Build, one: Named, other: Named, mark: Mark) -> Iterator[str]:
    edges = edges_between(build, one, other)
    if not edges:
        remark(f"no document states a relation between {inert(one.label)} and {inert(other.label)}")
        raise typer.Exit(1)
    for number, edge in enumerate(edges):
        if number:
            yield ""
        yield from _edge(edge, one, mark)


def _edge(edge: Edge, seen_from: Named, mark: Mark) -> Iterator[str]:
    predicate = default_schema().predicates.get(edge.predicate)
    zh = f"{predicate.zh} " if predicate else ""
    outward = edge.subject.iri == seen_from.iri
    other = edge.object if outward else edge.subject
    symmetric = predicate is not None and predicate.symmetric
    arrow = "—" if symmetric else "→" if outward else "←"
    head = f"{arrow} {zh}{edge.predicate}  {inert(other.label)}"
    roles = sorted({reason.role for reason in edge.reasons if reason.role})
    if roles:
        head += f"  [{'、'.join(map(inert, roles))}]"
    if edge.modality != "asserted":
        head += f"  ({edge.modality}, not asserted)"
    yield head
    if edge.problem:
        yield f"    in quarantine: {inert(edge.problem)}"
    for reason in edge.reasons:
        yield from _reason(reason, mark)


def _reason(reason: Reason, mark: Mark) -> Iterator[str]:
    sentence, quoted = reason.sentence, reason.quoted
    before, after = sentence[: quoted.start], sentence[quoted.end :]
    yield f"    {inert(before)}{mark(inert(quoted.of(sentence)))}{inert(after)}"
    title = f"《{inert(reason.document.title)}》 " if reason.document.title else ""
    notes = [f"{title}{inert(reason.document.source)} {reason.start}-{reason.end}"]
    notes += [f"time {inert(reason.time)}"] if reason.time else []
    notes += [reason.finer] if reason.finer else []
    notes += [f"score {reason.score}", inert(reason.by)]
    yield f"      {', '.join(notes)}"


def _kind(node: Named) -> str:
    kinds = default_schema().kinds
    return " ".join(f"{kinds[name].zh} {name}" for name in node.types[-1:])


def _underlined(text: str) -> str:
    return f"\x1b[4m{text}\x1b[24m"


def _bracketed(text: str) -> str:
    return f"【{text}】"
