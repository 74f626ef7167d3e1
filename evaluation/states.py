"""The names of states and territories, their people and their capitals: common knowledge that gold may use.

`data/states.csv` has the columns iso3, names, demonyms and seats, several values parted by `|`; made from the CIA World
Factbook (CC0) and completed by hand. Adjectives that two states share ("Korean", "Congolese") are left out.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "states.csv"


def code(name: str) -> str | None:
    """The ISO 3166 alpha-3 code of whom a plain name or demonym means, None where it is no state's."""
    return _codes().get(_bare(name))


def is_state(name: str) -> bool:
    """True for the name of a state or territory itself."""
    return _bare(name) in _names()


@cache
def seats() -> dict[str, str]:
    """Capitals and seats of government in lower case, with the code of their state."""
    return {seat.casefold(): iso3 for iso3, _, _, places in _rows() for seat in places}


def _bare(name: str) -> str:
    words = name.casefold().replace(".", "").replace("’", "'").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            (row["iso3"], _cell(row["names"]), _cell(row["demonyms"]), _cell(row["seats"]))
            for row in csv.DictReader(file)
        )


def _cell(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


@cache
def _names() -> frozenset[str]:
    return frozenset(_bare(name) for _, names, _, _ in _rows() for name in names)


@cache
def _codes() -> dict[str, str]:
    return {_bare(name): iso3 for iso3, names, demonyms, _ in _rows() for name in (*names, *demonyms)}
