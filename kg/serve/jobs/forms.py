"""The forms of answers: which there are, and how the engine writes them, up to a size."""

import re
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import IO, Any

from kg.export.jsonld import to_jsonld
from kg.rdf import Quad, QueryResultsFormat, RdfFormat, Triple, dump
from kg.serve.negotiate import Offer
from kg.serve.offers import RDF_XML, TRIG, TURTLE
from kg.serve.wire import Reply, plain

ENGINE_TABLE: Mapping[str, QueryResultsFormat] = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
ENGINE_GRAPH: Mapping[str, RdfFormat] = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}

# The engine writes what XML cannot hold, and line ends that XML would change.
_NOT_XML = re.compile(rb"[\x00-\x08\x0b-\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|\r")
_REPLACEMENT = "\ufffd".encode()


class TooLargeError(Exception):
    """An answer is larger than the server gives."""


class _Limited(BytesIO):
    """Bytes in memory up to a number of them."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._left = limit

    def write(self, data: Any, /) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError
        return super().write(data)


def written(write: Callable[[IO[bytes]], object], limit: int) -> bytes:
    """What ``write`` puts out.

    Raises:
        TooLargeError: it is more than ``limit`` bytes.
    """
    output = _Limited(limit)
    write(output)
    return output.getvalue()


def too_large(limit: int) -> Reply:
    """The reply to a request whose answer is too large.

    413 and not 503: asking again will not help, so no client or proxy should.
    """
    return plain(
        413,
        f"the answer is larger than {limit / (1 << 20):g} MiB, which is what this server gives; "
        "ask for less (LIMIT, fewer columns), or take the files of the build",
    )


def not_acceptable(offers: Iterable[Offer]) -> Reply:
    """The reply to a client that takes none of the forms."""
    names = ", ".join(name for offer in offers for name in offer.names[:1])
    return plain(406, f"none of the forms asked for; there are: {names}", Vary="Accept")


def xml_safe(data: bytes) -> bytes:
    """XML of the engine with what XML cannot hold replaced by U+FFFD."""
    return _NOT_XML.sub(lambda m: b"&#13;" if m.group() == b"\r" else _REPLACEMENT, data)


def encoded_graph(
    statements: Iterable[Triple] | Iterable[Quad],
    offer: Offer,
    prefixes: Mapping[str, str],
    limit: int,
) -> Reply:
    """Statements in one of the forms of ``kg.serve.offers``; sorted by subject.

    Raises:
        TooLargeError: see ``written``.
    """
    if offer.name == "jsonld":
        pieces = to_jsonld(list(statements), prefixes)  # type: ignore[arg-type]
        data = "".join(pieces).encode("utf-8")
    else:
        data = dump(statements, ENGINE_GRAPH[offer.name], _used(offer, prefixes))
    if len(data) > limit:
        raise TooLargeError
    if offer is RDF_XML:
        data = xml_safe(data)
    return Reply(200, offer.media_type, data, {"Vary": "Accept"})


def _used(offer: Offer, prefixes: Mapping[str, str]) -> dict[str, str]:
    named = {name: iri for name, iri in prefixes.items() if name}
    return named if offer in (TURTLE, TRIG, RDF_XML) else {}
