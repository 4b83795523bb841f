"""A query made ready to run: only reads, only this build, all prefixes known, parameters bound."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.errors import QueryError
from kg.query.offline import defused, is_suspicious
from kg.query.place import error_at, nearest, spaced
from kg.query.tokens import Token, tokenize
from kg.rdf import Literal, NamedNode

Value = str | int | float | bool | NamedNode | Literal

_QUOTES = ('"', "'")
_READS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_WANTED = "; expected SELECT, ASK, CONSTRUCT or DESCRIBE"
_UPDATES = (
    "INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query that may run.

    Attributes:
        written: the query as the user wrote it, for error messages.
        tokens: its tokens, parameters replaced by their values; offsets are those of ``written``.
        text: what the engine is given.
        prefixes: those it needs beyond the ones it declares.
        selects_all: whether it is a ``SELECT *``.
    """

    written: str
    tokens: tuple[Token, ...]
    text: str
    prefixes: dict[str, str]
    selects_all: bool = False


def prepare(query: str, parameters: Mapping[str, Value], known: Mapping[str, str]) -> Prepared:
    """Check a query and bind its parameters.

    Args:
        query: SPARQL 1.1.
        parameters: values for variables, by name without ``?``. They are bound as terms, never as
            text, so that no value can change the query.
        known: prefixes that need not be declared.

    Raises:
        QueryError: it is empty, would change the build or reach the network, or uses a prefix or
            parameter that does not exist.
    """
    tokens = tuple(tokenize(query))
    if not tokens:
        raise QueryError("the query is empty; try SELECT * { ?s ?p ?o }")
    body, declared = _prologue(tokens)
    _check_form(query, tokens, body)
    for token in tokens:
        if token.text in _QUOTES:
            raise error_at(query, token.start, "this string has no end")
        if token.kind == "name":
            _check_prefix(query, token, [*declared, *known])
    bound = _bind(query, tokens, body, parameters)
    text = _replaced(query, tokens, bound)
    if is_suspicious(text):
        bound = defused(query, bound, {**known, **declared})
        text, _ = spaced(bound)
        if is_suspicious(text):
            raise QueryError("SERVICE is refused: kg never opens a connection")
    prefixes = {name: iri for name, iri in known.items() if name not in declared}
    return Prepared(query, bound, text, prefixes, _selects_all(tokens, body))


def _prologue(tokens: Sequence[Token]) -> tuple[int, dict[str, str]]:
    """Where the query proper begins, and the prefixes declared before it with their IRIs."""
    declared: dict[str, str] = {}
    place = 0
    while place < len(tokens) and tokens[place].is_word("PREFIX", "BASE", "VERSION"):
        if tokens[place].is_word("PREFIX") and place + 2 < len(tokens):
            declared[tokens[place + 1].text.partition(":")[0]] = tokens[place + 2].text[1:-1]
            place += 1
        place += 2
    return place, declared


def _check_form(query: str, tokens: Sequence[Token], body: int) -> None:
    if body >= len(tokens):
        raise error_at(query, tokens[-1].end, f"the query ends too early{_WANTED}")
    first = tokens[body]
    if first.is_word(*_UPDATES):
        problem = f"{first.text.upper()} is refused: a build is only read"
        raise error_at(query, first.start, f"{problem}; change the documents and build again")
    if not first.is_word(*_READS):
        hint = nearest(first.text.upper(), _READS) or _WANTED
        raise error_at(query, first.start, f"unexpected {first.text}{hint}")


def _check_prefix(query: str, token: Token, known: Sequence[str]) -> None:
    prefix = token.text.partition(":")[0]
    if prefix not in known and prefix != "_":
        hint = nearest(prefix, known) or f"; add PREFIX {prefix}: <…> before the query"
        raise error_at(query, token.start, f"unknown prefix {prefix}:{hint}")


def _bind(
    query: str, tokens: Sequence[Token], body: int, parameters: Mapping[str, Value]
) -> tuple[Token, ...]:
    """The tokens with each parameter's variable replaced by its value."""
    values = {name: str(_term(name, value)) for name, value in parameters.items()}
    used = {token.text[1:] for token in tokens if token.kind == "variable"}
    for name in sorted(values):
        if name not in used:
            hint = nearest(name, sorted(used)) or ": the query has no such variable"
            raise QueryError(f"parameter {name}{hint}")
    projection = _projection(tokens, body)
    bound: list[Token] = []
    for number, token in enumerate(tokens):
        value = values.get(token.text[1:]) if token.kind == "variable" else None
        if value is None:
            bound.append(token)
        elif number > 0 and tokens[number - 1].is_word("AS"):
            problem = f"{token.text} is computed here and cannot be given as a parameter"
            raise error_at(query, token.start, problem)
        else:
            shown = f"({value} AS {token.text})" if number in projection else value
            bound.append(Token("string", shown, token.start))
    return tuple(bound)


def _selects_all(tokens: Sequence[Token], body: int) -> bool:
    """Whether the query begins with SELECT, perhaps DISTINCT or REDUCED, and ``*``."""
    rest = body + 1 + tokens[min(body + 1, len(tokens) - 1)].is_word("DISTINCT", "REDUCED")
    return tokens[body].is_word("SELECT") and rest < len(tokens) and tokens[rest].text == "*"


def _projection(tokens: Sequence[Token], body: int) -> frozenset[int]:
    """The places of the plain variables that a SELECT names as its columns."""
    found: set[int] = set()
    depth = 0
    if tokens[body].is_word("SELECT"):
        for number in range(body + 1, len(tokens)):
            token = tokens[number]
            depth += (token.text == "(") - (token.text == ")")
            if token.text == "{" or token.is_word("WHERE", "FROM"):
                break
            if token.kind == "variable" and depth == 0:
                found.add(number)
    return frozenset(found)


def _term(name: str, value: Value) -> Literal | NamedNode:
    if isinstance(value, Literal | NamedNode):
        return value
    if isinstance(value, str | bool | int | float):
        return Literal(value)
    raise QueryError(f"parameter {name}: a value must be text, a number or a term, not {value!r}")


def _replaced(query: str, tokens: Sequence[Token], bound: Sequence[Token]) -> str:
    parts: list[str] = []
    place = 0
    for token, new in zip(tokens, bound, strict=True):
        if new is not token:
            parts += [query[place : token.start], new.text]
            place = token.end
    return "".join(parts) + query[place:]
