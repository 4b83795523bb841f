"""Time of adding one document to a graph, beside a full rebuild of the same documents.

    python benchmarks/add.py [--documents 2000]

Both as commands of their own, start-up and all. Ratios count, not seconds: machines are noisy.
"""

import argparse
import filecmp
import itertools
import sys
import tempfile
from pathlib import Path

import made_text
from run import KG, PEOPLE, median_time, timed

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
    rows: list[tuple[str, float, float]] = []
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        *_, last = write(work / "in", args.documents + 1)
        aside = last.rename(work / last.name)
        build, full = work / "build", work / "full"
        rows.append(
            ("full build", *timed([*KG, "build", str(work / "in"), "-o", str(build), "-q"]))
        )
        aside.rename(last)
        rows.append(("add one document", *timed([*KG, "add", str(last), "-o", str(build), "-q"])))
        everything = [*KG, "build", str(work / "in"), "-o", str(full), "-q", "--fresh"]
        rows.append(("full rebuild with it", *timed(everything)))
        equal = same_files(build, full)
        rows.append(("add it again", *timed([*KG, "add", str(last), "-o", str(build), "-q"])))
        rows.append(
            (
                "build again, all known",
                *timed([*KG, "build", str(work / "in"), "-o", str(full), "-q"]),
            )
        )
        rows.append(("remove it", *timed([*KG, "remove", last.stem, "-o", str(build), "-q"])))
        statements = sum(1 for _ in (build / "graph.nt").open("rb"))
        query = median_time([*KG, "query", PEOPLE, "-o", str(build)])
    rebuild = rows[2][1]
    print(f"{args.documents:,} documents of about {_EACH} characters, {statements:,} statements\n")
    print("| what | seconds | share of a rebuild | peak MB |\n| --- | --: | --: | --: |")
    for name, seconds, memory in rows:
        print(f"| {name} | {seconds:.1f} | {seconds / rebuild:.0%} | {memory:.0f} |")
    print(f"| kg query, start to end | {query:.2f} | | |")
    print(f"\nadded and rebuilt: {'the same bytes' if equal else 'NOT the same'} in every file")
    sys.exit(0 if equal else 1)


if __name__ == "__main__":
    main()
