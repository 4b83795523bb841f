"""Engines: what finds names and relations; kg's own, adapters, and those that others write.

>>> from kg.engine import load_engine
>>> load_engine("kg").name
'kg'

``docs/engines.md`` shows how to write one. What an engine gives is held against text and
vocabulary (``kg.engine.gate``): nothing untrue gets into a graph, whoever wrote the engine.
"""

from kg.engine.default import KG, KgEngine
from kg.engine.load import GROUP, known_engines, load_choice, load_engine
from kg.engine.protocol import EngineLike, FindsClaims, FindsMentions, NotDone, Setting
from kg.engine.running import Choice, Engine, wrap
from kg.model import Annotation, Claim, Document, Entity, Evidence, Mention, Span, Token
from kg.relate import Related

__all__ = [
    "GROUP",
    "KG",
    "Annotation",
    "Choice",
    "Claim",
    "Document",
    "Engine",
    "EngineLike",
    "Entity",
    "Evidence",
    "FindsClaims",
    "FindsMentions",
    "KgEngine",
    "Mention",
    "NotDone",
    "Related",
    "Setting",
    "Span",
    "Token",
    "known_engines",
    "load_choice",
    "load_engine",
    "wrap",
]
