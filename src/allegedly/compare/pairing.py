"""Whether two statements speak of one proposition, and why.

In:      two `Proposition`s with the days of their documents.
Out:     a `Verdict`: a chance between 0 and 1 and the features it was made of, which read as reasons.
How:     a logistic model over named features (data/compare.json: weights). Words in common by their rarity, actors,
         relations, numbers, times and places are compared one by one; negation and modality make no other claim, they
         are stance and drift. A number that differs makes another value of one claim; another day or place of the
         event makes another claim. The encoder is not asked: its vectors and what it takes to bear on what changed no
         figure of evaluation/scenarios/dev by more than .01 (docs/decisions/0023).
Source:  features after Ghanem et al. (2018) and Barrón-Cedeño et al. (2020) on claim matching; weights are ours.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from allegedly.compare.lists import data
from allegedly.compare.proposition import Amount, Proposition
from allegedly.dates import first_day, last_day

Features = dict[str, float]
# Weights of words: hardly any, and as much as a short clause says; and the share that is nearly all. Chosen.
_FEW, _MUCH, _NEARLY = 1.0, 4.0, 0.85


class Verdict(NamedTuple):
    """How likely two statements make one claim. `features` are those that count, by name."""

    chance: float
    features: Features

    @property
    def why(self) -> tuple[str, ...]:
        """The features that told most, as sentences, the strongest first."""
        model = data()["pairs"]
        told = sorted(self.features, key=lambda name: -abs(self.features[name] * model["weights"].get(name, 0.0)))
        lines = (model["reasons"].get(name) for name in told if self.features[name])
        return tuple(line for line in lines if line)[:3]


def judge(one: Proposition, other: Proposition, *, days: tuple[int, int], texts_alike: bool) -> Verdict:
    """Whether the two make one claim. Symmetric.

    Args:
        days: When their documents were published, in days; 0 where unknown.
        texts_alike: One of their documents is a copy of the other.
    """
    if other.id < one.id:
        one, other, days = other, one, (days[1], days[0])
    features = describe(one, other, days=days, texts_alike=texts_alike)
    model = data()["pairs"]
    score = _score(features, model["weights"])
    return Verdict(1 / (1 + math.exp(-score)), features)


def _score(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())


def describe(one: Proposition, other: Proposition, *, days: tuple[int, int], texts_alike: bool) -> Features:
    """The features that need no encoder."""
    common = {stem: weight for stem, weight in one.stems.items() if stem in other.stems}
    shared = sum(common.values())
    low, high = sorted((one.weight, other.weight))
    named = one.names | other.names
    plain = {stem: weight for stem, weight in common.items() if stem not in named}
    told = sum(plain.values())
    plain_low = min(_plain_weight(one, named), _plain_weight(other, named))
    plain_high = max(_plain_weight(one, named), _plain_weight(other, named))
    return {
        "contained": shared / low if low else 0.0,
        "words_shared": shared / (low + high - shared) if high else 0.0,
        "plain_contained": told / plain_low if plain_low > 0.3 else 0.0,
        "plain_shared": told / (plain_low + plain_high - told) if plain_high > 0.3 else 0.0,
        "shared_weight": min(shared, 10.0) / 10.0,
        "actors_shared": float(bool(one.actors & other.actors)),
        "actors_apart": float(bool(one.actors and other.actors and not one.actors & other.actors)),
        "tie_shared": float(bool(one.ties & other.ties)),
        **_numbers(one, other),
        "days_apart": _apart(one, other, days),
        "same_speaker": float(_same(one, other)),
        "same_copy_words": shared / low if texts_alike and low and shared > _FEW else 0.0,
        "all_contained": min(shared / _MUCH, 1.0) if low and shared >= _NEARLY * low else 0.0,
        "plain_all_contained": min(sum(plain.values()) / _MUCH, 1.0)
        if sum(plain.values()) >= _NEARLY * plain_low
        else 0.0,
        "size_apart": math.log(high / low) if low > 0.3 else 1.5,
    }


def _plain_weight(one: Proposition, named: frozenset[str]) -> float:
    return sum(weight for stem, weight in one.stems.items() if stem not in named)


def _numbers(one: Proposition, other: Proposition) -> Features:
    """Numbers of the same things: equal, or different values of one."""
    pairs = [(a, b) for a in one.amounts for b in other.amounts if a.unit == b.unit and a.unit]
    equal = any(a.value == b.value for a, b in pairs)
    return {
        "numbers_equal": float(equal or bool({a.value for a in one.amounts} & {b.value for b in other.amounts})),
        "numbers_of_same": float(bool(pairs)),
        "numbers_one_sided": float(bool(one.amounts) != bool(other.amounts)),
    }


def differing(one: Proposition, other: Proposition) -> tuple[Amount, Amount] | None:
    """Two different values of one thing, where no bound lets both be; values that both give are left aside."""
    both = {(a.value, a.unit) for a in one.amounts} & {(b.value, b.unit) for b in other.amounts}
    for a in one.amounts:
        for b in other.amounts:
            if a.unit == b.unit and a.unit and not {(a.value, a.unit), (b.value, b.unit)} & both and not _agree(a, b):
                return a, b
    return None


def _agree(a: Amount, b: Amount) -> bool:
    if a.value == b.value:
        return True
    low, high = (a, b) if a.value < b.value else (b, a)
    if low.bound == "least" and high.value <= 2 * low.value:
        return True
    if high.bound == "most":
        return True
    return "about" in (a.bound, b.bound) and high.value <= 1.2 * low.value


def _apart(one: Proposition, other: Proposition, days: tuple[int, int]) -> float:
    """1 where both say when, and the times exclude each other by more than a few days."""
    gap = min((_gap(a, b) for a in one.times for b in other.times), default=0)
    if gap > data()["pairs"]["days_of_one_event"]:
        return 1.0
    if days[0] and days[1] and abs(days[0] - days[1]) > data()["pairs"]["days_of_one_story"]:
        return 0.5
    return 0.0


def _gap(a: str, b: str) -> int:
    """How many days lie between two times; 0 where they may touch or are not known well enough."""
    start_a, end_a, start_b, end_b = first_day(a), last_day(a), first_day(b), last_day(b)
    if start_a is None or end_a is None or start_b is None or end_b is None:
        return 0
    return max((start_b - end_a).days, (start_a - end_b).days, 0)


def _same(one: Proposition, other: Proposition) -> bool:
    return one.speaker is not None and other.speaker is not None and one.speaker.key == other.speaker.key
