"""Time of adding one document to a graph, beside a full rebuild of the same documents.

    python benchmarks/add.py [--documents 2000]

Commands of their own, start-up and all. Ratios count, not seconds: machines are noisy, and where
others work on them, processor time tells more than the clock.
"""

import argparse
import filecmp
import itertools
import sys
import tempfile
from pathlib import Path

import made_text
from run import KG, PEOPLE, Cost, cost_of, median_time

_EACH = 400  # characters a document: a short piece of news


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=2000)
    args = parser.parse_args()
    rows: list[tuple[str, Cost]] = []
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        *_, last = write(work / "in", args.documents + 1)
        aside = last.rename(work / last.name)
        build, full = str(work / "build"), str(work / "full")

        def run(name: str, *command: str) -> None:
            quiet = [] if command[0] == "view" else ["-q"]
            rows.append((name, cost_of([*KG, *command, *quiet])))
            print(f"{name}: {rows[-1][1]}", file=sys.stderr)

        run("full build", "build", str(work / "in"), "-o", build, "--fresh")
        aside.rename(last)
        run("add one document", "add", str(last), "-o", build)
        run("full rebuild with it", "build", str(work / "in"), "-o", full, "--fresh")
        equal = same_files(Path(build), Path(full))
        run("add it again", "add", str(last), "-o", build)
        run("build again, all known", "build", str(work / "in"), "-o", full)
        run("remove it", "remove", last.stem, "-o", build)
        run("add it, pages later", "add", str(last), "-o", build, "--without-pages")
        run("the pages then", "view", "-o", build, "--print")
        equal = equal and same_files(Path(build), Path(full))
        run("remove it, pages later", "remove", last.stem, "-o", build, "--without-pages")
        statements = sum(1 for _ in (work / "build" / "graph.nt").open("rb"))
        query = median_time([*KG, "query", PEOPLE, "-o", build])
    rebuild = rows[2][1]
    print(f"{args.documents:,} documents of about {_EACH} characters, {statements:,} statements\n")
    print("| what | seconds | share of a rebuild | of processor time | share | peak MB |")
    print("| --- | --: | --: | --: | --: | --: |")
    for name, cost in rows:
        print(
            f"| {name} | {cost.seconds:.1f} | {cost.seconds / rebuild.seconds:.1%} "
            f"| {cost.processor:.1f} | {cost.processor / rebuild.processor:.1%} "
            f"| {cost.memory:.0f} |"
        )
    print(f"| kg query, start to end | {query:.2f} | | | | |")
    print(f"\nadded and rebuilt: {'the same bytes' if equal else 'NOT the same'} in every file")
    sys.exit(0 if equal else 1)


if __name__ == "__main__":
    main()
