"""Whether words that look like a time are one here: "May" may be a minister, "2023" a number, "Sundays" no day."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from spacy.tokens import Span as Words
from spacy.tokens import Token

from allegedly.language.time_phrases import Phrase, alternatives, words

_NAMES = frozenset(("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC"))
_NOUNS = ("NOUN", "PROPN")
_INNER = ("ADJ", "NUM", "ADV", "PUNCT")
# Written small but for names ("USA Today", "CBS This Morning") and where a sentence begins.
_LOWER = frozenset(("deictic", "part", "this", "overnight"))
_DATED = frozenset(("weekday", "month", "season", "holiday", "year", "deictic", "tens"))
# Chosen: room for the longest introducing words.
_REACH = 24


@cache
def _introduced(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w])(?:{alternatives(words().lists[name])})(?:[\s(]+|-|–)$")


def is_time(text: str, phrase: Phrase, place: Words) -> bool:
    """Whether the phrase, whose tokens are `place`, names a time where it stands."""
    if _repeats(text, phrase) or _in_name(phrase, place):
        return False
    check = _CHECKS.get(phrase.rule)
    return check is None or check(text, phrase, place)


def is_deadline(text: str, phrase: Phrase) -> bool:
    """Whether the words around look ahead whatever the verb: "payable Dec. 7", "set Nov. 10 as the deadline"."""
    start, end = phrase.span
    if _introduced("deadlines").search(text, max(0, start - _REACH), start):
        return True
    return text[end : end + 16].lower().lstrip().startswith(("deadline", "as the deadline"))


def modified(place: Words) -> Token | None:
    """The noun that the words modify from before: "vote" in "Thursday's vote" and "the June vote"; else None."""
    after = _after(place)
    if after is not None and after.lower_ in ("'s", "’s", "'", "’"):
        return next((token for token in place.doc[place.end + 1 : place.end + 5] if token.pos_ not in _INNER), None)
    root = place.root
    head = root.head
    if head.i < place.end or head.pos_ not in (*_NOUNS, "ADJ", "NUM") or head.sent.start > place.start:
        return None
    return head if root.dep_.split(":")[0] in ("compound", "nmod", "amod", "nummod", "det", "flat") else None


def _repeats(text: str, phrase: Phrase) -> bool:
    """ "every Monday", "each spring", "most years"."""
    start = phrase.span.start
    return _introduced("repeating").search(text, max(0, start - _REACH), start) is not None


def _in_name(phrase: Phrase, place: Words) -> bool:
    """ "Sunday Times", "April Jones", "Theresa May"."""
    if phrase.rule in _LOWER and phrase.core.start > place.root.sent.start_char and place.text[0].isupper():
        before = place.doc[place.start - 1]
        return before.pos_ not in ("PUNCT", "SPACE") or before.text in (",", "-")
    if not _DATED & phrase.slots.keys():
        return False
    names = {token.ent_type_ for token in place} & _NAMES
    if not names:
        return False
    around = [token for token in (place.doc[place.start - 1] if place.start else None, _after(place)) if token]
    return "PERSON" in names or any(token.ent_type_ in names for token in around)


def _after(place: Words) -> Token | None:
    return place.doc[place.end] if place.end < len(place.doc) else None


def _led(name: str) -> Callable[[str, Phrase, Words], bool]:
    """A check that the phrase follows a word of that list, modifies a noun, or has a possessive."""

    def check(text: str, phrase: Phrase, place: Words) -> bool:
        if _dated(phrase) or phrase.span.start < phrase.core.start:
            return True
        start, end = phrase.span
        if _introduced(name).search(text, max(0, start - _REACH), start):
            return True
        return text[end : end + 2] in ("'s", "’s")

    return check


def _dated(phrase: Phrase) -> bool:
    return any(slot in phrase.slots for slot in ("which", "turn", "past", "coming")) or (
        phrase.rule != "year" and "year" in phrase.slots
    )


def _is_month(text: str, phrase: Phrase, place: Words) -> bool:
    if phrase.slots["month"] in ("may", "march") and place.root.pos_ in ("AUX", "VERB"):
        return False
    return _led("into_months")(text, phrase, place) or (modified(place) is not None and phrase.slots["month"] != "may")


def _is_year(text: str, phrase: Phrase, place: Words) -> bool:
    start, end = phrase.core
    if text[max(0, start - 1) : start] in ("$", "£", "€", "#", "/", ".", "+") or text[end : end + 1] in ("/", "+"):
        return False
    token, before = _after(place), place.doc[place.start - 1] if place.start else None
    if token is not None and token.pos_ in ("NOUN", "PROPN") and token.sent == place.root.sent:
        # "2,000 people" is written "2000 people" by some; "the 2016 elections" has a determiner.
        plural = "Plur" in token.morph.get("Number", [])
        led = before is not None and before.pos_ in ("DET", "ADJ", "PRON", "PART")
        return led or (not plural and phrase.slots["year"] > "1899" and modified(place) is not None)
    if "year " in phrase.slots["whole"] or text[max(0, start - 1) : start] == "(":
        return True
    return _led("into_years")(text, phrase, place)


def _is_season(text: str, phrase: Phrase, place: Words) -> bool:
    if _dated(phrase):
        return True
    start, end = phrase.core
    if text[end : end + 4] == " of " or place.root.pos_ in ("VERB", "ADJ", "AUX"):
        return False
    return _introduced("into_seasons").search(text, max(0, start - _REACH), start) is not None


def _is_holiday(text: str, phrase: Phrase, place: Words) -> bool:
    if modified(place) is not None and not _dated(phrase):
        return False
    whole = phrase.slots["holiday"]
    return " day" in whole or " eve" in whole or _led("into_holidays")(text, phrase, place)


def _is_quarter(text: str, phrase: Phrase, place: Words) -> bool:
    if _dated(phrase):
        return True
    sentence = place.root.sent.text.lower()
    return not any(word in sentence for word in words().lists["games"])


def _is_named(text: str, phrase: Phrase, place: Words) -> bool:
    start = phrase.core.start
    return text[max(0, start - 4) : start].lower() == "the " and modified(place) is None


def _is_near(text: str, phrase: Phrase, place: Words) -> bool:
    """ "the following Thursday", not "following Thursday's attack"."""
    start = phrase.core.start
    return phrase.slots.get("near") in (None, "that", "same") or text[max(0, start - 4) : start].lower() == "the "


def _is_unit(text: str, phrase: Phrase, place: Words) -> bool:
    """Not "the last week", "the past month", which are lengths of time; nor a "weekend break"."""
    whole, before = phrase.slots["whole"], text[max(0, phrase.core.start - 4) : phrase.core.start].lower()
    if whole == "weekend":
        return before == "the "
    length = before == "the " and whole.startswith(("last ", "past ", "next ")) and "weekend" not in whole
    return not length and not (whole.startswith("past ") and before != "this")


def _is_decade(text: str, phrase: Phrase, place: Words) -> bool:
    """ "the nineties", not "in her nineties"."""
    start = phrase.core.start
    return "tens" not in phrase.slots or text[max(0, start - 4) : start].lower() == "the "


def _is_weekday(text: str, phrase: Phrase, place: Words) -> bool:
    """Not "the Sunday Times", nor "on a Monday", which may be any; "a Monday meeting" was last Monday's."""
    start = phrase.core.start
    after = _after(place)
    if text[max(0, start - 4) : start].lower() == "the " and after is not None and after.is_title:
        return False
    if not text[max(0, start - 2) : start].lower().startswith("a") or "which" in phrase.slots:
        return True
    return modified(place) is not None or text[max(0, start - 2) : start].strip().lower() != "a"


_CHECKS: dict[str, Callable[[str, Phrase, Words], bool]] = {
    "weekday": _is_weekday,
    "month": _is_month,
    "year": _is_year,
    "season": _is_season,
    "holiday": _is_holiday,
    "quarter": _is_quarter,
    "near": _is_near,
    "near_weekday": _is_near,
    "quarter_named": _is_named,
    "this": _is_unit,
    "decade": _is_decade,
}
