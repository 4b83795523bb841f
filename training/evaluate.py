"""Scores a tagger alone on gold documents: no rules, no joining of aliases.

``plain`` counts every distinct (type, name) as an entity of its own; ``joined`` lets gold say which
names are one thing, so that only finding and typing them counts.
"""

import argparse
import importlib.util
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from data import gold_documents, held_out

from kg.mention.tagger import Tagger
from kg.text import sentences

Names = Callable[[list[str]], list[list[tuple[int, int, str]]]]


def scorer(shared: Path) -> ModuleType:
    """The gold folder's own scorer."""
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def system(
    gold: dict, found: Iterable[tuple[str, str]], score: ModuleType, *, joined: bool
) -> dict:
    """A record in the scorer's form from (type, name) pairs."""
    owner = {}
    if joined:
        for entity in gold["entities"]:
            for form in (entity["name"], *entity["aliases"]):
                owner[entity["type"], score.norm(form)] = entity["id"]
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, form in found:
        key = score.norm(form)
        if key:
            groups[kind, owner.get((kind, key), key)].append(form)
    entities = [
        {"id": kind + key, "type": kind, "name": forms[0], "aliases": forms[1:]}
        for (kind, key), forms in groups.items()
    ]
    return {"id": gold["id"], "entities": entities, "relations": []}


def figures(tally: Counter) -> tuple[float, float, float]:
    tp, fp, fn = tally["tp"], tally["fp"], tally["fn"]
    precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def evaluate(
    names: Names, shared: Path, folder: str, only: set[str] | None = None
) -> dict[str, str]:
    """F1 by type and over all, plain and joined."""
    score = scorer(shared)
    tallies = {mode: defaultdict(Counter) for mode in ("plain", "joined")}
    for document, text, gold in gold_documents(shared / "gold" / folder):
        if only is not None and document not in only:
            continue
        spans = list(sentences(text))
        tagged = names([span.of(text) for span in spans])
        found = list(
            dict.fromkeys(
                (kind, text[span.start + start : span.start + end])
                for span, row in zip(spans, tagged, strict=True)
                for start, end, kind in row
            )
        )
        for mode, tally in tallies.items():
            record = system(gold, found, score, joined=mode == "joined")
            score.score_document(gold, record, tally, [])
    report = {}
    for mode, tally in tallies.items():
        whole: Counter = Counter()
        for (what, kind), counts in sorted(tally.items()):
            if what == "entity":
                whole.update(counts)
                report[f"{mode}.{kind}"] = f"{figures(counts)[2]:.3f}"
        report[mode] = "P {:.3f} R {:.3f} F {:.3f}".format(*figures(whole))
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../../shared"))
    parser.add_argument("--folders", nargs="+", default=["dev", "seed"])
    parser.add_argument("--hold-out", type=int, default=0, help="also these documents of train")
    options = parser.parse_args()
    tagger = Tagger(options.weights)

    def names(batch: list[str]) -> list[list[tuple[int, int, str]]]:
        return [[(n.start, n.end, n.type) for n in tagged.names] for tagged in tagger.tag(batch)]

    if options.hold_out:
        documents = [d for d, _, _ in gold_documents(options.shared / "gold" / "train")]
        out = held_out(documents, options.hold_out)
        print("held out", json.dumps(evaluate(names, options.shared, "train", out)))
    for folder in options.folders:
        print(folder, json.dumps(evaluate(names, options.shared, folder), ensure_ascii=False))


if __name__ == "__main__":
    main()
