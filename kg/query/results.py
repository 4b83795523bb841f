"""What a query gives, as values."""

from dataclasses import dataclass

from kg.rdf import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to SELECT: a cell is None where its variable is unbound."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to CONSTRUCT and DESCRIBE: each statement once, sorted."""

    triples: tuple[Triple, ...]


Results = Rows | Answer | Triples

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = frozenset(f"{_XSD}{name}" for name in ("integer", "int", "long", "nonNegativeInteger"))
_FLOATS = frozenset(f"{_XSD}{name}" for name in ("decimal", "double", "float"))


def python_value(term: Term | None) -> str | int | float | bool | None:
    """Numbers and truth values as Python's own; other literals, and IRIs, as their text.

    >>> python_value(Literal("0.5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")))
    0.5
    """
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal):
        return str(term)
    datatype = term.datatype.value
    try:
        if datatype in _INTEGERS:
            return int(term.value)
        if datatype in _FLOATS:
            return float(term.value)
    except ValueError:  # a lexical form that its type does not have
        return term.value
    return term.value == "true" if datatype == f"{_XSD}boolean" else term.value
