"""The library of saved queries: ``.rq`` files whose comments say what they are for.

The head of such a file::

    # title: 人物与职务
    # title-en: People and their posts
    # about: Who works where, in what role, with the sentence that says so.
    # about-zh: 谁在哪里任什么职务，附原文。
    # parameter name: part of a person's name =
    # parameter-zh name: 人名的一部分

A parameter is a variable that the query uses without binding it; behind ``=`` stands its default.
One without ``=`` must be given.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import QueryError
from kg.query.place import nearest
from kg.query.prepare import Value

_HEAD = re.compile(r"# (title|title-en|about|about-zh|parameter-zh \w+|parameter (\w+)):\s*(.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a saved query takes, what it is, and its default; without one it is needed."""

    name: str
    about: str
    default: str | None
    about_zh: str = ""


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query of the library; ``title`` and ``about_zh`` are Chinese, the others English."""

    name: str
    title: str
    title_en: str
    about: str
    parameters: tuple[Parameter, ...]
    text: str
    about_zh: str = ""

    def bind(self, given: Mapping[str, Value]) -> dict[str, Value]:
        """Values for all parameters: those given, defaults for the others.

        Raises:
            QueryError: one that the query does not have, or needs and is not given.
        """
        known = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in known:
                takes = f"it takes {', '.join(known)}" if known else "it takes none"
                raise QueryError(f"{self.name} has no parameter {name}; {takes}")
        missing = [p.name for p in self.parameters if p.default is None and p.name not in given]
        if missing:
            raise QueryError(f"{self.name} needs {missing[0]}; write --set {missing[0]}=…")
        defaults = {p.name: p.default for p in self.parameters if p.default is not None}
        return {**defaults, **given}


@cache
def saved_queries() -> dict[str, SavedQuery]:
    """All saved queries by name."""
    found = {}
    for file in files("kg.query").joinpath("saved").iterdir():
        name, dot, _ = file.name.partition(".rq")
        if dot:
            found[name] = parse_saved(name, file.read_text("utf-8"))
    return dict(sorted(found.items()))


def saved_query(name: str) -> SavedQuery:
    """One of them.

    Raises:
        QueryError: there is none of this name.
    """
    queries = saved_queries()
    if name not in queries:
        hint = nearest(name, list(queries)) or f"; there are: {', '.join(queries)}"
        raise QueryError(f"no saved query or file {name}{hint}")
    return queries[name]


def parse_saved(name: str, text: str) -> SavedQuery:
    """The query of one file, its head read."""
    head: dict[str, str] = {}
    given: list[tuple[str, str]] = []
    for line in text.splitlines():
        match = _HEAD.fullmatch(line.rstrip())
        if match and match[2]:
            given.append((match[2], match[3]))
        elif match:
            head[match[1]] = match[3]
    parameters = tuple(_parameter(*each, head) for each in given)
    return SavedQuery(
        name,
        head["title"],
        head["title-en"],
        head["about"],
        parameters,
        text,
        head.get("about-zh", ""),
    )


def _parameter(name: str, said: str, head: Mapping[str, str]) -> Parameter:
    about, equals, default = said.partition("=")
    value = default.strip() if equals else None
    return Parameter(name, about.strip(), value, head.get(f"parameter-zh {name}", ""))
