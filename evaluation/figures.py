"""Figures, and how sure we can be of them.

A `Counts` holds what one document adds to a figure; figures are micro: counts are summed over documents first.
Accuracies and shares are counts whose `predicted` equals their `gold`, so that precision, recall and F1 are one number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

SEED = 20160830
RESAMPLES = 10_000
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Counts:
    """`right` of `predicted` and of `gold`. `right` may be a fraction where a measure gives partial credit."""

    right: float = 0.0
    predicted: float = 0.0
    gold: float = 0.0

    @property
    def precision(self) -> float | None:
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where there is neither gold nor prediction."""
        size = self.predicted + self.gold
        return 2 * self.right / size if size else None

    @property
    def accuracy(self) -> float | None:
        """Right over everything that is gold or predicted."""
        union = self.predicted + self.gold - self.right
        return self.right / union if union else None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the report. `value` is an F1, an accuracy or a share; None where nothing was there to count.

    `low` and `high` bound the middle 95 % of the bootstrap over documents; only headline figures have them, and only
    headline figures have floors.
    """

    name: str
    value: float | None
    precision: float | None = None
    recall: float | None = None
    predicted: float | None = None
    gold: float | None = None
    low: float | None = None
    high: float | None = None
    headline: bool = False


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of `counts`; all zero where there are none."""
    right = predicted = gold = 0.0
    for item in counts:
        right, predicted, gold = right + item.right, predicted + item.predicted, gold + item.gold
    return Counts(right, predicted, gold)


def share(right: float, of: float) -> Counts:
    """`right` of `of`, as an accuracy."""
    return Counts(right, of, of)


def figure(name: str, counts: Sequence[Counts], *, headline: bool = False) -> Figure:
    """The figure that the documents' `counts` sum up to."""
    summed = total(counts)
    low, high = interval([counts]) if headline else (None, None)
    return Figure(name, summed.f1, summed.precision, summed.recall, summed.predicted, summed.gold, low, high, headline)


def named(figure: Figure, name: str) -> Figure:
    """The figure with the name of its corpus before its own."""
    return replace(figure, name=f"{name}.{figure.name}")


def mean(name: str, groups: Sequence[Sequence[Counts]], *, headline: bool = False) -> Figure:
    """The unweighted mean of several figures over the same documents."""
    values = [value for group in groups if (value := total(group).f1) is not None]
    low, high = interval(groups) if headline else (None, None)
    return Figure(name, sum(values) / len(values) if values else None, low=low, high=high, headline=headline)


def interval(
    groups: Sequence[Sequence[Counts]], *, seed: int = SEED, resamples: int = RESAMPLES
) -> tuple[float | None, float | None]:
    """The 95 % percentile interval of the mean F1 of `groups`, documents drawn with replacement.

    All groups count the same documents in the same order. (None, None) for fewer than two documents.
    """
    tables = [np.array([(item.right, item.predicted + item.gold) for item in group], dtype=float) for group in groups]
    documents = len(tables[0]) if tables else 0
    if documents < 2 or not any(table[:, 1].any() for table in tables):
        return None, None
    generator = np.random.default_rng(seed)
    values = [_means(tables, generator, min(_CHUNK, resamples - done)) for done in range(0, resamples, _CHUNK)]
    low, high = np.nanpercentile(np.concatenate(values), [2.5, 97.5])
    return float(low), float(high)


def _means(
    tables: Sequence[NDArray[np.float64]], generator: np.random.Generator, resamples: int
) -> NDArray[np.float64]:
    documents = len(tables[0])
    weights = generator.multinomial(documents, np.full(documents, 1 / documents), size=resamples).astype(float)
    scores = []
    for table in tables:
        right, size = (weights @ table).T
        scores.append(np.divide(2 * right, size, out=np.full(resamples, np.nan), where=size > 0))
    return np.asarray(np.mean(scores, axis=0), dtype=float)
