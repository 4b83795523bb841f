"""Where to send a build, as the user names it, and what is wrong with the name."""

from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit, urlunsplit

from kg.errors import InputError
from kg.rdf import is_absolute_iri

# How stores name the two addresses of a dataset: the one that takes updates or graphs, and the one
# that answers queries (Oxigraph; Fuseki; RDF4J and GraphDB; Virtuoso, which asks for a password at
# the first).
_QUERIES = (
    ("/update", "/query"),
    ("/store", "/query"),
    ("/data", "/query"),
    ("/statements", ""),
    ("/rdf-graphs/service", ""),
    ("/sparql-auth", "/sparql"),
    ("/sparql-graph-crud-auth", "/sparql"),
    ("/sparql-graph-crud", "/sparql"),
)


@dataclass(frozen=True, slots=True)
class Target:
    """A store that takes RDF over HTTP.

    Attributes:
        endpoint: the address that takes updates, or graphs.
        graph: the graph to fill; ``""`` is the default graph.
        is_graph_store: whether it speaks the Graph Store Protocol and not SPARQL Update.
        replace: empty the graph first.
        queries: the address that answers queries; ``""`` to tell it by that of updates.
        user, password: for Basic or Digest authentication; none without a user.
        is_digest: whether the store wants Digest.
        token: for Bearer authentication.
    """

    endpoint: str
    graph: str = ""
    is_graph_store: bool = False
    replace: bool = False
    queries: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    is_digest: bool = False
    token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Check what the user named.

        Raises:
            InputError: an address that is none, or holds a password; a graph that is no IRI.
        """
        for address in (self.endpoint, self.queries or self.endpoint):
            _check(address)
        if self.graph and not is_absolute_iri(self.graph):
            raise InputError(f"{self.graph}: is no absolute IRI; name the graph by one")
        if self.queries and _host(self.queries) != _host(self.endpoint):
            raise InputError(f"{self.queries}: is on another host than {self.endpoint}")

    @property
    def is_protected(self) -> bool:
        """Whether nobody on the way can read what is sent: encrypted, or on this machine."""
        parts = urlsplit(self.endpoint)
        return parts.scheme == "https" or parts.hostname in ("localhost", "127.0.0.1", "::1")

    @property
    def address(self) -> str:
        """What requests are sent to: in the Graph Store Protocol it names the graph."""
        if not self.is_graph_store:
            return self.endpoint
        joint = "&" if urlsplit(self.endpoint).query else "?"
        wanted = f"graph={quote(self.graph, safe='')}" if self.graph else "default"
        return f"{self.endpoint}{joint}{wanted}"

    @property
    def query_address(self) -> str:
        """Where to count: named by the user, or told by the address of updates."""
        if self.queries:
            return self.queries
        parts = urlsplit(self.endpoint)
        path = parts.path.rstrip("/")
        for ending, other in _QUERIES:
            if path.endswith(ending):
                path = path.removesuffix(ending) + other
                break
        return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise InputError(f"{address}: is no address ({error})") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise InputError(f"{address}: is no address of a store; it begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise InputError("a password does not belong into an address; use --user, --password-env")


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower()
