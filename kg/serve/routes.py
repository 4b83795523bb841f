"""The table of resources. A new one is a job in ``kg.serve.jobs`` and a line here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.responses import FileResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.serve.builder import Builder
from kg.serve.editing import EDITS, Edits
from kg.serve.http import (
    RefusedError,
    fields,
    first,
    gone_watcher,
    header,
    language,
    no_method,
    send_reply,
)
from kg.serve.negotiate import choose
from kg.serve.offers import GRAPHS, JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from kg.serve.paths import ENTITY, EXPLORER, base_path, uri_path
from kg.serve.pool import Pool
from kg.serve.protocol import SparqlEndpoint, origin
from kg.serve.settings import Settings
from kg.serve.wire import Reply, plain

_HERE = Path(__file__).parent
_EXPLORER = Path(str(files("kg.explorer"))) / "static"
_READS = "GET, HEAD, OPTIONS"
_VIEW = "graph.html"
_GRAPHS = "/graph/"
# What lies in the build as ``graph.NAME`` and holds just the default graph.
_IN_FILES = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)


@dataclass(frozen=True, slots=True)
class Request:
    """A request that reads, with its parameters."""

    scope: Scope
    receive: Receive
    given: list[tuple[str, str]]

    @property
    def language(self) -> str:
        """``zh`` or ``en``."""
        return language(self.scope, self.given)

    @property
    def form(self) -> dict[str, str]:
        """What it says of the form of its answer."""
        return {"accept": header(self.scope, b"accept"), "format": first(self.given, "format")}


Answer = Callable[[Request], Awaitable[Reply | FileResponse]]


def routes(pool: Pool, settings: Settings, builder: Builder) -> list[BaseRoute]:
    """All resources of a server."""
    reads = Reads(pool, settings)
    edits = Edits(pool, settings, builder)
    table: list[tuple[str, ASGIApp]] = [
        ("/sparql", SparqlEndpoint(pool, settings)),
        ("/sparql/", SparqlEndpoint(pool, settings)),
        ("/", resource(reads.home)),
        (f"/{_VIEW}", resource(reads.view)),
        ("/graph", resource(reads.graph)),
        (_GRAPHS + "{name:path}", resource(reads.graph)),
        (ENTITY + "{path:path}", resource(reads.entity)),
        ("/complete", resource(reads.complete)),
        ("/search", resource(reads.search)),
        ("/editor.json", resource(reads.editor_settings)),
        (EXPLORER, resource(reads.explorer)),
        (EXPLORER + "/{name}", resource(reads.explore)),
        ("/health", resource(reads.health)),
        (EDITS, edits),
        (EDITS + "/{path:path}", edits),
    ]
    return [
        *(Route(path, endpoint=app) for path, app in table),
        Mount(EXPLORER + "/static", StaticFiles(directory=_EXPLORER, check_dir=False)),
        Mount("/static", StaticFiles(directory=_HERE / "static", check_dir=False)),
        Mount("/assets", StaticFiles(directory=_HERE / "assets")),
        Route("/{path:path}", endpoint=resource(reads.elsewhere)),
    ]


def resource(answer: Answer) -> ASGIApp:
    """A resource that is only read."""

    class Resource:
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            reply = await _answered(answer, scope, receive)
            if isinstance(reply, FileResponse):
                await reply(scope, receive, send)
            else:
                await send_reply(send, reply)

    return Resource()


async def _answered(answer: Answer, scope: Scope, receive: Receive) -> Reply | FileResponse:
    if scope["method"] == "OPTIONS":
        return Reply(204, "text/plain", b"", {"Allow": _READS})
    if scope["method"] not in ("GET", "HEAD"):
        return no_method(_READS)
    try:
        return await answer(Request(scope, receive, fields(scope["query_string"])))
    except RefusedError as refused:
        return refused.reply


class Reads:
    """What the resources answer."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._folder = settings.folder
        self._takes_edits = bool(settings.edit_tokens)
        self._editor: tuple[tuple[int, int], Reply] | None = None

    async def home(self, request: Request) -> Reply:
        """The page that one comes to first."""
        values = {"language": request.language, "edits": self._takes_edits}
        return await self._ask("home", values, request)

    async def view(self, _request: Request) -> Reply:
        """The build's own page; its policy stands in it."""
        try:
            page = (self._folder / _VIEW).read_bytes()
        except OSError:
            return plain(404, "this build has no page; run kg build again")
        headers = {"Content-Security-Policy": "frame-ancestors 'self'"}
        return Reply(200, "text/html; charset=utf-8", page, headers)

    async def graph(self, request: Request) -> Reply | FileResponse:
        """A graph, by ``?default``, by ``?graph=IRI`` or by the address itself; else all."""
        wanted = [value for name, value in request.given if name == "graph"]
        is_default = any(name == "default" for name, _ in request.given)
        path = raw_path(request.scope)
        direct = path.removeprefix(_GRAPHS) if path.startswith(_GRAPHS) else ""
        if len(wanted) + is_default + bool(direct) > 1:
            return plain(400, "the request names more than one graph")
        if is_default and (file := self._file(request)):
            return file
        graphs = [""] if is_default else wanted
        if direct:
            graphs = [request.scope["path_params"]["name"], origin(request.scope) + path]
        return await self._ask("graph", {"graphs": graphs, **request.form}, request)

    def _file(self, request: Request) -> FileResponse | None:
        """The build's own file of the default graph, which is sent piece by piece, of any size."""
        offer = choose(request.form["format"], request.form["accept"], GRAPHS)
        path = self._folder / f"graph.{offer.name}" if offer in _IN_FILES else None
        if offer is None or path is None or not path.is_file():
            return None
        return FileResponse(path, media_type=offer.media_type, headers={"Vary": "Accept"})

    async def entity(self, request: Request) -> Reply:
        """What the build knows of a thing under its base."""
        values = {
            "path": raw_path(request.scope).removeprefix(ENTITY),
            "language": request.language,
            "start": first(request.given, "start"),
            "end": first(request.given, "end"),
            **request.form,
        }
        return await self._ask("page", values, request)

    async def complete(self, request: Request) -> Reply:
        """Entities by part of a name."""
        return await self._ask("complete", {"text": first(request.given, "q")}, request)

    async def search(self, request: Request) -> Reply:
        """Entities by name, words, pinyin or initials, ranked."""
        values = {
            "text": first(request.given, "q"),
            "type": first(request.given, "type"),
            "limit": first(request.given, "limit"),
        }
        return await self._ask("search", values, request)

    async def explorer(self, request: Request) -> Reply:
        """The page on which one looks around in the graph."""
        values = {"language": request.language, "edits": self._takes_edits}
        return await self._ask("explorer", values, request)

    async def explore(self, request: Request) -> Reply:
        """A piece of the graph for that page, as JSON."""
        values = {"name": request.scope["path_params"]["name"], "given": request.given}
        return await self._ask("explore", values, request)

    async def editor_settings(self, request: Request) -> Reply:
        """What the editor needs to know; computed once a build."""
        edition = self._pool.edition
        if self._editor is None or self._editor[0] != edition:
            reply = await self._ask("editor-settings", {}, request)
            if reply.status != 200:
                return reply
            self._editor = edition, reply
        return self._editor[1]

    async def health(self, request: Request) -> Reply:
        """Whether a worker answers."""
        reply = await self._ask("sparql", _ASK, request)
        return plain(200, "ok") if reply.status == 200 else reply

    async def elsewhere(self, request: Request) -> Reply:
        """An IRI of the build itself, where the server is at home under its base; else nothing."""
        under, path = base_path(self._pool.base), raw_path(request.scope)
        if not under or not path.startswith(under):
            return plain(404, "there is nothing here; see /, /explorer, /sparql, /graph, /entity/…")
        query = request.scope["query_string"].decode("latin-1")
        target = ENTITY + path.removeprefix(under) + ("?" + query if query else "")
        return plain(303, target, Location=target, Vary="Accept")

    async def _ask(self, job: str, values: dict[str, Any], request: Request) -> Reply:
        return await self._pool.ask(job, values, gone_watcher(request.receive))


_ASK = {"query": "ASK {}", "default": [], "named": [], "accept": "", "format": ""}


def raw_path(scope: Scope) -> str:
    """The path of a request in per cent form, as the client wrote it."""
    raw = scope.get("raw_path")
    return raw.decode("latin-1").partition("?")[0] if raw else uri_path(scope["path"])
