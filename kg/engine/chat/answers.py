"""The JSON in what a model wrote: alone, in a fence, or with words around it."""

import json
import re
from dataclasses import dataclass
from typing import Any

_THOUGHT = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
# How many places to try where an object may begin: text that only looks like JSON must not cost.
_MOST_TRIES = 20
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Answer:
    """The names and relations that a model gave, each a list of whatever it wrote."""

    entities: list[Any]
    relations: list[Any]

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"entities": self.entities, "relations": self.relations}


def answer_of(value: object) -> Answer | None:
    """The answer that a value is; None if it is none."""
    if not isinstance(value, dict) or not value.keys() & {"entities", "relations"}:
        return None
    entities, relations = (value.get(key) or [] for key in ("entities", "relations"))
    if not isinstance(entities, list) or not isinstance(relations, list):
        return None
    return Answer(entities, relations)


def read_answer(text: str) -> Answer | None:
    """The first answer in a text; None if it holds none that is whole."""
    text = _THOUGHT.sub("", text, count=1)
    start = text.find("{")
    for _ in range(_MOST_TRIES):
        if start < 0:
            return None
        try:
            value, _end = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            value = None
        if answer := answer_of(value):
            return answer
        start = text.find("{", start + 1)
    return None
