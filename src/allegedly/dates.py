"""Partial dates of stated precision and intervals of them, written as EDTF (ISO 8601-2).

    2023-11-05  2023-11  2023     a day, a month, a year
    XXXX-10-26  199X  19XX        no year is stated; the 1990s; the 20th century
    2023-22                       a season: 21 spring, 22 summer, 23 autumn, 24 winter (of the year in which it begins)
    2021~                         about then
    2023-11-01/2023-11-03         from then to then, both included; `2023-11-05/..` and `../2023-11-05` are open

What a text does not say stays unsaid: a date without a year is `XXXX-10-26`, never this year's. Only calendar facts
live here; reading dates out of prose is the business of `language` and `intake`.
"""

from __future__ import annotations

import calendar
import datetime
import re

_EDTF = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?", re.ASCII)
_ROUND = re.compile(r"\d{4}-2[1-4]|\d{3}X|\d\dXX", re.ASCII)
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
_OPEN = ".."


def is_edtf(value: str) -> bool:
    """True where `value` is a level-0 EDTF date, or one with unspecified digits, that some calendar year has.

    One day, month or year: what a day of publication may be. `is_time` knows the rest.
    """
    match = _EDTF.fullmatch(value)
    if match is None:
        return False
    year, month, day = match.group("year"), match.group("month"), match.group("day")
    if month in (None, "XX"):
        return day in (None, "XX") or (day is not None and 1 <= int(day) <= 31)
    if not 1 <= int(month) <= 12:
        return False
    if day in (None, "XX"):
        return True
    # 2024 is a leap year: an unspecified year may have a 29 February.
    try:
        datetime.date(2024 if year == "XXXX" else int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def is_time(value: str) -> bool:
    """True where `value` is in one of the forms above: a date, a season, decade or century, about a date, an interval.

    An interval runs forward where both of its ends are known, and has at least one end.
    """
    start, slash, end = value.partition("/")
    if not slash:
        return _is_point(value)
    if not all(one == _OPEN or _is_point(one) for one in (start, end)) or start == end == _OPEN:
        return False
    first, last = first_day(start), last_day(end)
    return first is None or last is None or first <= last


def _is_point(value: str) -> bool:
    date = value.removesuffix("~")
    return is_edtf(date) or (_ROUND.fullmatch(date) is not None and not date.startswith("00"))


def first_day(value: str) -> datetime.date | None:
    """The first day that an EDTF value covers; None where it is open or has no year."""
    return _edge(value.partition("/")[0], last=False)


def last_day(value: str) -> datetime.date | None:
    """The last day that an EDTF value covers; None where it is open or has no year."""
    start, slash, end = value.partition("/")
    return _edge(end if slash else start, last=True)


def _edge(point: str, *, last: bool) -> datetime.date | None:
    year, month, day = (*point.removesuffix("~").split("-"), "", "")[:3]
    if not year[:2].isdecimal():
        return None
    whole = int(year.replace("X", "9" if last else "0")) or 1
    if not month.isdecimal():
        return datetime.date(whole, 12, 31) if last else datetime.date(whole, 1, 1)
    if int(month) in _SEASON_STARTS:
        return _season(whole, _SEASON_STARTS[int(month)], last=last)
    if day.isdecimal():
        return datetime.date(whole, int(month), int(day))
    return datetime.date(whole, int(month), calendar.monthrange(whole, int(month))[1] if last else 1)


def _season(year: int, month: int, *, last: bool) -> datetime.date:
    if not last:
        return datetime.date(year, month, 1)
    # Python's calendar ends with 9999.
    year, month = (min(year + 1, 9999), 2) if month == 12 else (year, month + 2)
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def moment(value: object) -> str | None:
    """An ISO 8601 timestamp in one spelling, in UTC where it has a zone: `2023-11-05T09:30:00Z`; None for others.

    Two of them are in the order of their letters where both have a zone, or neither.
    """
    if not isinstance(value, str) or not re.search(r"\d[T ]\d\d:?\d\d", value):
        return None
    try:
        found = datetime.datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    if found.tzinfo is None:
        return found.isoformat(timespec="seconds")
    return found.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def day(value: str) -> str:
    """The calendar day of an ISO 8601 date or timestamp, as `YYYY-MM-DD`.

    Raises:
        ValueError: `value` is neither a date nor a timestamp.
    """
    try:
        return datetime.date.fromisoformat(value.strip()).isoformat()
    except ValueError:
        return datetime.datetime.fromisoformat(value.strip()).date().isoformat()
