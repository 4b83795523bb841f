"""What each part of the extraction adds: F1 on annotated documents with one part left out at a time.

    python benchmarks/ablation.py [../shared/gold/dev ../shared/gold/reading]

Prints a Markdown table of entity and relation F1. The first rows build up from the tagger alone.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

os.environ.setdefault("OMP_NUM_THREADS", "1")

from kg.evaluate import evaluate, read_gold, sheet_of_record
from kg.link import linker as linking
from kg.mention import annotator as naming
from kg.model import Annotation, Document, Entity
from kg.pipeline import extract_documents
from kg.read import find, load
from kg.relate import relater as relating

ROOT = Path(__file__).resolve().parent.parent
Replacement = tuple[Any, str, Any]


def nothing(*_: object) -> tuple[()]:
    """A finder that finds nothing."""
    return ()


def as_found(_: object, mentions: Sequence[object], *__: object) -> Sequence[object]:
    """A mender that leaves what it is given."""
    return mentions


def each_name_alone(_: linking.Linker, __: Document, annotation: Annotation) -> tuple[Entity, ...]:
    """Entities without joining: every distinct name of a type is one."""
    groups: dict[tuple[str, str], list[Any]] = {}
    for mention in annotation.mentions:
        groups.setdefault((mention.type, mention.text), []).append(mention)
    return tuple(
        Entity(f"e{n}", kind, name, tuple(mentions))
        for n, ((kind, name), mentions) in enumerate(groups.items(), 1)
    )


def without_scorer(relater: relating.Relater, *arguments: Any) -> relating.Related:
    """The relater with its patterns alone."""
    return _CALL(replace(relater, scorer=None), *arguments)


def without_patterns(relater: relating.Relater, *arguments: Any) -> relating.Related:
    """The relater with its scorer alone: no pattern proposes, and none is a feature."""
    bare = replace(relater.rules, clauses=(), names=())
    return _CALL(replace(relater, rules=bare), *arguments)


_CALL: Callable[..., relating.Related] = relating.Relater.__call__

RULES: list[Replacement] = [
    (naming, "find_patterns", nothing),
    (naming, "find_quoted", nothing),
    (naming, "find_wider", nothing),
    (naming, "find_defined", nothing),
    (naming, "find_repeats", nothing),
    (naming, "find_organs", nothing),
]
TABLES: list[Replacement] = [(naming, "find_places", nothing), (naming, "find_bodies", nothing)]
MENDING: list[Replacement] = [
    (naming, "mend", as_found),
    (naming, "steady_names", as_found),
]
VOTE: list[Replacement] = [(naming, "vote", as_found)]
JOINING: list[Replacement] = [(linking.Linker, "__call__", each_name_alone)]
PATTERNS: list[Replacement] = [(relating.Relater, "__call__", without_patterns)]
SCORER: list[Replacement] = [(relating.Relater, "__call__", without_scorer)]

VARIANTS: dict[str, list[Replacement]] = {
    "everything": [],
    "the tagger's names alone, unjoined": [*RULES, *TABLES, *MENDING, *VOTE, *JOINING],
    "the tagger's names alone": [*RULES, *TABLES, *MENDING, *VOTE],
    "without joining of names": JOINING,
    "without name patterns, quotations, repeats": RULES,
    "without tables of places and bodies": TABLES,
    "without mending of bounds and types": MENDING,
    "without the words' classes as second voter": VOTE,
    "without the relation scorer": SCORER,
    "without relation patterns": PATTERNS,
}


def figures(gold: Path, replaced: Sequence[Replacement]) -> tuple[float, float]:
    """F1 of entities and of relations with these parts replaced."""
    documents = [load(source, "utf-8") for source in find(sorted(gold.glob("*.txt"))).sources]
    with ExitStack() as stack:
        for owner, name, other in replaced:
            stack.enter_context(patch.object(owner, name, other))
        records = extract_documents(documents)
    score, _ = evaluate(read_gold(gold), map(sheet_of_record, records))
    return score.overall("entity").f1, score.overall("relation").f1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    shared = ROOT.parent / "shared" / "gold"
    parser.add_argument("gold", nargs="*", type=Path, default=[shared / "dev", shared / "reading"])
    options = parser.parse_args()
    print("| " + " | ".join(["", *(f"{g.name} entities | relations" for g in options.gold)]) + " |")
    print("| --- |" + " --- | --- |" * len(options.gold))
    for name, replaced in VARIANTS.items():
        cells = [f"{f1:.3f}" for gold in options.gold for f1 in figures(gold, replaced)]
        print("| " + " | ".join([name, *cells]) + " |", flush=True)


if __name__ == "__main__":
    main()
