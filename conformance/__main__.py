"""Run the tests, compare with what is expected, write the table."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from conformance.evaluation import evaluation, syntax
from conformance.manifests import Case, cases
from conformance.protocol import description, protocol, server
from conformance.report import EXPECTED, Outcome, expected_failures, page, summary

_ROOT = Path(__file__).resolve().parent.parent
_PAGE = _ROOT / "docs" / "conformance.md"
_QUERIES = (
    "aggregates", "bind", "bindings", "cast", "construct", "exists", "functions", "grouping",
    "negation", "project-expression", "property-path", "subquery", "syntax-query",
    "csv-tsv-res", "json-res",
)  # fmt: skip


def main() -> int:
    """Exit code 0 where the tests that fail are those expected to; 2 where there is no suite."""
    parser = argparse.ArgumentParser(prog="python -m conformance", description=__doc__)
    parser.add_argument(
        "suite", nargs="?", type=Path, help="folder of w3c/rdf-tests; or KG_RDF_TESTS"
    )
    parser.add_argument("--only", default="", help="only tests whose name begins so")
    parser.add_argument("--write", action="store_true", help=f"write {_PAGE.relative_to(_ROOT)}")
    parser.add_argument(
        "--if-present", action="store_true", help="no error where there is no suite"
    )
    options = parser.parse_args()
    named = options.suite or os.environ.get("KG_RDF_TESTS")
    suite = Path(named) if named else _ROOT.parent / "shared" / "suites" / "rdf-tests"
    if not (suite / "sparql" / "sparql11").is_dir():
        print(f"conformance: skipped, no suite in {suite}; give the path of w3c/rdf-tests")
        return 0 if options.if_present else 2
    outcomes = list(_outcomes(suite.resolve(), options.only))
    expected = expected_failures()
    print(summary(outcomes, expected))
    if options.write and not options.only:
        _PAGE.write_text(page(outcomes, expected), "utf-8")
    failed = {outcome.id: outcome for outcome in outcomes if outcome.problem}
    ran = {outcome.id for outcome in outcomes}
    unexpected = [outcome for name, outcome in failed.items() if name not in expected]
    mended = [name for name in expected if name in ran and name not in failed]
    for outcome in unexpected:
        print(f"FAILED {outcome.id}: {outcome.problem}")
    for name in mended:
        print(f"PASSED {name}, which {EXPECTED.name} expects to fail: remove it there")
    return 1 if unexpected or mended else 0


def _outcomes(suite: Path, only: str) -> Iterator[Outcome]:
    for group in _QUERIES:
        for case in cases(suite, group):
            if case.id.startswith(only):
                run = syntax if "Syntax" in case.kind else evaluation
                yield Outcome(case.id, run(case))
    tests = [*cases(suite, "protocol"), *cases(suite, "service-description")]
    wanted = [case for case in tests if case.id.startswith(only) and not _is_update(case)]
    if not wanted:
        return
    with tempfile.TemporaryDirectory() as folder, server(tests, Path(folder) / "build") as address:
        for case in wanted:
            run = protocol if case.group == "protocol" else description
            yield Outcome(case.id, run(case, address))


def _is_update(case: Case) -> bool:
    """Tests of updates that must succeed; those that must be refused are run."""
    return case.id.startswith("protocol/update_")


if __name__ == "__main__":
    sys.exit(main())
