"""Document → Annotation: the names in a text, by tagger, lexicons and patterns."""

from functools import cache
from pathlib import Path

from kg.mention.annotator import Annotator, load_knowledge

__all__ = ["Annotator", "load_annotator"]


@cache
def load_annotator(ontology: Path) -> Annotator:
    """The annotator over the tables of an ontology folder.

    Raises:
        OntologyError: a lexicon or pattern table breaks its own rules.
    """
    from kg.mention.tagger import load_tagger

    return Annotator(load_tagger(), load_knowledge(ontology))
