"""Change a build: put documents in, take them out, or read again what changed.

The result is what ``kg build`` makes of the same files, byte for byte; documents whose content is
known are not extracted again. See ``docs/store.md``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from kg.engine import KG, Engine
from kg.errors import InputError, ReadError
from kg.extraction import Progress, check_options
from kg.folder import has_pages, mend
from kg.garbage import no_collecting
from kg.lock import Waiting, writing
from kg.model import Network
from kg.pipeline import remake
from kg.read import (
    Candidate,
    Source,
    better,
    candidates,
    identified,
    is_curation,
    named_place,
    read_bytes,
    real_place,
)
from kg.resources import ontology_dir
from kg.store import Kept, Sources, digest, fingerprint, read_sources, recall, write_sources

_CLOSEST = 3


@dataclass(frozen=True, slots=True)
class Changed:
    """What a command did to the documents of a build.

    Attributes:
        added: files that are documents now and were not, by the path below the folder named.
        replaced: documents whose content is another now.
        removed: documents that are gone.
        unchanged: documents that the command named and found as they were.
        skipped: files named that could not be read, with the reason.
        network: the new graph; None where nothing changed and nothing was written.
    """

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    network: Network | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """How a change is made, the same for all commands.

    Attributes:
        workers: processes to extract with, 0 to choose by the amount of text.
        engine: what finds names and relations; kg's own where None. It must be that of the build.
        progress: called after each document that had to be extracted.
        wait: for another writer of the folder; else that is an error.
        waiting: called before such a wait.
        pages: make the pages anew; else there are none until :func:`complete` makes them.
    """

    workers: int = 0
    engine: Engine | None = None
    progress: Progress | None = None
    wait: bool = True
    waiting: Waiting | None = None
    pages: bool = True


USUAL = Way()


def add(
    paths: Sequence[Path], *, output: Path, encoding: str | None = None, way: Way = USUAL
) -> Changed:
    """Put files and folders into the build in ``output``.

    A document that is there with the same content stays as it is; with another content it is read
    again. What was removed before comes back when it is named, or a folder that holds it.

    Args:
        paths: files and folders.
        output: the folder of the build.
        encoding: of all these files; None for what the build was made with, ``""`` to find out.
        way: how to go about it.

    Raises:
        InputError: a path does not exist.
        OutputError: there is no build, or it cannot be written.
    """
    with _changing(output, way) as old:
        _check_engine(old, way, output)
        check_options(encoding or "", old.ontology)
        found = candidates(paths)
        files = dict(old.files)
        for place, candidate in found.items():
            files[place] = _seen(candidate, old.files.get(place), encoding, old)
        plan = replace(
            old,
            roots=tuple(sorted({*old.roots, *map(named_place, paths)})),
            removed=tuple(place for place in old.removed if place not in found),
            files=_with_edits_as_they_are(files, old),
        )
        return _carried_out(plan, old, found, output, way)


def remove(names: Sequence[str], *, output: Path, way: Way = USUAL) -> Changed:
    """Take documents out of the build in ``output``.

    An update does not bring them back, even if their files are still there.

    Args:
        names: ids of documents, or paths of files or folders, as the user wrote them.
        output: the folder of the build.
        way: how to go about it.

    Raises:
        InputError: a name means nothing in the build, or no document would be left.
        OutputError: there is no build, or it cannot be written.
    """
    with _changing(output, way) as old:
        gone: set[Path] = set()
        roots = set(old.roots)
        for name in names:
            gone |= _meant(name, old)
            roots -= {root for root in old.roots if root.is_relative_to(named_place(Path(name)))}
        roots -= {old.files[place].candidate.path for place in gone}
        plan = replace(
            old,
            roots=tuple(sorted(roots)),
            removed=tuple(sorted({*old.removed, *(p for p in gone if _below(old, p, roots))})),
            files=_with_edits_as_they_are(
                {place: kept for place, kept in old.files.items() if place not in gone}, old
            ),
        )
        if not _has_documents(plan):
            raise InputError("no document would be left; delete the folder of the build instead")
        return _carried_out(plan, old, gone, output, way)


def update(paths: Sequence[Path] = (), *, output: Path, way: Way = USUAL) -> Changed:
    """Look again at the files that the build in ``output`` was made of: new, changed and gone ones.

    Args:
        paths: files and folders of the build to look at; all where there are none.
        output: the folder of the build.
        way: how to go about it.

    Raises:
        InputError: a path is none of the build's; or a folder is gone, which may be a disk that is
            not there at the moment.
        OutputError: there is no build, or it cannot be written.
    """
    with _changing(output, way) as old:
        _check_engine(old, way, output)
        check_options("", old.ontology)
        roots = tuple(root for root in old.roots if _still_there(root, old))
        found = candidates(roots)
        tops = [_known_top(path, old) for path in paths] or None
        files = {place: kept for place, kept in old.files.items() if not _within(kept, tops)}
        for place, candidate in found.items():
            if place not in old.removed and _within(Kept(candidate), tops):
                files[place] = _seen(candidate, old.files.get(place), None, old, best=False)
        plan = replace(old, roots=roots, files=files)
        if not _has_documents(plan):
            raise InputError("all documents are gone; the build is left as it was")
        return _carried_out(plan, old, {*old.files, *files}, output, way)


def curate(file: Path, *, output: Path, way: Way = USUAL) -> Changed:
    """Bring the build in ``output`` up to date with one file of edits by hand, be it new or gone.

    Raises:
        InputError: an edit cannot be applied.
        OutputError: there is no build, or it cannot be written.
    """
    with _changing(output, way) as old:
        place = real_place(file)
        files = {at: kept for at, kept in old.files.items() if at != place}
        roots = set(old.roots)
        if file.exists():
            candidate = candidates([file])[place]
            files[place] = _seen(candidate, old.files.get(place), None, old)
            if real_place(file.parent) not in roots:
                roots.add(named_place(file))
        else:
            roots.discard(named_place(file))
        removed = tuple(at for at in old.removed if at != place)
        plan = replace(old, roots=tuple(sorted(roots)), removed=removed, files=files)
        return _carried_out(plan, old, {place}, output, way)


def complete(*, output: Path, way: Way = USUAL) -> bool:
    """Make the pages of the build in ``output``, if they were left out; whether they were.

    Raises:
        InputError: the program is another than that of the build, and a file is gone or changed.
        OutputError: there is no build, or it cannot be written.
    """
    if has_pages(output):
        return False
    with _changing(output, way) as old:
        if has_pages(output):
            return False
        _remade(_by_this_program(old, way, output), old, output, way)
    return True


@contextmanager
def _changing(output: Path, way: Way) -> Iterator[Sources]:
    """The sources of a build that nobody else changes within the block."""
    ours = way.engine is None or way.engine.label == KG  # another may well leave garbage
    with writing(output, wait=way.wait, waiting=way.waiting), no_collecting(when=ours):
        mend(output)
        yield read_sources(output)


def _check_engine(old: Sources, way: Way, output: Path) -> None:
    """See that what reads more documents is what read those that are there."""
    given = (way.engine.label, way.engine.argument) if way.engine else (KG, "")
    if given != (old.engine, old.argument):
        made, offered = (
            f"{name} {told}".strip() for name, told in ((old.engine, old.argument), given)
        )
        raise InputError(
            f"{output}: made by the engine {made}, not by {offered}; name the same --engine, "
            "or make a new build"
        )


def _carried_out(
    plan: Sources, old: Sources, named: Iterable[Path], output: Path, way: Way
) -> Changed:
    """Make the build of ``plan`` if it is another than ``old``; say what became of ``named``."""
    plan = _by_this_program(plan, way, output)
    made_of, network = plan, None
    if (plan.files, plan.fingerprint) != (old.files, old.fingerprint):
        network, made_of = _remade(plan, old, output, way)
    elif plan != old:
        write_sources(plan, output, output)  # one file, replaced in one step
    return replace(_difference(old.files, made_of.files, named), network=network)


def _by_this_program(plan: Sources, way: Way, output: Path) -> Sources:
    program = fingerprint(plan.ontology or ontology_dir(), plan.engine)
    if program != plan.fingerprint:
        _check_engine(plan, way, output)  # all documents must be read again
    return replace(plan, fingerprint=program)


def _remade(plan: Sources, old: Sources, output: Path, way: Way) -> tuple[Network, Sources]:
    return remake(
        plan,
        recall(output, old, plan.fingerprint),
        output=output,
        workers=way.workers,
        engine=way.engine,
        progress=way.progress,
        pages=way.pages,
    )


def _difference(
    old: Mapping[Path, Kept], new: Mapping[Path, Kept], named: Iterable[Path]
) -> Changed:
    def names(places: Iterable[Path], files: Mapping[Path, Kept]) -> tuple[str, ...]:
        return tuple(sorted(files[place].candidate.relative for place in places))

    before = {place: (kept.sha256, kept.encoding) for place, kept in _documents(old)}
    after = {place: (kept.sha256, kept.encoding) for place, kept in _documents(new)}
    both = before.keys() & after.keys()
    same = {place for place in both if before[place] == after[place]}
    named = set(named)
    unread = (new[place] for place in named & (new.keys() - after.keys()))
    return Changed(
        added=names(after.keys() - before.keys(), new),
        replaced=names(both - same, new),
        removed=names(before.keys() - after.keys(), old),
        unchanged=names(same & named, new),
        skipped=tuple(
            sorted((k.candidate.relative, k.problem or k.candidate.reason) for k in unread)
        ),
    )


def _documents(files: Mapping[Path, Kept]) -> Iterator[tuple[Path, Kept]]:
    return ((place, kept) for place, kept in files.items() if _is_document(kept))


def _is_document(kept: Kept) -> bool:
    return not (kept.problem or kept.candidate.reason)


def _with_edits_as_they_are(files: Mapping[Path, Kept], old: Sources) -> dict[Path, Kept]:
    """``files``, those of edits by hand looked at again; one that is gone stays as it was."""
    return {
        place: _seen(kept.candidate, kept, None, old)
        if _is_curation(kept) and kept.candidate.path.exists()
        else kept
        for place, kept in files.items()
    }


def _has_documents(sources: Sources) -> bool:
    return any(_is_document(kept) and not _is_curation(kept) for kept in sources.files.values())


def _is_curation(kept: Kept) -> bool:
    return _is_document(kept) and is_curation(kept.candidate.relative)


def _seen(
    candidate: Candidate,
    known: Kept | None,
    encoding: str | None,
    old: Sources,
    *,
    best: bool = True,
) -> Kept:
    """A file as it is now; with its digest where it is as it was, so that it is not read again."""
    if known is None:
        return Kept(candidate, old.encoding if encoding is None else encoding)
    candidate = better(candidate, known.candidate) if best else candidate
    said = known.encoding if encoding is None else encoding
    if candidate.reason:
        return Kept(candidate, said)
    content = _digest(candidate)
    same = content and (content, said) == (known.sha256, known.encoding)
    return Kept(candidate, said, known.sha256 if same else "")


def _digest(candidate: Candidate) -> str:
    try:
        return digest(read_bytes(Source("", candidate.path, candidate.relative)))
    except ReadError:
        return ""  # reading it again will say why


def _meant(name: str, old: Sources) -> set[Path]:
    """The places of the files that a name means: a document's id, or a path."""
    ids = {source.id: source.path for source in _identified(old)}
    if name in ids:
        return {place for place, kept in old.files.items() if kept.candidate.path == ids[name]}
    path = named_place(Path(name))
    below = {
        place
        for place, kept in old.files.items()
        if kept.candidate.path.is_relative_to(path) or place == real_place(path)
    }
    found = below or {p for p, kept in old.files.items() if kept.candidate.relative == name}
    if found:
        return found
    known = sorted({*ids, *(kept.candidate.relative for kept in old.files.values())})
    close = get_close_matches(name, known, n=_CLOSEST, cutoff=0.4)
    hint = f"; close to it: {'、'.join(close)}" if close else ""
    raise InputError(f"no document of the build is called {name} or lies there{hint}")


def _identified(sources: Sources) -> Sequence[Source]:
    return identified(kept.candidate for kept in sources.files.values()).sources


def _below(old: Sources, place: Path, roots: Iterable[Path]) -> bool:
    """Whether one of ``roots`` would find a file again."""
    path = old.files[place].candidate.path
    return any(path.is_relative_to(root) or place.is_relative_to(root) for root in roots)


def _still_there(root: Path, old: Sources) -> bool:
    if root.exists():
        return True
    if any(kept.candidate.path == root for kept in old.files.values()):
        return False
    raise InputError(
        f"{root}: the folder is gone; bring it back, or take its documents out: kg remove {root}"
    )


def _known_top(path: Path, old: Sources) -> Path:
    top = named_place(path)
    if any(top.is_relative_to(root) or root.is_relative_to(top) for root in old.roots):
        return top
    raise InputError(f"{path}: is no part of the build; run kg add {path} to put it in")


def _within(kept: Kept, tops: Sequence[Path] | None) -> bool:
    return tops is None or any(kept.candidate.path.is_relative_to(top) for top in tops)
