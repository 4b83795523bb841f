"""Which names that only the tagger gives are sure enough (``ontology/lexicon/thresholds.tsv``).

The tagger is surer of names that end as such names do; so the least score depends on the type and
on how the name looks: ``ending`` (it has a known ending of its type), ``latin`` or ``plain``.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.lexicon import read_table
from kg.mention.subtypes import Subtypes, subtype_of
from kg.model import Mention
from kg.text import name_key

THRESHOLD_COLUMNS = ("type", "shape", "least")

Thresholds = Mapping[tuple[str, str], float]
_LATIN = re.compile(r"[a-z]")


def load_thresholds(lexicon: Path) -> Thresholds:
    """Read the table.

    Raises:
        OntologyError: a shape that does not exist, or a score that is no number from 0 to 1.
    """
    found: dict[tuple[str, str], float] = {}
    for row in read_table(lexicon / "thresholds.tsv", THRESHOLD_COLUMNS):
        if row["shape"] not in {"ending", "latin", "plain"}:
            raise row.error("shape must be ending, latin or plain")
        try:
            found[row["type"], row["shape"]] = float(row["least"])
        except ValueError as error:
            raise row.error("least must be a number from 0 to 1") from error
    return found


def accepted(
    mentions: Sequence[Mention], thresholds: Thresholds, subtypes: Subtypes
) -> tuple[Mention, ...]:
    """The mentions, without the tagger's names that are nowhere in the document sure enough."""
    best: dict[tuple[str, str], float] = defaultdict(float)
    for mention in mentions:
        score = mention.score if mention.by == "tagger" else 1.0
        key = name_key(mention.text), mention.type
        best[key] = max(best[key], score)
    return tuple(
        mention
        for mention in mentions
        if best[name_key(mention.text), mention.type]
        >= thresholds.get((mention.type, _shape(mention, subtypes)), 0.0)
    )


def _shape(mention: Mention, subtypes: Subtypes) -> str:
    if _LATIN.search(name_key(mention.text)):
        return "latin"
    ending = mention.type != "Person" and subtype_of(mention.text, mention.type, subtypes)
    return "ending" if ending else "plain"
