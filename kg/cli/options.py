"""Options that several commands share, so that they are the same everywhere."""

from pathlib import Path
from typing import Annotated

import typer

Output = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="DIR", help="Folder of the build · 构建结果所在文件夹."),
]
Encoding = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Encoding of all files, e.g. gb18030; found out for each where not given.",
        show_default=False,
    ),
]
Ontology = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Your own copy of the ontology folder: vocabulary, lexicons, patterns.",
        show_default=False,
    ),
]
_ENGINE = "Engine · 抽取引擎"
EngineName = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="NAME[:WHAT]",
        help="What finds names and relations: kg (offline), spacy:PIPELINE, openai:MODEL, "
        "or one of another package; see docs/engines.md · 抽取引擎.",
        rich_help_panel=_ENGINE,
    ),
]
Endpoint = Annotated[
    str,
    typer.Option(
        metavar="URL",
        help="Where the engine sends the texts, e.g. http://127.0.0.1:11434/v1. "
        "Without it no text leaves this machine.",
        show_default=False,
        rich_help_panel=_ENGINE,
    ),
]
KeyVariable = Annotated[
    str,
    typer.Option(
        "--key-env",
        metavar="NAME",
        help="Environment variable with the key for the endpoint.",
        rich_help_panel=_ENGINE,
    ),
]
CacheFolder = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        metavar="DIR",
        help="Folder that keeps the endpoint's answers, so that none is asked for twice.",
        show_default="your cache folder",
        rich_help_panel=_ENGINE,
    ),
]
MaxCalls = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="N",
        help="Send at most N requests; what is not read then is named and left out.",
        show_default=False,
        rich_help_panel=_ENGINE,
    ),
]
MaxTokens = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="N",
        help="Use at most N tokens, in and out.",
        show_default=False,
        rich_help_panel=_ENGINE,
    ),
]
Concurrency = Annotated[
    int,
    typer.Option(
        min=1,
        max=64,
        metavar="N",
        help="Requests under way at a time.",
        rich_help_panel=_ENGINE,
    ),
]
Timeout = Annotated[
    float,
    typer.Option(
        min=1,
        metavar="SECONDS",
        help="How long to wait for one answer.",
        rich_help_panel=_ENGINE,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
