"""IRIs of a build ⇄ paths on this server.

``https://kg.example/id/Person/陈奕`` is at ``/entity/Person/%E9%99%88%E5%A5%95``. A browser may
write a path in several ways that mean one; the scheme of ``kg.graph.iris`` says which is the IRI.
"""

from urllib.parse import quote, unquote_to_bytes, urlsplit

from kg.graph.iris import escaped

ENTITY = "/entity/"
EXPLORER = "/explorer"

_SAFE = "%/~!$&'()*+,;=:@-._"


def local_path(iri: str, base: str) -> str:
    """Where this server shows a thing; ``""`` if its IRI does not lie under ``base``.

    >>> local_path("https://kg.example/id/Work/A%2FB", "https://kg.example/id/")
    '/entity/Work/A%2FB'
    """
    if not iri.startswith(base) or iri == base:
        return ""
    return ENTITY + uri_path(iri.removeprefix(base))


def uri_path(path: str) -> str:
    """A path of an IRI as one of a URI: what is not ASCII in per cent form."""
    return quote(path.encode("utf-8", "surrogatepass"), safe=_SAFE)


def iri_at(path: str, base: str) -> str:
    """The IRI that a path behind ``/entity/`` means, as the build writes it; ``""`` if none can.

    Args:
        path: as the request has it, in per cent form.
        base: what the IRIs of the build start with.
    """
    try:
        # "~" is the scheme's own mark where it stands as such.
        return base + "/".join(
            "~".join(escaped(_plain(part)) for part in piece.split("~"))
            for piece in path.split("/")
        )
    except UnicodeDecodeError:
        return ""


def base_path(base: str) -> str:
    """The path of the base, which is served too where the server is at home under it."""
    path = urlsplit(base).path
    return path if path.startswith("/") and path.endswith("/") and len(path) > 1 else ""


def _plain(part: str) -> str:
    return unquote_to_bytes(part).decode("utf-8", "surrogatepass")
