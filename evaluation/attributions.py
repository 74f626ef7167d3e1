"""Protocol B: whole attributions, raw text in, offsets out.

Unit:    sets of inked characters (`ink.py`), so no tokenizer takes part.
B1:      exact spans and characters per role, each article's taken together (a source that two attributions share
         counts once).
B2:      per article the one-to-one assignment (Hungarian) that maximises content overlap F1, +0.01 where the cues
         overlap too, pairs without content overlap taken away. Found at overlap > 0, >= 0.5, >= 0.8, = 1. `roles` and
         `joint` count the characters inside pairs; what stayed unpaired adds all its characters as errors. `triple` is
         cue, all sources and all contents equal.
B3:      of pairs with overlap >= 0.5: right source (overlap >= 0.5, or both none), right cue (overlap >= 0.5), both.
         `none` is the finding of attributions without a source.
B7:      is `confidence` honest? A prediction is right where its pair has overlap >= 0.5 and the right source.
B4 is in `slices.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from allegedly.spans import Span
from evaluation.figures import Counts, Figure, figure, share, total
from evaluation.ink import Ink
from evaluation.polnear import ROLES, Article, Attribution

ENOUGH = 0.5
CUE_BONUS = 0.01
THRESHOLDS = {"any": 0.0, "0.5": 0.5, "0.8": 0.8, "1.0": 1.0}
COVERAGES = (0.5, 0.7, 0.9)
BINS = 10

Places = frozenset[int]


@dataclass(frozen=True, slots=True)
class Inked:
    """An attribution as inked characters, and its parts as inked spans."""

    spans: Mapping[str, tuple[Span, ...]]
    places: Mapping[str, Places]
    confidence: float

    @property
    def triple(self) -> tuple[Places, ...]:
        return tuple(self.places[role] for role in ROLES)


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold and a predicted attribution, by index, and the overlap F1 of their contents (above 0)."""

    gold: int
    predicted: int
    overlap: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One article's gold and predicted attributions and how they pair."""

    article: Article
    gold: tuple[Inked, ...]
    predicted: tuple[Inked, ...]
    pairs: tuple[Pair, ...]

    def good(self) -> list[Pair]:
        """The pairs with enough overlap to speak of the same statement."""
        return [pair for pair in self.pairs if pair.overlap >= ENOUGH]

    def right_part(self, pair: Pair, role: str) -> bool:
        """True where both sides have the same `role` (overlap >= 0.5), or neither has one."""
        gold, predicted = self.gold[pair.gold].places[role], self.predicted[pair.predicted].places[role]
        return overlap(gold, predicted) >= ENOUGH if gold or predicted else True


def overlap(one: Places, other: Places) -> float:
    """F1 of two sets; 0 where either is empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def compare(article: Article, predicted: Sequence[Attribution]) -> Comparison:
    """Pair an article's gold attributions with predicted ones."""
    ink = Ink(article.text)
    gold = tuple(_inked(item, ink) for item in article.attributions)
    found = tuple(_inked(item, ink) for item in predicted)
    return Comparison(article, gold, found, tuple(match(gold, found)))


def _inked(item: Attribution, ink: Ink) -> Inked:
    spans = {role: tuple(span for span in map(ink.span, item.part(role)) if span.length) for role in ROLES}
    return Inked(spans, {role: ink.places(item.part(role)) for role in ROLES}, item.confidence)


def match(gold: Sequence[Inked], predicted: Sequence[Inked]) -> list[Pair]:
    """The best one-to-one assignment, in the order of `gold`."""
    if not gold or not predicted:
        return []
    overlaps = np.array([[overlap(g.places["content"], p.places["content"]) for p in predicted] for g in gold])
    cues = np.array([[bool(g.places["cue"] & p.places["cue"]) for p in predicted] for g in gold])
    lines, columns = linear_sum_assignment(overlaps + CUE_BONUS * (cues & (overlaps > 0)), maximize=True)
    found = ((int(line), int(column)) for line, column in zip(lines, columns, strict=True))
    return [Pair(line, column, float(overlaps[line, column])) for line, column in found if overlaps[line, column] > 0]


def comparisons(articles: Sequence[Article], predicted: Mapping[str, Sequence[Attribution]]) -> list[Comparison]:
    """Every article compared; an article that `predicted` does not have was not read."""
    return [compare(article, predicted.get(article.id, ())) for article in articles]


def score(compared: Sequence[Comparison], *, name: str = "polnear") -> list[Figure]:
    """All figures of protocol B but the slices."""
    return [*_roles(compared, name), *_matches(compared, name), *_links(compared, name), *_calibration(compared, name)]


def _roles(compared: Sequence[Comparison], name: str) -> Iterator[Figure]:
    for role in ROLES:
        yield figure(f"{name}.B1.spans.{role}", [_exact_spans(item, role) for item in compared])
    for role in ROLES:
        counts = [_characters(_union(item.gold, role), _union(item.predicted, role)) for item in compared]
        yield figure(f"{name}.B1.characters.{role}", counts, headline=True)


def _exact_spans(item: Comparison, role: str) -> Counts:
    gold = {span for one in item.gold for span in one.spans[role]}
    predicted = {span for one in item.predicted for span in one.spans[role]}
    return Counts(len(gold & predicted), len(predicted), len(gold))


def _union(items: Sequence[Inked], role: str) -> Places:
    return frozenset().union(*(item.places[role] for item in items))


def _characters(gold: Places, predicted: Places) -> Counts:
    return Counts(len(gold & predicted), len(predicted), len(gold))


def _matches(compared: Sequence[Comparison], name: str) -> Iterator[Figure]:
    for label, least in THRESHOLDS.items():
        counts = [
            Counts(sum(pair.overlap >= least for pair in item.pairs), len(item.predicted), len(item.gold))
            for item in compared
        ]
        yield figure(f"{name}.B2.attribution.{label}", counts, headline=True)
    by_role = {role: [_paired_characters(item, role) for item in compared] for role in ROLES}
    for role, counts in by_role.items():
        yield figure(f"{name}.B2.roles.{role}", counts)
    yield figure(f"{name}.B2.joint", [total(counts) for counts in zip(*by_role.values(), strict=True)], headline=True)
    yield figure(f"{name}.B2.triple", [_triples(item) for item in compared], headline=True)


def _paired_characters(item: Comparison, role: str) -> Counts:
    shared = sum(
        len(item.gold[pair.gold].places[role] & item.predicted[pair.predicted].places[role]) for pair in item.pairs
    )
    predicted, gold = (sum(len(one.places[role]) for one in side) for side in (item.predicted, item.gold))
    return Counts(shared, predicted, gold)


def _triples(item: Comparison) -> Counts:
    gold, predicted = (Counter(one.triple for one in side) for side in (item.gold, item.predicted))
    return Counts((gold & predicted).total(), predicted.total(), gold.total())


def _links(compared: Sequence[Comparison], name: str) -> Iterator[Figure]:
    def linked(roles: Sequence[str]) -> list[Counts]:
        return [
            share(sum(all(item.right_part(pair, role) for role in roles) for pair in item.good()), len(item.good()))
            for item in compared
        ]

    yield figure(f"{name}.B3.source", linked(["source"]), headline=True)
    yield figure(f"{name}.B3.cue", linked(["cue"]))
    yield figure(f"{name}.B3.source-and-cue", linked(["source", "cue"]))
    yield figure(f"{name}.B3.none", [_sourceless(item) for item in compared])


def _sourceless(item: Comparison) -> Counts:
    gold, predicted = ([not one.places["source"] for one in side] for side in (item.gold, item.predicted))
    both = sum(gold[pair.gold] and predicted[pair.predicted] for pair in item.good())
    return Counts(both, sum(predicted), sum(gold))


def judged(compared: Sequence[Comparison]) -> list[tuple[float, bool]]:
    """Every prediction's confidence and whether it is right, articles in order."""
    found = []
    for item in compared:
        right = {pair.predicted for pair in item.good() if item.right_part(pair, "source")}
        found += [(one.confidence, at in right) for at, one in enumerate(item.predicted)]
    return found


def calibration_error(judgements: Sequence[tuple[float, bool]]) -> float | None:
    """Expected calibration error: the mean distance of confidence and share right in ten bins of equal width."""
    if not judgements:
        return None
    confidence, right = (np.array(column, dtype=float) for column in zip(*judgements, strict=True))
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [abs(float(np.sum((confidence - right)[bins == number]))) for number in range(BINS)]
    return sum(gaps) / len(judgements)


def precision_at(coverage: float, judgements: Sequence[tuple[float, bool]]) -> float | None:
    """The share right among the most confident `coverage` of predictions.

    Of predictions that tie at the edge, the mean over all orders is taken, so no order of the input matters.
    """
    kept = ceil(coverage * len(judgements))
    if not kept:
        return None
    edge = sorted((confidence for confidence, _ in judgements), reverse=True)[kept - 1]
    above = [right for confidence, right in judgements if confidence > edge]
    tied = [right for confidence, right in judgements if confidence == edge]
    return (sum(above) + (kept - len(above)) * sum(tied) / len(tied)) / kept


def _calibration(compared: Sequence[Comparison], name: str) -> Iterator[Figure]:
    judgements = judged(compared)
    yield Figure(f"{name}.B7.calibration-error", calibration_error(judgements), predicted=len(judgements))
    for coverage in COVERAGES:
        kept = ceil(coverage * len(judgements))
        yield Figure(f"{name}.B7.precision-at-{coverage:.0%}", precision_at(coverage, judgements), predicted=kept)
