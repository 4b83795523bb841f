"""Tools over a build for an assistant, by the Model Context Protocol on standard input and output.

``server`` speaks the protocol and computes nothing; a process of its own has the build open
(``desk``, ``answers``) and is killed when an answer takes too long. See ``docs/mcp.md``.
"""

from kg.assistant.server import run

__all__ = ["run"]
