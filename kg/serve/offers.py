"""The forms of answers on offer."""

from kg.serve.negotiate import Offer

JSON = Offer("json", "application/sparql-results+json", ("application/json", "text/json"))
XML = Offer("xml", "application/sparql-results+xml", ("application/xml", "text/xml"))
CSV = Offer("csv", "text/csv; charset=utf-8")
TSV = Offer("tsv", "text/tab-separated-values; charset=utf-8")
TABLES = (JSON, XML, CSV, TSV)

TURTLE = Offer("ttl", "text/turtle; charset=utf-8", ("application/turtle", "application/x-turtle"))
N_TRIPLES = Offer("nt", "application/n-triples", ("text/plain",))
JSON_LD = Offer("jsonld", "application/ld+json", ("application/json",))
RDF_XML = Offer("rdf", "application/rdf+xml", ("application/xml", "text/xml"))
TRIG = Offer("trig", "application/trig", ("application/x-trig",))
N_QUADS = Offer("nq", "application/n-quads", ("text/x-nquads",))
#: For statements; TriG and N-Quads hold them too, as a dataset of one graph.
GRAPHS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, TRIG, N_QUADS)
#: For several graphs at once.
DATASETS = (TRIG, N_QUADS)
