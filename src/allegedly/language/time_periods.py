"""Days, weeks, quarters, seasons, decades: which one holds a day, which comes next, how EDTF writes it.

A week runs from Sunday to Saturday, a weekend is Saturday and Sunday, a winter belongs to the year in which it begins
(docs/annotation.md).
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable
from typing import NamedTuple

Date = datetime.date

_DAY = datetime.timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_SATURDAY, _SUNDAY = 5, 6


class Period(NamedTuple):
    """One unit of the calendar, by its first day. `about`: the words say only roughly this one."""

    first: Date
    unit: str
    about: bool = False

    @property
    def edtf(self) -> str:
        """As EDTF: a date where it can write the unit as one, else an interval."""
        first, unit = self.first, self.unit
        if unit in _INTERVALS:
            end = _INTERVALS[unit](first)
            length = 7 if unit in ("quarter", "half") else 10
            return f"{first.isoformat()[:length]}/{end.isoformat()[:length]}"
        return _POINTS[unit](first) + "~" * self.about


_POINTS: dict[str, Callable[[Date], str]] = {
    "day": lambda first: first.isoformat(),
    "month": lambda first: first.isoformat()[:7],
    "season": lambda first: f"{first.year:04}-{20 + (first.month // 3)}",
    "year": lambda first: f"{first.year:04}",
    "decade": lambda first: f"{first.year // 10:03}X",
    "century": lambda first: f"{first.year // 100:02}XX",
}
_INTERVALS: dict[str, Callable[[Date], Date]] = {
    "week": lambda first: first + 6 * _DAY,
    "weekend": lambda first: first + _DAY,
    "night": lambda first: first + _DAY,
    "quarter": lambda first: later(first, 2, "month"),
    "half": lambda first: later(first, 5, "month"),
}


def containing(day: Date, unit: str) -> Period:
    """The unit that holds `day`; on working days the weekend that comes.

    Raises:
        OverflowError, ValueError: it begins before the year 1 or after 9999.
    """
    return Period(_STARTS[unit](day), unit)


def _season(day: Date) -> Date:
    month = day.month // 3 * 3
    return Date(day.year, month, 1) if month else Date(day.year - 1, 12, 1)


_STARTS: dict[str, Callable[[Date], Date]] = {
    "day": lambda day: day,
    "night": lambda day: day,
    "week": lambda day: day - (day.weekday() + 1) % 7 * _DAY,
    "weekend": lambda day: day - _DAY if day.weekday() == _SUNDAY else day + (_SATURDAY - day.weekday()) * _DAY,
    "month": lambda day: day.replace(day=1),
    "quarter": lambda day: Date(day.year, (day.month - 1) // 3 * 3 + 1, 1),
    "half": lambda day: Date(day.year, (day.month - 1) // 6 * 6 + 1, 1),
    "season": _season,
    "year": lambda day: Date(day.year, 1, 1),
    "decade": lambda day: Date(day.year // 10 * 10 or 1, 1, 1),
    "century": lambda day: Date(day.year // 100 * 100 or 1, 1, 1),
}


def later(day: Date, count: int, unit: str) -> Date:
    """The day `count` units after `day` (before, where negative), at most the last of its month.

    Raises:
        OverflowError, ValueError: it lies outside the years 1 to 9999.
    """
    if unit in _DAYS:
        return day + count * _DAYS[unit] * _DAY
    year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS[unit], 12)
    return Date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shifted(period: Period, count: int, unit: str | None = None) -> Period:
    """The period `count` units of its own kind, or of another, after this one; before, where negative."""
    return containing(later(period.first, count, unit or period.unit), period.unit)._replace(about=period.about)


def holiday(rule: str, year: int) -> Date | None:
    """The day of a feast in a year; None where it has none then.

    `rule`: "12-25" (a day), "easter -2" (days from Easter Sunday), or "11 3 4": month, weekday from Monday = 0, which
    one (negative from the end); then days to add, and every how-manieth year.
    """
    if "-" in rule[1:3]:
        return Date.fromisoformat(f"{year:04}-{rule}")
    words = rule.split()
    if words[0] == "easter":
        return _easter(year) + int(words[1]) * _DAY
    month, weekday, which, plus, every = (*map(int, words), 0, 1)[:5] if len(words) < 5 else map(int, words)
    if year % every:
        return None
    days = [day for day in calendar.Calendar().itermonthdates(year, month) if day.month == month]
    matching = [day for day in days if day.weekday() == weekday]
    return matching[which - 1 if which > 0 else which] + plus * _DAY


def _easter(year: int) -> Date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of Nature, 1876)."""
    century, within = divmod(year, 100)
    golden = year % 19
    leaps, rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * rest + 2 * (within // 4) - moon - within % 4) % 7
    days = moon + sunday - 7 * ((golden + 11 * moon + 22 * sunday) // 451) + 114
    return Date(year, days // 31, days % 31 + 1)
