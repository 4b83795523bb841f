"""The options that choose an engine, the same for every command that reads documents."""

import gc
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import remark
from kg.cli.grouped import with_group
from kg.query import inert

if TYPE_CHECKING:
    from kg.engine import Engine

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


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What the user said of the engine; each field is an option of the command line."""

    engine: EngineName = "kg"
    endpoint: Endpoint = ""
    key_variable: KeyVariable = "KG_API_KEY"
    cache: CacheFolder = None
    max_calls: MaxCalls = None
    max_tokens: MaxTokens = None
    concurrency: Concurrency = 4
    timeout: Timeout = 300.0

    def start(self, ontology: Path | None) -> "Engine":
        """Load the engine; where it sends texts somewhere, say so before the first one goes.

        Raises:
            InputError: no engine is called so, or it cannot start with these options.
        """
        from kg.engine import KG, Setting, load_engine

        setting = asdict(self)
        name = setting.pop("engine")
        engine = load_engine(name, Setting(**setting), ontology=ontology)
        if engine.label != KG:
            gc.enable()  # it may well leave garbage
        if engine.sends_to:
            remark(f"engine {inert(engine.name)}: sends the texts to {inert(engine.sends_to)}")
        return engine


#: A command whose parameter ``engine`` is an :class:`EngineOptions`.
with_engine = with_group("engine", EngineOptions)


def report_engine(engine: "Engine") -> None:
    """What an engine did, where it has something to say."""
    if summary := engine.summary():
        remark(inert(summary))
