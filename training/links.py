"""`python -m training.links`: fit the weights of `allegedly.reading.links` on the dev pages of the gold set.

A multinomial logistic regression with an L2 penalty, by plain gradient descent (28 features, some thousand pairs).
Thresholds are those with the best F1 of each kind, each page judged by weights that did not see it (leave one out).
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from allegedly.attribution import evidence
from allegedly.language import annotate
from allegedly.reading.links import FEATURES, KINDS, pairs
from allegedly.reading.read import understood
from allegedly.records import Reading
from evaluation import gold_pages, predict
from evaluation.gold_records import GoldPage
from evaluation.meaning_bearing import ties
from evaluation.meaning_pairs import Paired
from evaluation.meaning_pairs import pair as align

DATA = Path("src/allegedly/reading/data/links.json")
_PENALTY, _STEPS, _RATE = 0.02, 4000, 0.5
_THRESHOLDS = np.linspace(0.1, 0.9, 33)

Rows = list[tuple[NDArray[np.float64], int]]


def rows(page: GoldPage) -> tuple[Rows, dict[str, int]]:
    """The page's described pairs with the number of their kind, and how many gold links of each kind there are."""
    document = predict.gold_document(page)
    doc = annotate(document)
    statements, linked = understood(doc, document)
    shown = {item.for_ for item in evidence(doc, document, statements)}
    aligned = align(page, Reading(document=document, statements=tuple(statements), reader="fit"))
    gold = {kind: tie.gold for kind, tie in ties(aligned).items()}
    made = [
        (one.features, KINDS.index(_kind(aligned, gold, one.first.statement.id, one.second.statement.id)))
        for one in pairs(doc, statements, document.blocks, actors=linked.actors, shown=shown)
    ]
    return made, {kind: len(found) for kind, found in gold.items()}


def _kind(aligned: Paired, gold: dict[str, frozenset[frozenset[str]]], first: str, second: str) -> str:
    """What gold says of two statements; headline, dek and body that say the same stand for each other."""
    numbers = [aligned.numbers.get(one) for one in (first, second)]
    if None in numbers:
        return "none"
    if frozenset(str(number) for number in numbers) in gold["same"]:
        return "same"
    ends = frozenset(str(aligned.same.get(number, number)) for number in numbers if number is not None)
    return next((kind for kind in ("supports", "disputes") if ends in gold[kind]), "none")


def fit(data: Rows) -> NDArray[np.float64]:
    """Weights.  Shape: (kind, feature)"""
    features = np.stack([row for row, _ in data])
    kinds = np.asarray([kind for _, kind in data])
    wanted = np.eye(len(KINDS))[kinds]
    weights = np.zeros((len(KINDS), len(FEATURES)))
    for _ in range(_STEPS):
        scores = features @ weights.T
        odds = np.exp(scores - scores.max(1, keepdims=True))
        slope = (odds / odds.sum(1, keepdims=True) - wanted).T @ features / len(data)
        penalty = _PENALTY * weights / 10
        penalty[:, 0] = 0
        weights -= _RATE * (slope + penalty)
    return weights


def probabilities(weights: NDArray[np.float64], data: Rows) -> NDArray[np.float64]:
    """Shape: (pair, kind)"""
    scores = np.stack([row for row, _ in data]) @ weights.T
    odds = np.exp(scores - scores.max(1, keepdims=True))
    return odds / odds.sum(1, keepdims=True)


def thresholds(folds: list[tuple[NDArray[np.float64], Rows]], gold: dict[str, int]) -> dict[str, float]:
    """For each kind the least probability that gives the best F1 over the left-out pages."""
    best: dict[str, float] = {}
    for at, kind in enumerate(KINDS[1:], 1):
        scored = []
        for least in _THRESHOLDS:
            right = given = 0
            for found, data in folds:
                chosen = (found[:, 1:].argmax(1) + 1 == at) & (found[:, at] >= least)
                given += int(chosen.sum())
                right += int(sum(chosen[row] and data[row][1] == at for row in range(len(data))))
            scored.append(2 * right / max(given + gold.get(kind, 0), 1))
        best[kind] = round(float(_THRESHOLDS[int(np.argmax(scored))]), 3)
        print(f"{kind}: F1 {max(scored):.3f} at {best[kind]}, {gold.get(kind, 0)} gold")
    return best


def main() -> None:
    """Fit and write."""
    pages = gold_pages.load(Path("evaluation/gold/pages"))
    every = [rows(page) for page in pages]
    known = [(data, gold) for data, gold in every if data]
    gold: dict[str, int] = {}
    for _, counts in every:
        for kind, count in counts.items():
            gold[kind] = gold.get(kind, 0) + count
    folds = []
    for number, (data, _) in enumerate(known):
        rest = [row for other, (some, _) in enumerate(known) for row in some if other != number]
        folds.append((probabilities(fit(rest), data), data))
    described = json.loads(DATA.read_text("utf-8"))
    described["thresholds"] = thresholds(folds, gold)
    weights = fit([row for data, _ in known for row in data])
    described["weights"] = {
        kind: {name: round(float(value), 4) for name, value in zip(FEATURES, line, strict=True)}
        for kind, line in zip(KINDS, weights, strict=True)
    }
    described["fitted_on"] = f"{len(pages)} dev pages, {sum(len(data) for data, _ in known)} pairs"
    DATA.write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
