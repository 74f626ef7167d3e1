"""Links between the statements of one page: which say the same, which support and which dispute each other, and why.

In:      a Doc with the encoder's scores, and its statements with speakers, acts and polarity.
Out:     `Link`s, the later statement first, each with the reason in words and a probability.
How:     pairs that share words or meaning are described by a few features (`FEATURES`), of which one comes from the
         encoder reading both as one text (`Model.bearing`); a multinomial logistic regression decides. Its weights are
         fitted on the dev pages of evaluation/gold by `python -m training.links` (docs/decisions/0014).
Cost:    quadratic in the statements for the word features; the encoder reads at most `_READ` pairs a page.
Limits:  an argument over several statements ("A says B was in Rome, C saw B in Paris") is not found.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from allegedly.language import bearing, encoding_of
from allegedly.records import Block, Link, Statement
from allegedly.spans import Span, merge

FEATURES = (
    "bias", "meaning", "words", "words_of_both", "names", "same_speaker", "one_denies", "polarity_differs",
    "one_outlet_voice", "both_outlet_voice", "one_in_head", "both_in_head", "same_act", "numbers_differ",
    "supports", "disputes", "read",
)  # fmt: skip
KINDS = ("none", "same", "supports", "disputes")

# Pairs a page that the encoder reads together: each costs about 1/25 of a page (`python -m benchmarks`).
_READ = 6
_NEAREST = 24  # Pairs a page that are described at all; chosen.
_WEIGHED = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
_SILENT = frozenset(("declines", "questions"))


class Side(NamedTuple):
    """What of one statement a pair is compared by. `weights` are its words' rarities on this page."""

    statement: Statement
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    meaning: NDArray[np.float32]
    head: bool


class Pair(NamedTuple):
    """Two statements, the earlier first, and their features in the order of FEATURES."""

    first: Side
    second: Side
    features: NDArray[np.float64]


def links(doc: Doc, statements: Sequence[Statement], blocks: Sequence[Block]) -> list[Link]:
    """Every link likelier than its threshold, in reading order of the earlier statement."""
    found = [link for pair in pairs(doc, statements, blocks) if (link := _decide(pair)) is not None]
    return _consistent(found)


def pairs(doc: Doc, statements: Sequence[Statement], blocks: Sequence[Block]) -> list[Pair]:
    """The pairs of statements that may bear on each other, described; in reading order."""
    sides = _sides(doc, statements, blocks)
    rarity = _rarity(sides)
    made: list[Pair] = []
    for at, second in enumerate(sides):
        for first in sides[:at]:
            if _comparable(first, second):
                features = _features(first, second, rarity)
                if features[1] > _least()["meaning"] or features[2] > _least()["words"]:
                    made.append(Pair(first, second, features))
    nearest = sorted(made, key=lambda pair: -(pair.features[1] + pair.features[2]))[:_NEAREST]
    for pair in nearest[:_READ]:
        _read(pair)
    return sorted(
        nearest, key=lambda pair: (pair.first.statement.content[0].start, pair.second.statement.content[0].start)
    )


def _sides(doc: Doc, statements: Sequence[Statement], blocks: Sequence[Block]) -> list[Side]:
    encoding = encoding_of(doc)
    sides = []
    for statement in statements:
        tokens = [token for piece in merge(one.span for one in statement.content) for token in _tokens(doc, piece)]
        if encoding is None or not tokens or statement.act in _SILENT:
            continue
        block = None if statement.block is None else blocks[statement.block]
        sides.append(
            Side(
                statement,
                frozenset(token.lemma_ for token in tokens if token.pos_ in _WEIGHED and token.lemma_ not in _common()),
                frozenset(token.lemma_ for token in tokens if token.pos_ == "PROPN"),
                frozenset(token.lower_ for token in tokens if token.pos_ == "NUM"),
                encoding.embedding(tokens[0].i, tokens[-1].i + 1),
                block is not None and block.kind in ("headline", "dek"),
            )
        )
    return sides


def _tokens(doc: Doc, span: Span) -> list[Token]:
    found = doc.char_span(*span, alignment_mode="expand")
    return [] if found is None else [token for token in found if not token.is_space]


def _rarity(sides: Sequence[Side]) -> dict[str, float]:
    """How much a shared word says: less, the more statements of the page have it."""
    counted = Counter(word for side in sides for word in side.words)
    return {word: math.log(1 + len(sides) / count) for word, count in counted.items()}


def _comparable(first: Side, second: Side) -> bool:
    """False for a statement and the one it is nested in, and for two about the same words."""
    one, other = first.statement, second.statement
    if other.nested_in == one.id or one.nested_in == other.id:
        return False
    return not any(a.span.overlaps(b.span) for a in one.content for b in other.content)


def _features(first: Side, second: Side, rarity: dict[str, float]) -> NDArray[np.float64]:
    one, other = first.statement, second.statement
    shared = sum(rarity[word] for word in first.words & second.words)
    sizes = [sum(rarity[word] for word in side.words) for side in (first, second)]
    names = first.names & second.names
    outlet = [statement.source is None and statement.cue is None for statement in (one, other)]
    values = {
        "bias": 1.0,
        "meaning": float(first.meaning @ second.meaning),
        "words": shared / max(min(sizes), 1.0),
        "words_of_both": shared / max(sum(sizes) - shared, 1.0),
        "names": len(names) / max(min(len(first.names), len(second.names)), 1),
        "same_speaker": _same_speaker(one, other),
        "one_denies": (one.act == "denies") != (other.act == "denies"),
        "polarity_differs": one.polarity != other.polarity,
        "one_outlet_voice": outlet[0] != outlet[1],
        "both_outlet_voice": all(outlet),
        "one_in_head": first.head != second.head,
        "both_in_head": first.head and second.head,
        "same_act": one.act == other.act,
        "numbers_differ": bool(first.numbers) and bool(second.numbers) and not first.numbers & second.numbers,
        "supports": 0.0,
        "disputes": 0.0,
        "read": 0.0,
    }
    return np.asarray([float(values[name]) for name in FEATURES])


def _same_speaker(one: Statement, other: Statement) -> bool:
    if one.speaker.actor is not None and one.speaker.actor == other.speaker.actor:
        return True
    return one.speaker.name is not None and one.speaker.name == other.speaker.name


def _read(pair: Pair) -> None:
    """Have the encoder read both as one text, and write down what it thinks."""
    said = bearing(*(" ".join(piece.text for piece in side.statement.content) for side in (pair.second, pair.first)))
    for name in ("supports", "disputes"):
        pair.features[FEATURES.index(name)] = said[name]
    pair.features[FEATURES.index("read")] = 1.0


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    text = resources.files("allegedly.reading").joinpath("data", "links.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_data()["common_words"])


def _least() -> dict[str, float]:
    found: dict[str, float] = _data()["least"]
    return found


@lru_cache(maxsize=1)
def _weights() -> NDArray[np.float64]:
    """Shape: (kind, feature)"""
    table = _data()["weights"]
    return np.asarray([[table[kind][name] for name in FEATURES] for kind in KINDS], np.float64)


def _decide(pair: Pair) -> Link | None:
    scores = _weights() @ pair.features
    odds = np.exp(scores - scores.max())
    probability = odds / odds.sum()
    best = 1 + int(probability[1:].argmax())
    kind = KINDS[best]
    if probability[best] < _data()["thresholds"][kind] or (kind == "same" and not pair.features[5]):
        return None
    return Link(
        kind=kind,
        a=pair.second.statement.id,
        b=pair.first.statement.id,
        confidence=round(float(probability[best]), 4),
        why=_why(pair, kind),
    )


def _why(pair: Pair, kind: str) -> str:
    """The features that speak loudest, in words."""
    value = dict(zip(FEATURES, pair.features.tolist(), strict=True))
    shared = sorted(pair.first.words & pair.second.words, key=len, reverse=True)[:4]
    reasons = [f"both speak of {', '.join(shared)}" if shared else f"alike in meaning ({value['meaning']:.2f})"]
    if value["same_speaker"]:
        reasons.append("the speaker is the same")
    if kind == "disputes" and value["one_denies"]:
        reasons.append("one is a denial")
    elif kind == "disputes" and value["polarity_differs"]:
        reasons.append("one is negated")
    if kind == "disputes" and value["numbers_differ"]:
        reasons.append("the figures differ")
    if value["read"] and kind != "same" and value[kind] > 0.5:
        reasons.append(f"read together, the one {kind} the other ({value[kind]:.2f})")
    return "; ".join(reasons)


def _consistent(found: list[Link]) -> list[Link]:
    """One link for two statements: the likeliest."""
    best: dict[tuple[str, str], Link] = {}
    for link in found:
        key = (link.a, link.b)
        if key not in best or best[key].confidence < link.confidence:
            best[key] = link
    return list(best.values())
