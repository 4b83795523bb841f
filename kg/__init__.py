"""kg: a folder of Chinese documents becomes a knowledge graph you can open, query and trust."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Graph, Result, add, build, diff, extract, load, remove, update
    from kg.errors import KgError

__all__ = [
    "Graph",
    "KgError",
    "Result",
    "add",
    "build",
    "diff",
    "extract",
    "load",
    "remove",
    "update",
]


def __getattr__(name: str) -> Any:
    """The public names, imported when first used: ``import kg`` costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    module = import_module("kg.errors" if name == "KgError" else "kg.api")
    value = getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
