"""Train the relation scorer that ships in ``kg/relate/relations.npz``.

    python training/relations.py --shared ../shared

Reads ``gold/train`` and ``gold/made``, proposes pairs as at run time (on gold's entities and on our
own), fits one logistic regression a class, chooses thresholds by cross-validation over documents
of ``train``, and writes the weights. The same input gives the same bytes.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from logistic import Rows, fit
from relation_examples import Case, Key, gold_entities, gold_files, gold_keys, make_case, verdicts

from kg.link import load_linker
from kg.mention import load_annotator
from kg.read import find, load
from kg.relate.relater import Relater, load_relater
from kg.relate.scorer import least, prior_margins
from kg.resources import ontology_dir
from kg.schema import Schema


@dataclass(frozen=True)
class Settings:
    """What the training is told."""

    l2: float = 1.0
    least_count: int = 3
    made_weight: float = 0.3
    extra_weight: float = 0.3
    own_weight: float = 0.5
    folds: int = 5


@dataclass(frozen=True)
class Model:
    """Weights by class over a vocabulary of features."""

    classes: tuple[str, ...]
    features: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray

    def score(self, cases: Sequence[Case]) -> list[np.ndarray]:
        """Probabilities (pairs, classes) of each case."""
        columns = {feature: number for number, feature in enumerate(self.features)}
        scores = []
        for case in cases:
            rows = Rows.of([[columns[f] for f in p.features if f in columns] for p in case.pairs])
            margins = [rows.dot(w) + b for w, b in zip(self.weights, self.bias, strict=True)]
            total = np.array(margins).T + prior_margins(case.pairs, self.classes)
            scores.append(1 / (1 + np.exp(-np.clip(total, -30, 30))))
        return scores


def classes_of(schema: Schema) -> tuple[str, ...]:
    """A class for each way of each core predicate."""
    return tuple(
        name + way
        for name in sorted(p.name for p in schema.core_predicates())
        for way in ("><" if not schema.predicates[name].symmetric else ">")
    )


def read_cases(folder: Path, relater: Relater, weight: float, own_weight: float) -> list[Case]:
    """The documents of a gold folder, on gold's entities and again on our own."""
    ontology = ontology_dir()
    annotator, linker = load_annotator(ontology), load_linker(ontology)
    cases = []
    for path, gold in gold_files(folder):
        document = load(find([path]).sources[0], "utf-8")
        annotation = annotator(document)
        entities = gold_entities(document.text, gold)
        cases.append(make_case(relater, document, annotation, entities, gold=gold, weight=weight))
        if own_weight:
            own = linker(document, annotation)
            cases.append(
                make_case(relater, document, annotation, own, gold=gold, weight=weight * own_weight)
            )
    return cases


def train(cases: Sequence[Case], schema: Schema, settings: Settings) -> Model:
    """Fit all classes."""
    classes = classes_of(schema)
    counts = Counter(f for case in cases for pair in case.pairs for f in pair.features)
    features = tuple(sorted(f for f, n in counts.items() if n >= settings.least_count))
    columns = {feature: number for number, feature in enumerate(features)}
    rows, labels, weights = [], [], []
    for case in cases:
        for pair, verdict in zip(case.pairs, verdicts(case, classes, schema), strict=True):
            rows.append([columns[f] for f in pair.features if f in columns])
            labels.append(verdict)
            weights.append(case.weight)
    priors = np.concatenate([prior_margins(case.pairs, classes) for case in cases]).astype(float)
    sparse, table, importance = Rows.of(rows), np.array(labels), np.array(weights)
    fitted = np.zeros((len(classes), len(features)))
    bias = np.full(len(classes), -12.0)
    for number in range(len(classes)):
        which = np.flatnonzero(table[:, number] >= 0)
        positive = table[which, number] > 0
        if not positive.any():
            continue
        fitted[number], bias[number] = fit(
            sparse.take(which),
            positive.astype(float),
            importance[which],
            priors[which, number],
            width=len(features),
            l2=settings.l2,
        )
    return Model(classes, features, fitted, bias)


def fold_of(document: str, folds: int) -> int:
    """The fold of a document, by a hash of its id."""
    return int(md5(document.encode(), usedforsecurity=False).hexdigest(), 16) % folds


@dataclass(frozen=True)
class Outcome:
    """What a relation that the scorer proposes is worth: right (``hits``), wrong, or neither."""

    predicate: str
    probability: float
    hits: frozenset[Key]
    free: bool
    backed: bool


def outcomes(
    case: Case, scores: np.ndarray, classes: Sequence[str], schema: Schema
) -> list[Outcome]:
    """Each relation of a document with its best probability."""
    best: dict[Key, tuple[float, frozenset[Key], bool]] = {}
    backed: set[Key] = set()
    for pair, row in zip(case.pairs, scores, strict=True):
        for number in np.flatnonzero(row > 0.02):
            class_ = classes[number]
            keys = gold_keys(case, pair, class_, schema)
            if keys is None or pair.left.entity.id == pair.right.entity.id:
                continue
            first, last = (pair.left, pair.right) if class_[-1] == ">" else (pair.right, pair.left)
            a, b = first.entity.id, last.entity.id
            if schema.predicates[class_[:-1]].symmetric and b < a:
                a, b = b, a
            ends = case.same[a] | case.same[b]
            free = bool(keys & case.gold.open or ends & case.gold.shaky)
            hits = frozenset(keys & case.gold.stated)
            key = (a, class_[:-1], b)
            if key not in best or row[number] > best[key][0]:
                best[key] = float(row[number]), hits, free
            if any(hit.view >= 0 and hit.predicate == key[1] for hit in pair.hits):
                backed.add(key)
    return [Outcome(k[1], p, hits, free, k in backed) for k, (p, hits, free) in best.items()]


def tally(
    documents: Sequence[tuple[Case, list[Outcome]]], thresholds: dict[str, float]
) -> dict[str, Counter]:
    """Right, wrong and missed by predicate."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for case, found in documents:
        got: set[Key] = set()
        for outcome in found:
            if outcome.probability < least(thresholds[outcome.predicate], backed=outcome.backed):
                continue
            if outcome.hits:
                got |= outcome.hits
            elif not outcome.free:
                counts[outcome.predicate]["fp"] += 1
        for key in case.gold.stated:
            counts[key[1]]["tp" if key in got else "fn"] += 1
    return counts


def f1(counts: dict[str, Counter]) -> float:
    """Over all predicates."""
    total = sum(counts.values(), Counter())
    return 2 * total["tp"] / max(1, 2 * total["tp"] + total["fp"] + total["fn"])


def choose_thresholds(
    documents: Sequence[tuple[Case, list[Outcome]]], predicates: Sequence[str]
) -> dict[str, float]:
    """The thresholds that give the best F1 over all predicates, found one predicate at a time.

    A predicate with few examples stays near the common threshold.
    """
    grid = [round(0.25 + 0.025 * step, 3) for step in range(15)]
    common = max(grid, key=lambda t: (f1(tally(documents, dict.fromkeys(predicates, t))), -t))
    thresholds = dict.fromkeys(predicates, common)
    for _ in range(2):
        for predicate in predicates:
            base = f1(tally(documents, thresholds))
            best = max(
                grid, key=lambda t: (_trial(documents, thresholds, predicate, t), -abs(t - common))
            )
            if _trial(documents, thresholds, predicate, best) > base + 0.001:
                thresholds[predicate] = best
    return thresholds


def _trial(
    documents: Sequence[tuple[Case, list[Outcome]]],
    thresholds: dict[str, float],
    predicate: str,
    t: float,
) -> float:
    return f1(tally(documents, {**thresholds, predicate: t}))


def cross_validate(
    cases: Sequence[Case], extra: Sequence[Case], schema: Schema, settings: Settings
) -> list[tuple[Case, list[Outcome]]]:
    """Out-of-fold outcomes of the documents of ``cases``; ``extra`` is in every training set."""
    classes = classes_of(schema)
    found = []
    for fold in range(settings.folds):
        kept = [case for case in cases if fold_of(case.id, settings.folds) != fold]
        held = [case for case in cases if fold_of(case.id, settings.folds) == fold]
        model = train([*kept, *extra], schema, settings)
        for case, scores in zip(held, model.score(held), strict=True):
            found.append((case, outcomes(case, scores, classes, schema)))
    return found


def write(model: Model, thresholds: dict[str, float], path: Path) -> None:
    """Only features that matter are written."""
    matter = np.abs(model.weights).max(axis=0) > 0.08
    features = [f for f, keep in zip(model.features, matter, strict=True) if keep]
    used = sorted(thresholds)
    arrays = {
        "classes": np.frombuffer("\n".join(model.classes).encode(), dtype=np.uint8),
        "features": np.frombuffer("\n".join(features).encode(), dtype=np.uint8),
        "predicates": np.frombuffer("\n".join(used).encode(), dtype=np.uint8),
        "thresholds": np.array([thresholds[p] for p in used], dtype=np.float32),
        "weights": model.weights.T[matter].astype(np.float16),
        "bias": model.bias.astype(np.float32),
    }
    np.savez_compressed(path, **arrays)


def report(counts: dict[str, Counter]) -> Iterator[str]:
    """Lines of a table."""
    for predicate in ("ALL", *sorted(counts)):
        c = sum(counts.values(), Counter()) if predicate == "ALL" else counts[predicate]
        p = c["tp"] / max(1, c["tp"] + c["fp"])
        r = c["tp"] / max(1, c["tp"] + c["fn"])
        yield f"{predicate:15} P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}  {dict(c)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--extra", type=Path, nargs="*", default=[], help="more folders of annotated documents"
    )
    parser.add_argument("--out", type=Path, default=Path("kg/relate/relations.npz"))
    args = parser.parse_args()
    settings = Settings()
    relater = load_relater(ontology_dir())
    cases = read_cases(args.shared / "gold/train", relater, 1.0, settings.own_weight)
    extra = read_cases(
        args.shared / "gold/made", relater, settings.made_weight, settings.own_weight
    )
    for folder in args.extra:
        extra += read_cases(folder, relater, settings.extra_weight, settings.own_weight)
    found = cross_validate(cases, extra, relater.schema, settings)
    predicates = sorted(p.name for p in relater.schema.core_predicates())
    thresholds = choose_thresholds(found, predicates)
    print("\n".join(report(tally(found, thresholds))))
    write(train([*cases, *extra], relater.schema, settings), thresholds, args.out)


if __name__ == "__main__":
    main()
