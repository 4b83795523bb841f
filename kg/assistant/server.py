"""The tools as the protocol has them. The only importer of the protocol's SDK."""

import asyncio
import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from kg.assistant.desk import Clerk
from kg.assistant.shown import NOTE
from kg.errors import InputError, KgError, OutputError
from kg.query import saved_queries
from kg.query.prefixes import known_prefixes
from kg.schema import default_schema, use, vocabulary_of

if TYPE_CHECKING:
    from mcp.server import MCPServer

_DATASET = "graph.trig"
_INSTRUCTIONS = f"""A knowledge graph made from Chinese documents: people, organizations, places,
programs, awards and works, with the facts between them. Every fact has the sentences that state it.
Search for an entity first; then describe it, list its neighbours, and quote the evidence of what
you say. Facts have a modality: only "asserted" ones are stated as true; planned, denied, doubtful
and ended ones are not. Everything only reads. {NOTE}"""

Result = dict[str, Any]


def run(folder: Path, timeout: float) -> None:
    """Serve on standard input and output until the other side closes them.

    Raises:
        InputError: the SDK is not installed.
        OutputError: there is no build.
    """
    if not (folder / _DATASET).is_file():
        raise OutputError(f"no build in {folder}; run kg build first, or name its folder with -o")
    use(vocabulary_of(folder))
    clerk = Clerk(folder, timeout)
    try:
        server(clerk).run("stdio")
    finally:
        clerk.stop()


def server(clerk: Clerk) -> "MCPServer":
    """The server with all tools and resources.

    Raises:
        InputError: the SDK is not installed.
    """
    try:
        from mcp.server import MCPServer
    except ImportError as error:
        raise InputError("the SDK is not installed; run: pip install 'kg-zh[mcp]'") from error
    made: MCPServer = MCPServer(
        "kg",
        title="Knowledge graph of Chinese documents",
        instructions=_INSTRUCTIONS.replace("\n", " "),
        version=_version(),
        log_level="WARNING",
    )
    _add_tools(made, clerk)
    _add_resources(made, clerk)
    return made


def _add_tools(made: "MCPServer", clerk: Clerk) -> None:
    from mcp.types import ToolAnnotations
    from pydantic import Field

    entity_ = Field(description="An entity: its IRI, or a name that only one entity has.")
    limit_ = Field(description="How many at the most; 50 is the most.", ge=1, le=50)
    offset_ = Field(
        description="How many to leave out, from next_offset of the answer before.", ge=0
    )
    rows_ = Field(description="How many rows at the most; 200 is the most.", ge=1, le=200)
    relation_ = Field(description="Only this relation, e.g. memberOf; all if empty.")
    tool = made.tool(annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False))

    @tool
    async def search(
        text: Annotated[str, Field(description="Part of a name in Chinese or Latin, or pinyin.")],
        type: Annotated[  # noqa: A002 - what the client sees
            str,
            Field(description="Only this type or subtype, e.g. Person or Company; all if empty."),
        ] = "",
        limit: Annotated[int, limit_] = 10,
    ) -> Result:
        """Find entities by part of a name, by words, by pinyin or its initials; the best first."""
        return await _ask(clerk, "search", text=text, type_=type, limit=limit)

    @tool
    async def describe(entity: Annotated[str, entity_]) -> Result:
        """What an entity is: names, types, how often documents name it, relations with counts."""
        return await _ask(clerk, "describe", entity=entity)

    @tool
    async def neighbours(
        entity: Annotated[str, entity_],
        predicate: Annotated[str, relation_] = "",
        direction: Literal["both", "out", "in"] = "both",
        offset: Annotated[int, offset_] = 0,
        limit: Annotated[int, limit_] = 20,
    ) -> Result:
        """The facts of an entity with the entities at their other ends, with roles and modality."""
        values = {"entity": entity, "predicate": predicate, "direction": direction}
        return await _ask(clerk, "neighbours", **values, page=(offset, limit))

    @tool
    async def evidence(
        entity: Annotated[str, entity_],
        other: Annotated[str, Field(description="The entity at the other end.")],
        predicate: Annotated[str, relation_] = "",
        offset: Annotated[int, offset_] = 0,
        limit: Annotated[int, limit_] = 10,
    ) -> Result:
        """The sentences that state facts between two entities, with document and offsets."""
        values = {"one": entity, "other": other, "predicate": predicate}
        return await _ask(clerk, "evidence", **values, page=(offset, limit))

    @tool
    async def documents(
        entity: Annotated[str, entity_],
        offset: Annotated[int, offset_] = 0,
        limit: Annotated[int, limit_] = 20,
    ) -> Result:
        """The documents that name an entity."""
        return await _ask(clerk, "documents", entity=entity, page=(offset, limit))

    @tool
    async def sparql(
        query: Annotated[str, Field(description="SPARQL 1.1: SELECT, ASK, CONSTRUCT, DESCRIBE.")],
        limit: Annotated[int, rows_] = 50,
    ) -> Result:
        """Ask the graph in SPARQL. Prefixes kg:, rdfs:, skos: … are known: see kg://vocabulary."""
        return await _ask(clerk, "sparql", query=query, limit=limit)

    @tool
    async def saved_query(
        name: Annotated[str, Field(description="One of kg://queries.")],
        parameters: Annotated[dict[str, str] | None, Field(description="Values by name.")] = None,
        limit: Annotated[int, rows_] = 50,
    ) -> Result:
        """Run a query of the library, which kg://queries lists with parameters."""
        values = {"name": name, "parameters": parameters or {}, "limit": limit}
        return await _ask(clerk, "saved", **values)


def _add_resources(made: "MCPServer", clerk: Clerk) -> None:
    @made.resource("kg://overview", mime_type="application/json")
    async def overview() -> str:
        """How many entities of each type there are."""
        return _json(await _ask(clerk, "overview"))

    @made.resource("kg://vocabulary", mime_type="application/json")
    def vocabulary() -> str:
        """Types and relations with their labels, domains and ranges, and the known prefixes."""
        return _json(_vocabulary())

    @made.resource("kg://queries", mime_type="application/json")
    def queries() -> str:
        """The library of saved queries: name, what it is for, parameters."""
        return _json([_listed(name) for name in saved_queries()])

    @made.resource("kg://queries/{name}", mime_type="application/sparql-query")
    def query(name: str) -> str:
        """The SPARQL of a saved query; good examples of how to ask."""
        found = saved_queries().get(name)
        if found is None:
            from mcp.server.mcpserver.exceptions import ResourceNotFoundError

            raise ResourceNotFoundError("no such query; see kg://queries")
        return found.text


async def _ask(clerk: Clerk, question: str, /, **values: Any) -> Result:
    """An answer, with what is to be known of all; a wrong question is told to the client."""
    from mcp.server.mcpserver.exceptions import ToolError

    try:
        answer = await asyncio.to_thread(clerk.ask, question, values)
    except KgError as error:
        raise ToolError(str(error)) from error
    except asyncio.CancelledError:
        clerk.stop()  # nobody waits for it any more
        raise
    return {"note": NOTE, **answer}


def _vocabulary() -> Result:
    schema = default_schema()
    return {
        "prefixes": known_prefixes(""),
        "types": [
            {"name": kind.name, "below": kind.parent, "zh": kind.zh, "en": kind.en}
            for kind in schema.kinds.values()
        ],
        "relations": [
            {
                "name": predicate.name,
                "below": predicate.parent,
                "zh": predicate.zh,
                "en": predicate.en,
                "from": sorted(predicate.domain),
                "to": sorted(predicate.range),
                "symmetric": predicate.symmetric,
            }
            for predicate in schema.predicates.values()
        ],
    }


def _listed(name: str) -> Result:
    query = saved_queries()[name]
    parameters = [
        {"name": each.name, "about": each.about, "default": each.default}
        for each in query.parameters
    ]
    return {
        "name": name,
        "title": query.title,
        "title_en": query.title_en,
        "about": query.about,
        "parameters": parameters,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _version() -> str:
    try:
        return version("kg-zh")
    except PackageNotFoundError:
        return ""
