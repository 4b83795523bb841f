"""``kg mcp``."""

import gc
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Output


def mcp(
    *,
    output: Output = Path("output"),
    timeout: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="What one answer may take.")
    ] = 15.0,
) -> None:
    r"""Give an assistant tools over the graph (MCP) · 让 AI 助手查询图谱.

    Speaks the Model Context Protocol on standard input and output: an assistant's program starts
    it. The tools search entities, describe them, show neighbours, evidence and documents, and run
    SPARQL; all only read. Needs pip install 'kg-zh\[mcp]'.

    Examples · 示例:

    ```
    kg mcp -o 结果
    ```

    In an assistant's settings:

    ```
    {"mcpServers": {"kg": {"command": "kg", "args": ["mcp", "-o", "/path/to/output"]}}}
    ```
    """
    from kg.assistant import run

    gc.enable()
    run(output, timeout=timeout)
