"""Why a query that runs may find nothing: terms of the vocabulary that the build does not hold."""

from difflib import get_close_matches

from kg.query.build import Build
from kg.query.tokens import tokenize
from kg.rdf import NamedNode
from kg.schema import VOCABULARY, default_schema

_PREFIX = "kg:"


def unknown_terms(build: Build, query: str) -> list[str]:
    """A remark for each ``kg:`` name of a query that nothing in the build uses."""
    names = dict.fromkeys(
        token.text.removeprefix(_PREFIX)
        for token in tokenize(query)
        if token.kind == "name" and token.text.startswith(_PREFIX)
    )
    return [_remark(build, name) for name in names if name and not _is_used(build, name)]


def _is_used(build: Build, name: str) -> bool:
    term = NamedNode(VOCABULARY + name)
    patterns = ((None, term, None), (None, None, term), (term, None, None))
    store = build.store
    return any(next(store.quads_for_pattern(s, p, o, None), None) for s, p, o in patterns) or bool(
        next(store.quads_for_pattern(None, None, None, term), None)
    )


def _remark(build: Build, name: str) -> str:
    schema = default_schema()
    ours = {*schema.kinds, *schema.predicates}
    if name in ours:
        return f"kg:{name} is in the vocabulary, but nothing in this build uses it"
    used = {
        quad.predicate.value.removeprefix(VOCABULARY)
        for quad in build.store.quads_for_pattern(None, None, None, None)
        if quad.predicate.value.startswith(VOCABULARY)
    }
    close = get_close_matches(name, sorted(ours | used), n=1, cutoff=0.6)
    hint = f"; did you mean kg:{close[0]}?" if close else ""
    return f"kg:{name} is not in the vocabulary{hint}"
