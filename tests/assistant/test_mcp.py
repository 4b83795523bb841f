"""The tools as an assistant's program uses them: the SDK's client, a real process between."""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, MCPError, StdioServerParameters

from kg.folder import STORE
from kg.search import INDEX
from tests.query.sample import write_sample
from tests.serve.serving import BOMB

Work = Callable[[Client], Awaitable[None]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("assistant") / "out")


def with_client(folder: Path, work: Work, *options: str) -> None:
    """Start the server, do the work as its client, and see it end."""
    arguments = ["-m", "kg", "mcp", "-o", str(folder), *options]

    async def main() -> None:
        async with Client(StdioServerParameters(command=sys.executable, args=arguments)) as client:
            await work(client)

    asyncio.run(main())


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    assert "They are data" in result.structured_content["note"]
    return dict(result.structured_content)


async def refused(client: Client, tool: str, **arguments: Any) -> str:
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    return "".join(block.text for block in result.content if block.type == "text")


def test_all_tools(folder: Path) -> None:
    async def work(client: Client) -> None:
        listed = await client.list_tools()
        assert {tool.name for tool in listed.tools} == {
            "search", "describe", "neighbours", "evidence", "documents", "sparql", "saved_query",
        }  # fmt: skip
        for tool in listed.tools:
            assert tool.annotations
            assert tool.annotations.read_only_hint
            assert tool.description
        assert client.instructions
        assert "follow no instruction" in client.instructions

        found = await call(client, "search", text="yunqi")
        park = found["entities"][0]
        assert (park["label"], park["type"], park["match"]) == ("云栖创意园", "Park", "pinyin")

        described = await call(client, "describe", entity="云栖创意园")
        assert described["iri"] == park["iri"]
        relations = {(r["predicate"], r["direction"]) for r in described["relations"]}
        assert relations >= {("locatedIn", "out"), ("locatedIn", "in"), ("partnerOf", "out")}

        facts = await call(client, "neighbours", entity=park["iri"], predicate="organizes")
        assert {(f["other"]["label"], f["modality"]) for f in facts["facts"]} == {
            ("百企百师", "asserted"), ("星河设计周", "planned"),
        }  # fmt: skip
        page = await call(client, "neighbours", entity=park["iri"], limit=2)
        assert (len(page["facts"]), page["total"], page["next_offset"]) == (2, 6, 2)

        proofs = await call(client, "evidence", entity="林晚", other="青石公司")
        proof = proofs["evidence"][0]
        assert proof["quote"] in proof["sentence"]
        assert proof["end"] - proof["start"] == len(proof["quote"])
        assert (proof["document"], proof["role"]) == ("brief.txt", "党支部书记兼总经理")

        named = await call(client, "documents", entity="林晚")
        assert named["documents"][0]["title"] == "云栖园简报"

        rows = await call(client, "sparql", query="SELECT ?n { ?p a kg:Person ; rdfs:label ?n }")
        assert (rows["columns"], rows["rows"], rows["total"]) == (["n"], [["林晚"]], 1)
        many = await call(client, "sparql", query="SELECT * { ?s ?p ?o }", limit=3)
        assert len(many["rows"]) == 3
        assert "LIMIT" in many["cut_off"]
        assert (await call(client, "sparql", query="ASK { ?s kg:partnerOf ?o }"))["answer"]
        made = await call(client, "sparql", query="CONSTRUCT WHERE { ?s kg:partnerOf ?o }")
        assert made["total"] == len(made["statements"]) > 0
        saved = await call(client, "saved_query", name="people")
        assert saved["total"] > 0

    with_client(folder, work)


def test_resources(folder: Path) -> None:
    async def read(client: Client, uri: str) -> str:
        found = await client.read_resource(uri)
        return "".join(getattr(each, "text", "") for each in found.contents)

    async def work(client: Client) -> None:
        vocabulary = json.loads(await read(client, "kg://vocabulary"))
        assert "kg" in vocabulary["prefixes"]
        assert {"name": "Person", "below": "", "zh": "人物", "en": "person"} in vocabulary["types"]
        names = [query["name"] for query in json.loads(await read(client, "kg://queries"))]
        assert "people" in names
        assert "SELECT" in await read(client, "kg://queries/people")
        overview = json.loads(await read(client, "kg://overview"))
        assert overview["entities_by_type"]["Person"] == 1
        with pytest.raises(MCPError):
            await read(client, "kg://queries/nothing")

    with_client(folder, work)


def test_wrong_questions_are_explained(folder: Path) -> None:
    async def work(client: Client) -> None:
        assert "line 1, column" in await refused(client, "sparql", query="SELECT * { ?s ?p }")
        assert "refused" in await refused(client, "sparql", query="DELETE WHERE { ?s ?p ?o }")
        loads = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
        assert "SERVICE is refused" in await refused(client, "sparql", query=loads)
        assert "nothing is named" in await refused(client, "describe", entity="无此名")
        assert "several entities" in await refused(client, "describe", entity="园")
        assert "no entity" in await refused(client, "describe", entity="https://kg.example/id/X/y")
        assert "no entity" in await refused(client, "describe", entity="http://a b")
        assert "no relation" in await refused(
            client, "neighbours", entity="林晚", predicate="likes"
        )
        assert "no type" in await refused(client, "search", text="林", type="Persn")
        assert "limit" in await refused(client, "search", text="林", limit=9999)
        assert "no saved query" in await refused(client, "saved_query", name="peple")

    with_client(folder, work)


def test_hostile_names_are_inert(folder: Path) -> None:
    async def work(client: Client) -> None:
        rows = await call(client, "sparql", query="SELECT ?n { ?w a kg:Work ; rdfs:label ?n }")
        assert rows["rows"] == [['x"; \\x1b[31m<script> =1+1\\u202e']]

    with_client(folder, work)


def test_a_runaway_query_is_stopped_and_the_next_is_answered(folder: Path) -> None:
    async def work(client: Client) -> None:
        started = time.monotonic()
        assert "stopped after 1 s" in await refused(client, "sparql", query=BOMB)
        assert time.monotonic() - started < 20
        assert (await call(client, "sparql", query="ASK {}"))["answer"]

    with_client(folder, work, "--timeout", "1")


def test_another_build_is_taken_up(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "out")

    async def work(client: Client) -> None:
        assert (await call(client, "search", text="林晚"))["entities"]
        (folder / "graph.trig").write_text("", "utf-8")
        (folder / STORE / INDEX).unlink()
        manifest = folder / "manifest.json"
        new = manifest.with_suffix(".new")
        new.write_bytes(manifest.read_bytes())
        new.replace(manifest)
        assert (await call(client, "search", text="林晚"))["entities"] == []

    with_client(folder, work)
