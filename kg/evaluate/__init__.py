"""How well extraction agrees with gold graphs: precision, recall and F1 by type and by predicate.

The measure, document by document:

- An entity is right when it has the type of a gold entity and one of its names, compared without
  quotation marks, spaces, width and case. A gold entity is found once: a second copy is wrong.
- A relation is right when its predicate is, and both ends carry a name of the gold ends; the types
  of the ends are judged once, with the entities.
- What gold marks optional, what touches it, and what follows from gold chains of ``locatedIn`` and
  ``partOf``, is neither right nor wrong.
"""

from kg.evaluate.compare import RESAMPLINGS, Chance, Comparison, bootstrap, compare
from kg.evaluate.measure import ALL, Mistake, Part, Score, Tally, evaluate, judge
from kg.evaluate.sheets import (
    Sheet,
    Thing,
    find_sentence,
    read_gold,
    read_predictions,
    read_sheet,
    sheet_of_record,
)

__all__ = [
    "ALL",
    "RESAMPLINGS",
    "Chance",
    "Comparison",
    "Mistake",
    "Part",
    "Score",
    "Sheet",
    "Tally",
    "Thing",
    "bootstrap",
    "compare",
    "evaluate",
    "find_sentence",
    "judge",
    "read_gold",
    "read_predictions",
    "read_sheet",
    "sheet_of_record",
]
