"""SPARQL over a build: run, saved queries, tables."""
