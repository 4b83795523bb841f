"""Time of adding one document to a graph, beside a full rebuild of the same documents.

    python benchmarks/add.py [--documents 2000] [--runs 3]

Commands of their own, start-up and all, changes several times. Ratios count, not seconds: machines
are noisy, and where others work on them, processor time tells more than the clock.
"""

import argparse
import filecmp
import itertools
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import made_text
from run import KG, PEOPLE, Cost, cost_of, median_time

_EACH = 400  # characters a document: a short piece of news
_LATER = "--without-pages"


def write(folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    paths = []
    for number, text in enumerate(itertools.islice(made_text.documents(sys.maxsize, _EACH), count)):
        paths.append(folder / f"made-{number:06d}.txt")
        paths[-1].write_text(text, "utf-8")
    return paths


def same_files(one: Path, other: Path) -> bool:
    names = [path.name for path in one.iterdir() if path.is_file()]
    return not any(filecmp.cmpfiles(one, other, names, shallow=False)[1:])


class Build:
    """A build, and what commands on it cost, the median of several runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._runs = defaultdict[str, list[Cost]](list)

    def run(self, command: str, *arguments: str) -> None:
        """Run a command of ``kg`` on the build."""
        quiet = [] if command == "view" else ["-q"]
        cost = cost_of([*KG, command, *arguments, "-o", str(self.folder), *quiet])
        options = [part for part in arguments if part.startswith("--")]
        name = " ".join(["kg", command, *options])
        self._runs[name].append(cost)
        print(f"{name}: {cost}", file=sys.stderr)

    def rows(self) -> Iterator[tuple[str, Cost]]:
        """Each command, without what it is about, and its cost."""
        for name, costs in self._runs.items():
            yield name, Cost(*map(statistics.median, zip(*costs, strict=True)))


def table(rows: Sequence[tuple[str, Cost]]) -> None:
    """Shares are of a full build that makes the same files."""
    costs = dict(rows)
    print("| what | seconds | share of a build | of processor time | share | peak MB |")
    print("| --- | --: | --: | --: | --: | --: |")
    for name, cost in rows:
        build = costs["kg build --fresh" + (f" {_LATER}" if _LATER in name else "")]
        print(
            f"| `{name}` | {cost.seconds:.1f} | {cost.seconds / build.seconds:.1%} "
            f"| {cost.processor:.1f} | {cost.processor / build.processor:.1%} "
            f"| {cost.memory:.0f} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3, help="of each change")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        *_, last = write(work / "in", args.documents + 1)
        full, build = Build(work / "full"), Build(work / "build")
        full.run("build", str(work / "in"), "--fresh", _LATER)
        full.run("build", str(work / "in"), "--fresh")
        full.run("build", str(work / "in"))
        build.run("build", str(work / "in"), "--fresh")
        equal = True
        for options in ([], [_LATER]):
            for _ in range(args.runs):
                build.run("remove", last.stem, *options)
                build.run("add", str(last), *options)
            if options:
                build.run("view", "--print")
            equal = equal and same_files(full.folder, build.folder)
        statements = sum(1 for _ in (build.folder / "graph.nt").open("rb"))
        query = median_time([*KG, "query", PEOPLE, "-o", str(build.folder)])
    print(f"{args.documents:,} documents of about {_EACH} characters and one more, ", end="")
    print(f"{statements:,} statements\n")
    table([*full.rows(), *(row for row in build.rows() if "build" not in row[0])])
    print(f"| `kg query`, start to end | {query:.2f} | | | | |")
    print(f"\nadded and rebuilt: {'the same bytes' if equal else 'NOT the same'} in every file")
    sys.exit(0 if equal else 1)


if __name__ == "__main__":
    main()
