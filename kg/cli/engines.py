"""The engine that the options of a command choose, and what is said of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.console import remark
from kg.query import inert

if TYPE_CHECKING:
    from kg.engine import Engine


def start_engine(
    name: str,
    ontology: Path | None,
    *,
    endpoint: str,
    key_variable: str,
    cache: Path | None,
    max_calls: int | None,
    max_tokens: int | None,
    concurrency: int,
    timeout: float,
) -> "Engine":
    """Load the engine; where it sends texts somewhere, say so before the first one goes.

    Raises:
        InputError: no engine is called so, or it cannot start with these options.
    """
    from kg.engine import Setting, load_engine

    setting = Setting(
        endpoint=endpoint,
        key_variable=key_variable,
        cache=cache,
        max_calls=max_calls,
        max_tokens=max_tokens,
        concurrency=concurrency,
        timeout=timeout,
    )
    engine = load_engine(name, setting, ontology=ontology)
    if engine.sends_to:
        remark(f"engine {inert(engine.name)}: sends the texts to {inert(engine.sends_to)}")
    return engine


def report_engine(engine: "Engine") -> None:
    """What an engine did, where it has something to say."""
    if summary := engine.summary():
        remark(inert(summary))
