"""Join times into what the words between and before them say: "from A to B", "since A", "by the end of B".

In:      the times that a text names, in order.
Out:     spans and EDTF: an interval for a range, an open one after "since" or before "until", the rest as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Span as Words
from spacy.tokens import Token

from allegedly import dates
from allegedly.language.time_context import modified
from allegedly.language.time_periods import Period, later, shifted
from allegedly.language.time_phrases import alternatives, words
from allegedly.language.time_setting import Found
from allegedly.language.time_tense import tense
from allegedly.spans import Span

_TO = re.compile(r"\s?(?:to|through|thru|until|till|-|–|—)\s?(?:the )?", re.IGNORECASE)
_AND = re.compile(r" and (?:the )?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s(?:the )?$", re.IGNORECASE)
_EVE = re.compile(r"\b(?:on )?(?:the )?eve of (?:the )?$", re.IGNORECASE)
_ONWARD = re.compile(r" (?:onwards?|forward|on)\b(?! (?:the|a|an|\w+day)\b)", re.IGNORECASE)
_REACH = 32


class Named(NamedTuple):
    """A time as its own words give it. `span` takes in modifiers, `place` are the tokens of the words proper."""

    span: Span
    what: Found
    rule: str
    place: Words

    @property
    def edtf(self) -> str:
        return self.what.edtf if isinstance(self.what, Period) else str(self.what)


def bounded(text: str, named: Sequence[Named]) -> Iterator[tuple[Span, str]]:
    """Spans with EDTF, in order."""
    at = 0
    while at < len(named):
        one = named[at]
        other = named[at + 1] if at + 1 < len(named) else None
        pair = _range(text, one, other) if other else None
        if pair is not None:
            yield pair
            at += 2
            continue
        yield _alone(text, one)
        at += 1


def _range(text: str, one: Named, other: Named) -> tuple[Span, str] | None:
    """ "from A to B", "between A and B", "A to B", "A-B"."""
    between = text[one.span.end : other.span.start]
    led = _BETWEEN.search(text, max(0, one.span.start - _REACH), one.span.start)
    joined = _TO.fullmatch(between) or (led and "between" in led[0].lower() and _AND.fullmatch(between))
    if not joined or _moves(one.place.root) or ("/" in one.edtf + other.edtf and ".." in one.edtf + other.edtf):
        return None
    edtf = _joined(one, other)
    return None if edtf is None else (Span(led.start() if led else one.span.start, other.span.end), edtf)


def _moves(token: Token) -> bool:
    """ "postponed from Monday to Friday" names two days, not all days between."""
    return any(above.lemma_ in words().lists["moving"] for above in list(token.ancestors)[:2])


def _joined(one: Named, other: Named) -> str | None:
    first, last = one.edtf.partition("/")[0], other.edtf.rpartition("/")[2]
    if dates.is_time(f"{first}/{last}"):
        return f"{first}/{last}"
    if not isinstance(one.what, Period) or not isinstance(other.what, Period):
        return None
    step = "week" if one.rule == "weekday" else "year"
    ways = [(shifted(one.what, -1, step), other.what), (one.what, shifted(other.what, 1, step))]
    for start, end in ways if tense(one.place.root) == "past" else reversed(ways):
        edtf = f"{start.edtf.partition('/')[0]}/{end.edtf.rpartition('/')[2]}"
        if dates.is_time(edtf):
            return edtf
    return None


def _alone(text: str, one: Named) -> tuple[Span, str]:
    start = one.span.start
    if one.rule in ("days", "years"):
        return one.span, one.edtf
    reach = max(0, start - _REACH)
    event = modified(one.place)
    if one.rule == "day" and (eve := _EVE.search(text, reach, start)) and isinstance(one.what, Period):
        return Span(eve.start(), one.span.end), one.what._replace(first=later(one.what.first, -1, "day")).edtf
    if lead := _lead("opening_events").search(text, reach, start):
        end = event.idx + len(event.text) if event is not None else one.span.end
        return Span(lead.start(1), end), _open(one.edtf)
    if event is not None:
        return one.span, one.edtf
    return _opens(text, one, reach) or _closes(text, one, reach) or (one.span, one.edtf)


def _opens(text: str, one: Named, reach: int) -> tuple[Span, str] | None:
    start, end = one.span
    lead = _lead("opening").search(text, reach, start)
    if lead and lead[1].lower() == "from":
        onward = _ONWARD.match(text, end)
        if onward is None and (one.place.root.head.pos_ != "VERB" or tense(one.place.root) != "future"):
            return None
        return Span(lead.start(1), onward.end() if onward else end), _open(one.edtf)
    lead = lead or _lead("opening_alone").search(text, reach, start)
    return (Span(lead.start(1), end), _open(one.edtf)) if lead else None


def _closes(text: str, one: Named, reach: int) -> tuple[Span, str] | None:
    start, end = one.span
    lead = _lead("closing").search(text, reach, start) or _lead("closing_alone").search(text, reach, start)
    if lead is None or (lead[1].lower() == "through" and one.rule in ("season", "decade", "holiday", "this")):
        return None
    if lead[1].lower() in ("until", "till") and _denied(one.place.root.head):
        return None
    last = one.edtf.rpartition("/")[2]
    return (Span(lead.start(1), end), f"../{last}") if last != ".." else None


def _denied(token: Token) -> bool:
    """ "will not open until Monday" opens on Monday."""
    return any(child.lower_ in ("not", "n't", "n’t", "never") for child in token.children)


def _open(edtf: str) -> str:
    first = edtf.partition("/")[0]
    return edtf if first == ".." else f"{first}/.."


@cache
def _lead(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w-])({alternatives(words().lists[name])}) (?:the |about |around |at least )?$")
