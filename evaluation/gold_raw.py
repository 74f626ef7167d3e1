"""A gold page before anything is believed, and the check that its tables have the right keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from evaluation.marks import Expected

Table = Mapping[str, Any]


class Raw(NamedTuple):
    """Plain text, marks by number, the parsed TOML, the facts."""

    text: str
    marks: Mapping[int, Expected]
    gold: Table
    facts: Table


def wrong_keys(what: str, row: Table, allowed: Mapping[str, type]) -> Iterator[str]:
    """A sentence for each key of a table that is not allowed, or has a value of another type."""
    for key, value in row.items():
        if key not in allowed:
            yield f"{what}: {key!r} is no key; allowed are {', '.join(allowed)}."
        elif not isinstance(value, allowed[key]) or (allowed[key] is int and isinstance(value, bool)):
            yield f"{what}: {key} should be a {allowed[key].__name__}, and is {value!r}."
        elif allowed[key] is list and not all(isinstance(item, str) for item in row[key]):
            yield f"{what}: {key} should be a list of texts."
