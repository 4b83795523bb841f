"""Calendar dates as Chinese documents write them."""

import re
from datetime import date

_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
}
_DIGIT = f"[{''.join(_DIGITS)}]"
_YEAR = rf"(?:\d{{4}}|{_DIGIT}{{4}})"
_PART = rf"(?:\d{{1,2}}|(?:{_DIGIT}|十){{1,3}})"
DATE = re.compile(
    rf"(?<!\d)(?P<year>{_YEAR})\s?(?:年|[-./])\s?(?P<month>{_PART})"
    rf"(?:\s?(?:月|[-./])\s?(?P<day>{_PART})(?:\s?日|(?!\d))|\s?月(?!\s?\d))"
)
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")


def first_date(text: str) -> str:
    """The first date of a half-width text, ISO 8601 (year and month alone where no day is given).

    >>> first_date("时间:2010年12月30日"), first_date("二〇一八年十一月五日"), first_date("19.9")
    ('2010-12-30', '2018-11-05', '')
    """
    for match in DATE.finditer(text):
        if iso := _iso(match["year"], match["month"], match["day"] or ""):
            return iso
    for match in _COMPACT.finditer(text):
        if iso := _iso(*match.groups()):
            return iso
    return ""


def _iso(year: str, month: str, day: str) -> str:
    try:
        value = date(_number(year), _number(month), _number(day) if day else 1)
    except ValueError:
        return ""
    if not 1800 <= value.year <= 2100:
        return ""
    return value.isoformat() if day else value.isoformat()[:7]


def _number(numeral: str) -> int:
    """A number in either kind of digits: ``12``, ``二〇一〇``, ``十一``, ``二十``, ``三十一``."""
    tens, ten, ones = numeral.partition("十")
    if ten:
        return _number(tens or "1") * 10 + _number(ones or "0")
    return int("".join(_DIGITS.get(digit, digit) for digit in numeral))
