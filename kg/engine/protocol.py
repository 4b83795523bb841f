"""The protocol: what an engine is to give, and what it is told.

An engine is any object with a ``name`` and one or both of two methods, ``mentions`` and
``claims``; what it leaves out, kg's own engine does. See ``docs/engines.md``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

from kg.model import Annotation, Document, Entity
from kg.relate import Related
from kg.resources import ontology_dir

DEFAULT_KEY_VARIABLE = "KG_API_KEY"


@dataclass(frozen=True, slots=True)
class NotDone:
    """A document that an engine did not finish, and why, in a few words.

    It is reported and left out of the build as a whole; there are no half documents.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What the user said about an engine; each engine reads what concerns it.

    Attributes:
        argument: what stands behind the colon of ``--engine NAME:ARGUMENT``.
        ontology: the folder of vocabulary and tables in use.
        endpoint: where to send texts to. An engine that uses a network must refuse to start
            without it, and says with ``sends_to`` where the texts go.
        key_variable: the environment variable that holds the key for it, if one is needed.
        cache: the folder that keeps answers; the user's own cache folder where None.
        max_calls: most requests to send, answered or not; no limit where None.
        max_tokens: most tokens to use, questions and answers together; no limit where None.
        concurrency: requests under way at a time.
        timeout: seconds to wait for one answer.
        pause: seconds before the second try of a request; each later pause is twice as long.
    """

    argument: str = ""
    ontology: Path = field(default_factory=ontology_dir)
    endpoint: str = ""
    key_variable: str = DEFAULT_KEY_VARIABLE
    cache: Path | None = None
    max_calls: int | None = None
    max_tokens: int | None = None
    concurrency: int = 4
    timeout: float = 300.0
    pause: float = 1.0


class Named(Protocol):
    """What every engine has.

    ``name`` goes into ``by`` of all that it finds and into ``manifest.json``, so it must be the
    same on every machine: no paths. An engine may also have ``version`` (a text: what else decides
    its results), ``sends_to`` (a text: the network address that it sends documents to),
    ``one_process`` (true: not to be loaded in several processes at a time) and ``summary()`` (a
    line for the end of a build).
    """

    @property
    def name(self) -> str:
        """What it is called."""
        ...


@runtime_checkable
class FindsMentions(Named, Protocol):
    """The first half: documents → their names."""

    def mentions(self, documents: Sequence[Document]) -> Sequence[Annotation | NotDone]:
        """The names in each document's body, with offsets into its text.

        ``Annotation.tokens`` may be empty: kg then puts in the words of its own tagger, which the
        later stages need. What is not true of the text or the vocabulary is dropped and counted.
        """
        ...


@runtime_checkable
class FindsClaims(Named, Protocol):
    """The second half: a document and its entities → what it states between them."""

    def claims(
        self, document: Document, annotation: Annotation, entities: Sequence[Entity], /
    ) -> Related:
        """The relations between ``entities`` (by their ids), each with the stretch that states it.

        ``Evidence.sentence`` may be left empty. What is not true of the text or the vocabulary is
        dropped and counted.
        """
        ...


EngineLike = FindsMentions | FindsClaims
