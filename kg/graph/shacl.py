"""The one door to the SHACL engines.

The Rust engine ``shacl`` judges a build of a million characters in seconds. Where no wheel of it
can be installed, ``pyshacl``, the reference in Python, gives the same findings, slowly; a test
compares the two. See ``docs/decisions/0005-shacl.md``.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OntologyError

if TYPE_CHECKING:
    from shacl import Result

_SHACL = "http://www.w3.org/ns/shacl#"
_VIOLATION = "Violation"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One breach of a shape.

    Attributes:
        shape: IRI of the shape that says so.
        focus: IRI of what it judged.
        value: IRI of the value that breaks it, ``""`` where it is none or no IRI.
        message: the shape's message.
    """

    shape: str
    focus: str
    value: str
    message: str


def findings(ntriples: str, shapes: Path) -> tuple[Finding, ...]:
    """What in a graph breaks the shapes of a file, sorted.

    Raises:
        OntologyError: the file of shapes cannot be used.
    """
    try:
        import shacl
    except ImportError:
        return reference_findings(ntriples, shapes)
    try:
        compiled = shacl.Shapes.from_text(shapes.read_text("utf-8"), "turtle")
    except (ValueError, OSError) as error:
        raise OntologyError(str(shapes), 0, f"no usable shapes: {error}") from error
    report = compiled.validate_text(ntriples, "ntriples")
    results = [result for result in report.results if result.severity == _VIOLATION]
    return tuple(sorted({_fast_finding(result) for result in results}))


def reference_findings(ntriples: str, shapes: Path) -> tuple[Finding, ...]:
    """The same by pyshacl.

    Raises:
        OntologyError: the file of shapes cannot be used.
    """
    import pyshacl
    from rdflib import RDF, Graph, URIRef

    try:
        rules = Graph().parse(shapes, format="turtle")
    except (SyntaxError, OSError) as error:
        raise OntologyError(str(shapes), 0, f"no usable shapes: {error}") from error
    data = Graph().parse(data=ntriples, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=rules)
    found: set[Finding] = set()
    for result in report.subjects(RDF.type, URIRef(_SHACL + "ValidationResult")):
        value = {
            name: report.value(result, URIRef(_SHACL + name))
            for name in ("sourceShape", "focusNode", "value", "resultMessage", "resultSeverity")
        }
        if value["resultSeverity"] == URIRef(_SHACL + _VIOLATION):
            names = (value["sourceShape"], value["focusNode"], value["value"])
            shape, focus, broken = (str(name) if isinstance(name, URIRef) else "" for name in names)
            found.add(Finding(shape, focus, broken, str(value["resultMessage"])))
    return tuple(sorted(found))


def _fast_finding(result: "Result") -> Finding:
    shape = result.source_shape or result.root_shape
    return Finding(
        _iri(shape), _iri(result.focus_node), _iri(result.value), str(result.message or "")
    )


def _iri(written: str | None) -> str:
    return written[1:-1] if written and written.startswith("<") else ""
