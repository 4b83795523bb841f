"""Document → Annotation: the names in a text, by tagger, lexicons and patterns."""
