"""Dates as they are written: days, months, years, decades, quarters, seasons, feasts.

Each rule reads the slots of one key of data/time_patterns.json. Where the year is not written, the tense says which is
meant (docs/annotation.md); without a day of publication the year stays open (`XXXX-10-26`).
"""

from __future__ import annotations

from allegedly.language.time_periods import Date, Period, containing, holiday
from allegedly.language.time_phrases import value, words
from allegedly.language.time_setting import (
    Found,
    Rule,
    Setting,
    Slots,
    digits,
    nearest,
    says_year,
    turned,
    weekday_of,
    which_of,
    year_of,
    years_around,
)


def _day(slots: Slots, setting: Setting) -> Found:
    month = int(value(slots, "month"))
    day = int(value(slots, "ordinal")) if "ordinal" in slots else digits(slots)
    if says_year(slots):
        year = year_of(slots, setting)
        return None if year is None else Period(Date(year, month, day), "day")
    known = words().values["named_days"].get(f"{month:02}-{day:02}")
    if known and setting.next_word in known[1:] and not _before(setting.published, known[0]):
        return Period(Date.fromisoformat(known[0]), "day")
    return _of_some_year(month, day, setting, weekday=weekday_of(slots))


def _before(published: Date | None, day: str) -> bool:
    return published is not None and published.isoformat() < day


def _of_some_year(month: int, day: int, setting: Setting, *, weekday: int | None = None) -> Found:
    Date(2024, month, day)  # February 30 is no day of any year
    if setting.published is None:
        return f"XXXX-{month:02}-{day:02}"
    dates = [_on(year, month, day) for year in years_around(setting.published)]
    real = [date for date in dates if date is not None]
    first = nearest([date for date in real if weekday in (None, date.weekday())] or real, setting)
    return None if first is None else Period(first, "day")


def _on(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def _days(slots: Slots, setting: Setting) -> Found:
    first = _day(slots, setting)
    end = {**slots, "day": slots["day2"], "month": slots.get("month2", slots["month"])}
    last = _day(end, setting)
    if isinstance(first, Period) and isinstance(last, Period):
        if last.first < first.first:
            return None
        return f"{first.edtf}/{last.edtf}"
    return f"{first}/{last}" if isinstance(first, str) and isinstance(last, str) else None


def _iso(slots: Slots, setting: Setting) -> Found:
    return Period(Date(int(slots["isoyear"]), int(slots["mm"]), int(slots["dd"])), "day")


def _numeric(slots: Slots, setting: Setting) -> Found:
    """25/12/2023 and 12/25/2023; 5/11/2023 is November in Britain and May in America, and is left out."""
    year, a, b = int(slots["year"]), int(slots["a"]), int(slots["b"])
    if a > 12 or a == b:
        return Period(Date(year, b, a), "day")
    return Period(Date(year, a, b), "day") if b > 12 else None


def _named(slots: Slots, setting: Setting) -> Found:
    return Period(Date(2001, 9, 11), "day")


def _month(slots: Slots, setting: Setting) -> Found:
    month, published = int(value(slots, "month")), setting.published
    if "year" in slots or "turn" in slots:
        year = year_of(slots, setting)
        return None if year is None else Period(Date(year, month, 1), "month")
    if published is None:
        return f"XXXX-{month:02}" if which_of(slots) is None else None
    return turned(month, 1, "month", slots, setting)


def _year(slots: Slots, setting: Setting) -> Found:
    return Period(Date(int(slots["year"]), 1, 1), "year")


def _fiscal(slots: Slots, setting: Setting) -> Found:
    """A business year: about the year that names it."""
    if "yy2" in slots:
        return _years(slots, setting)
    year = int(slots["year"]) if "year" in slots else 2000 + int(slots["yy"])
    return Period(Date(year, 1, 1), "year", about=True)


def _years(slots: Slots, setting: Setting) -> Found:
    first = int(slots["year"])
    last = int(slots["year2"]) if "year2" in slots else first // 100 * 100 + int(slots["yy2"])
    last += 100 * (last < first and "yy2" in slots and slots["yy2"] == "00")
    return f"{first}/{last}" if first < last else None


def _decade(slots: Slots, setting: Setting) -> Found:
    if "decade" in slots:
        return Period(Date(int(slots["decade"]), 1, 1), "decade")
    tens = int(slots["dd"]) if "dd" in slots else int(value(slots, "tens"))
    # "The twenties" of a page of this century are its own only where they have begun; the others are the last one's.
    return Period(Date((1900 if tens > 20 else 2000) + tens, 1, 1), "decade")


def _century(slots: Slots, setting: Setting) -> Found:
    count = int(slots["count"]) if "count" in slots else int(value(slots, "ordinal"))
    if setting.next_word in ("bc", "b.c", "bce") or not 2 <= count <= 30:
        return None
    return Period(Date(count * 100 - 100, 1, 1), "century")


def _quarter(slots: Slots, setting: Setting) -> Found:
    which = int(slots["q"]) if "q" in slots else int(value(slots, "ordinal"))
    month = which * 3 - 2
    if says_year(slots):
        year = year_of(slots, setting)
        return None if year is None else Period(Date(year, month, 1), "quarter")
    return turned(month, 1, "quarter", slots, setting)


def _half(slots: Slots, setting: Setting) -> Found:
    which = int(slots["q"]) if "q" in slots else int(value(slots, "ordinal"))
    year = year_of(slots, setting)
    return None if year is None else Period(Date(year, which * 6 - 5, 1), "half")


def _season(slots: Slots, setting: Setting) -> Found:
    month = int(value(slots, "season"))
    if "year" in slots or "turn" in slots:
        year = year_of(slots, setting)
        return None if year is None else Period(Date(year, month, 1), "season")
    return turned(month, 1, "season", slots, setting)


def _holiday(slots: Slots, setting: Setting) -> Found:
    rule, published = value(slots, "holiday"), setting.published
    year = year_of({slot: word for slot, word in slots.items() if slot != "which"}, setting)
    if year is not None:
        day = holiday(rule, year)
        return None if day is None else Period(day, "day")
    if published is None:
        return f"XXXX-{rule}" if "-" in rule[1:3] else None
    days = [day for year in years_around(published) if (day := holiday(rule, year))]
    if (which := which_of(slots)) == -1:
        return Period(max(day for day in days if day < published), "day")
    if which == 1:
        return Period(min(day for day in days if day > published), "day")
    if which == 0:
        return Period(next(day for day in days if day.year == published.year), "day")
    day = nearest(days, setting)
    return None if day is None else Period(day, "day")


def _week_of(slots: Slots, setting: Setting) -> Found:
    day = _day(slots, setting)
    if not isinstance(day, Period):
        return None
    return containing(day.first, "weekend" if "end" in slots else "week")


RULES: dict[str, Rule] = {
    "day": _day,
    "days": _days,
    "iso": _iso,
    "numeric": _numeric,
    "named": _named,
    "month": _month,
    "year": _year,
    "fiscal": _fiscal,
    "years": _years,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "holiday": _holiday,
    "week_of": _week_of,
}
