"""How long a server asks to be left alone: the header ``Retry-After`` (RFC 9110, 10.2.3)."""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def asked_pause(header: str, now: float) -> float | None:
    """The seconds that a ``Retry-After`` asks for; None where it says nothing.

    Args:
        header: its value: seconds, or the date when to come back.
        now: the time, as of ``time.time()``.

    >>> asked_pause("7", 0), asked_pause("Thu, 01 Jan 1970 00:01:00 GMT", 50), asked_pause("", 0)
    (7.0, 10.0, None)
    """
    try:
        seconds = float(header)
    except ValueError:
        return _until(header, now)
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _until(date: str, now: float) -> float | None:
    try:
        then = parsedate_to_datetime(date)
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.fromtimestamp(now, UTC)).total_seconds())
