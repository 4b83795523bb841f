"""The tests that the W3C's manifests describe."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")


@dataclass(frozen=True)
class Case:
    """One test.

    Attributes:
        id: group and name, ``bind/bind01``.
        kind: its class, ``QueryEvaluationTest``.
        manifest: the statements of its manifest.
        node: the test in it.
    """

    id: str
    kind: str
    manifest: Graph
    node: Node

    @property
    def group(self) -> str:
        """The folder that it lies in."""
        return self.id.partition("/")[0]

    @property
    def action(self) -> Node:
        """What is to be done."""
        return self.manifest.value(self.node, MF.action)

    @property
    def result(self) -> Node | None:
        """What is to come out."""
        return self.manifest.value(self.node, MF.result)


def cases(suite: Path, group: str) -> Iterator[Case]:
    """The tests of one group, in the order of its manifest."""
    file = suite / "sparql" / "sparql11" / group / "manifest.ttl"
    manifest = Graph().parse(file, format="turtle", publicID=file.as_uri())
    root = manifest.value(predicate=RDF.type, object=MF.Manifest)
    for node in Collection(manifest, manifest.value(root, MF.entries)):
        kind = manifest.value(node, RDF.type)
        name = str(node).rpartition("#")[2] or str(manifest.value(node, RDFS.label))
        yield Case(f"{group}/{name}", str(kind).removeprefix(str(MF)), manifest, node)


def path_of(iri: Node | None) -> Path:
    """The file that a manifest names."""
    assert isinstance(iri, URIRef)
    return Path(unquote(urlsplit(str(iri)).path))
