"""How many of what: the counts and amounts in a short text.

In:      any text, without grammar.
Out:     `Quantity`s in reading order; years, dates, clock times and ages are none.
How:     digits and number words ("129", "a dozen", "4.2 billion", "twenty-one"), with the word that is counted: the
         next one that says something, or, where the clause ends, the last before ("killed 3"); of a part ("Of 60
         samples, 19 were bad") what the whole consists of. Lists: data/terms.json.
Limits:  "one" counts only before a noun; ordinals, fractions and per cents of per cents are not read.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources
from typing import Any, Literal, NamedTuple

from allegedly.language.terms import terms

Bound = Literal["exact", "least", "most", "about"]

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = re.compile(
    rf"(?P<number>{_DIGITS})(?P<glued>(?:bn|mn|m|k)\b)?|(?P<word>[A-Za-z]+(?:\.[a-z])*)|(?P<stop>[.;:,()—–])"
)
# "Of 60 samples, 19 were bad": what is counted stands before.
_PART = re.compile(rf"\b[Oo]f (?:(?:the|its|their|our|some) )?(?:{_DIGITS}|[a-z]+) (?P<whole>[a-z]+)\b[^.;:,]*, $")
_REACH = 28  # Code points from a number to what it counts.
_BEFORE = 24
_YEARS = range(1500, 2200)


class Quantity(NamedTuple):
    """`value` of `unit` (a stem; "" where nothing is counted), as sure as `bound` says; `start` and `end` in the
    text."""

    value: float
    unit: str
    bound: Bound
    start: int
    end: int


def quantities(text: str) -> list[Quantity]:
    """The counts and amounts in `text`.

    >>> [(one.value, one.unit, one.bound) for one in quantities("At least 30 people died and two dozen were hurt.")]
    [(30.0, 'peopl', 'least'), (24.0, 'hurt', 'exact')]
    """
    found: list[Quantity] = []
    for value, start, end in _numbers(text):
        if not _counts(text, value, start, end):
            continue
        found.append(
            Quantity(value, _unit(text, start, end), _bound(text[max(0, start - _BEFORE) : start]), start, end)
        )
    return found


def _numbers(text: str) -> list[tuple[float, int, int]]:
    """Runs of number words and digits, put together: value, start, end."""
    words, multipliers = data()["words"], data()["multipliers"]
    made: list[tuple[float, int, int]] = []
    total, current, start, end = 0.0, 0.0, -1, -1

    def close() -> None:
        nonlocal total, current, start
        if start >= 0:
            made.append((total + current, start, end))
        total, current, start = 0.0, 0.0, -1

    for match in _WORD.finditer(text):
        word = (match["word"] or "").casefold()
        joined = start >= 0 and text[end : match.start()] in (" ", "-", " and ", "\n")
        if match["number"]:
            close()
            start, end = match.start(), match.end()
            current = float(match["number"].replace(",", ""))
            current *= multipliers.get((match["glued"] or "").casefold(), 1)
        elif word in words:
            if start >= 0 and not joined:
                close()
            start = match.start() if start < 0 else start
            current, end = current + words[word], match.end()
        elif word in multipliers and len(word) > 2 and (joined or word.endswith("s")):
            start = match.start() if start < 0 else start
            scaled = (current or 1) * multipliers[word]
            total, current = (total + scaled, 0.0) if multipliers[word] >= 1000 else (total, scaled)
            end = match.end()
        elif word in ("a", "hundred", "dozen") and re.match(
            r"\W+(?:hundred|dozen|thousand|million)\b", text[match.end() :]
        ):
            close()
            start, end, current = match.start(), match.end(), 1.0
        elif word != "and" or not joined:
            close()
    close()
    return made


def _counts(text: str, value: float, start: int, end: int) -> bool:
    """False for a year, a day of the month, a clock time, an age, and "one" that counts nothing."""
    before, after = text[max(0, start - 14) : start].casefold(), text[end : end + 14].casefold()
    near = re.findall(r"[a-z]+", before)[-1:] + re.findall(r"[a-z]+", after)[:1]
    lists = data()
    if any(word in lists["calendar"] for word in near) and value <= 31:
        return False
    if value in _YEARS and text[start:end].isdigit() and len(text[start:end]) == 4 and "," not in text[start:end]:
        return False
    if re.match(r"[:.]\d\d|\s?(?:am|pm|a\.m|p\.m|o['’]clock|gmt)\b", after) or before.endswith(":"):
        return False
    if (
        re.match(r"[-\s]years?[-\s]old", after)
        or re.search(r"\baged?\s$", before)
        or (re.fullmatch(r", ?", after[:2]) and re.search(r"[a-z], $", before))
    ):
        return False
    if re.match(r"(?:[nr]d|st|th)\b", after):
        return False
    return not (value == 1 and not re.match(r"\s[a-z]{3,}", after)) or text[start:end].isdigit()


def _unit(text: str, start: int, end: int) -> str:
    """The stem of what is counted."""
    part = _PART.search(text, 0, start)
    if part is not None and (named := terms(part["whole"])):
        return named[0].stem
    clause = re.split(
        r"[.;:,()—–\n]|\b(?:and|but|or|as|when|while|after|in|on|at|by)\b", text[end : end + _REACH], maxsplit=1
    )[0]
    after = [
        term
        for term in terms(clause)
        if term.end < len(clause) or end + term.end == len(text) or _whole(text, end + term.end)
    ]
    if after:
        return after[0].stem
    before = terms(re.split(r"[.;:,()—–\n]", text[max(0, start - _REACH) : start])[-1])
    return before[-1].stem if before else ""


def _whole(text: str, at: int) -> bool:
    return not text[at : at + 1].isalpha()


def _bound(before: str) -> Bound:
    lists, said = data(), " " + " ".join(re.findall(r"[a-z]+", before.casefold()))
    for name, bound in (("lower_bounds", "least"), ("upper_bounds", "most"), ("estimates", "about")):
        if any(said.endswith((f" {word}", f" {word} the")) for word in lists[name]):
            return bound  # type: ignore[return-value]
    return "exact"


@lru_cache(maxsize=1)
def data() -> dict[str, Any]:
    """The part of data/terms.json that is about numbers."""
    text = resources.files("allegedly.language").joinpath("data", "terms.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)["quantities"]
    return found
