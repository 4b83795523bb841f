"""One JSON object a line on standard error: what the server did."""

import json
import sys
from datetime import UTC, datetime


def log(event: str, **values: object) -> None:
    """Write an event with its values."""
    time = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = json.dumps({"time": time, "event": event, **values}, ensure_ascii=False)
    sys.stderr.write(line.encode("utf-8", "backslashreplace").decode() + "\n")
    sys.stderr.flush()
