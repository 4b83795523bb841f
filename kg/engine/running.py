"""An engine ready to run: one with both halves, whatever its author left to kg."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.engine.default import KG, KgEngine
from kg.engine.gate import checked_annotation, checked_claims
from kg.engine.protocol import EngineLike, FindsClaims, FindsMentions, NotDone, Setting
from kg.errors import InputError, KgError
from kg.mention.subtypes import load_subtypes
from kg.model import Annotation, Document, Entity
from kg.relate import Related
from kg.schema import schema_of


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine by its name, with its setting: what a worker process needs to load it."""

    name: str = KG
    setting: Setting = field(default_factory=Setting)


@dataclass(frozen=True, slots=True)
class Engine:
    """Runs an engine and holds what it gives against text and vocabulary.

    Attributes:
        given: the engine as its author wrote it.
        choice: how to load it in another process; None if it was given as an object.
    """

    given: EngineLike
    choice: Choice | None = None

    @property
    def name(self) -> str:
        """Its name, as it stands in ``by`` and ``manifest.json``."""
        return self.given.name

    @property
    def label(self) -> str:
        """Its name with its version, if it tells one."""
        version = getattr(self.given, "version", "")
        return f"{self.name} ({version})" if version else self.name

    @property
    def argument(self) -> str:
        """What it was told by its name: the ``MODEL`` of ``openai:MODEL``, a path, or nothing."""
        return self.choice.setting.argument if self.choice else ""

    @property
    def sends_to(self) -> str:
        """The network address that documents go to, ``""`` for an engine that stays at home."""
        return str(getattr(self.given, "sends_to", ""))

    @property
    def one_process(self) -> bool:
        """Whether it must not be loaded in several processes."""
        return self.choice is None or bool(getattr(self.given, "one_process", False))

    def summary(self) -> str:
        """What it has to say at the end, ``""`` if nothing."""
        tell = getattr(self.given, "summary", None)
        return str(tell()) if tell else ""

    def annotate(self, documents: Sequence[Document], ontology: Path) -> list[Annotation | NotDone]:
        """Words and names of each document.

        Raises:
            KgError: the engine gave another number of results than there are documents.
        """
        own = KgEngine(ontology)
        if isinstance(self.given, KgEngine) or not isinstance(self.given, FindsMentions):
            return [*own.mentions(documents)]
        found = self.given.mentions(documents)
        if len(found) != len(documents):
            raise KgError(
                f"engine {self.name}: gave {len(found)} results for {len(documents)} documents"
            )
        schema, subtypes = schema_of(ontology), load_subtypes(ontology / "lexicon")
        checked = [
            result
            if isinstance(result, NotDone)
            else checked_annotation(document, result, self.name, schema, subtypes)
            for document, result in zip(documents, found, strict=True)
        ]
        return _with_words(documents, checked, own)

    def relate(
        self, document: Document, annotation: Annotation, entities: Sequence[Entity], ontology: Path
    ) -> Related:
        """What a document states between its entities."""
        if isinstance(self.given, KgEngine) or not isinstance(self.given, FindsClaims):
            return KgEngine(ontology).claims(document, annotation, entities)
        given = self.given.claims(document, annotation, entities)
        return checked_claims(document, entities, given, self.name, schema_of(ontology))


def _with_words(
    documents: Sequence[Document], results: Sequence[Annotation | NotDone], own: KgEngine
) -> list[Annotation | NotDone]:
    """The same with the words of kg's tagger where an engine gave none."""
    lacking = [
        number
        for number, result in enumerate(results)
        if isinstance(result, Annotation) and not result.tokens
    ]
    whole = list(results)
    found = own.mentions([documents[number] for number in lacking]) if lacking else []
    for number, words in zip(lacking, found, strict=True):
        result = whole[number]
        assert isinstance(result, Annotation)
        whole[number] = replace(result, tokens=words.tokens)
    return whole


def wrap(given: object) -> Engine:
    """An object that somebody wrote, as an engine.

    Raises:
        InputError: it has no name, or neither of the two methods.
    """
    if isinstance(given, type):
        raise InputError(f"{given.__name__} is a class; give an engine made with it")
    if not isinstance(given, FindsMentions | FindsClaims) or not isinstance(given.name, str):
        raise InputError(
            f"{type(given).__name__} is no engine: it needs a name, and mentions() or claims()"
        )
    return Engine(given)
