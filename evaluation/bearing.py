"""Do two texts support or dispute each other: the encoder's pair head beside two simpler ways.

Gold:    pairs of evidence and claim, supported or refuted (FEVER; Thorne et al. 2018), one half each.
Ways:    `bearing`: the encoder reads both as one text. `negation`: disputes where exactly one of the two holds a word
         of negation. `words`: disputes where fewer of the claim's words stand in the evidence than in the median pair.
Figure:  share of pairs that are called what they are; guessing gives .5.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from evaluation.figures import Counts, Figure, figure, share

_WORD = re.compile(r"[A-Za-z0-9]+(?:'t)?")
_NEGATION = frozenset(
    ("not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "only", "cannot")
)


class Pair(NamedTuple):
    """Evidence, a claim, and whether the evidence supports it (else it refutes it)."""

    evidence: str
    claim: str
    supports: bool


def load(path: Path) -> list[Pair]:
    """The pairs of a JSON Lines file.

    Raises:
        ValueError: a row has no evidence, claim or known label.
    """
    pairs = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        row = json.loads(line)
        if row.get("label") not in ("SUPPORTS", "REFUTES"):
            raise ValueError(f"{path.name}, line {number}: the label is {row.get('label')!r}.")
        pairs.append(Pair(row["evidence"], row["claim"], row["label"] == "SUPPORTS"))
    return pairs


def score(pairs: Sequence[Pair], found: Sequence[bool], *, name: str) -> list[Figure]:
    """The share of right answers of each way; `found` is True where the encoder says that the evidence supports."""
    covers = [_covered(pair) for pair in pairs]
    usual = median(covers) if covers else 0.0
    ways = {
        "bearing": list(found),
        "negation": [_negated(pair.evidence) == _negated(pair.claim) for pair in pairs],
        "words": [covered >= usual for covered in covers],
    }
    return [
        figure(f"{name}.{way}.accuracy", _counts(pairs, answers), headline=way == "bearing")
        for way, answers in ways.items()
    ]


def _counts(pairs: Sequence[Pair], answers: Sequence[bool]) -> list[Counts]:
    return [share(float(answer == pair.supports), 1.0) for pair, answer in zip(pairs, answers, strict=True)]


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _negated(text: str) -> bool:
    words = _words(text)
    return bool(words & _NEGATION) or any(word.endswith("n't") for word in words)


def _covered(pair: Pair) -> float:
    claim = _words(pair.claim)
    return len(claim & _words(pair.evidence)) / max(len(claim), 1)
