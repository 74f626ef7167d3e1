"""Times that count from the day of publication, or from the time that the text named last.

Each rule reads the slots of one key of data/time_patterns.json. Without a day to count from there is no date.
"""

from __future__ import annotations

from allegedly.language.time_periods import Date, Period, containing, later, shifted
from allegedly.language.time_phrases import value, words
from allegedly.language.time_setting import Found, Rule, Setting, Slots, count_of, weekday_of, which_of

_SIZE = {
    unit: size
    for size, units in enumerate(
        (("day", "night"), ("weekend", "week", "fortnight"), ("month",), ("quarter",), ("season", "half"), ("year",))
    )
    for unit in units
} | {"decade": 6, "century": 7}


def _weekday(slots: Slots, setting: Setting) -> Found:
    published, weekday = setting.published, weekday_of(slots)
    if published is None or weekday is None:
        return None
    if "week" in slots:
        first = later(containing(published, "week").first, value({"which": slots["week"]}, "which"), "week")
        return Period(later(first, (weekday + 1) % 7, "day"), "day")
    since = (published.weekday() - weekday) % 7
    which = which_of(slots)
    if "ago" in slots:
        since += 7
    elif which == -1:
        since = since or 7
    elif which == 1 and "coming" not in slots and slots.get("which") == "next":
        first = later(containing(published, "week").first, 1, "week")
        return Period(later(first, (weekday + 1) % 7, "day"), "day")
    elif which == 1 or setting.tense() in ("present", "future"):
        return Period(later(published, -since % 7, "day"), "day")
    return Period(later(published, -since, "day"), "day")


def _near_weekday(slots: Slots, setting: Setting) -> Found:
    """ "the following Monday", "that Friday"."""
    weekday, named = weekday_of(slots), setting.named
    if named is None or weekday is None or named.unit not in ("day", "night", "week", "weekend"):
        return None
    step, since = int(value(slots, "near")), (weekday - named.first.weekday()) % 7
    if step == 0:
        return Period(later(named.first, since, "day"), "day") if named.unit == "day" and not since else None
    return Period(later(named.first, (since or 7) if step > 0 else since - 7, "day"), "day")


def _deictic(slots: Slots, setting: Setting) -> Found:
    step = int(value(slots, "deictic")) if "deictic" in slots else 2 if "tomorrow" in slots.get("whole", "") else -2
    return None if setting.published is None else Period(later(setting.published, step, "day"), "day")


def _overnight(slots: Slots, setting: Setting) -> Found:
    return None if setting.published is None else Period(later(setting.published, -1, "day"), "night")


def _part(slots: Slots, setting: Setting) -> Found:
    step = -1 if "past" in slots else words().values["which"][slots["turn"]]
    return None if setting.published is None else Period(later(setting.published, step, "day"), "day")


def _this(slots: Slots, setting: Setting) -> Found:
    whole = slots.get("whole", "")
    if setting.published is None:
        return None
    if whole.endswith("before last"):
        unit = whole.split()[0]
        return shifted(containing(setting.published, unit), -2)
    unit = value(slots, "unit") or ("weekend" if "weekend" in whole else "month" if "month" in whole else "year")
    if unit in ("day", "fortnight"):
        return None
    present, which = containing(setting.published, unit), which_of(slots)
    if unit == "weekend":
        return _weekend(present, slots, setting)
    return shifted(present, which or 0)


def _weekend(present: Period, slots: Slots, setting: Setting) -> Period:
    which = which_of(slots)
    begun = setting.published is not None and present.first <= setting.published
    if which == -1:
        return shifted(present, -1)
    if which == 1 and slots.get("which") == "next":
        return shifted(present, 1)
    return present if begun or which == 1 or setting.tense() in ("present", "future") else shifted(present, -1)


def _ago(slots: Slots, setting: Setting) -> Found:
    ahead = not slots.get("whole", "").endswith("ago")
    return _away(slots, setting.published, 1 if ahead else -1)


def _away(slots: Slots, start: Date | None, way: int) -> Found:
    """So many units from a day, as exact as the unit: two years ago is a year, two hours ago the day."""
    unit, count = value(slots, "unit"), count_of(slots) if "count" in slots or "number" in slots else 1
    if start is None:
        return None
    if slots["unit"].startswith(("hour", "minute")):
        return None if count > 23 else Period(start, "day")
    kept = "week" if unit == "fortnight" else unit
    return containing(later(start, way * count, "day" if unit == "weekend" else unit), kept)


def _ahead(slots: Slots, setting: Setting) -> Found:
    if "time" not in slots and setting.tense() != "future":
        return None
    return _away(slots, setting.published, 1)


def _offset(slots: Slots, setting: Setting) -> Found:
    """ "two days later", counted from the time that the text named last."""
    named = setting.quarter if "-" in slots["whole"] and setting.quarter else setting.named
    if named is None:
        return None
    way = 1 if slots["way"].startswith(("later", "after")) else -1
    unit = value(slots, "unit")
    if unit == "year" and named.unit in ("quarter", "half", "month", "season"):
        count = count_of(slots) if "count" in slots or "number" in slots else 1
        return shifted(named, way * count, "year")
    if _SIZE[unit] < _SIZE[named.unit]:
        return None
    return _away(slots, named.first, way)


def _near(slots: Slots, setting: Setting) -> Found:
    """ "the next day", "the following year", "that night"."""
    named = setting.named
    unit = "season" if "season" in slots else value(slots, "unit") or "day"
    if named is None or _SIZE[unit] < _SIZE[named.unit]:
        return None
    if "season" in slots:
        return containing(named.first, "season") if value(slots, "near") == 0 else None
    step = int(value(slots, "near")) if "near" in slots else 1
    if step and unit in ("quarter",) and named.unit != "quarter":
        return None
    return shifted(containing(named.first, "week" if unit == "fortnight" else unit), step)


def _quarter(slots: Slots, setting: Setting) -> Found:
    """ "the quarter", "the latest period" of a page that has named one."""
    return setting.quarter


def _within(slots: Slots, setting: Setting) -> Found:
    """ "earlier in the week" is this week, "later in the day" the day that was named, else the day itself."""
    unit = value(slots, "unit")
    if "near" in slots or unit == "day":
        start = setting.named if setting.named is None or _SIZE[setting.named.unit] <= _SIZE[unit] else None
        return None if start is None else containing(start.first, unit)
    return None if setting.published is None else containing(setting.published, unit)


def _soon(slots: Slots, setting: Setting) -> Found:
    if setting.published is None or (slots["whole"] == "soon" and setting.tense() != "future"):
        return None
    return f"{setting.published}/.."


RULES: dict[str, Rule] = {
    "weekday": _weekday,
    "near_weekday": _near_weekday,
    "deictic": _deictic,
    "overnight": _overnight,
    "part": _part,
    "this": _this,
    "ago": _ago,
    "ahead": _ahead,
    "offset": _offset,
    "near": _near,
    "within": _within,
    "soon": _soon,
    "quarter_named": _quarter,
}
