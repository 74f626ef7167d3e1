"""What one side does to the other in a sentence, when both sides are given: PLOVER's types, the likeliest first.

In:      a text, and the spans of both sides in code points; None for a side that the sentence leaves unnamed.
Out:     every type with its probability; they sum to 1.
Cost:    one pass of the encoder, some 10 ms for a sentence.
How:     a log-linear model. For each type, what the lexicon's patterns find: both sides in their slots, one of them,
         the sides turned round, the word near; and the encoder's vectors of the words between and around the sides.
         `python -m training.event_pairs` fits the weights on sentences of our own (docs/relations.md has the figures).
Source:  the task, a root given a marked pair, is that of PLOVER's gold pairs (Hu et al. 2024, Zero-Shot-PLOVER).
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from allegedly.events.frames import candidates, meets, sides
from allegedly.events.lexicon import TIES
from allegedly.events.parties import Parties
from allegedly.language import encoding_of, pipeline
from allegedly.spans import Span

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
_SUBJECT, _OBJECT = "act_subject", "act_object"
# What the lexicon can say for a type; each has one weight for all types.
FOUND = ("both", "turned", "subject", "object", "alone", "between", "negated")
_AROUND = 5


class Ranked(NamedTuple):
    """A type and its probability."""

    type: str
    probability: float


class Weights(NamedTuple):
    """`found`: (feature,), `vectors`: (type, 3 × 384), `bias`: (type,)."""

    found: NDArray[np.float32]
    vectors: NDArray[np.float32]
    bias: NDArray[np.float32]


def between(text: str, subject: tuple[int, int] | None, object_: tuple[int, int] | None) -> list[Ranked]:
    """PLOVER's types for what `subject` does to `object_`, the likeliest first.

    Args:
        text: A sentence, or a few.
        subject: Code points `[start, end)` of who does it; None where the sentence does not name them.
        object_: Of whom it is done to, in the same way.

    Raises:
        ValueError: a span does not lie in the text, or both are None.

    >>> text = "Norway imposed sanctions on Chad."
    >>> between(text, (0, 6), (28, 32))[0].type
    'SANCTION'
    """
    for span in (subject, object_):
        if span is not None and not 0 <= span[0] < span[1] <= len(text):
            raise ValueError(f"wanted a span inside the {len(text)} code points of the text, and got {tuple(span)}.")
    if subject is None and object_ is None:
        raise ValueError("wanted the span of at least one side, and got none.")
    doc = pipeline()(text)
    found, vectors = features(doc, *(None if span is None else Span(*span) for span in (subject, object_)))
    weights = _weights()
    scores = found @ weights.found + weights.vectors @ vectors + weights.bias
    odds = np.exp(scores - scores.max())
    ranked = sorted(zip(TYPES, (odds / odds.sum()).tolist(), strict=True), key=lambda one: -one[1])
    return [Ranked(name, round(share, 4)) for name, share in ranked]


def features(doc: Doc, subject: Span | None, object_: Span | None) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What the lexicon finds for each type, and the encoder's vectors.  Shapes: (type, feature), (3 × 384,)"""
    given = {name: span for name, span in ((_SUBJECT, subject), (_OBJECT, object_)) if span is not None}
    parties = Parties.of_spans(doc, given)
    around = _around(doc, list(given.values()))
    found = np.zeros((len(TYPES), len(FOUND)), np.float32)
    for token in doc:
        near = around[0] <= token.i < around[1]
        for name, kind in _told(token, parties, near=near, need=frozenset(given)):
            row = TYPES.index(name)
            found[row, FOUND.index(kind)] = 1.0
    return found, _vectors(doc, given, around)


def _told(token: Token, parties: Parties, *, near: bool, need: frozenset[str]) -> list[tuple[str, str]]:
    """The types that one word speaks for, each with the feature; of its patterns only the most telling."""
    best: dict[str, str] = {}
    for pattern in candidates(token):
        if pattern.type in TIES or not meets(token, pattern):
            continue
        subjects, objects = sides(token, pattern, parties)
        kind = _kind(set(subjects), set(objects), near=near, need=need)
        if FOUND.index(kind) < FOUND.index(best.get(pattern.type, "negated")):
            best[pattern.type] = kind
        if kind == "both":
            break
    told = list(best.items())
    if any(child.lower_ in ("not", "n't", "n’t", "never") for child in token.children):
        told += [(name, "negated") for name in best]
    return told


def _kind(subjects: set[str], objects: set[str], *, near: bool, need: frozenset[str]) -> str:
    if {_SUBJECT} & need <= subjects and {_OBJECT} & need <= objects | (subjects - {_SUBJECT}):
        return "both"
    if _OBJECT in subjects and (_SUBJECT in objects or not need & {_SUBJECT}):
        return "turned"
    if _SUBJECT in subjects:
        return "subject"
    if _OBJECT in objects:
        return "object"
    return "between" if near else "alone"


def _around(doc: Doc, spans: list[Span]) -> tuple[int, int]:
    """The tokens from the first side to a few words behind the last."""
    starts = [token.i for token in doc for span in spans if span.start <= token.idx < span.end]
    if not starts:
        return 0, len(doc)
    return min(starts), min(len(doc), max(starts) + 1 + _AROUND)


def _vectors(doc: Doc, given: dict[str, Span], around: tuple[int, int]) -> NDArray[np.float32]:
    """The encoder's vectors of the words between, of the whole text, and of the verb over the sides."""
    encoding = encoding_of(doc)
    if encoding is None:
        raise ValueError("pairs need a Doc that the encoder has read.")
    over = _over(doc, given)
    parts = [encoding.embedding(*around), encoding.embedding(0, len(doc)), encoding.embedding(over, over + 1)]
    joined: NDArray[np.float32] = np.concatenate(parts).astype(np.float32)
    return joined


def _over(doc: Doc, given: dict[str, Span]) -> int:
    """The token that stands over both sides in the tree; over the only one its head."""
    chains = []
    for span in given.values():
        at = next((token for token in doc if span.start <= token.idx < span.end), doc[0])
        chain = [at.i]
        while at.head.i != at.i:
            at = at.head
            chain.append(at.i)
        chains.append(chain)
    if len(chains) == 1:
        return chains[0][1] if len(chains[0]) > 1 else chains[0][0]
    shared = [one for one in chains[0] if one in chains[1]]
    return shared[0] if shared else chains[0][-1]


@lru_cache(maxsize=1)
def _weights() -> Weights:
    with resources.files("allegedly.events").joinpath("data", "pairs.npz").open("rb") as file, np.load(file) as kept:
        return Weights(*(kept[name].astype(np.float32) for name in Weights._fields))
