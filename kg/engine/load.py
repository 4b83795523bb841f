"""Engines by name: kg's own, the adapters that ship with it, and those of other packages."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path

from kg.engine.default import KG, KgEngine
from kg.engine.protocol import Setting
from kg.engine.running import Choice, Engine, wrap
from kg.errors import InputError
from kg.resources import ontology_dir

GROUP = "kg.engines"

# Loaded when asked for: each needs packages that only its users have.
_ADAPTERS = {"spacy": "kg.engine.spacy_adapter", "openai": "kg.engine.chat"}


def load_engine(
    wanted: str = KG, setting: Setting | None = None, *, ontology: Path | None = None
) -> Engine:
    """The engine that ``NAME`` or ``NAME:ARGUMENT`` names.

    Args:
        wanted: the name, as for ``kg build --engine``.
        setting: endpoint, limits and so on, for engines that use them.
        ontology: folder of vocabulary and tables; the shipped one where None.

    Raises:
        InputError: no engine is called so, its package is not installed, or it cannot start so.
    """
    name, _, argument = wanted.partition(":")
    setting = replace(setting or Setting(), argument=argument, ontology=ontology or ontology_dir())
    if setting.endpoint and name == KG:
        raise InputError("kg's own engine sends nothing anywhere; --endpoint needs --engine NAME")
    return _made(Choice(name, setting))


@lru_cache(maxsize=4)
def load_choice(choice: Choice) -> Engine:
    """The engine of a choice, made once in a process: for workers, which get it with every task."""
    return _made(choice)


def _made(choice: Choice) -> Engine:
    if choice.name == KG:
        if choice.setting.argument:
            raise InputError("the engine kg takes no argument; use --engine kg, or leave it out")
        return Engine(KgEngine(choice.setting.ontology), choice)
    return replace(wrap(_maker(choice.name)(choice.setting)), choice=choice)


def known_engines() -> tuple[str, ...]:
    """The names of all engines that are installed, adapters included."""
    others = {entry.name for entry in entry_points(group=GROUP)}
    return (KG, *sorted({*_ADAPTERS, *others}))


def _maker(name: str) -> Callable[[Setting], object]:
    """What makes an engine from its setting."""
    if name in _ADAPTERS:
        maker: Callable[[Setting], object] = import_module(_ADAPTERS[name]).make_engine
        return maker
    found = sorted(entry_points(group=GROUP, name=name), key=lambda entry: entry.value)
    if not found:
        known = ", ".join(known_engines())
        raise InputError(f"no engine is called {name!r}; there are: {known} (docs/engines.md)")
    if len({entry.value for entry in found}) > 1:
        values = ", ".join(entry.value for entry in found)
        raise InputError(f"two packages have an engine called {name!r} ({values}); uninstall one")
    loaded: Callable[[Setting], object] = found[0].load()
    return loaded
