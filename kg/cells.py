"""Text as a cell of a table that a spreadsheet may open: no formula, and taken back exactly."""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
# What makes a spreadsheet take a cell for a formula, full-width forms included (Excel reads those
# in East Asian locales), also behind white space that an import may trim; and the quote itself, so
# that dropping one leading quote always gives the text back.
_FORMULA = re.compile(r"'|[\t\r\n]|[\s\x00-\x1f\ufeff]*[=+\-@＝＋－＠]")
_REPLACEMENT = "\ufffd"


def utf8_text(text: str) -> str:
    """``text`` without lone surrogates, which no UTF-8 file can hold."""
    return _SURROGATE.sub(_REPLACEMENT, text)


def cell(text: str) -> str:
    """``text`` as a spreadsheet cell that is never a formula; :func:`cell_text` takes it back.

    >>> cell("=1+1"), cell("之江")
    ("'=1+1", '之江')
    """
    if text[:1].isalnum() and text.isprintable():  # most are; an assigned letter begins no formula
        return text
    text = utf8_text(text)
    return "'" + text if _FORMULA.match(text) else text


def cell_text(value: str) -> str:
    """The text that :func:`cell` was given.

    >>> cell_text("'=1+1")
    '=1+1'
    """
    return value.removeprefix("'")
