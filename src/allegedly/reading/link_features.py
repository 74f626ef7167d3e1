"""The features of every pair of statements of a page, as square matrices: row the earlier, column the later one.

In:      `Side`s in reading order.
Out:     `Features`: a matrix for each name in `FEATURES`, and which pairs may be compared at all.
How:     words shared by rarity on the page, words alike by the encoder's vectors, who speaks, what is done by saying
         it, where the two stand, and to what "the charge" or "the report" refers. Each is a number from 0 to 1.
Cost:    quadratic in the statements, but in numpy; docs/decisions/0014.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from allegedly.reading.link_sides import Side, in_outlet_voice, speaks_in, stem_rarity_of, words

Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]

# What is not put forward as being so: nothing to dispute and nothing that disputes.
_NO_CLAIM = frozenset(("declines", "questions", "demands", "promises", "intends", "decrees"))
_REBUKES = frozenset(("denies", "questions", "evaluates"))
_RECORDS = frozenset(("document", "poll"))
# How fast nearness fades: to 1/e over four statements, or one and a half paragraphs. Chosen.
_STATEMENTS, _PARAGRAPHS = 4.0, 1.5
_UNKNOWN = 1.5
# The weight of two or three words that few statements have: what is less is no matter in common. Chosen.
_SEVERAL = 4.0

FEATURES = (
    "bias", "speaker_alike", "speaker_kind", "same_act", "same_special_act", "second_no_claim", "first_no_claim",
    "first_outlet_voice", "second_outlet_voice", "second_in_lede", "first_in_lede", "head_best", "head_found_below",
    "denies", "denies_about_self", "denies_nested", "rebukes_latest_of_sort", "rebukes_named",
    "accuses_denier", "polarity_differs", "polarity_words", "negated_alike", "knows_of_none",
    "near", "near_paragraph", "alike_both_ways", "second_found_above", "most_alike", "first_open", "first_like_head",
    "figures", "shown_like_head", "backs", "first_accuses", "both_records", "first_record",
    "second_believes", "first_thing", "second_thing", "denies_thing", "second_wrong", "first_evaluates",
    "second_evaluates", "same_speaker_alike", "same_speaker_words", "head_same_speaker", "opponents",
    "opponents_alike", "contrast_near", "record_alike", "record_head", "numbers_shared", "denies_alike", "denies_head",
    "other_alike", "same_speaker",
)  # fmt: skip


class Features(NamedTuple):
    """`values[name][first, second]`, which means something where `allowed`: first is earlier, the two comparable.

    `unlike`: they cannot say the same, for one denies and the other does not.
    """

    values: dict[str, Matrix]
    allowed: Mask
    unlike: Mask

    def rows(self, names: Sequence[str]) -> Matrix:
        """The allowed pairs, by the later statement.  Shape: (pair, name)"""
        second, first = np.nonzero(self.allowed.T)
        return np.stack([self.values[name][first, second] for name in names], 1)


def describe(sides: Sequence[Side]) -> Features:
    """Every feature of every pair. At least one side is needed."""
    page = _Compared(sides)
    size = (len(sides), len(sides))
    made = {
        "bias": np.ones(size),
        **_speakers(page),
        **_likeness(page),
        **_denials(page),
        **_records(page),
        **_pairs(page),
    }
    values = {name: np.broadcast_to(made[name], size).astype(np.float64) for name in FEATURES}
    denial = page.act(frozenset(("denies",)))
    return Features(values, page.allowed, denial[:, None] != denial[None, :])


class _Compared:
    """What several features are made of.

    `words[i, j]`: the share of the shorter one's stems that the other has; `shared`: the weight of those stems.
    `found[i, j]`: how much of `i` has its like in `j`, by the encoder's vectors.
    """

    def __init__(self, sides: Sequence[Side]) -> None:
        self.sides = sides
        place = np.arange(len(sides))
        self.apart = place[None, :] - place[:, None]
        self.allowed = (self.apart > 0) & self.table(_comparable)
        actors, names = (
            self.alike(lambda side: side.statement.speaker.actor),
            self.alike(lambda side: side.statement.speaker.name),
        )
        self.same = actors | names
        rarity = stem_rarity_of(sides)
        self.words, self.shared = _words(sides, rarity)
        self.found = _found(sides, rarity)
        meaning = np.stack([side.meaning for side in sides]).astype(np.float64)
        self.score = meaning @ meaning.T + self.words
        self.others = self.allowed & ~self.same
        self.head = self.each(lambda side: side.head)
        like = np.where(self.head[None, :] & ~np.eye(len(sides), dtype=bool), self.words, 0.0).max(1)
        self.like_head = np.where(self.head, 1.0, like)

    def each(self, told: Callable[[Side], bool]) -> Mask:
        """Shape: (side,)"""
        return np.fromiter((told(side) for side in self.sides), bool, len(self.sides))

    def act(self, acts: frozenset[str]) -> Mask:
        return self.each(lambda side: side.statement.act in acts)

    def alike(self, told: Callable[[Side], str | None]) -> Mask:
        """Where two sides are told the same, and not None.  Shape: (side, side)"""
        known = np.array([told(side) or "" for side in self.sides])
        found: Mask = (known[:, None] == known[None, :]) & (known != "")[:, None]
        return found

    def table(self, told: Callable[[Side, Side], bool], *, second: Callable[[Side], object] = bool) -> Mask:
        """Shape: (side, side). Only asked of pairs whose second side has what `second` looks for."""
        found = np.zeros((len(self.sides), len(self.sides)), bool)
        for column, other in enumerate(self.sides):
            if second(other):
                found[:, column] = [told(one, other) for one in self.sides]
        return found


def _comparable(first: Side, second: Side) -> bool:
    """False for a statement and the one it is nested in, and for two about the same words."""
    one, other = first.statement, second.statement
    if other.nested_in == one.id or one.nested_in == other.id:
        return False
    if one.content[-1].end <= other.content[0].start or other.content[-1].end <= one.content[0].start:
        return True
    return not any(a.start < b.end and b.start < a.end for a in one.content for b in other.content)


def _words(sides: Sequence[Side], rarity: dict[str, float]) -> tuple[Matrix, Matrix]:
    place = {stem: at for at, stem in enumerate(rarity)}
    has = np.zeros((len(sides), len(place)))
    for at, side in enumerate(sides):
        has[at, [place[stem] for stem in side.stems]] = 1.0
    weighted = has * np.asarray(list(rarity.values()))
    whole = weighted.sum(1)
    shared = weighted @ has.T
    return shared / np.maximum(np.minimum(whole[:, None], whole[None, :]), 1.0), shared


def _found(sides: Sequence[Side], rarity: dict[str, float]) -> Matrix:
    vectors = np.concatenate([side.vectors for side in sides])
    weights = np.asarray([rarity.get(stem, _UNKNOWN) for side in sides for stem in side.vector_stems])
    starts = np.cumsum([0, *(len(side.vectors) for side in sides)])[:-1]
    best = np.maximum.reduceat(vectors @ vectors.T, starts, axis=1)
    whole = np.add.reduceat(weights, starts)
    found: Matrix = np.add.reduceat(best * weights[:, None], starts, axis=0) / whole[:, None]
    return found


def _last(mask: Mask) -> Mask:
    """Of each column the lowest row that holds, alone.  Shape: that of mask"""
    place = np.where(mask, np.arange(len(mask))[:, None], -1)
    last: Mask = mask & (place == place.max(0, initial=-1))
    return last


def _speakers(page: _Compared) -> dict[str, NDArray[np.generic]]:
    no_claim, own = page.act(_NO_CLAIM), page.each(lambda side: in_outlet_voice(side.statement))
    same_act = page.alike(lambda side: side.statement.act or "none")
    special = page.each(lambda side: side.statement.act not in ("asserts", None))
    lede = page.each(lambda side: side.lede)
    known = np.array(
        [
            [len(one.says & other.says) / max(min(len(one.says), len(other.says)), 1) for other in page.sides]
            for one in page.sides
        ]
    )
    return {
        "speaker_alike": np.where(page.same, 1.0, known),
        "speaker_kind": page.alike(lambda side: side.statement.speaker.kind),
        "same_act": same_act,
        "same_special_act": same_act & special[:, None],
        "second_no_claim": no_claim[None, :],
        "first_no_claim": no_claim[:, None],
        "first_outlet_voice": own[:, None],
        "second_outlet_voice": own[None, :],
        "second_in_lede": lede[None, :],
        "first_in_lede": lede[:, None],
        "first_open": page.each(lambda side: side.open)[:, None],
        "first_accuses": page.act(frozenset(("accuses",)))[:, None],
        "second_believes": page.act(frozenset(("believes",)))[None, :],
        "first_evaluates": page.act(frozenset(("evaluates",)))[:, None],
        "second_evaluates": page.act(frozenset(("evaluates",)))[None, :],
    }


def _likeness(page: _Compared) -> dict[str, NDArray[np.generic]]:
    below = page.head[:, None] & ~page.head[None, :]
    rivals = np.where(page.allowed & below, page.score, 0.0).max(1, initial=0.0)
    blocks = np.asarray([side.block for side in page.sides])
    paragraphs = np.maximum(blocks[None, :] - blocks[:, None], 0)
    top = np.where(page.others, page.score, -np.inf)
    return {
        "head_best": below & (page.score >= rivals[:, None]),
        "head_found_below": below * page.found,
        "near": np.exp(-np.maximum(page.apart, 0) / _STATEMENTS),
        "near_paragraph": np.exp(-paragraphs / _PARAGRAPHS),
        "alike_both_ways": np.minimum(page.found, page.found.T),
        "second_found_above": page.found.T,
        "most_alike": page.others & (top == top.max(0)),
        "first_like_head": page.like_head[:, None],
    }


def _denials(page: _Compared) -> dict[str, NDArray[np.generic]]:
    denial, other = page.act(frozenset(("denies",))), ~page.same
    denies = denial[None, :] & ~denial[:, None] & other
    rebukes = page.act(_REBUKES)[None, :]
    negative = page.each(lambda side: side.statement.polarity == "negative")
    differs = negative[:, None] != negative[None, :]
    negated = page.each(lambda side: side.negated)
    says_none = negated & page.each(lambda side: bool((side.cue | side.words) & words("knowing")))
    accuses = page.act(frozenset(("accuses",)))
    thing = page.each(lambda side: side.thing)
    about = page.table(lambda one, two: speaks_in(two.statement, one))
    return {
        "denies": denies,
        "denies_about_self": (denies & about) * (1 - about.mean(0)) ** 2,
        "first_thing": thing[:, None],
        "second_thing": thing[None, :],
        "denies_thing": denies & thing[None, :],
        "second_wrong": page.each(lambda side: side.wrong)[None, :],
        "denies_nested": denies & page.each(lambda side: side.denies_claim)[None, :],
        "rebukes_latest_of_sort": rebukes & _last(page.allowed & page.table(_of_sort, second=lambda side: side.refers)),
        "rebukes_named": rebukes & page.table(_named_by, second=lambda side: side.referring),
        "accuses_denier": denial[:, None] & accuses[None, :] & other & about.T,
        "polarity_differs": differs,
        "polarity_words": (differs & other) * page.words * np.minimum(page.shared / _SEVERAL, 1.0),
        "negated_alike": (negated[None, :] & ~negated[:, None] & other) * page.found.T,
        "knows_of_none": (says_none[None, :] & other) * page.found.T,
    }


def _pairs(page: _Compared) -> dict[str, NDArray[np.generic]]:
    """What two things together tell: who speaks and how alike it is, what the page shows to be two camps."""
    other, below = ~page.same, page.head[:, None] & ~page.head[None, :]
    denial = page.act(frozenset(("denies",)))
    about = page.table(lambda one, two: speaks_in(two.statement, one))
    against = (denial[None, :] & other & about & page.allowed) | (page.act(frozenset(("accuses",)))[:, None] & about)
    camps = page.same.astype(np.float64)
    opposed = (camps @ (against | against.T).astype(np.float64) @ camps > 0) & other
    near = np.exp(-np.maximum(page.apart, 0) / _STATEMENTS)
    record = page.each(lambda side: side.shown)[None, :] & other
    shared = page.table(lambda one, two: bool(one.numbers & two.numbers), second=lambda side: side.numbers)
    return {
        "same_speaker": page.same,
        "same_speaker_alike": page.same * np.minimum(page.found, page.found.T),
        "same_speaker_words": page.same * page.words,
        "head_same_speaker": below & page.same,
        "opponents": opposed,
        "opponents_alike": opposed * page.found.T,
        "contrast_near": (page.each(lambda side: side.contrast)[None, :] & other) * near,
        "record_alike": record * page.found.T,
        "record_head": record & page.head[:, None],
        "numbers_shared": shared,
        "denies_alike": (denial[None, :] & ~denial[:, None] & other) * page.found.T,
        "denies_head": denial[None, :] & page.head[:, None] & other,
        "other_alike": other * page.found.T,
    }


def _of_sort(first: Side, second: Side) -> bool:
    """True where "the charge", "the report", "the figure" may mean the first."""
    statement = first.statement
    if second.refers == "accusation":
        return statement.act == "accuses" or statement.distance == "distancing"
    if second.refers == "report":
        return statement.speaker.kind in ("outlet", "document", "named-group")
    if second.refers == "figure":
        return bool(first.numbers) or statement.speaker.kind == "poll"
    if second.refers == "record":
        return statement.speaker.kind in _RECORDS or statement.channel == "observation"
    return False


def _named_by(first: Side, second: Side) -> bool:
    """True where "the stamp's authenticity" names what the first comes from, or speaks of."""
    through = frozenset(word[:5] for word in (first.statement.channel or "").split())
    cue = frozenset(word[:5] for word in first.cue)
    return bool(second.referring & (first.source | first.stems | cue | through))


def _records(page: _Compared) -> dict[str, NDArray[np.generic]]:
    record = page.each(lambda side: side.statement.speaker.kind in _RECORDS)
    shown = page.each(lambda side: side.shown)[None, :] & ~page.same
    counts = page.each(lambda side: bool(side.cue & words("counting")))[None, :]
    differ = page.table(
        lambda one, two: bool(one.numbers and not one.numbers & two.numbers), second=lambda side: side.numbers
    )
    near = np.exp(-np.maximum(page.apart, 0) / _STATEMENTS)
    return {
        "figures": (differ & counts & ~page.same) * near,
        "shown_like_head": shown * page.like_head[:, None],
        "backs": page.each(lambda side: bool(side.cue & words("backing")))[None, :] & ~page.same,
        "both_records": record[:, None] & record[None, :],
        "first_record": record[:, None],
    }
