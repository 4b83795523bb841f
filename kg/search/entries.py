"""The entities of a network, or of a build without an index, as entries."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.model import Network
from kg.search.values import Entry

if TYPE_CHECKING:
    from kg.query import Build

_ENTITIES = """
SELECT ?entity ?label ?type ?mentions (GROUP_CONCAT(?name; SEPARATOR="\\n") AS ?names) WHERE {
  ?entity a kg:Entity ; a ?type ; rdfs:label ?label
  OPTIONAL { ?entity kg:mentionCount ?mentions }
  OPTIONAL { ?entity skos:altLabel ?name }
} GROUP BY ?entity ?label ?type ?mentions
"""
_FACTS = """
SELECT ?entity (COUNT(*) AS ?facts) WHERE {
  { SELECT DISTINCT ?entity ?s ?p ?o ?m WHERE {
      ?evidence rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; rdf:subject|rdf:object ?entity
      OPTIONAL { ?evidence kg:modality ?m } } }
} GROUP BY ?entity
"""


def entries_of(network: Network) -> Iterator[Entry]:
    """The entities of a network that are not in quarantine."""
    facts = network.degrees()
    for node in network.nodes:
        yield Entry(node.iri, node.type, node.subtype, node.names, node.mentions, facts[node.iri])


def entries_in(build: "Build") -> list[Entry]:
    """The same from an opened build."""
    from kg.query import Rows, run
    from kg.query.results import python_value
    from kg.schema import VOCABULARY, default_schema

    kinds = default_schema().kinds
    counted, listed = run(build, _FACTS), run(build, _ENTITIES)
    assert isinstance(counted, Rows)
    assert isinstance(listed, Rows)
    facts = {python_value(iri): python_value(number) for iri, number in counted.rows}
    found: dict[str, Entry] = {}
    for row in listed.rows:
        iri, label, type_, mentions, names = map(python_value, row)
        name = str(type_).removeprefix(VOCABULARY)
        if name not in kinds:
            continue
        parent = kinds[name].parent
        before = found.get(str(iri))
        found[str(iri)] = Entry(
            iri=str(iri),
            type=parent or name,
            subtype=name if parent else before.subtype if before else "",
            names=(str(label), *sorted(filter(None, str(names or "").split("\n")))),
            mentions=int(mentions or 0),
            facts=int(facts.get(iri) or 0),
        )
    return [found[iri] for iri in sorted(found)]
