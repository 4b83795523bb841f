"""How text from documents is made harmless, and legal, in each kind of file.

Only what a format cannot hold or would act on is changed; the originals stand in ``graph.nt`` and
``records.jsonl``.
"""

import re
import string

from kg.cells import cell, cell_text, utf8_text

__all__ = ["cell", "cell_text", "markdown", "utf8_text", "xml_text"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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


def xml_text(text: str) -> str:
    """``text`` with U+FFFD for every character that XML 1.0 cannot hold, even escaped.

    >>> xml_text("甲" + chr(1) + "乙") == "甲" + chr(0xFFFD) + "乙"
    True
    """
    return _NOT_XML.sub(_REPLACEMENT, text)


def markdown(text: str) -> str:
    r"""``text`` as plain words on one line of Markdown: no markup, link, HTML or line break.

    >>> print(markdown("a*b*"))
    a\*b\*
    """
    return _MARKDOWN.sub(r"\\\g<0>", _BREAKS.sub(" ", utf8_text(text)).strip())
