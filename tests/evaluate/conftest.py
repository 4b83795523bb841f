"""The command line, as the tests of the commands run it."""

from tests.cli.conftest import kg

__all__ = ["kg"]
