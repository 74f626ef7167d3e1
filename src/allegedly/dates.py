"""Partial dates of stated precision, written as EDTF (ISO 8601-2): `2023-11-05`, `2023-11`, `2023`, `XXXX-10-26`.

What a text does not say stays unsaid: a date without a year is `XXXX-10-26`, never this year's. Only calendar facts
live here; reading dates out of prose is the business of `attribution` and `intake`.
"""

from __future__ import annotations

import datetime
import re

_EDTF = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?", re.ASCII)


def is_edtf(value: str) -> bool:
    """True where `value` is a level-0 EDTF date, or one with unspecified digits, that some calendar year has."""
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


def day(value: str) -> str:
    """The calendar day of an ISO 8601 date or timestamp, as `YYYY-MM-DD`.

    Raises:
        ValueError: `value` is neither a date nor a timestamp.
    """
    try:
        return datetime.date.fromisoformat(value.strip()).isoformat()
    except ValueError:
        return datetime.datetime.fromisoformat(value.strip()).date().isoformat()
