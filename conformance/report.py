"""What came out, as text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

EXPECTED = Path(__file__).with_name("expected_failures.tsv")

_HEAD = """# Conformance

What kg passes of the W3C's SPARQL 1.1 tests (w3c/rdf-tests). `python -m conformance PATH --write` runs them and
writes this page; `.ci/run` runs them too and fails on any difference from `conformance/expected_failures.tsv`.

Tests of queries run through the very function that a worker of `kg serve` runs for a request, and their results are
read back from the format that the test is in. Tests of the protocol and the service description are sent over HTTP to
a real `kg serve`.

"""
_LEFT = """
## Not offered, and so not run

| group | why |
| --- | --- |
| updates (`add`, `basic-update`, `clear`, `copy`, `delete*`, `drop`, `move`, `syntax-update-*`, `update-silent`, `protocol/update_*`) | a build is only read; it changes through `kg build`, `kg add` and `kg remove` |
| `service`, `syntax-fed` | SERVICE is refused: kg never opens a connection |
| `entailment` | the data are materialised, superclasses and core predicates included; there is no other regime |
| `graph-store-protocol` | each of its tests writes a graph first; reads are tested in `tests/serve` |
"""


@dataclass(frozen=True)
class Outcome:
    """What came of a test; ``problem`` is empty where it passed."""

    id: str
    problem: str


def expected_failures() -> dict[str, str]:
    """The tests that are expected to fail, with the reason."""
    lines = EXPECTED.read_text("utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return {name: reason for name, _, reason in pairs}


def summary(outcomes: Sequence[Outcome], expected: Mapping[str, str]) -> str:
    """The table by group."""
    ran: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for outcome in outcomes:
        group = outcome.id.partition("/")[0]
        ran[group] += 1
        passed[group] += not outcome.problem
    lines = ["| group | run | passed | failed |", "| --- | --: | --: | --: |"]
    rows = [*ran, "all"]
    ran["all"], passed["all"] = sum(ran.values()), sum(passed.values())
    lines += [f"| {row} | {ran[row]} | {passed[row]} | {ran[row] - passed[row]} |" for row in rows]
    unknown = sum(1 for outcome in outcomes if outcome.problem and outcome.id not in expected)
    return "\n".join(lines) + (f"\n\n{unknown} unexpected failures" if unknown else "")


def page(outcomes: Sequence[Outcome], expected: Mapping[str, str]) -> str:
    """The page of the documentation."""
    failed = [outcome for outcome in outcomes if outcome.problem]
    rows = [f"| `{o.id}` | {expected.get(o.id, 'unexpected')} |" for o in failed]
    head = ["## Failures", "", "| test | why |", "| --- | --- |"] if rows else ["Nothing fails."]
    return _HEAD + summary(outcomes, expected) + "\n\n" + "\n".join([*head, *rows]) + "\n" + _LEFT
