"""What the model is asked: templates of ``ontology/engines/``, filled from the vocabulary."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from kg.errors import OntologyError
from kg.model import Modality
from kg.rdf import Literal, NamedNode, read_turtle
from kg.schema import PREFIXES, VOCABULARY, Schema, schema_of

_COMMENT = PREFIXES["rdfs"] + "comment"
_MARK_LENGTH = 8
_VERSION_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Prompt:
    """The question to a model.

    Attributes:
        system: what it is to do; types and relations with their definitions.
        user: the template of what it is given; ``{{text}}`` and ``{{mark}}`` stand in it.
        schema: the JSON schema of its answer, as JSON.
    """

    system: str
    user: str
    schema: str

    @property
    def version(self) -> str:
        """Changes when anything that the model is told does."""
        return _digest(self.system, self.user, self.schema)[:_VERSION_LENGTH]

    def question(self, text: str) -> str:
        """The question about a text; its frame cannot stand in the text, as it holds its hash."""
        filled = self.user.replace("{{mark}}", _digest(text)[:_MARK_LENGTH])
        return filled.replace("{{text}}", text)


def load_prompt(ontology: Path) -> Prompt:
    """The prompt of an ontology folder.

    Raises:
        OntologyError: a template is missing, or lacks a place to fill.
    """
    folder = ontology / "engines"
    schema = schema_of(ontology)
    comments = _comments(ontology / "kg.ttl")
    system = _template(folder / "openai-system.txt", ("{{types}}", "{{relations}}"))
    system = system.replace("{{types}}", _types(schema, comments))
    system = system.replace("{{relations}}", _relations(schema, comments))
    user = _template(folder / "openai-user.txt", ("{{text}}", "{{mark}}"))
    return Prompt(system, user, json.dumps(answer_schema(schema), ensure_ascii=False))


def answer_schema(schema: Schema) -> dict[str, Any]:
    """The form of an answer, strict: every key is there, what is unknown is null."""
    kinds = [kind.name for kind in schema.core_kinds()]
    predicates = [predicate.name for predicate in schema.core_predicates()]
    score = {"type": ["number", "null"]}
    entity = {"name": {"type": "string"}, "type": {"enum": kinds}, "score": score}
    relation = {
        "subject": {"type": "string"},
        "predicate": {"enum": predicates},
        "object": {"type": "string"},
        "evidence": {"type": "string"},
        "role": {"type": ["string", "null"]},
        "modality": {"enum": list(get_args(Modality))},
        "score": score,
    }
    return _object({"entities": _list_of(entity), "relations": _list_of(relation)})


def _list_of(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(properties)}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _types(schema: Schema, comments: Mapping[str, str]) -> str:
    return "\n".join(
        f"- {kind.name}（{kind.zh}）：{comments.get(kind.name, '')}" for kind in schema.core_kinds()
    )


def _relations(schema: Schema, comments: Mapping[str, str]) -> str:
    order = [kind.name for kind in schema.core_kinds()]
    lines = []
    for p in schema.core_predicates():
        ends = [" 或 ".join(name for name in order if name in side) for side in (p.domain, p.range)]
        lines.append(f"- {p.name}（{p.zh}），{ends[0]} → {ends[1]}：{comments.get(p.name, '')}")
    return "\n".join(lines)


def _comments(path: Path) -> dict[str, str]:
    """The Chinese definitions of the vocabulary's terms."""
    found = {}
    for quad in read_turtle(path):
        subject, text = quad.subject, quad.object
        if quad.predicate.value != _COMMENT or not isinstance(subject, NamedNode):
            continue
        if isinstance(text, Literal) and text.language == "zh":
            found[subject.value.removeprefix(VOCABULARY)] = text.value
    return found


def _template(path: Path, places: tuple[str, ...]) -> str:
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise OntologyError(str(path), 0, f"cannot be read: {error.strerror}") from error
    for place in places:
        if place not in text:
            raise OntologyError(str(path), 0, f"needs {place} where the text goes")
    return text


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return sha256(joined).hexdigest()
