"""Time expressions: TIMEX3 gold in our terms, and the scores of spans and values.

Counted:  gold DATE and TIME expressions. A vague one ("now", "recently", "in the future": PRESENT_REF, PAST_REF,
          FUTURE_REF) has no date: finding it or not is neither right nor wrong. A duration or a set ("for three years",
          "every Monday") is no date: finding one there is wrong.
Value:    a TIMEX3 value that EDTF can write. A time of day is its day, a quarter an interval of months, a season its
          EDTF code. Weeks have no value here: TimeML's begin on Monday, ours on Sunday. A gold expression without a
          value, and the prediction matched to it, are left out of the value score.
Bounds:   TimeML marks "October 7" in "since October 7" and gives the day alone, so `2023-10-07/..` counts as
          `2023-10-07` and a leading preposition is no part of a span. "About" (`~`) is dropped.
Ranges:   "from A to B" is one time to us and two to TimeML: it is scored as its two ends.
Matching: relaxed (overlap), one to one, in reading order; strict asks for the same ink. Value F1 is the share of
          matched pairs with the same value, among all predicted and all gold, as in TempEval-3 (Task A).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from allegedly.spans import Span
from evaluation.figures import Counts, Figure, figure
from evaluation.ink import Ink

_VAGUE = re.compile(r"P(?:RESENT|AST)_REF|FUTURE_REF")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")
_PLAIN = re.compile(r"\d{4}(?:-\d\d)?")
_PART = re.compile(r"(\d{4})-([QH])(\d)")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_ROUND = re.compile(r"(\d{2,3})X{0,2}")
_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_PREPOSITION = re.compile(
    r"(?i)(?:(?:on|in|at|since|until|till|by|after|before|from|following|through|around|about|between|up to|ahead of|"
    r"prior to|starting|beginning)\s+)+"
)


class Dated(NamedTuple):
    """A span of ink and its date. None: the gold expression has a date that EDTF or this score leaves out."""

    span: Span
    value: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A gold document. `vague` are expressions that nobody is judged on."""

    id: str
    text: str
    published: str
    dates: tuple[Dated, ...]
    vague: tuple[Span, ...]


def load(path: Path) -> list[Item]:
    """The documents of a JSON Lines file with `text`, `dct` and `timexes`.

    Raises:
        ValueError: a row is of another kind.
    """
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    if not all("timexes" in row and "dct" in row for row in rows):
        raise ValueError(f"{path.name}: a row has no timexes or no day on which it was written (dct).")
    return [_item(row) for row in rows]


def _item(row: dict[str, Any]) -> Item:
    ink = Ink(row["text"])
    dates, vague = [], []
    for timex in row["timexes"]:
        span = ink.span(Span(timex["start"], timex["end"]))
        if timex["type"] in ("DATE", "TIME"):
            if _VAGUE.fullmatch(timex["value"]):
                vague.append(span)
            else:
                dates.append(Dated(span, edtf(timex["value"])))
    return Item(row["id"], row["text"], row["dct"]["value"][:10], tuple(sorted(dates)), tuple(vague))


def edtf(value: str) -> str | None:
    """A TIMEX3 value as EDTF; None where it is a week, a weekend, a duration, or has unspecified digits of its own."""
    if match := _DAY.fullmatch(value):
        return match[1]
    if _PLAIN.fullmatch(value):
        return value
    if match := _PART.fullmatch(value):
        months = 3 if match[2] == "Q" else 6
        last = int(match[3]) * months
        return f"{match[1]}-{last - months + 1:02}/{match[1]}-{last:02}"
    if match := _SEASON.fullmatch(value):
        return f"{match[1]}-{_SEASONS[match[2]]}"
    if match := _ROUND.fullmatch(value):
        return f"{match[1]:X<4}"
    return None


def plain(value: str) -> str:
    """A prediction's EDTF without what TimeML does not write: open ends and "about"."""
    return value.removesuffix("/..").removeprefix("../").replace("~", "")


def bare(text: str, span: Span) -> Span:
    """The span without its leading prepositions, which TimeML leaves out."""
    match = _PREPOSITION.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match and match.end() < span.end else span


def score(gold: Sequence[Item], predicted: Sequence[Iterable[tuple[Span, str]]], *, name: str) -> list[Figure]:
    """Span and value F1. `predicted` are spans of the reader's text in ink, with EDTF values, document by document."""
    pairs = [_matched(item, list(found)) for item, found in zip(gold, predicted, strict=True)]
    return [
        figure(f"{name}.times.value", [_value(*pair) for pair in pairs], headline=True),
        figure(f"{name}.times.span.relaxed", [_relaxed(*pair) for pair in pairs], headline=True),
        figure(f"{name}.times.span.strict", [_strict(*pair) for pair in pairs]),
        figure(f"{name}.times.value-accuracy", [_accuracy(*pair) for pair in pairs]),
    ]


class _Pair(NamedTuple):
    gold: Dated
    found: Dated


def _matched(item: Item, found: Sequence[tuple[Span, str]]) -> tuple[Item, int, list[_Pair]]:
    """The gold document, how many predictions count, and the pairs."""
    left = [end for span, value in sorted(found) for end in _ends(item, span, value)]
    pairs = []
    for gold in item.dates:
        touching = [one for one in left if one.span.overlaps(gold.span)]
        if touching:
            best = max(touching, key=lambda one: (one.span == gold.span, _overlap(one.span, gold.span)))
            left.remove(best)
            pairs.append(_Pair(gold, best))
    wrong = [one for one in left if not any(one.span.overlaps(span) for span in item.vague)]
    return item, len(pairs) + len(wrong), pairs


def _ends(item: Item, span: Span, value: str) -> list[Dated]:
    start, slash, end = value.partition("/")
    touched = [date.span for date in item.dates if date.span.overlaps(span)]
    if not slash or ".." in value or len(touched) < 2:
        return [Dated(span, value)]
    middle = touched[1].start
    return [Dated(Span(span.start, middle), start), Dated(Span(middle, span.end), end)]


def _overlap(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _relaxed(item: Item, predicted: int, pairs: Sequence[_Pair]) -> Counts:
    return Counts(len(pairs), predicted, len(item.dates))


def _strict(item: Item, predicted: int, pairs: Sequence[_Pair]) -> Counts:
    return Counts(sum(pair.gold.span == pair.found.span for pair in pairs), predicted, len(item.dates))


def _value(item: Item, predicted: int, pairs: Sequence[_Pair]) -> Counts:
    unvalued = sum(pair.gold.value is None for pair in pairs)
    gold = sum(date.value is not None for date in item.dates)
    return Counts(_right(pairs), predicted - unvalued, gold)


def _accuracy(item: Item, predicted: int, pairs: Sequence[_Pair]) -> Counts:
    valued = sum(pair.gold.value is not None for pair in pairs)
    return Counts(_right(pairs), valued, valued)


def _right(pairs: Sequence[_Pair]) -> int:
    return sum(pair.gold.value is not None and plain(pair.found.value or "") == pair.gold.value for pair in pairs)
