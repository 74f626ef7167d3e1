"""`python -m training.event_pairs`: fit the weights of `allegedly.events.between` on marked sentences of our own.

`training/event_pairs.tsv` has a type and a sentence a line, the sides in `[s …]` and `[o …]`; the lexicon's examples
are taken as well. A log-linear model over `allegedly.events.pairs.features`, fitted by L-BFGS with an L2 penalty that
five folds choose; the folds' figures are printed, those of the lexicon and of the vectors alone as well. Without the
file the folds are of the examples.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from allegedly.events.lexicon import examples as lexicon_examples
from allegedly.events.pairs import FOUND, TYPES, Weights, features
from allegedly.language import pipeline
from allegedly.spans import Span

SENTENCES = Path(__file__).with_name("event_pairs.tsv")
DATA = Path("src/allegedly/events/data/pairs.npz")
_FOLDS = 5
_SHARED = 1.0  # The penalty of the few weights that all types share; chosen, it only keeps them finite.
_PENALTIES = (0.3, 1.0, 3.0, 10.0)
_MARK = re.compile(r"\[(s|o) |\]")


class Pair(NamedTuple):
    """A sentence with the spans of its sides, and what the one does to the other."""

    type: str
    text: str
    subject: Span | None
    object: Span | None


class Table(NamedTuple):
    """Features of all pairs.  Shapes: (pair, type, feature), (pair, 3 × 384), (pair,)"""

    found: NDArray[np.float32]
    vectors: NDArray[np.float32]
    gold: NDArray[np.int64]


def pairs(path: Path = SENTENCES) -> list[Pair]:
    """The marked sentences, in order; none where there is no such file.

    Raises:
        ValueError: a line has no known type or no marked side.
    """
    made: list[Pair] = []
    if not path.exists():
        return made
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, marked = line.partition("\t")
        text, spans = _unmarked(marked.strip())
        if name not in TYPES or not spans:
            raise ValueError(f"{path.name}:{number}: wanted a type, a tab and a sentence with [s …] and [o …].")
        made.append(Pair(name, text, spans.get("s"), spans.get("o")))
    return made


def examples() -> list[Pair]:
    """The lexicon's own example sentences, ties left out."""
    made = []
    for name, _, marked in lexicon_examples():
        text, spans = _unmarked(marked)
        if name in TYPES and spans:
            made.append(Pair(name, text, spans.get("s"), spans.get("o")))
    return made


def _unmarked(marked: str) -> tuple[str, dict[str, Span]]:
    text, at, spans, opened = "", 0, dict[str, Span](), list[tuple[str, int]]()
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[1]:
            opened.append((mark[1], len(text)))
        elif opened:
            side, start = opened.pop()
            spans[side] = Span(start, len(text))
    return text + marked[at:], spans


def table(given: list[Pair]) -> Table:
    """The features of the pairs."""
    nlp = pipeline()
    made = [features(nlp(pair.text), pair.subject, pair.object) for pair in given]
    gold = np.asarray([TYPES.index(pair.type) for pair in given])
    return Table(np.stack([found for found, _ in made]), np.stack([vectors for _, vectors in made]), gold)


def fit(data: Table, penalty: float) -> Weights:
    """The weights with the highest penalised likelihood."""
    kinds, width = len(TYPES), data.vectors.shape[1]
    cuts = np.cumsum([len(FOUND), kinds * width])
    target = np.eye(kinds)[data.gold]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        shared, dense, bias = np.split(flat, cuts)
        scores = data.found @ shared + data.vectors @ dense.reshape(kinds, width).T + bias
        scores -= scores.max(1, keepdims=True)
        log = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        over = np.exp(log) - target
        slope = np.concatenate(
            [
                np.einsum("nk,nkf->f", over, data.found) + _SHARED * shared,
                (over.T @ data.vectors).ravel() + penalty * dense,
                over.sum(0),
            ]
        )
        kept = penalty / 2 * (dense**2).sum() + _SHARED / 2 * (shared**2).sum()
        return float(kept - (log * target).sum()), slope

    start = np.zeros(int(cuts[-1]) + kinds)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    shared, dense, bias = np.split(found, cuts)
    return Weights(shared.astype("f4"), dense.reshape(kinds, width).astype("f4"), bias.astype("f4"))


def guess(data: Table, weights: Weights) -> NDArray[np.int64]:
    """The likeliest type of each pair."""
    scores = data.found @ weights.found + data.vectors @ weights.vectors.T + weights.bias
    return np.asarray(scores.argmax(1))


def folded(data: Table, more: Table, penalty: float) -> float:
    """The share of pairs right, each judged by weights that saw `more` and the other folds."""
    right = np.zeros(len(data.gold), bool)
    fold = np.arange(len(data.gold)) % _FOLDS
    for number in range(_FOLDS):
        seen, left = _rows(data, fold != number), _rows(data, fold == number)
        right[fold == number] = guess(left, fit(_joined(seen, more), penalty)) == left.gold
    return float(right.mean())


def _joined(one: Table, other: Table) -> Table:
    return Table(*(np.concatenate(parts) for parts in zip(one, other, strict=True)))


def _rows(data: Table, which: NDArray[np.bool_]) -> Table:
    return Table(*(part[which] for part in data))


def main() -> None:
    """Fit, say how good it is, and write the weights."""
    given, shown = pairs(), examples()
    data = table(given or shown)
    more = table(shown) if given else _rows(data, np.zeros(len(data.gold), bool))
    shares = {penalty: folded(data, more, penalty) for penalty in _PENALTIES}
    best = max(shares, key=lambda penalty: shares[penalty])
    plain = folded(*(one._replace(vectors=np.zeros_like(one.vectors)) for one in (data, more)), best)
    dense = folded(*(one._replace(found=np.zeros_like(one.found)) for one in (data, more)), best)
    print(f"{len(data.gold)} pairs; five folds: {shares[best]:.3f} right (penalty {best:g})")
    print(f"the lexicon alone {plain:.3f}, the vectors alone {dense:.3f}")
    weights = fit(_joined(data, more), best)
    print(" ".join(f"{name} {weight:.2f}" for name, weight in zip(FOUND, weights.found, strict=True)))
    np.savez_compressed(DATA, **{name: part.astype("f2") for name, part in weights._asdict().items()})


if __name__ == "__main__":
    main()
