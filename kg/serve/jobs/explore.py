"""Pieces of the graph for the explorer, as JSON: the index on disk answers, evidence the store.

Every answer is bounded, whatever is asked for. Nodes are named by the numbers of the index or by
their IRIs without the base; offsets are UTF-16 code units, as JavaScript counts them.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kg.errors import QueryError
from kg.explorer.index import Index, IndexMissingError
from kg.explorer.queries import queries_block
from kg.graph import document_iri
from kg.query import Reason, reasons_of
from kg.serve.jobs.forms import too_large
from kg.serve.jobs.render import EXPLORER_POLICY, html
from kg.serve.session import Session
from kg.serve.wire import Reply, plain
from kg.text import Utf16, utf16_length

_MOST_NODES = 5000
_MOST_HITS = 100
_MOST_FOUND = 2000
_MOST_WAYS = 50
_MOST_PROOFS = 500
_MOST_DOCUMENTS = 5000
_FAR = 1 << 31


class _Given:
    """The parameters of a request."""

    def __init__(self, pairs: Iterable[Sequence[str]]) -> None:
        self._pairs = [(name, value) for name, value in pairs]

    def all(self, name: str) -> list[str]:
        return [value for key, value in self._pairs if key == name]

    def text(self, name: str) -> str:
        found = self.all(name)
        if len(found) != 1:
            raise QueryError(f"{len(found) or 'no'} {name} in the request; give one")
        return found[0]

    def number(
        self, name: str, default: int | None = None, least: int = 0, most: int = _FAR
    ) -> int:
        """A whole number; one beyond the limits counts as the limit."""
        if default is not None and not self.all(name):
            return default
        try:
            value = float(self.text(name)[:40])
            return min(max(round(value), least), most)
        except (ValueError, OverflowError) as error:
            raise QueryError(f"{name} is no number") from error


def explorer(_session: Session, values: Mapping[str, Any]) -> Reply:
    """The page of the explorer. Values: ``language``, whether the server takes ``edits``."""
    title = "知识图谱 · Knowledge graph"
    told = {"title": title, "edits": values["edits"]}
    return html("explorer.html", values["language"], policy=EXPLORER_POLICY, **told)


def explore(session: Session, values: Mapping[str, Any]) -> Reply:
    """A piece of the graph. Values: ``name`` of what is asked for, ``given`` its parameters."""
    answer = _ANSWERS.get(values["name"])
    if answer is None:
        return plain(404, f"the explorer has none of this; there are: {', '.join(_ANSWERS)}")
    try:
        body = answer(session, _Given(values["given"]))
    except IndexMissingError as error:
        return plain(404, str(error))
    except QueryError as error:
        return plain(400, str(error))
    except LookupError as error:
        return plain(404, f"there is no {error.args[0]}")
    data = body.encode("utf-8", "replace")
    if len(data) > session.max_bytes:
        return too_large(session.max_bytes)
    return Reply(200, "application/json", data)


def _overview(session: Session, given: _Given) -> str:
    return session.explorer().overview(given.number("nodes", 1500, 1, _MOST_NODES))


def _neighbours(session: Session, given: _Given) -> str:
    index = session.explorer()
    node = _known(index, given.number("node", least=-1))
    start, limit = given.number("from", 0), given.number("limit", 50, 1, _MOST_NODES)
    found, count = index.neighbours(node, start, limit)
    told = {"next": str(start + len(found)), "count": str(count)}
    return index.piece([node, *found], told)


def _box(session: Session, given: _Given) -> str:
    index = session.explorer()
    left, right, bottom, top = (
        given.number(name, least=-_FAR) for name in ("left", "right", "bottom", "top")
    )
    limit = given.number("limit", 500, 1, _MOST_NODES)
    return index.piece(index.box((left, right, bottom, top), limit))


def _search(session: Session, given: _Given) -> str:
    limit = given.number("limit", 10, 1, _MOST_HITS)
    hits = session.names().find(given.text("q"), limit=limit)
    return _found(session, [hit.iri for hit in hits], {"names": _json([hit.name for hit in hits])})


def _find(session: Session, given: _Given) -> str:
    base = session.build.base
    return _found(session, [base + iri for iri in given.all("iri")[:_MOST_FOUND]], {})


def _found(session: Session, iris: Sequence[str], told: dict[str, str]) -> str:
    index, base = session.explorer(), session.build.base
    nodes = index.find([iri.removeprefix(base) for iri in iris])
    return index.piece((node for node in nodes if node >= 0), {"found": _json(nodes), **told})


def _proofs(session: Session, given: _Given) -> str:
    subject, object_ = (session.build.base + given.text(name) for name in ("subject", "object"))
    reasons = reasons_of(
        session.build, subject, given.text("predicate"), object_, given.text("modality")
    )
    index, texts = session.explorer(), _Documents(session)
    proofs = [_proof(reason, index, texts) for reason in reasons[:_MOST_PROOFS]]
    return _json({"proofs": sorted(proofs, key=lambda p: (p["document"], p["offset"], p["start"]))})


def _proof(reason: Reason, index: Index, texts: "_Documents") -> dict[str, Any]:
    name, units = texts.place(reason.document.iri)
    before = utf16_length(reason.sentence[: reason.quoted.start])
    return {
        "document": index.document(name),
        "sentence": reason.sentence,
        "offset": units(reason.start - reason.quoted.start),
        "start": before,
        "end": before + utf16_length(reason.quoted.of(reason.sentence)),
        "role": reason.role,
        "time": reason.time,
        "finer": reason.finer,
        "score": float(reason.score or 0),
        "by": reason.by,
    }


class _Documents:
    """Documents by IRI: their ids, and how their offsets are counted in UTF-16."""

    def __init__(self, session: Session) -> None:
        self._texts = session.texts
        self._known: dict[str, tuple[str, Utf16]] = {}

    def place(self, iri: str) -> tuple[str, Utf16]:
        if iri not in self._known:
            document = self._texts.document(iri) or {"id": "", "text": ""}
            self._known[iri] = document["id"], Utf16(document["text"])
        return self._known[iri]


def _document(session: Session, given: _Given) -> str:
    index, name = session.explorer(), given.text("id")
    document = session.texts.document(document_iri(session.build.base, name))
    number = index.document(name)
    if document is None or number < 0:
        raise LookupError("such document")
    mentions, units = index.mentions(number), Utf16(document["text"])
    flat = [
        value
        for start, end, node in mentions.tolist()
        for value in (units(start), units(end), node)
    ]
    told = {"text": _json(document["text"]), "mentions": _json(flat)}
    return index.piece(mentions[:, 2].tolist(), told)


def _documents(session: Session, given: _Given) -> str:
    limit = given.number("limit", _MOST_DOCUMENTS, 1, _MOST_DOCUMENTS)
    return f'{{"documents":{session.explorer().documents(given.number("from", 0), limit)}}}'


def _paths(session: Session, given: _Given) -> str:
    index = session.explorer()
    start, end = (_known(index, given.number(name, least=-1)) for name in ("start", "end"))
    found = index.paths(start, end, given.number("limit", 20, 1, _MOST_WAYS))
    told = {"ways": _json(found.rows), "givenUp": _json(found.given_up)}
    return index.piece((node for row in found.rows for node in row), told)


def _queries(session: Session, _given: _Given) -> str:
    return _json(queries_block(session.build.base))


def _known(index: Index, node: int) -> int:
    if not 0 <= node < index.count:
        raise LookupError("such node")
    return node


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_ANSWERS: Mapping[str, Callable[[Session, _Given], str]] = {
    "overview": _overview,
    "neighbours": _neighbours,
    "box": _box,
    "search": _search,
    "find": _find,
    "proofs": _proofs,
    "document": _document,
    "documents": _documents,
    "paths": _paths,
    "queries": _queries,
}
