"""Links between the statements of one page: which say the same, which support and which dispute each other, and why.

In:      a Doc with the encoder's scores, and its statements with speakers, acts and polarity; evidence and actors.
Out:     `Link`s, the later statement first, each with the reason in words and a probability.
How:     `same` is a logistic regression over the features of a pair. Statements that say the same count as one for
         what follows. `supports` and `disputes`: the later statement chooses among all earlier ones and none of them
         (conditional logit, McFadden 1974), so that a denial that clearly means one claim is tied to no other. A claim
         that stands inside its own denial ("denied claims that …") needs no deciding. Weights and thresholds are fitted
         on the dev pages of evaluation/gold by `python -m training.links` (docs/decisions/0014).
Cost:    quadratic in the statements; some 25 ms for forty-five.
Limits:  docs/decisions/0014: denials in so many words are found, answers that only mean one are not; support hardly
         ever; an argument over several statements ("A says B was in Rome, C saw B in Paris") is not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from allegedly.reading.borne_out import borne_out
from allegedly.reading.link_features import Features, describe
from allegedly.reading.link_sides import Side, data, every_side
from allegedly.records import Actor, Block, Link, Statement

KINDS = ("same", "supports", "disputes")
# Statements a page beyond which pairs are not compared: a live blog would be quadratic without end. Chosen.
_MOST = 150
# Chosen: the grammar says it.
_INSIDE = 0.9
_REASONS = 3


class Pairs(NamedTuple):
    """The statements of a page and the pairs of them that may bear on each other.

    `first` and `second` are places in `sides`, the earlier and the later one, by the later one.
    """

    sides: Sequence[Side]
    features: Features
    first: NDArray[np.int64]
    second: NDArray[np.int64]


class Chances(NamedTuple):
    """How likely each pair is of a kind, in the order of the pairs."""

    same: NDArray[np.float64]
    supports: NDArray[np.float64]
    disputes: NDArray[np.float64]


class _Tie(NamedTuple):
    kind: str
    pair: int
    chance: float


def links(
    doc: Doc, statements: Sequence[Statement], blocks: Sequence[Block], *, actors: Sequence[Actor], shown: Iterable[str]
) -> list[Link]:
    """Every link likelier than its threshold; `shown`: ids of statements that evidence stands for."""
    inside = denied_inside(statements)
    tied = {frozenset((link.a, link.b)) for link in inside}
    found = pairs(doc, statements, blocks, actors=actors, shown=shown)
    if found is None:
        return inside
    weights: dict[str, dict[str, float]] = data()["weights"]
    ties = choose(found, chances(found, weights), data()["thresholds"])
    made = [_link(found, tie, weights[tie.kind]) for tie in ties]
    made = [*inside, *(link for link in made if frozenset((link.a, link.b)) not in tied)]
    return [*made, *borne_out(found.sides, frozenset(frozenset((link.a, link.b)) for link in made))]


def denied_inside(statements: Sequence[Statement]) -> list[Link]:
    """The bare claim inside a denial: "denied reports that the bridge was closed"."""
    by_id = {statement.id: statement for statement in statements}
    return [
        Link(kind="disputes", a=inner.id, b=outer.id, confidence=_INSIDE, why="it is the claim that the denial denies")
        for inner in statements
        if (outer := by_id.get(inner.nested_in or "")) is not None and outer.act == "denies"
        if inner.speaker.actor is None or inner.speaker.actor != outer.speaker.actor
    ]


def pairs(
    doc: Doc, statements: Sequence[Statement], blocks: Sequence[Block], *, actors: Sequence[Actor], shown: Iterable[str]
) -> Pairs | None:
    """The pairs of statements, described; None where no two of them can be compared."""
    described = every_side(doc, statements, blocks, actors=actors, shown=shown)[:_MOST]
    if len(described) < 2:
        return None
    features = describe(described)
    second, first = np.nonzero(features.allowed.T)
    return Pairs(described, features, first, second) if len(first) else None


def chances(found: Pairs, weights: Mapping[str, Mapping[str, float]]) -> Chances:
    """How likely each pair is of each kind, by the weights of each kind's features."""
    same, supports, disputes = (
        found.features.rows(tuple(weights[kind])) @ np.asarray(list(weights[kind].values())) for kind in KINDS
    )
    possible = ~found.features.unlike[found.first, found.second]
    return Chances(
        possible / (1 + np.exp(-same)), among_earlier(supports, found.second), among_earlier(disputes, found.second)
    )


def among_earlier(scores: NDArray[np.float64], second: NDArray[np.int64]) -> NDArray[np.float64]:
    """The chance that the later statement means this earlier one, of all of them and none.  Shape: (pair,)"""
    odds = np.exp(np.minimum(scores, 30.0))
    return np.asarray(odds / (1 + np.bincount(second, odds))[second])


def choose(found: Pairs, likely: Chances, least: Mapping[str, float]) -> list[_Tie]:
    """The links of a page: what says the same, then between such groups at most one link of the likeliest kind."""
    same = [
        _Tie("same", int(at), float(likely.same[at])) for at in np.flatnonzero(likely.same >= least["same"]).tolist()
    ]
    group = _groups(found, same)
    best: dict[frozenset[int], _Tie] = {}
    for kind, chance in (("supports", likely.supports), ("disputes", likely.disputes)):
        for tie in _between_groups(found, group, kind, chance):
            ends = frozenset((group[int(found.first[tie.pair])], group[int(found.second[tie.pair])]))
            if tie.chance >= least[kind] and (ends not in best or tie.chance > best[ends].chance):
                best[ends] = tie
    return sorted([*same, *best.values()], key=lambda tie: tie.pair)


def _groups(found: Pairs, same: Sequence[_Tie]) -> list[int]:
    """Of each side the number of the group of those that say the same."""
    group = list(range(len(found.sides)))
    for tie in same:
        low, high = sorted((group[int(found.first[tie.pair])], group[int(found.second[tie.pair])]))
        group = [low if one == high else one for one in group]
    return group


def _between_groups(found: Pairs, group: Sequence[int], kind: str, chance: NDArray[np.float64]) -> list[_Tie]:
    """A tie for each later statement and earlier group: the group's likeliest member, the chance of all together."""
    whole: dict[tuple[int, int], float] = {}
    likeliest: dict[tuple[int, int], int] = {}
    for at, (first, second) in enumerate(zip(found.first.tolist(), found.second.tolist(), strict=True)):
        if group[first] == group[second]:
            continue
        ends = (second, group[first])
        whole[ends] = whole.get(ends, 0.0) + float(chance[at])
        if ends not in likeliest or chance[at] > chance[likeliest[ends]]:
            likeliest[ends] = at
    return [_Tie(kind, likeliest[ends], total) for ends, total in whole.items()]


def _link(found: Pairs, tie: _Tie, weights: Mapping[str, float]) -> Link:
    first, second = found.sides[found.first[tie.pair]], found.sides[found.second[tie.pair]]
    return Link.model_validate(
        {
            "kind": tie.kind,
            "a": second.statement.id,
            "b": first.statement.id,
            "confidence": round(min(tie.chance, 1.0), 4),
            "why": _why(found, tie, weights),
        }
    )


def _why(found: Pairs, tie: _Tie, weights: Mapping[str, float]) -> str:
    """The words that both have, and what counts most for the link."""
    first, second = found.sides[found.first[tie.pair]], found.sides[found.second[tie.pair]]
    shared = sorted(first.words & second.words, key=lambda word: (-len(word), word))[:4]
    known: dict[str, str] = data()["reasons"]
    value = {name: found.features.values[name][first.place, second.place] * weight for name, weight in weights.items()}
    telling = sorted((name for name in value if value[name] > 0 and name in known), key=lambda name: -value[name])
    reasons = [known[name] for name in telling[:_REASONS]]
    return "; ".join(([f"both speak of {', '.join(shared)}"] if shared else []) + reasons) or "alike in meaning"
