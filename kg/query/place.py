"""Where in a query an error is, shown so that one sees it."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches

from kg.errors import QueryError
from kg.query.tokens import Token
from kg.query.width import inert, width

_BEFORE = 60
_SHOWN = 100

# The engine tries a keyword by reading as many characters as it has, and blames the place behind
# them. With more space than any keyword needs between all tokens, that place shows the right token.
_SPACE = " " * 24
_ENGINE_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_ENTRY = re.compile(r'"(?:[^"\\]|\\.)+"|\[[^\]]*\]|[^,"\[]+')
_SENTENCE = re.compile(r"[A-Z?].* [a-z]+")
_MOST_MARKS = 4
_QUOTES = {"“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "。": "."}
_SPARQL_WORDS = (
    "ASC", "ASK", "AVG", "BIND", "BOUND", "BY", "COALESCE", "CONCAT", "CONSTRUCT", "CONTAINS",
    "COUNT", "DATATYPE", "DESC", "DESCRIBE", "DISTINCT", "EXISTS", "FILTER", "FROM", "GRAPH",
    "GROUP", "GROUP_CONCAT", "HAVING", "IF", "LANG", "LANGMATCHES", "LCASE", "LIMIT", "MAX", "MIN",
    "MINUS", "NOT", "OFFSET", "OPTIONAL", "ORDER", "PREFIX", "REDUCED", "REGEX", "REPLACE",
    "SAMPLE", "SELECT", "SEPARATOR", "STR", "STRAFTER", "STRBEFORE", "STRENDS", "STRLEN",
    "STRSTARTS", "SUBSTR", "SUM", "UCASE", "UNDEF", "UNION", "VALUES", "WHERE", "YEAR",
)  # fmt: skip


def error_at(query: str, offset: int, problem: str) -> QueryError:
    r"""An error with line, column, the line itself and a caret under the place.

    >>> print(error_at("SELECT *\nWHERE { '陈奕' ? }", 22, "unexpected '?'"))
    line 2, column 14: unexpected '?'
      WHERE { '陈奕' ? }
                     ^
    """
    line = query.count("\n", 0, offset) + 1
    start = query.rfind("\n", 0, offset) + 1
    end = query.find("\n", offset)
    text = query[start : end if end >= 0 else len(query)]
    column = offset - start
    left = max(0, column - _BEFORE)
    shown = inert(text[left : left + _SHOWN]).rstrip()
    indent = " " * width(inert(text[left:column]))
    return QueryError(f"line {line}, column {column + 1}: {problem}\n  {shown}\n  {indent}^")


def spaced(tokens: Sequence[Token]) -> tuple[str, list[int]]:
    """The tokens on one line with much space between them, and where each starts there."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    previous: Token | None = None
    for token in tokens:
        if previous and not _is_glued(previous, token):
            parts.append(_SPACE)
            length += len(_SPACE)
        starts.append(length)
        parts.append(token.text.replace("\n", " ").replace("\r", " "))
        length += len(token.text)
        previous = token
    return "".join(parts) + _SPACE, starts


def _is_glued(before: Token, token: Token) -> bool:
    """Whether the two must touch; the engine takes ``CONCAT (`` for no call, unlike SPARQL."""
    if token.kind == "language" or "^^" in (before.text, token.text):
        return True
    return before.kind == "word" and token.text == "("


def syntax_error(query: str, tokens: Sequence[Token], message: str) -> QueryError:
    """What the engine says of the ``spaced`` tokens, at its place in the query as written."""
    match = _ENGINE_PLACE.match(message)
    if not match:
        return QueryError(f"the query does not parse: {inert(message)}")
    text, starts = spaced(tokens)
    offset = int(match[2]) - 1
    entries = [entry.strip() for entry in _ENTRY.findall(match[3].partition(" ")[2])]
    entries[:1] = [entry.removeprefix("one of").strip() for entry in entries[:1]]
    if said := next((entry for entry in entries if _SENTENCE.match(entry)), ""):
        return error_at(query, tokens[-1].start, _in_plain_words(said))
    expected = _marks(entries)
    if offset >= len(text):
        return error_at(query, tokens[-1].end, f"the query ends too early{expected}")
    number = max(n for n, start in enumerate(starts) if start <= offset)
    if number and _is_glued(tokens[number - 1], tokens[number]) and offset > starts[number]:
        number -= 1
    token = tokens[number]
    hint = _hint(token) or expected
    return error_at(query, token.start, f"unexpected {inert(token.text)}{hint}")


def _in_plain_words(said: str) -> str:
    if "SELECT contains a variable that is unbound" in said:
        return "SELECT names a variable that is neither grouped nor counted"
    return said


def _marks(entries: Sequence[str]) -> str:
    """The punctuation that the engine would have taken, where it is little enough to help."""
    marks = [entry[1:-1] for entry in entries if entry.startswith('"') and "\\" not in entry]
    if not marks or len(marks) > _MOST_MARKS:
        return ""
    return "; expected " + " or ".join(marks)


def _hint(token: Token) -> str:
    if token.kind == "word":
        return nearest(token.text.upper(), _SPARQL_WORDS)
    plain = _QUOTES.get(token.text) or unicodedata.normalize("NFKC", token.text)
    if plain != token.text and plain.isascii():
        return f": SPARQL wants {plain}"
    return ""


def nearest(word: str, known: Sequence[str]) -> str:
    """A hint `` (did you mean X?)``, or nothing.

    >>> nearest("SELEC", ["SELECT", "ASK"])
    ' (did you mean SELECT?)'
    """
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f" (did you mean {close[0]}?)" if close and close[0] != word else ""
