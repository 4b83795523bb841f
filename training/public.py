"""Scores a tagger on public Chinese NER sets, three types, exact spans: it has learnt from none.

Persons, places and organizations only (CLUENER: name, address and scene, company, government and
organization). The conventions of these sets differ from ours and from each other.
"""

import argparse
import json
import os
import sys
from collections import Counter
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.mention.tagger import Tagger

SETS = {
    "MSRA test": "research/msra.test.jsonl",
    "CLUENER dev": "research/cluener.dev.jsonl",
    "Resume test": "research/resume.test.jsonl",
    "UNER test": "open/uner_gsd_s.test.jsonl",
    "UNER PUD": "open/uner_pud_s.test.jsonl",
}
TYPES = {
    **dict.fromkeys(("PER", "NAME", "name"), "Person"),
    **dict.fromkeys(("LOC", "address", "scene"), "Place"),
    **dict.fromkeys(("ORG", "company", "government", "organization"), "Organization"),
}
#: What stock LAC reaches with PER, LOC and ORG.
LAC_TYPES = {"PER": "Person", "LOC": "Place", "ORG": "Organization"}


def measure(tagger: Tagger, path: Path, *, words: bool) -> str:
    """Precision, recall and F1; from the words' tags instead of the names if ``words``."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    present = {TYPES[e[2]] for r in records for e in r["entities"] if e[2] in TYPES}
    counts: Counter[str] = Counter()
    for record, tagged in zip(records, tagger.tag([r["text"] for r in records]), strict=True):
        gold = {(s, e, TYPES[t]) for s, e, t in record["entities"] if t in TYPES}
        if words:
            found = {(t.start, t.end, LAC_TYPES.get(t.pos, "")) for t in tagged.tokens}
        else:
            found = {(n.start, n.end, n.type) for n in tagged.names}
        found = {f for f in found if f[2] in present}
        counts.update(right=len(gold & found), found=len(found), gold=len(gold))
    precision = counts["right"] / max(1, counts["found"])
    recall = counts["right"] / max(1, counts["gold"])
    score = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:.3f} R {recall:.3f} F {score:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../../shared"))
    parser.add_argument("--words", action="store_true", help="score the words' tags, as LAC's")
    options = parser.parse_args()
    tagger = Tagger(options.weights)
    for name, path in SETS.items():
        print(name, measure(tagger, options.shared / "corpora" / path, words=options.words))


if __name__ == "__main__":
    main()
