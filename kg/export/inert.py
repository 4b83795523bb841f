"""How text from documents is made harmless, and legal, in each kind of file.

Only what a format cannot hold or would act on is changed; the originals stand in ``graph.nt`` and
``records.jsonl``.
"""

import re
import string

_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What makes a spreadsheet take a cell for a formula, full-width forms included (Excel reads those
# in East Asian locales), also behind white space that an import may trim; and the quote itself, so
# that dropping one leading quote always gives the text back.
_FORMULA = re.compile(r"'|[\t\r\n]|[\s\x00-\x1f\ufeff]*[=+\-@＝＋－＠]")
# Marks that cannot begin anything within a table's cell stay as they are, so that file names read
# well; a full stop can, behind "www".
_PLAIN_MARKS = ",;%?/.-+=()'\""
_MARKDOWN = re.compile(
    "([" + re.escape("".join(c for c in string.punctuation if c not in _PLAIN_MARKS)) + "])"
    r"|(?<=\bwww)(\.)",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_REPLACEMENT = "\ufffd"


def utf8_text(text: str) -> str:
    """``text`` without lone surrogates, which no UTF-8 file can hold."""
    return _SURROGATE.sub(_REPLACEMENT, text)


def xml_text(text: str) -> str:
    """``text`` with U+FFFD for every character that XML 1.0 cannot hold, even escaped.

    >>> xml_text("甲" + chr(1) + "乙") == "甲" + chr(0xFFFD) + "乙"
    True
    """
    return _NOT_XML.sub(_REPLACEMENT, text)


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


def markdown(text: str) -> str:
    r"""``text`` as plain words on one line of Markdown: no markup, link, HTML or line break.

    >>> print(markdown("a*b*"))
    a\*b\*
    """
    return _MARKDOWN.sub(r"\\\g<0>", _BREAKS.sub(" ", utf8_text(text)).strip())
