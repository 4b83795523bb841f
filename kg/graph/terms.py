"""The terms that statements are made of. Those of ``kg:`` are defined in ``ontology/kg.ttl``."""

from kg.rdf import NamedNode
from kg.schema import VOCABULARY

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_ORG = "http://www.w3.org/ns/org#"
_PROV = "http://www.w3.org/ns/prov#"
_DCTERMS = "http://purl.org/dc/terms/"
_OWL = "http://www.w3.org/2002/07/owl#"
_XSD = "http://www.w3.org/2001/XMLSchema#"


def kg_term(name: str) -> NamedNode:
    """A term of ``ontology/kg.ttl``."""
    return NamedNode(VOCABULARY + name)


DOCUMENTS = kg_term("documents")
QUARANTINE = kg_term("quarantine")

TYPE = NamedNode(_RDF + "type")
SUBJECT = NamedNode(_RDF + "subject")
PREDICATE = NamedNode(_RDF + "predicate")
OBJECT = NamedNode(_RDF + "object")
LABEL = NamedNode(_RDFS + "label")
PROPERTY = NamedNode(_OWL + "ObjectProperty")

CONCEPT_LABEL = NamedNode(_SKOS + "prefLabel")
OTHER_LABEL = NamedNode(_SKOS + "altLabel")

MEMBERSHIP = NamedNode(_ORG + "Membership")
MEMBER = NamedNode(_ORG + "member")
ORGANIZATION = NamedNode(_ORG + "organization")
ORG_ROLE = NamedNode(_ORG + "role")
ROLE_CLASS = NamedNode(_ORG + "Role")

PROV_ENTITY = NamedNode(_PROV + "Entity")
SOFTWARE_AGENT = NamedNode(_PROV + "SoftwareAgent")
PERSON_AGENT = NamedNode(_PROV + "Person")
DERIVED_FROM = NamedNode(_PROV + "wasDerivedFrom")
ATTRIBUTED_TO = NamedNode(_PROV + "wasAttributedTo")

TITLE = NamedNode(_DCTERMS + "title")
ISSUED = NamedNode(_DCTERMS + "issued")

INTEGER = NamedNode(_XSD + "integer")
DECIMAL = NamedNode(_XSD + "decimal")
YEAR = NamedNode(_XSD + "gYear")
MONTH = NamedNode(_XSD + "gYearMonth")
DATE = NamedNode(_XSD + "date")

ENTITY = kg_term("Entity")
EVIDENCE = kg_term("Evidence")
DOCUMENT_CLASS = kg_term("Document")
RULE = kg_term("Rule")
CURATOR = kg_term("Curator")
EDIT = kg_term("Edit")

DOCUMENT = kg_term("document")
START = kg_term("start")
END = kg_term("end")
QUOTE = kg_term("quote")
SENTENCE = kg_term("sentence")
SENTENCE_START = kg_term("sentenceStart")
SCORE = kg_term("score")
PRODUCED_BY = kg_term("producedBy")
MODALITY = kg_term("modality")
TIME = kg_term("time")
ROLE = kg_term("role")
PROBLEM = kg_term("problem")
MENTION_COUNT = kg_term("mentionCount")
MENTIONED_IN = kg_term("mentionedIn")
DIVISION_CODE = kg_term("divisionCode")
SOURCE = kg_term("source")
TEXT_HASH = kg_term("textHash")
PUBLISHER = kg_term("publisher")
FINER_PREDICATE = kg_term("finerPredicate")
ISSUE = kg_term("issue")
ENCODING = kg_term("encoding")
ACTION = kg_term("action")
LINE = kg_term("line")
REASON = kg_term("reason")
SHAPED = kg_term("shaped")
