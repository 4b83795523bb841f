"""The date that a clause states, in ISO 8601."""

import re

_BREAKS = "。；;！!？?\n"
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?)?"
    r"|(?P<month2>\d{1,2})月(?P<day2>\d{1,2})[日号]"
    r"|(?P<day3>\d{1,2})日"
)


def stated_time(folded: str, start: int, end: int, published: str) -> str:
    """The nearest date in the clause of ``folded[start:end]``, ``""`` if it gives none.

    A day without month or year is completed from ``published`` (an ISO date or ``""``).

    >>> stated_time("甲公司2019年3月收购乙公司", 0, 14, "")
    '2019-03'
    >>> stated_time("甲于6月5日访问乙地", 0, 9, "2023-06-07")
    '2023-06-05'
    """
    for first, last in ((start, end), _clause(folded, start, end)):
        for match in _DATE.finditer(folded, first, last):
            if written := _iso(match, published):
                return written
    return ""


def _clause(folded: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with what stands before it, back to the last comma but not past the sentence."""
    first = start
    commas = 0
    while first > 0 and start - first < 30 and folded[first - 1] not in _BREAKS:
        if folded[first - 1] in ",，":
            commas += 1
            if commas == 2:
                break
        first -= 1
    return first, end


def _iso(match: re.Match[str], published: str) -> str:
    if year := match["year"]:
        month, day = match["month"], match["day"]
        return _checked(year, month, day)
    known = published.split("-")
    if match["month2"] and len(known) >= 1 and known[0]:
        return _checked(known[0], match["month2"], match["day2"])
    if match["day3"] and len(known) == 3:
        return _checked(known[0], known[1], match["day3"])
    return ""


def _checked(year: str, month: str | None, day: str | None) -> str:
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return ""
    if day is None:
        return f"{year}-{int(month):02d}"
    if not 1 <= int(day) <= 31:
        return ""
    return f"{year}-{int(month):02d}-{int(day):02d}"
