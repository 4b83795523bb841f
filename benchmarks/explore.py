"""The index behind ``/explorer`` of ``kg serve`` on a made network: what it costs, how fast it answers.

    python benchmarks/explore.py 1000000

Prints Markdown. The store of RDF is left out (but for ``proofs``, see benchmarks/serve.py): pieces of the
graph come from the index alone.
"""

import argparse
import random
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from benchmarks.made_network import BASE, network
from kg.explorer.index import INDEX, open_index
from kg.explorer.page import drawn
from kg.folder import STORE
from kg.search import INDEX as NAMES
from kg.search import entries_of, write_names
from tests.serve.serving import serving

_TIMES = 300


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("facts", type=int, nargs="?", default=1_000_000)
    facts = parser.parse_args().facts
    with TemporaryDirectory() as place:
        folder = Path(place) / "build"
        _made(folder, facts)
        with serving(folder, "--quiet") as server:
            _measure(server.client, folder / STORE / INDEX)


def _made(folder: Path, facts: int) -> None:
    made = network(facts)
    (folder / STORE).mkdir(parents=True)
    (folder / "graph.trig").write_text("", "utf-8")
    (folder / "manifest.json").write_text(f'{{"base": "{BASE}", "files": {{}}}}\n', "utf-8")
    write_names(entries_of(made), folder / STORE / NAMES)
    started = time.perf_counter()
    explorer = drawn(made, [])
    between = time.perf_counter()
    explorer.write_index(folder / STORE / INDEX)
    done = time.perf_counter()
    size = (folder / STORE / INDEX).stat().st_size
    print(
        f"{facts:,} facts, {len(made.nodes):,} nodes: drawn and packed in {between - started:.1f} s,"
    )
    print(
        f"index written in {done - between:.1f} s, {size / 1e6:.1f} MB, {size / facts:.0f} bytes a fact,"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB\n")


def _measure(client: httpx.Client, path: Path) -> None:
    index, rng = open_index(path), random.Random(1)
    count, (west, south, span) = index.count, index.frame

    def box(share: float) -> dict[str, float]:
        side = span * share
        left, bottom = west + rng.random() * (span - side), south + rng.random() * (span - side)
        return {"left": left, "right": left + side, "bottom": bottom, "top": bottom + side}

    def node() -> int:
        return rng.randrange(count)

    questions: list[tuple[str, str, Callable[[], dict[str, object]]]] = [
        ("overview", "overview", dict),
        ("box, all of it", "box", lambda: {**box(1.0)}),
        ("box, a tenth of each side", "box", lambda: {**box(0.1)}),
        ("box, a hundredth", "box", lambda: {**box(0.01)}),
        ("neighbours of any node", "neighbours", lambda: {"node": node()}),
        ("neighbours of a hub", "neighbours", lambda: {"node": rng.randrange(100), "limit": 200}),
        ("paths between any two", "paths", lambda: {"start": node(), "end": node()}),
        (
            "find by IRI, 50 at once",
            "find",
            lambda: {"iri": list(index.iris(node() for _ in range(50)).values())},
        ),
        (
            "search by two characters",
            "search",
            lambda: {"q": "".join(rng.sample("云星海山江湖金玉明华", 2))},
        ),
    ]
    print("| question | p50 ms | p99 ms | kB |")
    print("| --- | --: | --: | --: |")
    for title, name, given in questions:
        times, sizes = [], []
        for _ in range(_TIMES):
            parameters = given()
            started = time.perf_counter()
            reply = client.get(f"/explorer/{name}", params=parameters)  # type: ignore[arg-type]
            times.append((time.perf_counter() - started) * 1000)
            assert reply.status_code == 200, (name, parameters, reply.text[:300])
            sizes.append(len(reply.content) / 1000)
        times.sort()
        print(
            f"| {title} | {statistics.median(times):.1f} | {times[int(_TIMES * 0.99)]:.1f} | {statistics.median(sizes):,.0f} |"
        )


if __name__ == "__main__":
    main()
