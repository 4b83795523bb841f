"""Any chat endpoint that speaks OpenAI's protocol, as an engine: ``openai:MODEL``.

The model reads the text in windows and answers with names, relations and quotes in JSON; what of it
does not stand in the text is dropped and counted. See ``docs/engines.md``.
"""

from kg.engine.chat.engine import ChatEngine, make_engine

__all__ = ["ChatEngine", "make_engine"]
