"""Document → Annotation: the names that a text mentions, by trained tagger, lexicons and patterns."""
