"""Speed and memory of kg, each beside a peer in the same run; prints a Markdown table.

    python benchmarks/run.py [--characters 1000000]

Ratios count, not seconds: machines are noisy. Extraction is timed without start-up (about a second a process), on
made text that is several times denser in names and relations than news. The peer for extraction is ``jieba.posseg`` (word cut and
part of speech in pure Python, no names joined, no relations); for queries ``rdflib`` on the same triples.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import made_text

ROOT = Path(__file__).resolve().parent.parent
KG = [sys.executable, "-m", "kg"]
PEOPLE = "SELECT ?p ?o WHERE { ?p kg:memberOf ?o } LIMIT 5"


class Cost(NamedTuple):
    """Wall seconds, processor seconds of all processes, peak memory in MB of the largest one."""

    seconds: float
    processor: float
    memory: float


def timed(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak memory of a command that must succeed."""
    cost = cost_of(command)
    return cost.seconds, cost.memory


def cost_of(command: list[str]) -> Cost:
    """What a command costs that must succeed."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)
    assert process.stderr is not None
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{message.decode()}")
    processor = usage.ru_utime + usage.ru_stime
    return Cost(time.perf_counter() - started, processor, usage.ru_maxrss / 1024)


def median_time(command: list[str], runs: int = 5) -> float:
    return statistics.median(timed(command)[0] for _ in range(runs))


def extract_seconds(folder: Path, workers: int) -> float:
    return min(timed([*KG, "extract", "--workers", str(workers), str(folder)])[0] for _ in range(2))


def jieba_seconds(text: str) -> float:
    """Seconds that jieba.posseg needs for a text, its loading aside."""
    program = (
        "import sys,time,logging;import jieba,jieba.posseg as p;jieba.setLogLevel(logging.ERROR);"
        "jieba.initialize();list(p.cut('热身'));t=sys.stdin.read();s=time.perf_counter();"
        "list(p.cut(t));print(time.perf_counter()-s)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        input=text, capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    return float(done.stdout)


def rdflib_query(build: Path) -> list[str]:
    program = (
        "import rdflib;g=rdflib.Graph();g.parse(r'%s/graph.nt');"
        "print(len(list(g.query('PREFIX kg: <https://kg.example/ontology#> %s'))))"
    )
    return [sys.executable, "-c", program % (build, PEOPLE)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--extract-characters", type=int, default=400_000)
    args = parser.parse_args()
    rows: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        size = made_text.write(work / "small", args.extract_characters)
        made_text.write(work / "tiny", 800, each=20)
        start_one, one = (extract_seconds(work / name, 1) for name in ("tiny", "small"))
        start_two, two = (extract_seconds(work / name, 2) for name in ("tiny", "small"))
        sample = "".join(made_text.documents(100_000))
        jieba = len(sample) / jieba_seconds(sample)
        rate_one, rate_two = size / (one - start_one), size / (two - start_two)
        rows += [
            ("extraction, one process", f"{rate_one:,.0f} characters/s", f"{rate_one / jieba:.1f} × jieba.posseg"),
            ("extraction, two processes", f"{rate_two:,.0f} characters/s", f"{rate_two / jieba:.1f} × jieba.posseg"),
            ("jieba.posseg, one process", f"{jieba:,.0f} characters/s", "1"),
        ]  # fmt: skip
        seconds, memory = timed([*KG, "build", "seeds", "-o", str(work / "seeds-out"), "--quiet"])
        rows.append(("build of seeds/", f"{seconds:.1f} s", f"{memory:.0f} MB peak"))
        size = made_text.write(work / "large", args.characters)
        seconds, memory = timed(
            [*KG, "build", str(work / "large"), "-o", str(work / "large-out"), "--quiet"]
        )
        rows.append((f"build of {size:,} characters", f"{seconds:.0f} s", f"{memory:.0f} MB peak"))
        for name in ("seeds-out", "large-out"):
            build = work / name
            triples = sum(1 for _ in (build / "graph.nt").open("rb"))
            query = median_time([*KG, "query", PEOPLE, "-o", str(build)])
            peer = median_time(rdflib_query(build), runs=1 if name == "large-out" else 3)
            rows.append((f"kg query, {triples:,} triples", f"{query:.2f} s", f"rdflib {peer / query:.1f} × slower"))  # fmt: skip
    print("| what | measured | beside |\n| --- | --- | --- |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
