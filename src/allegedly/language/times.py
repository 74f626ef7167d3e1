"""Find the times that a text names, and say when that was.

In:      a Doc with dependencies, morphology and lemmas, and the day of publication.
Out:     `Time`s in text order, EDTF with the words' own precision; what each form means is docs/annotation.md.
Empty:   no Time for durations, ages, sets ("every Monday"), vague words ("recently"), and what cannot be resolved.
Cost:    2.5 ms for a page of 4,900 characters (docs/decisions/0011-times.md).
Limits:  English. Two-digit years and 5/11/2023 are left out; feasts of the moon are not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

from spacy.tokens import Doc
from spacy.tokens import Span as Words

from allegedly import dates
from allegedly.language import time_context, time_dates, time_relative
from allegedly.language.time_bounds import Named, bounded
from allegedly.language.time_periods import Period
from allegedly.language.time_phrases import Phrase, phrases
from allegedly.language.time_setting import Found, Rule, Setting
from allegedly.language.time_tense import Tense, tense
from allegedly.spans import Span

_RULES: dict[str, Rule] = time_dates.RULES | time_relative.RULES
_NEXT = re.compile(r"(?:['’]s)?[\s-]+([A-Za-z.]+)")
_JOINED = re.compile(r"\s*(?:to|through|and|or|until|till|-|–|—|,)\s*(?:the\s)?(?:early\s|late\s|mid-)?", re.IGNORECASE)
_LEAD = re.compile(r"(ahead of|\w+)\s$", re.IGNORECASE)
_TOWARDS = frozenset(("for", "before", "until", "by"))
_NOTHING_FOLLOWS = re.compile(r"\s*(?:[^\w\s'’]|$|(?:and|but|when|as|in|at|on|with|by|to|from|for)\b)")
_OF_WHICH = re.compile(r"\s(?:(?:the|a|an|his|her|their|its|that)\s)?")
# Measured on TempEval-3 train: see docs/decisions/0011-times.md.
_REACH = 400
_LAYER = "allegedly.times"
_YEARLESS = frozenset(("day", "month", "season", "quarter"))


class Time(NamedTuple):
    """Words that name a time, and when that is. `span` in code points; `edtf` as in `allegedly.dates`."""

    span: Span
    edtf: str


def times(doc: Doc, published: str | None, *, narrated: Iterable[Span] = ()) -> list[Time]:
    """Every time that the text names and that can be told, in text order; spans do not overlap.

    Without a full day of publication relative times are left out, and dates without a year keep it open. `narrated`
    are stretches (captions, headlines) whose plain present tells what has happened. Found once a Doc.
    """
    asked = (published, tuple(narrated))
    kept: dict[Any, list[Time]] = doc.user_data.setdefault(_LAYER, {})
    if asked not in kept:
        kept[asked] = _found(doc, *asked)
    return list(kept[asked])


def _found(doc: Doc, published: str | None, narrated: tuple[Span, ...]) -> list[Time]:
    text = doc.text
    page = _Page(doc, text, _day(published), narrated, [])
    for phrase in _with_years(text, list(phrases(text))):
        page.add(phrase)
    return _apart([Time(span, edtf) for span, edtf in bounded(text, page.found)], text)


def _apart(found: list[Time], text: str) -> list[Time]:
    """The times, none with words of the next one: "since March | Monday"."""
    apart = []
    for one, after in zip_longest(found, found[1:]):
        end = one.span.end if after is None else min(one.span.end, after.span.start)
        end -= len(text[one.span.start : end]) - len(text[one.span.start : end].rstrip())
        if end > one.span.start:
            apart.append(one._replace(span=Span(one.span.start, end)))
    return apart


def _day(published: str | None) -> date | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(dates.day(published))
    except ValueError:
        return None


@dataclass
class _Page:
    """A text and the times found in it so far. `counting` are words like "two days after" that wait for a time."""

    doc: Doc
    text: str
    published: date | None
    narrated: tuple[Span, ...]
    found: list[Named]
    counting: Phrase | None = None

    def add(self, phrase: Phrase) -> None:
        """Read a phrase where it is a time."""
        place = self.doc.char_span(phrase.core.start, phrase.core.end, alignment_mode="expand")
        if place is None or not time_context.is_time(self.text, phrase, place):
            return
        if phrase.rule == "offset" and _counts_from(self.text, phrase):
            self.counting = phrase
            return
        what = self._read(phrase, place)
        if what is not None:
            self.found.append(self._counted(Named(phrase.span, what, phrase.rule, place)))
            self.counting = None

    def _counted(self, one: Named) -> Named:
        """ "two days after the raid of May 3" as one time, where such words wait."""
        counting = self.counting
        if counting is None or not isinstance(one.what, Period):
            return one
        if not _OF_WHICH.fullmatch(self.text, counting.span.end, one.span.start):
            return one
        what = _RULES["offset"](counting.slots, Setting(None, lambda: None, one.what))
        return one if what is None else Named(Span(counting.span.start, one.span.end), what, "offset", one.place)

    def _read(self, phrase: Phrase, place: Words) -> Found:
        following = _NEXT.match(self.text, phrase.span.end)
        setting = Setting(
            self.published,
            lambda: self._tense(phrase, place),
            self._named_last(place),
            self._quarter(),
            following[1].lower().rstrip(".") if following else "",
        )
        try:
            what = _RULES[phrase.rule](phrase.slots, setting)
        except (ValueError, OverflowError):
            return None  # no calendar has it: February 30, ninety centuries ago
        return what._replace(about=True) if phrase.about and isinstance(what, Period) else what

    def _tense(self, phrase: Phrase, place: Words) -> Tense | None:
        lead = _LEAD.search(self.text, max(0, phrase.span.start - 12), phrase.span.start)
        found = tense(place.root, lead[1].lower() if lead else "")
        if found == "past" and phrase.rule != "weekday" and time_context.is_deadline(self.text, phrase):
            return None
        if found != "present":
            return found
        # "He is preparing for Monday's debate" looks ahead, "he is in trouble after Monday's debate" does not.
        dates_noun = time_context.modified(place) is not None and (not lead or lead[1].lower() not in _TOWARDS)
        return "past" if dates_noun or any(span.contains(phrase.core) for span in self.narrated) else found

    def _named_last(self, place: Words) -> Period | None:
        """The time that the text named last, in this paragraph or the one before."""
        for one in reversed(self.found):
            if isinstance(one.what, Period):
                between = self.text[one.span.end : place.start_char]
                return one.what if between.count("\n\n") < 2 and len(between) < _REACH else None
        return None

    def _quarter(self) -> Period | None:
        units = (one.what for one in reversed(self.found) if isinstance(one.what, Period))
        return next((unit for unit in units if unit.unit in ("quarter", "half")), None)


def _counts_from(text: str, phrase: Phrase) -> bool:
    """ "two days after the attack" counts from what follows; "two days after." from what stands before."""
    return phrase.slots["way"] in ("before", "after") and _NOTHING_FOLLOWS.match(text, phrase.span.end) is None


def _with_years(text: str, every: Sequence[Phrase]) -> list[Phrase]:
    """ "between March 3 and April 5, 2019": the first has the year of the second."""
    given = list(every)
    for at in range(len(given) - 2, -1, -1):
        one, other = given[at], given[at + 1]
        joined = (
            one.rule in _YEARLESS
            and one.rule == other.rule
            and _JOINED.fullmatch(text[one.span.end : other.core.start])
        )
        if joined and "year" in other.slots and not {"year", "which", "turn"} & one.slots.keys():
            given[at] = one._replace(slots={**one.slots, "year": other.slots["year"]})
    return given
