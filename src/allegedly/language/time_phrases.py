"""Find words that look like a time: where they stand and which pattern of data/time_patterns.json they match.

In:      a text.
Out:     `Phrase`s in text order that do not overlap, each with the rule that reads it and the words in its slots.
Cost:    one dictionary look-up a word, and some patterns at every twentieth.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from allegedly.spans import Span

_DATA = Path(__file__).parent / "data"
_SLOT = re.compile(r"\{(\w+?)(\d?)\}")
_WORD = re.compile(r"[A-Za-z]+|\d+")
_FIRST = re.compile(r"(?:\(\?<=[^)]*\))?(?:\{(?P<slot>\w+)\}|\(\?(?::|P<\w+>)(?P<group>[^)]*)\)|(?P<word>[a-z]+))")
_GAP = r"(?:[^\S\n]+\n?[^\S\n]*|\n(?!\n))"
_DIGITS = {
    "day": r"(?:0?[1-9]|[12]\d|3[01])(?:st|[nr]d|th)?(?![\w%]|[.:]\d|,\d{3}(?!\d))",
    "year": r"(?:1[5-9]|20)\d\d(?![\w%]|[.:]\d|,\d{3})",
    "decade": r"(?:1[5-9]|20)\d0",
    "count": r"\d{1,3}",
}
# "Around Wednesday's ruling" and "over the weekend" are exact; "over two years ago" is not.
_EXACT = frozenset(("weekday", "near_weekday", "deictic", "this", "part", "overnight", "soon", "near"))
_COUNTED = frozenset(("ago", "offset", "ahead"))
_ROUGHLY = frozenset(("about", "around", "roughly", "approximately", "circa"))
# "The October 7 massacre": the article is the massacre's.
_BARE = frozenset(("day", "days", "weekday", "month", "year", "years", "holiday"))
_CAPITALS = frozenset(("weekday", "wd", "month", "month2", "holiday"))
_CLOCK = r"(?:\d\d?(?:[:.]\d\d)? ?[ap]\.?m\.?|noon|midnight)(?: (?:[A-Z]{2,4}|local time))?,?(?: on)? "
_NUMBER = "0"
# Chosen: the longest modifier, "towards the very beginning of the", is shorter.
_REACH = 48


class Phrase(NamedTuple):
    """`core` matched the pattern of `rule`; `span` takes in "early", "the end of", "morning".

    `slots` are the words in the pattern's slots, lower case, and under "whole" those of `core`.
    """

    span: Span
    core: Span
    rule: str
    slots: Mapping[str, str]
    about: bool


class Words(NamedTuple):
    """data/time_words.json: `values` are words that stand for something, `lists` words that only show the way."""

    values: Mapping[str, Mapping[str, Any]]
    lists: Mapping[str, Sequence[str]]


@cache
def words() -> Words:
    """The word lists; read once."""
    data = json.loads((_DATA / "time_words.json").read_text("utf-8"))
    return Words(
        {name: part for name, part in data.items() if isinstance(part, dict)},
        {name: part for name, part in data.items() if isinstance(part, list)},
    )


def value(slots: Mapping[str, str], slot: str) -> Any:
    """What the word in a slot stands for: 10 for "Oct."; None where the slot is empty."""
    word = slots.get(slot)
    return None if word is None else words().values[slot.rstrip("2")].get(" ".join(word.split()).rstrip("."))


def alternatives(listed: Sequence[str]) -> str:
    """A regular expression for any of the words, longest first, a blank standing for any white space."""
    return "|".join(re.escape(word).replace(r"\ ", _GAP) for word in sorted(listed, key=len, reverse=True))


class _Pattern(NamedTuple):
    rule: str
    form: re.Pattern[str]


class _Grammar(NamedTuple):
    patterns: Mapping[str, Sequence[_Pattern]]
    before: re.Pattern[str]
    about: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    rules = json.loads((_DATA / "time_patterns.json").read_text("utf-8"))
    patterns: dict[str, list[_Pattern]] = defaultdict(list)
    for rule, forms in rules.items():
        for form in forms if isinstance(forms, list) else ():
            pattern = _Pattern(rule, _compiled(form))
            for word in _first_words(form):
                patterns[word].append(pattern)
    edges, edges_of, abouts = (alternatives(words().lists[name]) for name in ("edges", "edges_of", "abouts"))
    parts = alternatives(list(words().values["part"]))
    return _Grammar(
        dict(patterns),
        re.compile(
            rf"(?i)(?<![\w-])(?:{_CLOCK}|(?:the )?(?:very )?(?:{edges})(?: (?:on|in|at))?(?: the)?[\s-]+"
            rf"|(?:the )?(?:very )?(?:{edges_of}) of (?:the )?|the )+$"
        ),
        re.compile(rf"(?i)(?<![\w-])({abouts}) (?:the |an? )?$"),
        re.compile(rf"(?i) (?:(?:early|late|in the|at) )?(?:{parts})\b"),
    )


def _compiled(form: str) -> re.Pattern[str]:
    slotted = _SLOT.sub(lambda match: f"(?P<{match[1]}{match[2]}>{_slot(match[1])})", form)
    return re.compile(slotted.replace("[ -]", "(?: |-)").replace(" ", _GAP) + r"(?!\w)", re.IGNORECASE)


def _slot(name: str) -> str:
    if name in _DIGITS:
        return _DIGITS[name]
    listed = list(words().values[name])
    if name != "month":
        return f"(?:{alternatives(listed)})" + r"\b"
    short = [word for word in listed if len(word) < 5 and word not in ("may", "june", "july")]
    return rf"(?:{alternatives([word for word in listed if word not in short])})\b|(?:{alternatives(short)})\b\.?"


def _first_words(form: str) -> set[str]:
    """The words, lower case, at which the pattern may begin; "0" stands for any number."""
    match = _FIRST.match(form)
    if match is None:
        raise ValueError(f"the time pattern {form!r} does not begin with a word or a slot.")
    if match["slot"]:
        starts = list(words().values.get(match["slot"], [_NUMBER]))
    elif match["group"]:
        starts = match["group"].split("|")
    else:
        starts = [match["word"]]
    firsts = [_WORD.match(start) for start in starts]
    return {found[0] if found and found[0].isalpha() else _NUMBER for found in firsts}


def phrases(text: str) -> Iterator[Phrase]:
    """Everything in the text that looks like a time, in order."""
    patterns, end = _grammar().patterns, 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < end or (start and text[start - 1].isalnum()):
            continue
        known = patterns.get(_NUMBER if word[0].isdecimal() else word[0].lower())
        match = _longest(text, start, known) if known else None
        if match is not None:
            phrase = _phrase(text, *match, floor=end)
            end = phrase.span.end
            yield phrase


def _longest(text: str, start: int, patterns: Sequence[_Pattern]) -> tuple[str, re.Match[str]] | None:
    best: tuple[str, re.Match[str]] | None = None
    for rule, form in patterns:
        match = form.match(text, start)
        if match and (best is None or match.end() > best[1].end()) and _capital(match):
            best = rule, match
    return best


def _capital(match: re.Match[str]) -> bool:
    """Names of days, months and feasts are written with a capital letter."""
    return all(
        word is None or slot not in _CAPITALS or word != word.lower() for slot, word in match.groupdict().items()
    )


def _phrase(text: str, rule: str, match: re.Match[str], *, floor: int) -> Phrase:
    grammar = _grammar()
    core = Span(*match.span())
    start, end = core
    reach = max(floor, start - _REACH)
    modifier = grammar.before.search(text, reach, start)
    if modifier and not (modifier[0].lower() == "the " and rule in _BARE):
        start = modifier.start()
    about = grammar.about.search(text, reach, start)
    if about and (rule in _EXACT or (about[1].lower() not in _ROUGHLY and rule not in _COUNTED)):
        about = None
    if suffix := grammar.after.match(text, end):
        end = suffix.end()
    slots = {slot: word.lower() for slot, word in match.groupdict().items() if word is not None}
    slots["whole"] = match[0].lower()
    return Phrase(Span(about.start() if about else start, end), core, rule, slots, about is not None)
