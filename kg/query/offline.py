"""Why no query reaches the network: the engine never sees the word that makes it connect.

SPARQL's SERVICE asks another server, and the engine has no switch against it. Looking for the
keyword among tokens is not enough: the engine decides by grammar, not by tokens, where ``<``
begins an IRI or a keyword ends, and a query may be written so that the two differ. So wherever the
seven letters stand in a string, an IRI or a name, they are written in another way that means the
same, and a query in which they still stand is refused.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.query.place import error_at
from kg.query.tokens import Token

_WORD = re.compile("service", re.IGNORECASE | re.ASCII)
_FIRST = re.compile("[sS](?=ervice)", re.IGNORECASE | re.ASCII)
_DOTTED = str.maketrans("iI", "ıİ")
_UNDOTTED = str.maketrans("ıİ", "iI")
_RENAMED = re.compile("serv[ıİ]ce", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(.)")


def is_suspicious(text: str) -> bool:
    """Whether the letters stand anywhere in it."""
    return bool(_WORD.search(text))


def defused(
    query: str, tokens: Sequence[Token], namespaces: Mapping[str, str]
) -> tuple[Token, ...]:
    """The tokens without the letters, meaning the same.

    Args:
        query: the query as written, for error messages.
        tokens: its tokens.
        namespaces: all prefixes, declared and known.

    Raises:
        QueryError: the letters are a keyword.
    """
    return tuple(
        _defused(query, token, namespaces) if is_suspicious(token.text) else token
        for token in tokens
    )


def _defused(query: str, token: Token, namespaces: Mapping[str, str]) -> Token:
    if token.kind in ("string", "iri"):
        return replace(token, text=_escaped(token.text))
    if token.kind == "variable":
        return replace(token, text=_WORD.sub(_renamed, token.text))
    prefix, colon, local = token.text.partition(":")
    if token.kind == "name" and colon and not is_suspicious(prefix) and prefix in namespaces:
        iri = namespaces[prefix] + _ESCAPE.sub(r"\1", local)
        return Token("iri", _escaped(f"<{iri}>"), token.start)
    raise error_at(query, token.start, "SERVICE is refused: kg never opens a connection")


def _escaped(text: str) -> str:
    return _FIRST.sub(lambda match: f"\\u{ord(match.group()):04X}", text)


def _renamed(match: re.Match[str]) -> str:
    return match.group().translate(_DOTTED)


def original_name(variable: str) -> str:
    """The name of a variable as the query has it."""
    return _RENAMED.sub(lambda match: match.group().translate(_UNDOTTED), variable)
