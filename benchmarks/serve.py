"""kg serve under load, beside rdflib-endpoint on the same data in the same run; prints a Markdown table.

    python benchmarks/serve.py [--facts 200000] [--seconds 60] [--clients 16] [--rival oxigraph|memory|none]

The load comes from wrk (Debian and Ubuntu: apt install wrk), which sends made queries of six kinds in a
fixed order. Then two more clients send runaway queries beside it. rdflib-endpoint is installed into an
environment of its own below --work. Ratios count, not figures: machines are noisy.
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import venv
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import made_network

PREFIXES = (
    "PREFIX kg: <https://kg.example/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
TEMPLATES = (
    # share, query: {e} an entity, {l} its label, {o} an organization
    (25, "SELECT ?e ?t {{ ?e rdfs:label '{l}'@zh ; a ?t }}"),
    (25, "SELECT ?p ?x ?n {{ <{e}> ?p ?x . ?x rdfs:label ?n }}"),
    (
        20,
        "SELECT ?x ?q ?d {{ ?v rdf:subject <{e}> ; rdf:object ?x ; kg:quote ?q ; kg:document/kg:source ?d }}",
    ),
    (
        15,
        "SELECT ?n ?t {{ ?p kg:memberOf <{o}> ; rdfs:label ?n ; kg:participatesIn ?g . ?g rdfs:label ?t }} LIMIT 50",
    ),
    (
        10,
        "SELECT ?t (COUNT(?p) AS ?n) {{ ?p kg:memberOf <{o}> ; a ?t }} GROUP BY ?t ORDER BY DESC(?n)",
    ),
    (5, "CONSTRUCT {{ <{e}> ?p ?x }} WHERE {{ <{e}> ?p ?x }}"),
)
RUNAWAYS = (
    "SELECT * { ?a rdfs:label ?x . ?b rdfs:label ?y . ?c rdfs:label ?z } ORDER BY ?z ?y ?x",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
)
# Neighbours with their labels: rdflib begins with all labels. A second mix leaves this kind out.
HARD_FOR_RDFLIB = urlencode({"": "?p ?x ?n"})[1:]
BESIDE = "kg serve, runaway queries beside"
TIMEOUT = 5
LUA = """
local bodies = {}
for line in io.lines(%r) do bodies[#bodies + 1] = line end
local next_one = 0
local started = 0
function setup(thread) thread:set("offset", started * 997); started = started + 1 end
function init(args) next_one = offset or 0 end
local headers = {["Content-Type"] = "application/x-www-form-urlencoded",
                 ["Accept"] = "application/sparql-results+json, text/turtle;q=0.9"}
function request()
  next_one = next_one %% #bodies + 1
  return wrk.format("POST", %r, headers, bodies[next_one])
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %%d %%d %%f %%f %%d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
"""
RIVAL = """
import sys, uvicorn
from rdflib import Dataset, Graph
from rdflib_endpoint import SparqlEndpoint
graph = Graph(store="Oxigraph") if sys.argv[2] == "oxigraph" else Graph()
graph.parse(sys.argv[1], format="ox-nt" if sys.argv[2] == "oxigraph" else "nt")
uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), port=int(sys.argv[3]), log_level="warning")
"""


def bodies(network, count=5000, seed=2):
    rng = random.Random(seed)
    linked = sorted({fact.subject for fact in network.facts})
    labels = {node.iri: node.label for node in network.nodes}
    organizations = sorted({fact.object for fact in network.facts if fact.predicate == "memberOf"})
    for _ in range(count):
        template = rng.choices([text for _, text in TEMPLATES], [share for share, _ in TEMPLATES])[
            0
        ]
        entity = rng.choice(linked)
        yield urlencode(
            {
                "query": PREFIXES
                + template.format(e=entity, l=labels[entity], o=rng.choice(organizations))
            }
        )


@contextmanager
def started(command, address, patience=900):
    complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=complaints)
    try:
        until = time.monotonic() + patience
        while status(address, "ASK { ?s ?p ?o }") != 200:
            if process.poll() is not None or time.monotonic() > until:
                complaints.seek(0)
                sys.exit(f"{command[:4]} did not start:\n{complaints.read().decode()}")
            time.sleep(0.5)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def status(address, query, timeout=120):
    data = urlencode({"query": PREFIXES + query}).encode()
    try:
        with urlopen(
            Request(address, data, {"Accept": "application/sparql-results+json"}), timeout=timeout
        ) as reply:
            reply.read()
            return reply.status
    except HTTPError as error:
        return error.code
    except (URLError, OSError):
        return 0


def load(work, address, seconds, clients, queries="all"):
    """Requests a second, p50 and p99 in ms, errors."""
    script = work / "load.lua"
    path = "/" + address.split("/", 3)[3]
    script.write_text(LUA % (str(work / f"{queries}.txt"), path), "utf-8")
    command = [
        "wrk",
        "-t2",
        f"-c{clients}",
        f"-d{seconds}s",
        "--timeout",
        "60s",
        "-s",
        str(script),
        address,
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    requests, micros, p50, p99, errors = map(float, re.search(r"RESULT (.*)", said)[1].split())
    return requests / micros * 1e6, p50 / 1000, p99 / 1000, int(errors)


@contextmanager
def runaways(address, clients=2):
    """Runaway queries from further clients; gives a count of what they are answered."""
    seen, stop = Counter(), threading.Event()

    def run(number):
        while not stop.is_set():
            seen[status(address, RUNAWAYS[number % len(RUNAWAYS)])] += 1
            number += 1

    threads = [threading.Thread(target=run, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def rival_python(work):
    home = work / "rival"
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
        packages = ["rdflib-endpoint", "oxrdflib", "uvicorn", "uvloop", "httptools"]
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
    return python


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=int, default=200_000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--rival", choices=("oxigraph", "memory", "none"), default="oxigraph")
    work = Path(tempfile.gettempdir()) / "kg-benchmark-serve"
    parser.add_argument("--work", type=Path, default=work)
    return parser.parse_args()


def write_queries(work, network):
    every = list(bodies(network))
    light = [body for body in every if HARD_FOR_RDFLIB not in body]
    for name, lines in (("all", every), ("light", light)):
        (work / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")


def measured_ours(args, build):
    """The figures of kg serve by name, and what runaway queries were answered."""
    address = "http://127.0.0.1:8791/sparql"
    options = ["-o", str(build), "--port", "8791", "--timeout", str(TIMEOUT), "--quiet"]
    rows = {}
    with started([sys.executable, "-m", "kg", "serve", *options], address):
        load(args.work, address, 3, args.clients)
        rows["kg serve"] = load(args.work, address, args.seconds, args.clients)
        with runaways(address) as seen:
            time.sleep(1)
            rows[BESIDE] = load(args.work, address, args.seconds, args.clients)
        rows["kg serve, five kinds"] = load(args.work, address, args.seconds, args.clients, "light")
    return rows, seen


def measured_rival(args, build, name):
    """The figures of rdflib-endpoint, the lighter mix first."""
    address = "http://127.0.0.1:8792/sparql"
    (args.work / "rival.py").write_text(RIVAL, "utf-8")
    script = [str(args.work / "rival.py"), str(build / "graph.nt"), args.rival, "8792"]
    rows = {}
    with started([str(rival_python(args.work)), *script], address):
        load(args.work, address, 3, args.clients, "light")
        light = load(args.work, address, args.seconds, args.clients, "light")
        rows[name] = load(args.work, address, args.seconds, args.clients)
        rows[f"{name}, five kinds"] = light
    return rows


def main():
    args = arguments()
    if not shutil.which("wrk"):
        sys.exit("this needs wrk: apt install wrk, brew install wrk")
    build = args.work / f"build-{args.facts}"
    network, statements = made_network.write(build, args.facts)
    write_queries(args.work, network)
    rows, seen = measured_ours(args, build)
    rival = f"rdflib-endpoint ({args.rival})"
    if args.rival != "none":
        rows |= measured_rival(args, build, rival)
    print(
        f"{args.facts:,} facts, {statements:,} statements, {args.clients} clients, {args.seconds} s"
    )
    print("\n| server | requests/s | p50 ms | p99 ms | errors |\n| --- | --: | --: | --: | --: |")
    for name, (rate, p50, p99, errors) in rows.items():
        print(f"| {name} | {rate:,.0f} | {p50:.1f} | {p99:.1f} | {errors} |")
    print(f"\nrunaway queries answered: {json.dumps(dict(sorted(seen.items())))}")
    print(f"p99 beside them: {rows[BESIDE][2] / rows['kg serve'][2]:.2f} ×")
    for kinds in ("", ", five kinds") if args.rival != "none" else ():
        ratio = rows[f"kg serve{kinds}"][0] / rows[rival + kinds][0]
        print(f"throughput against rdflib-endpoint{kinds}: {ratio:.1f} ×")


if __name__ == "__main__":
    main()
