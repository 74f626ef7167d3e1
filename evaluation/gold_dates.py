"""The dates of the gold set: a part of EDTF (ISO 8601-2), checked and compared.

Allowed are `2023-11-02`, `2023-11`, `2023`; digits left open with X from the right (`199X`, `XXXX-10-26`, `2023-XX`);
seasons (`2023-21` spring to `2023-24` winter); about, with `~` at the end; intervals `a/b` of these, open at one end as
`a/..` or `../b`.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange

_DATE = re.compile(r"(?P<year>\d{4}|\d{3}X|\d\dXX|XXXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?~?", re.ASCII)
_SEASONS = range(21, 25)
_OPEN = ".."
_ENOUGH_DAYS = 0.8


def is_date(value: str) -> bool:
    """True where `value` is a date or an interval of the form above, that the calendar has, first day first."""
    if "/" not in value:
        return _is_simple(value)
    start, _, end = value.partition("/")
    if start == end == _OPEN or not all(part == _OPEN or _is_simple(part) for part in (start, end)):
        return False
    days = bounds(value)
    return days is None or days[0] <= days[1]


def _is_simple(value: str) -> bool:
    match = _DATE.fullmatch(value)
    if match is None:
        return False
    year, month, day = match["year"], match["month"], match["day"]
    if month in (None, "XX"):
        return day in (None, "XX") or (day is not None and 1 <= int(day) <= 31)
    if int(month) in _SEASONS:
        return day is None
    if not 1 <= int(month) <= 12:
        return False
    # A year left open may be a leap year.
    last = monthrange(2024 if "X" in year else int(year), int(month))[1] if year != "0000" else 0
    return day in (None, "XX") or (day is not None and 1 <= int(day) <= last)


def bounds(value: str) -> tuple[int, int] | None:
    """The first and last day, as ordinals; None where an end is open, a digit is left open or a season is meant."""
    start, slash, end = value.replace("~", "").partition("/")
    parts = (start, end if slash else start)
    if any("X" in part or part == _OPEN or int(part[5:7] or 1) in _SEASONS for part in parts):
        return None
    return _first(parts[0]), _last(parts[1])


def _first(value: str) -> int:
    year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
    return datetime.date(year, month, day).toordinal()


def _last(value: str) -> int:
    numbers = [int(part) for part in value.split("-")]
    month = numbers[1] if len(numbers) > 1 else 12
    day = numbers[2] if len(numbers) > 2 else monthrange(numbers[0], month)[1]
    return datetime.date(numbers[0], month, day).toordinal()


def shared(one: str, other: str) -> float:
    """The days that both have over the days that either has, 0 to 1; 1 for equal strings.

    0 where either has an open end, open digits or a season and they are not equal.
    """
    if one == other:
        return 1.0
    first, second = bounds(one), bounds(other)
    if first is None or second is None:
        return 0.0
    both = min(first[1], second[1]) - max(first[0], second[0]) + 1
    return max(0, both) / (max(first[1], second[1]) - min(first[0], second[0]) + 1)


def same(gold: str, read: str) -> bool:
    """True for equal strings; with an interval on either side, for enough of the days in common."""
    if "/" in gold or "/" in read:
        return shared(gold, read) >= _ENOUGH_DAYS
    return gold == read
