"""Scores a tagger on public Chinese NER sets, three types, exact spans: it has learnt from none.

What the whole of kg reaches on them, beside other engines: ``benchmarks/quality.py``.
"""

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from quality import LEFT_OUT, SETS, read, score

from kg.mention.tagger import Tagged, Tagger

#: What stock LAC reaches with PER, LOC and ORG.
LAC_TYPES = {"PER": "Person", "LOC": "Place", "ORG": "Organization"}


def names(tagged: Tagged, *, words: bool) -> set[tuple[int, int, str]]:
    """The names head's spans, or what the words' tags give if ``words``."""
    if words:
        return {(t.start, t.end, LAC_TYPES.get(t.pos, "")) for t in tagged.tokens}
    return {(n.start, n.end, n.type) for n in tagged.names}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../../shared"))
    parser.add_argument("--words", action="store_true", help="score the words' tags, as LAC's")
    options = parser.parse_args()
    tagger = Tagger(options.weights)
    for name, path in SETS.items():
        texts, gold = read(options.shared / "corpora" / path, LEFT_OUT.get(name, ()))
        found = [names(tagged, words=options.words) for tagged in tagger.tag(texts)]
        precision, recall, f1 = score(gold, found)["all"]
        print(f"{name} P {precision:.3f} R {recall:.3f} F {f1:.3f}")


if __name__ == "__main__":
    main()
