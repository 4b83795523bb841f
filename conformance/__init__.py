"""Runs the W3C's SPARQL 1.1 tests: ``python -m conformance [PATH-TO-RDF-TESTS]``."""
