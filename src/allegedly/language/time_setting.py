"""What a time phrase is read against: the day of publication, the tense, the time named before; and what it comes to.

What the rules of time_dates.py and time_relative.py share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from allegedly.language.time_periods import Date, Period, containing
from allegedly.language.time_phrases import value, words
from allegedly.language.time_tense import Tense

# A unit of the calendar; or EDTF where it is none (an interval, a date without a year); None where there is no date.
Found = Period | str | None
Slots = Mapping[str, str]


class Setting(NamedTuple):
    """`published` is the day from which relative times count.

    `tense` is asked only where the words leave past and future open. `named` is the time that the text named last,
    `quarter` the last quarter or half of a year. `next_word` stands after the phrase, lower case.
    """

    published: Date | None
    tense: Callable[[], Tense | None]
    named: Period | None
    quarter: Period | None = None
    next_word: str = ""


_MONTH = 31
Rule = Callable[[Slots, Setting], Found]


def year_of(slots: Slots, setting: Setting) -> int | None:
    """The year that stands in the phrase: "2023", "last year"."""
    if "year" in slots:
        return int(slots["year"])
    turn = value(slots, "which") if "which" in slots else None
    if slots.get("turn"):
        turn = words().values["which"].get(slots["turn"], 0)
    return None if turn is None or setting.published is None else setting.published.year + int(turn)


def says_year(slots: Slots) -> bool:
    """Whether the phrase has a year, or says which by the present one."""
    return any(slot in slots for slot in ("year", "which", "turn"))


def digits(slots: Slots, slot: str = "day") -> int:
    """The number in a slot, "5th" and all."""
    return int("".join(character for character in slots[slot] if character.isdecimal()))


def count_of(slots: Slots) -> int:
    """How many units, in digits or words."""
    tens = int(words().values["number"][slots["ten"]]) if "ten" in slots else 0
    return int(slots["count"]) if "count" in slots else tens + int(value(slots, "number"))


def weekday_of(slots: Slots) -> int | None:
    """The weekday in the phrase, Monday = 0."""
    found = value(slots, "weekday") if "weekday" in slots else value(slots, "wd")
    return None if found is None else int(found)


def which_of(slots: Slots) -> int | None:
    """-1 for "last", 0 for "this", 1 for "next"; None where the phrase says none."""
    if "past" in slots:
        return -1
    if "coming" in slots:
        return 1
    found = value(slots, "which")
    return None if found is None else int(found)


def nearest(dates: list[Date], setting: Setting) -> Date | None:
    """The one among dates a year apart that the tense allows; without tense the nearest."""
    published = setting.published
    if published is None or not dates:
        return None
    tense = setting.tense()
    past, ahead = [one for one in dates if one <= published], [one for one in dates if one >= published]
    if tense == "past" and past:
        return max(past)
    if tense in ("present", "future") and ahead:
        return min(ahead)
    return min(dates, key=lambda one: abs((one - published).days))


def years_around(published: Date) -> range:
    """The years that a date without one may lie in."""
    return range(published.year - 1, published.year + 2)


def turned(month: int, day: int, unit: str, slots: Slots, setting: Setting) -> Period | None:
    """The unit that begins on that day in the year that "last", "this", "next" or the tense says."""
    published = setting.published
    if published is None:
        return None
    periods = [containing(Date(year, month, day), unit) for year in years_around(published)]
    present = containing(published, unit).first
    which = which_of(slots)
    if which == -1:
        return max(one for one in periods if one.first < present)
    if which == 1:
        return min(one for one in periods if one.first > present)
    if which == 0:
        return next(one for one in periods if one.first.year == published.year)
    if unit == "quarter":
        # "Expects to report a third-quarter loss" in October: the quarter is the nearest one, whatever the tense.
        ranked = sorted(periods, key=lambda one: abs((one.first - present).days))
        if abs((ranked[1].first - present).days) - abs((ranked[0].first - present).days) > _MONTH:
            return ranked[0]
    first = nearest([one.first for one in periods], setting._replace(published=present))
    return None if first is None else Period(first, unit)
