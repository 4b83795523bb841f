"""A request of ``kg serve`` as JSON on standard input; the answer on standard output."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.curate import COLUMNS, Edit
from kg.editing.desk import curation_path
from kg.editing.verbs import (
    AnotherStateError,
    RefusedError,
    listing,
    take_back,
    take_out,
    write,
)
from kg.errors import CurationError, InputError, KgError


def _answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a request of the server: an HTTP status and what to say."""
    output, match = Path(request["output"]), str(request.get("match", ""))
    file = Path(request["file"]) if request.get("file") else None
    try:
        if request["do"] == "list":
            found = listing(output, file=file)
            body = {
                "file": found.path.name,
                "undo": found.undo,
                "edits": [{**shown(edit), "text": found.text_of(edit)} for edit in found.edits],
            }
            return {"status": 200, "body": body, "state": found.state}
        if request["do"] == "write":
            done = write(output, request["edits"], file=file, check=request["check"], match=match)
            return {"status": 200, "body": {"edits": [shown(edit) for edit in done.came]}}
        if request["do"] == "build":
            from kg.changes import curate as build

            build(curation_path(output, file), output=output)
            return {"status": 200, "body": {}}
        done = (
            take_out(output, request["line"], file=file, match=match)
            if request["do"] == "take-out"
            else take_back(output, file=file)
        )
    except KgError as error:
        return _excuse(error, request)
    removed, restored = ([shown(edit) for edit in edits] for edits in (done.went, done.came))
    return {"status": 200, "body": {"removed": removed, "restored": restored}}


def _excuse(error: KgError, request: Mapping[str, Any]) -> dict[str, Any]:
    body: dict[str, Any] = {"error": str(error)}
    if isinstance(error, AnotherStateError):
        return {"status": 412, "body": body}
    if isinstance(error, RefusedError):
        body |= {"edit": error.number, "line": error.line, "close": list(error.close)}
        return {"status": 422, "body": body}
    if isinstance(error, CurationError):
        body |= {"edit": None, "line": error.line, "close": list(error.close)}
        return {"status": 422, "body": body}
    if isinstance(error, InputError):
        status = {"undo": 409, "take-out": 404}.get(request["do"], 422)
        extra: dict[str, Any] = {"edit": None, "line": 0, "close": []} if status == 422 else {}
        return {"status": status, "body": {**body, **extra}}
    return {"status": 503, "body": body}


def shown(edit: Edit) -> dict[str, Any]:
    """An edit as a JSON object."""
    return {"line": edit.line, **{column: edit[column] for column in COLUMNS}}


def main() -> None:
    """Answer the one request that stands on standard input."""
    answer = _answer(json.load(sys.stdin.buffer))
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


if __name__ == "__main__":
    main()
