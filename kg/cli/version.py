"""``kg version``."""

from kg.cli.console import say


def version() -> None:
    """Print the version · 版本."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        say(f"kg {installed('kg-zh')}")
    except PackageNotFoundError:
        say("kg (not installed, run from its source)")
