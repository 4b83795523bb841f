"""SPARQL cut into tokens with their offsets.

The engine parses; this is for what it does not tell: where exactly an error is, which prefixes are
used, whether a word stands in the query or inside a string, and which tokens are a variable.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

Kind = Literal["iri", "string", "variable", "language", "name", "number", "word", "mark"]

# PN_CHARS_BASE, VARNAME and PN_CHARS of the grammar: much Chinese punctuation is among them.
_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_IN_VARIABLE = f"{_LETTER}_0-9\u00b7\u0300-\u036f\u203f\u2040"
_IN_NAME = rf"{_IN_VARIABLE}\-"
_LOCAL = rf"(?:[{_IN_NAME}:]|%[0-9A-Fa-f]{{2}}|\\.)"
_LOCAL_INNER = rf"(?:[{_IN_NAME}:.]|%[0-9A-Fa-f]{{2}}|\\.)"
_TOKEN = rf"""
      (?P<blank>   [\s\ufeff]+ | \#[^\r\n]* )
    | (?P<iri>     <(?: [^<>"{{}}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{{4}} | \\U[0-9A-Fa-f]{{8}} )*> )
    | (?P<string>  \"\"\"(?: [^"\\] | \\. | "(?!"") )*\"\"\" | '''(?: [^'\\] | \\. | '(?!'') )*'''
                 | "(?: [^"\\\r\n] | \\. )*" | '(?: [^'\\\r\n] | \\. )*' )
    | (?P<variable> [?$][{_IN_VARIABLE}]+ )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<name>    (?: _ | [{_LETTER}](?:[{_IN_NAME}.]*[{_IN_NAME}])? )? :
                   (?: {_LOCAL}(?:{_LOCAL_INNER}*{_LOCAL})? )? )
    | (?P<number>  [+-]?(?: \d+(?:\.\d+)? | \.\d+ )(?:[eE][+-]?\d+)? )
    | (?P<word>    [^\W\d_]\w* )
    | (?P<mark>    \^\^ | && | \|\| | != | <= | >= | <<\( | \)>> | << | >> | \{{\| | \|\}} | . )
    """


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a query; ``start`` is its offset in the query, in code points."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these keywords (upper case), however it is written."""
        return self.kind == "word" and self.text.upper() in words


@cache
def _token() -> re.Pattern[str]:
    """Compiled when there is a query: these large classes take ten milliseconds."""
    return re.compile(_TOKEN, re.VERBOSE | re.DOTALL)


def tokenize(query: str) -> Iterator[Token]:
    """All tokens, without white space and comments.

    Never fails: a character that begins no token of SPARQL is a ``mark`` of its own.

    >>> [token.text for token in tokenize("ASK{?s kg:p '陈奕'@zh}#end")]
    ['ASK', '{', '?s', 'kg:p', "'陈奕'", '@zh', '}']
    """
    for match in _token().finditer(query):
        kind = match.lastgroup
        if kind != "blank":
            yield Token(kind, match.group(), match.start())  # type: ignore[arg-type]
