"""kg's own engine, as one implementation of the protocol."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from threadpoolctl import threadpool_limits

from kg.mention import load_annotator
from kg.model import Annotation, Document, Entity
from kg.relate import Related, load_relater
from kg.resources import ontology_dir

KG = "kg"


@dataclass(frozen=True, slots=True)
class KgEngine:
    """Tagger, lexicons, patterns and scorer that ship with kg; opens no connection, ever."""

    ontology: Path = field(default_factory=ontology_dir)
    name: str = KG

    def mentions(self, documents: Sequence[Document]) -> list[Annotation]:
        """Words and names; a document's are the same alone and among others."""
        # One linear-algebra thread: more only cost, and with one the sums are the same every time.
        with threadpool_limits(limits=1, user_api="blas"):
            return load_annotator(self.ontology).annotate_all(documents)

    def claims(
        self, document: Document, annotation: Annotation, entities: Sequence[Entity], /
    ) -> Related:
        """What patterns and scorer assert."""
        return load_relater(self.ontology)(document, annotation, entities)
