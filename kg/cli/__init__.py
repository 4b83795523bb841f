"""The ``kg`` command: the only part that prints and exits. One command a file."""

from kg.cli.app import app, main

__all__ = ["app", "main"]
