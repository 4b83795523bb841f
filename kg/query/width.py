"""How wide text stands in a terminal, and text that a terminal cannot act on."""

import unicodedata

ELLIPSIS = "…"

# Line separators and marks that change the direction of what follows them.
_ACTING = frozenset(
    "\u2028\u2029\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def width(text: str) -> int:
    """Columns that ``text`` takes: two for Chinese characters, none for combining marks.

    >>> width("陈奕 Yi")
    7
    """
    return sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """``text`` filled with spaces to ``columns``; ``right`` puts the spaces before it."""
    spaces = " " * (columns - width(text))
    return spaces + text if right else text + spaces


def cut(text: str, columns: int) -> str:
    """``text`` in at most ``columns``, ending in … where something is left out.

    >>> cut("时光坐标公司", 7)
    '时光坐…'
    """
    if width(text) <= columns:
        return text
    kept, used = [], width(ELLIPSIS)
    for character in text:
        used += _character_width(character)
        if used > columns:
            break
        kept.append(character)
    return "".join(kept) + ELLIPSIS


def inert(text: str) -> str:
    r"""``text`` on one line, with characters that steer a terminal written as escapes.

    >>> inert("a\x1b[31m\nb")
    'a\\x1b[31m b'
    """
    if text.isprintable():
        return text
    return "".join(map(_inert_character, text))


def _inert_character(character: str) -> str:
    if character in "\n\r\t":
        return " "
    if character in _ACTING or unicodedata.category(character) in ("Cc", "Cs"):
        return character.encode("unicode_escape").decode("ascii")
    return character
