"""Options that belong together and that several commands share."""

import inspect
from collections.abc import Callable
from dataclasses import fields
from typing import Any, get_type_hints

Command = Callable[..., None]


def with_group(name: str, group: type) -> Callable[[Command], Command]:
    """A command whose parameter ``name`` is asked for by one option for each field of ``group``.

    Typer reads the options from a function's signature and knows no groups of them.
    """

    def decorate(command: Command) -> Command:
        hints = get_type_hints(command, include_extras=True)
        signature = inspect.signature(command)
        options = get_type_hints(group, include_extras=True)

        def run(*arguments: Any, **given: Any) -> None:
            chosen = group(**{option: given.pop(option) for option in options})
            command(*arguments, **given, **{name: chosen})

        parameters = [
            parameter.replace(annotation=hints[own])
            for own, parameter in signature.parameters.items()
            if own != name
        ]
        parameters += [
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=options[field.name],
            )
            for field in fields(group)
        ]
        run.__name__, run.__doc__ = command.__name__, command.__doc__
        run.__annotations__ = {p.name: p.annotation for p in parameters} | {"return": None}
        run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        return run

    return decorate
