"""How well predicted clusters of mentions agree with gold ones: MUC, B³, CEAFe, LEA and the mean of the first three.

Source:  Pradhan, Luo, Recasens, Hovy, Ng and Strube 2014, "Scoring coreference partitions of predicted mentions"
         (MUC, B³, CEAFe, and the mean of their F1, which the CoNLL 2012 shared task ranked by); Moosavi and Strube
         2016, "Which coreference evaluation metric do you trust?" (LEA).
In:      clusters as sets of hashable mentions; a mention of both sides is the same object on both sides.
Rules:   mentions of one side only stay in their clusters and cost the other side nothing but the missing agreement. No
         mention lies in two clusters of one side. Empty clusters are not allowed.
Offsets: none; a `Score` of one document adds to that of another, as the shared tasks' scorers do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

Mention = TypeVar("Mention", bound=Hashable)
Clusters = Sequence[frozenset[Mention]]


class Score(NamedTuple):
    """What one document adds: `found` of `gold` for recall, `right` of `predicted` for precision."""

    found: float = 0.0
    gold: float = 0.0
    right: float = 0.0
    predicted: float = 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where nothing agrees."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def add(scores: Sequence[Score]) -> Score:
    """The sum over documents."""
    return Score(*(sum(column) for column in zip(*scores, strict=True))) if scores else Score()


def mentions(gold: Clusters[Mention], predicted: Clusters[Mention]) -> Score:
    """Mentions found at all, whatever their cluster."""
    known, read = frozenset().union(*gold), frozenset().union(*predicted)
    return Score(len(known & read), len(known), len(known & read), len(read))


def muc(gold: Clusters[Mention], predicted: Clusters[Mention]) -> Score:
    """Links: how many of those that each cluster needs are left when the other side cuts it up."""
    return Score(*_links(gold, _owners(predicted)), *_links(predicted, _owners(gold)))


def _links(clusters: Clusters[Mention], owners: Mapping[Mention, int]) -> tuple[float, float]:
    kept = 0
    for cluster in clusters:
        known = [owners[mention] for mention in cluster if mention in owners]
        kept += len(known) - len(set(known))
    return kept, sum(len(cluster) - 1 for cluster in clusters)


def b_cubed(gold: Clusters[Mention], predicted: Clusters[Mention]) -> Score:
    """For every mention the share of its cluster that the other side puts with it."""
    return Score(*_shares(gold, _owners(predicted)), *_shares(predicted, _owners(gold)))


def _shares(clusters: Clusters[Mention], owners: Mapping[Mention, int]) -> tuple[float, float]:
    total = 0.0
    for cluster in clusters:
        overlaps = Counter(owners[mention] for mention in cluster if mention in owners)
        total += sum(count * count for count in overlaps.values()) / len(cluster)
    return total, sum(map(len, clusters))


def ceaf_e(gold: Clusters[Mention], predicted: Clusters[Mention]) -> Score:
    """Clusters aligned one to one; each pair counts its Dice coefficient."""
    if not gold or not predicted:
        return Score(0, len(gold), 0, len(predicted))
    alike = np.array([[2 * len(one & other) / (len(one) + len(other)) for other in predicted] for one in gold])
    total = float(alike[linear_sum_assignment(alike, maximize=True)].sum())
    return Score(total, len(gold), total, len(predicted))


def lea(gold: Clusters[Mention], predicted: Clusters[Mention]) -> Score:
    """Each cluster counts its size, by the share of its links that the other side has; a lone one links to itself."""
    return Score(*_resolved(gold, predicted), *_resolved(predicted, gold))


def _resolved(clusters: Clusters[Mention], others: Clusters[Mention]) -> tuple[float, float]:
    owners = _owners(others)
    total = 0.0
    for cluster in clusters:
        if len(cluster) == 1:
            (alone,) = cluster
            total += alone in owners and len(others[owners[alone]]) == 1
            continue
        overlaps = Counter(owners[mention] for mention in cluster if mention in owners)
        total += len(cluster) * sum(map(_pairs, overlaps.values())) / _pairs(len(cluster))
    return total, sum(map(len, clusters))


def _pairs(size: int) -> float:
    return size * (size - 1) / 2


def _owners(clusters: Clusters[Mention]) -> dict[Mention, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


METRICS: Mapping[str, Callable[[Clusters[Hashable], Clusters[Hashable]], Score]] = {
    "muc": muc,
    "b3": b_cubed,
    "ceafe": ceaf_e,
}


def conll(scores: Sequence[Score]) -> float:
    """The mean F1 of MUC, B³ and CEAFe."""
    return sum(score.f1 for score in scores) / len(scores)
