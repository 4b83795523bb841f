"""Records → Network → RDF: the graph as values and as quads, checked against shapes."""
