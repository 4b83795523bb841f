"""What ``kg add``, ``kg remove`` and ``kg update`` say of what they did, and what they put off."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.build import report_idle, totals
from kg.cli.console import count, remark, say, waiting
from kg.folder import MANIFEST, has_pages
from kg.query import inert

if TYPE_CHECKING:
    from kg.changes import Changed, Way
    from kg.engine import Engine
    from kg.extraction import Progress

_MOST_LISTED = 10


def tell(changed: "Changed", output: Path, *, quiet: bool) -> None:
    """Name the documents, and what the graph holds now."""
    for source, reason in changed.skipped[:_MOST_LISTED]:
        remark(f"skipped {inert(source)}: {reason}")
    if len(changed.skipped) > _MOST_LISTED:
        remark(f"skipped {len(changed.skipped) - _MOST_LISTED} more files")
    if changed.network:
        report_idle(changed.network)
    if quiet:
        return
    _listed("added · 新增", changed.added)
    _listed("replaced · 更新", changed.replaced)
    _listed("removed · 移除", changed.removed)
    if changed.network is None:
        same = count(len(changed.unchanged), "document")
        say(f"nothing changed: {same} as before · 没有变化")
        return
    if changed.unchanged:
        say(f"{count(len(changed.unchanged), 'document')} as before · 未变")
    where = "" if output == Path("output") else f" in {output}/"
    say(f"now{where} {totals(changed.network)}")
    if not has_pages(output):
        say("without pages; kg view makes them · 网页将由 kg view 生成")


def make_pages(output: Path) -> None:
    """Make the pages of a build, if there is one, that was made without them.

    Raises:
        OutputError: it cannot be written.
    """
    if has_pages(output) or not (output / MANIFEST).is_file():
        return
    from kg.changes import complete

    remark("making the pages · 正在生成网页 …")
    complete(output=output, way=way_of())


def way_of(
    workers: int = 0,
    engine: "Engine | None" = None,
    progress: "Progress | None" = None,
    *,
    pages: bool = True,
    wait: bool = True,
) -> "Way":
    """How a command changes a build: as its options say, and who waits is told."""
    from kg.changes import Way

    return Way(workers, engine, progress, wait=wait, waiting=waiting, pages=pages)


def _listed(what: str, names: Sequence[str]) -> None:
    for name in names[:_MOST_LISTED]:
        say(f"{what}: {inert(name)}")
    if len(names) > _MOST_LISTED:
        say(f"{what}: … {len(names) - _MOST_LISTED} more")
