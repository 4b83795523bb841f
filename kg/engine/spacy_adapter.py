"""Any spaCy pipeline as an engine: ``spacy:PACKAGE`` or ``spacy:PATH``; the door to spaCy.

Its named entities become mentions, by the table ``ontology/engines/spacy-labels.tsv``; kg joins and
relates them. Nothing is downloaded: a pipeline must be installed or lie in a folder.
"""

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.engine.protocol import Setting
from kg.engine.windows import Window, windows
from kg.errors import InputError
from kg.lexicon import read_table
from kg.model import Annotation, Document, Mention
from kg.schema import schema_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its libraries' use of deprecated things, not the user's
    try:
        import spacy
    except ImportError as error:
        raise InputError("spaCy is not installed; run: pip install 'kg-zh[spacy]'") from error
    from spacy.language import Language

LABEL_COLUMNS = ("label", "type")
_WINDOW = 2000
# spaCy's entities carry no score. The middle of what the tagger gives names that turn out right.
SCORE = 0.8


@dataclass(frozen=True, slots=True)
class SpacyEngine:
    """Names by a spaCy pipeline.

    Attributes:
        name: ``spacy:`` with the pipeline's own name, whatever folder it lies in.
        version: the pipeline's own.
        pipeline: the pipeline.
        types: our type of each label, ``""`` for those that are none of ours.
    """

    name: str
    version: str
    pipeline: Language
    types: Mapping[str, str]

    def mentions(self, documents: Sequence[Document]) -> list[Annotation]:
        """The pipeline's entities whose labels we have types for."""
        parts = [
            (number, window)
            for number, document in enumerate(documents)
            for window in windows(document, _WINDOW)
        ]
        found: list[list[Mention]] = [[] for _ in documents]
        rejected: list[Counter[str]] = [Counter() for _ in documents]
        read = self.pipeline.pipe([window.text for _, window in parts])
        for (number, window), doc in zip(parts, read, strict=True):
            entities = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
            text = documents[number].text
            found[number] += self._mentions(text, window, entities, rejected[number])
        return [
            Annotation((), tuple(mentions), tuple(sorted(reasons.items())))
            for mentions, reasons in zip(found, rejected, strict=True)
        ]

    def _mentions(
        self,
        text: str,
        window: Window,
        entities: Sequence[tuple[int, int, str]],
        rejected: Counter[str],
    ) -> Iterator[Mention]:
        for first, last, label in entities:
            words = window.text[first:last]
            start = first + len(words) - len(words.lstrip())
            span = window.whole_span(start, start + len(words.strip()))
            type_ = self.types.get(label)
            if type_ is None:
                rejected[f"spaCy label {label} not in the table"] += 1
            elif not type_:
                rejected[f"spaCy label {label} of no type"] += 1
            elif span is None:
                rejected["name not at its place"] += 1
            else:
                yield Mention(span.start, span.end, span.of(text), type_, "", self.name, SCORE)


def make_engine(setting: Setting) -> SpacyEngine:
    """The engine of a pipeline.

    Raises:
        InputError: no pipeline is named, or it cannot be loaded, or finds no entities.
    """
    wanted = setting.argument
    if not wanted:
        raise InputError("the engine spacy needs a pipeline: --engine spacy:PACKAGE_OR_PATH")
    pipeline = _load(wanted)
    if not {"ner", "entity_ruler", "span_ruler"} & set(pipeline.pipe_names):
        held = ", ".join(pipeline.pipe_names) or "nothing"
        raise InputError(f"the spaCy pipeline {wanted} finds no entities (it has: {held})")
    meta = pipeline.meta
    name = f"spacy:{meta.get('lang', 'zh')}_{meta.get('name', 'pipeline')}"
    version = str(meta.get("version", ""))
    return SpacyEngine(name, version, pipeline, load_labels(setting.ontology))


def load_labels(ontology: Path) -> dict[str, str]:
    """The table of labels.

    Raises:
        OntologyError: a type is not of the vocabulary, or a label stands there twice.
    """
    kinds = {kind.name for kind in schema_of(ontology).core_kinds()}
    types: dict[str, str] = {}
    for row in read_table(ontology / "engines" / "spacy-labels.tsv", LABEL_COLUMNS):
        if row["type"] and row["type"] not in kinds:
            raise row.error(f"type {row['type']!r} must be one of {', '.join(sorted(kinds))}")
        if row["label"] in types:
            raise row.error(f"label {row['label']!r} stands here twice")
        types[row["label"]] = row["type"]
    return types


def _load(wanted: str) -> Language:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return spacy.load(wanted)
    except OSError as error:
        raise InputError(
            f"no spaCy pipeline {wanted!r} is installed or lies there; "
            "install one, or give the folder that it was saved to"
        ) from error
    except (ImportError, ValueError, KeyError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise InputError(f"the spaCy pipeline {wanted} cannot be loaded: {reason}") from error
