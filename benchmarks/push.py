"""kg push against real stores: ``python benchmarks/push.py BUILD [--virtuoso PROGRAM] [--oxigraph PROGRAM]``.

Starts each store on this machine with an empty database, pushes the build by SPARQL Update and by the Graph
Store Protocol, reads everything back and compares it. Prints a Markdown table. Virtuoso is in Debian and Ubuntu:
apt install virtuoso-opensource-7; Oxigraph on PyPI: pip install oxigraph.
"""

import argparse
import shutil
import socket
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from kg.errors import KgError
from kg.push import Target, plan, push
from kg.rdf import RdfFormat, parse_text

GRAPH = "https://kg.example/graph/pushed"
PASSWORD = "dba"
INI = """[Database]
DatabaseFile = kg.db
ErrorLogFile = kg.log
LockFile = kg.lck
TransactionFile = kg.trx
xa_persistent_file = kg.pxa
[TempDatabase]
DatabaseFile = kg-temp.db
TransactionFile = kg-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DirsAllowed = .
NumberOfBuffers = 20000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 10000000
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(command: list[str], place: Path, address: str) -> Iterator[None]:
    log = (place / "out.log").open("wb")
    process = subprocess.Popen(command, cwd=place, stdout=log, stderr=log)
    try:
        for _ in range(1200):
            try:
                httpx.get(address, timeout=2, trust_env=False)
                break
            except httpx.TransportError:
                if process.poll() is not None:
                    raise SystemExit(
                        f"{command[0]} ended: {(place / 'out.log').read_text()[-500:]}"
                    ) from None
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)
        log.close()


def sparql(address: str, query: str, auth: httpx.Auth | None) -> bytes:
    headers = {"Accept": "application/n-triples, text/plain;q=0.5"}
    reply = httpx.get(
        address, params={"query": query}, headers=headers, auth=auth, timeout=300, trust_env=False
    )
    reply.raise_for_status()
    return reply.content


def read_back(target: Target, auth: httpx.Auth | None) -> set[str]:
    """All statements of the graph, the values of numbers and not their spelling."""
    found = sparql(
        target.query_address,
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{target.graph}> {{ ?s ?p ?o }} }}",
        auth,
    )
    return written(found)


def written(data: bytes) -> set[str]:
    return {
        f"{quad.subject} {quad.predicate} {plain(quad.object)}"
        for quad in parse_text(data, RdfFormat.N_TRIPLES)
    }


def plain(term: object) -> str:
    kind = getattr(getattr(term, "datatype", None), "value", "")
    value = getattr(term, "value", "")
    if kind.endswith(("#decimal", "#double", "#integer")):
        return f"{float(value):g}"
    return str(term)


def report(
    store: str, folder: Path, targets: list[Target], auth: httpx.Auth | None, batch: int
) -> None:
    wanted = written((folder / "graph.nt").read_bytes())
    for target in targets:
        how = "Graph Store" if target.is_graph_store else "Update"
        planned, start = plan(folder, batch), time.perf_counter()
        try:
            done = push(planned, target)
            seconds = time.perf_counter() - start
            found = read_back(target, auth)
            same = (
                "the same"
                if found == wanted
                else f"{len(found - wanted)} other, {len(wanted - found)} lacking"
            )
            print(
                f"| {store} | {how} | {done.sent} | {seconds:.1f} | {done.sent / seconds:,.0f} | {done.after} | {same} |"
            )
        except KgError as error:
            print(f"| {store} | {how} | {planned.total} | | | | {error} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    parser.add_argument("--virtuoso", default=shutil.which("virtuoso-t") or "")
    parser.add_argument("--oxigraph", default=str(Path(sysconfig.get_path("scripts")) / "oxigraph"))
    parser.add_argument("--batch", type=int, default=1000)
    options = parser.parse_args()
    print(
        "| store | way | statements | s | per s | counted | read back |\n| --- | --- | --: | --: | --: | --: | --- |"
    )
    with tempfile.TemporaryDirectory() as name:
        place, address = Path(name), f"http://127.0.0.1:{free_port()}"
        command = [
            options.oxigraph,
            "serve",
            "--location",
            "data",
            "--bind",
            address.removeprefix("http://"),
        ]
        targets = [
            Target(f"{address}/update", graph=GRAPH, replace=True),
            Target(f"{address}/store", graph=GRAPH, is_graph_store=True, replace=True),
        ]
        with running(command, place, address):
            report("Oxigraph", options.build, targets, None, options.batch)
    if not options.virtuoso:
        return
    with tempfile.TemporaryDirectory() as name:
        place, http = Path(name), free_port()
        (place / "virtuoso.ini").write_text(INI.format(port=free_port(), http=http))
        address = f"http://127.0.0.1:{http}"
        targets = [
            Target(f"{address}/sparql-auth", graph=GRAPH, replace=True, queries=f"{address}/sparql-auth", user="dba", password=PASSWORD, is_digest=True),
            Target(f"{address}/sparql-graph-crud-auth", graph=GRAPH, is_graph_store=True, replace=True, queries=f"{address}/sparql-auth", user="dba", password=PASSWORD, is_digest=True),
        ]  # fmt: skip
        with running(
            [options.virtuoso, "+foreground", "+configfile", "virtuoso.ini"],
            place,
            f"{address}/sparql",
        ):
            report(
                "Virtuoso 7",
                options.build,
                targets,
                httpx.DigestAuth("dba", PASSWORD),
                options.batch,
            )


if __name__ == "__main__":
    main()
