"""What a statement does to a claim's proposition.

In:      a `Proposition`, and whether the claim is worded with a negation.
Out:     a stance.
How:     what is done by saying it (act) and which way round its words are. An outlet that passes on what somebody
         else said, and words that keep their distance ("allegedly", "it is claimed"), report; a retraction is known
         by its cue or its block.
"""

from __future__ import annotations

import re

from allegedly.compare.lists import words
from allegedly.compare.proposition import Proposition
from allegedly.records.comparison import Stance

_RELAYS = frozenset(("outlet",))


def stance(one: Proposition, *, worded_negative: bool) -> Stance:
    """The stance of a statement to a claim."""
    if _retracts(one):
        return "retracts"
    if one.act == "declines":
        return "declines"
    if one.act == "questions" or one.conditional or _doubts(one):
        return "questions"
    if _against(one, worded_negative=worded_negative):
        return "denies"
    return "reports" if passes_on(one) else "asserts"


def _against(one: Proposition, *, worded_negative: bool) -> bool:
    denial = one.act == "denies"
    if one.leans_on is not None:
        return denial
    return (one.negated != worded_negative) != denial


def passes_on(one: Proposition) -> bool:
    """True where the speaker does not stand behind it: an outlet that cites, a saying of nobody, words of
    distance."""
    if one.voice:
        return one.distancing
    if one.speaker is None:
        return True
    return one.speaker_kind in _RELAYS or one.speaker.key in words("relaying")


def _retracts(one: Proposition) -> bool:
    cue = "" if one.cue is None else one.cue.text.casefold()
    said = one.text.casefold()
    if one.correction and one.voice:
        return one.cue is not None or any(word in said for word in words("wrote"))
    if any(word in said for word in words("erring")):
        return one.speaker is not None
    return any(re.search(rf"\b{word}", cue) for word in words("retracting"))


def _doubts(one: Proposition) -> bool:
    cue = "" if one.cue is None else one.cue.text.casefold()
    return any(re.search(rf"\b{word}", cue) for word in words("doubting"))
