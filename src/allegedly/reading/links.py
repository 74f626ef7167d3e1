"""Links between the statements of one page: which say the same, which support and which dispute each other, and why.

In:      a Doc with the encoder's scores, and its statements with speakers, acts and polarity; evidence and actors.
Out:     `Link`s, the later statement first, each with the reason in words and a probability.
How:     every pair of statements is described by a few features (`FEATURES`); a multinomial logistic regression
         decides. A claim that stands inside its own denial ("denied claims that …") needs no deciding. Weights and
         thresholds are fitted on the dev pages of evaluation/gold by `python -m training.links` (docs/decisions/0014).
Cost:    quadratic in the statements, some 5 ms for forty.
Limits:  an argument over several statements ("A says B was in Rome, C saw B in Paris") is not found.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from allegedly.language import encoding_of
from allegedly.records import Actor, Block, Link, Statement
from allegedly.spans import Span, merge

FEATURES = (
    "bias", "meaning", "words", "words_of_both", "names", "same_speaker", "polarity_differs", "one_outlet_voice",
    "one_in_head", "same_act", "numbers_differ", "near", "first_in_lede", "most_alike", "denies", "denies_alike",
    "denies_near", "denies_accusation", "denies_about_self", "denied_before", "shown", "shown_alike", "shown_lede",
    "negated_alike", "figures_of_one_thing", "accuses_speaker", "outlet_negated", "same_speaker_head",
)  # fmt: skip
KINDS = ("none", "same", "supports", "disputes")

_WEIGHED = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
_SILENT = frozenset(("declines", "questions", "demands"))
_SHOWS = frozenset(("document", "poll"))
# Statements a page beyond which pairs are not compared: a live blog would be quadratic without end. Chosen.
_MOST = 150


class Side(NamedTuple):
    """What of one statement a pair is compared by. `about` are the actors that its content mentions."""

    statement: Statement
    place: int
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    meaning: NDArray[np.float32]
    about: frozenset[str]
    head: bool
    lede: bool
    shown: bool


class Pair(NamedTuple):
    """Two statements, the earlier first, and their features in the order of FEATURES."""

    first: Side
    second: Side
    features: NDArray[np.float64]


def links(
    doc: Doc, statements: Sequence[Statement], blocks: Sequence[Block], *, actors: Sequence[Actor], shown: Iterable[str]
) -> list[Link]:
    """Every link likelier than its threshold, in reading order; `shown`: ids of statements that evidence stands for."""
    inside = _denied_inside(statements)
    tied = {(link.a, link.b) for link in inside}
    found = [
        link
        for pair in pairs(doc, statements, blocks, actors=actors, shown=shown)
        if (link := _decide(pair)) is not None and (link.a, link.b) not in tied
    ]
    return [*inside, *found]


def _denied_inside(statements: Sequence[Statement]) -> list[Link]:
    """The bare claim inside a denial: "denied reports that the bridge was closed"."""
    by_id = {statement.id: statement for statement in statements}
    return [
        Link(kind="disputes", a=inner.id, b=outer.id, confidence=_INSIDE, why="it is the claim that the denial denies")
        for inner in statements
        if (outer := by_id.get(inner.nested_in or "")) is not None and outer.act == "denies"
        if inner.speaker.actor is None or inner.speaker.actor != outer.speaker.actor
    ]


# Chosen: the grammar says it.
_INSIDE = 0.9


def pairs(
    doc: Doc, statements: Sequence[Statement], blocks: Sequence[Block], *, actors: Sequence[Actor], shown: Iterable[str]
) -> list[Pair]:
    """The pairs of statements that may bear on each other, described; in reading order of the later one."""
    every = sides(doc, statements, blocks, actors, frozenset(shown))[:_MOST]
    if len(every) < 2:
        return []
    rarity = rarity_of(every)
    alike = np.stack([side.meaning for side in every])
    meaning = alike @ alike.T
    words = np.asarray([[shared_words(one, other, rarity) for other in every] for one in every])
    made: list[Pair] = []
    for at, second in enumerate(every):
        comparable = [place for place in range(at) if _comparable(every[place], second)]
        if not comparable:
            continue
        others = [place for place in comparable if not _same_speaker(every[place].statement, second.statement)]
        nearest = max(others, key=lambda place: meaning[at, place] + words[at, place], default=-1)
        for place in comparable:
            features = _features(every[place], second, float(meaning[at, place]), float(words[at, place]), rarity)
            features["most_alike"] = float(place == nearest)
            made.append(Pair(every[place], second, _crossed(features)))
    return made


def sides(
    doc: Doc, statements: Sequence[Statement], blocks: Sequence[Block], actors: Sequence[Actor], shown: frozenset[str]
) -> list[Side]:
    """What the statements are compared by, in reading order; those that say nothing (refusals, questions) are none."""
    encoding = encoding_of(doc)
    mentioned = sorted((one.start, one.end, actor.id) for actor in actors for one in actor.mentions)
    lede = [number for number, block in enumerate(blocks) if block.kind == "paragraph"][:2]
    made: list[Side] = []
    for statement in statements:
        spans = merge(one.span for one in statement.content)
        tokens = [token for piece in spans for token in _tokens(doc, piece)]
        if encoding is None or not tokens or statement.act in _SILENT:
            continue
        kind = None if statement.block is None else blocks[statement.block].kind
        made.append(
            Side(
                statement,
                len(made),
                frozenset(token.lemma_ for token in tokens if token.pos_ in _WEIGHED and token.lemma_ not in _common()),
                frozenset(token.lemma_ for token in tokens if token.pos_ == "PROPN"),
                frozenset(token.lower_ for token in tokens if token.pos_ == "NUM"),
                encoding.embedding(tokens[0].i, tokens[-1].i + 1),
                frozenset(actor for start, end, actor in mentioned if any(s <= start and end <= e for s, e in spans)),
                kind in ("headline", "dek"),
                kind in ("headline", "dek") or statement.block in lede,
                statement.speaker.kind in _SHOWS or statement.channel == "observation" or statement.id in shown,
            )
        )
    return made


def _tokens(doc: Doc, span: Span) -> list[Token]:
    found = doc.char_span(*span, alignment_mode="expand")
    return [] if found is None else [token for token in found if not token.is_space]


def rarity_of(described: Sequence[Side]) -> dict[str, float]:
    """How much a shared word says: less, the more statements of the page have it."""
    counted = Counter(word for side in described for word in side.words)
    return {word: math.log(1 + len(described) / count) for word, count in counted.items()}


def _weight(side: Side, rarity: dict[str, float]) -> float:
    return sum(rarity[word] for word in side.words)


def shared_words(one: Side, other: Side, rarity: dict[str, float]) -> float:
    """The share of the shorter one's words, by rarity, that the other has too."""
    common = sum(rarity[word] for word in one.words & other.words)
    return common / max(min(_weight(one, rarity), _weight(other, rarity)), 1.0)


def _comparable(first: Side, second: Side) -> bool:
    """False for a statement and the one it is nested in, and for two about the same words."""
    one, other = first.statement, second.statement
    if other.nested_in == one.id or one.nested_in == other.id:
        return False
    return not any(a.span.overlaps(b.span) for a in one.content for b in other.content)


def _features(first: Side, second: Side, meaning: float, words: float, rarity: dict[str, float]) -> dict[str, float]:
    """The features that look at the pair alone; `_crossed` adds those that need several of them."""
    one, other = first.statement, second.statement
    common = sum(rarity[word] for word in first.words & second.words)
    together = _weight(first, rarity) + _weight(second, rarity) - common
    names = first.names & second.names
    same = _same_speaker(one, other)
    denies = other.act == "denies" and one.act != "denies" and not same
    values = {
        "bias": 1.0,
        "meaning": meaning,
        "words": words,
        "words_of_both": common / max(together, 1.0),
        "names": len(names) / max(min(len(first.names), len(second.names)), 1),
        "same_speaker": same,
        "polarity_differs": one.polarity != other.polarity,
        "one_outlet_voice": _own_voice(one) != _own_voice(other),
        "one_in_head": first.head != second.head,
        "same_act": one.act == other.act,
        "numbers_differ": bool(first.numbers) and bool(second.numbers) and not first.numbers & second.numbers,
        "near": math.exp(-(second.place - first.place) / 4),
        "first_in_lede": first.lede,
        "denies": denies,
        "denies_accusation": denies and one.act == "accuses",
        "denies_about_self": denies and _speaks_in(other, first),
        "denied_before": one.act == "denies" and other.act != "denies" and not same,
        "shown": second.shown and not same and other.act != "denies",
        "accuses_speaker": other.act == "accuses" and _speaks_in(one, second) and not same,
        "outlet_negated": _own_voice(other) and other.polarity == "negative" and not _own_voice(one),
    }
    return {name: float(value) for name, value in values.items()}


_AT = {name: at for at, name in enumerate(FEATURES)}


def _crossed(values: dict[str, float]) -> NDArray[np.float64]:
    """With products: a denial that is also the most alike, evidence near the lede; in the order of FEATURES."""
    others = 1 - values["same_speaker"]
    crossed = {
        "denies_alike": values["denies"] * values["most_alike"],
        "denies_near": values["denies"] * values["near"],
        "shown_alike": values["shown"] * values["most_alike"],
        "shown_lede": values["shown"] * values["first_in_lede"],
        "negated_alike": values["polarity_differs"] * values["meaning"] * others,
        "figures_of_one_thing": values["numbers_differ"] * values["words"] * others,
        "same_speaker_head": values["same_speaker"] * values["one_in_head"] * values["meaning"],
    }
    return np.asarray([float(crossed[name] if name in crossed else values[name]) for name in FEATURES])


def _own_voice(statement: Statement) -> bool:
    return statement.source is None and statement.cue is None


def _speaks_in(speaks: Statement, about: Side) -> bool:
    """True where what the other says is about this speaker, or about the body it speaks for."""
    if speaks.speaker.actor in about.about:
        return True
    words = {word.casefold() for word in (speaks.speaker.affiliation or "").split() if word[:1].isupper()}
    return bool(words & {name.casefold() for name in about.names})


def _same_speaker(one: Statement, other: Statement) -> bool:
    if one.speaker.actor is not None and one.speaker.actor == other.speaker.actor:
        return True
    return one.speaker.name is not None and one.speaker.name == other.speaker.name


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    text = resources.files("allegedly.reading").joinpath("data", "links.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_data()["common_words"])


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
    if probability[best] < _data()["thresholds"][kind] or (kind == "same" and not _given(pair, "same_speaker")):
        return None
    return Link(
        kind=kind,
        a=pair.second.statement.id,
        b=pair.first.statement.id,
        confidence=round(float(probability[best]), 4),
        why=_why(pair, kind),
    )


def _given(pair: Pair, name: str) -> bool:
    return bool(pair.features[_AT[name]])


_REASONS = {
    "same": (("same_speaker", "the speaker is the same"), ("one_in_head", "one stands in the page's head")),
    "supports": (("shown", "the later one is shown by material or by somebody who examined it"),),
    "disputes": (
        ("denies", "the later one is a denial"),
        ("denied_before", "the earlier one is a denial"),
        ("denies_about_self", "what is denied is said of the one who denies"),
        ("polarity_differs", "one is negated"),
        ("numbers_differ", "the figures differ"),
    ),
}


def _why(pair: Pair, kind: str) -> str:
    """What speaks for the link, in words."""
    shared = sorted(pair.first.words & pair.second.words, key=lambda word: (-len(word), word))[:4]
    reasons = [f"both speak of {', '.join(shared)}"] if shared else []
    reasons += [reason for name, reason in _REASONS[kind] if _given(pair, name)]
    return "; ".join(reasons) or "alike in meaning"
