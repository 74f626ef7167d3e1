"""The names of states and territories, their people and their capitals: common knowledge that gold may use."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "states.json"


def code(name: str) -> str | None:
    """The ISO 3166 alpha-3 code of whom a plain name or demonym means, None where it is no state's."""
    return _codes().get(_bare(name))


def is_state(name: str) -> bool:
    """True for the name of a state or territory itself."""
    return _bare(name) in _names()


def is_code(code: str) -> bool:
    """True for the ISO 3166 alpha-3 code of a state or territory."""
    return code in _rows()


@cache
def seats() -> dict[str, str]:
    """Capitals and seats of government in lower case, with the code of their state."""
    return {seat.casefold(): iso3 for iso3, (_, _, places) in _rows().items() for seat in places}


def _bare(name: str) -> str:
    words = name.casefold().replace(".", "").replace("’", "'").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


@cache
def _rows() -> dict[str, tuple[list[str], list[str], list[str]]]:
    rows: dict[str, tuple[list[str], list[str], list[str]]] = json.loads(_TABLE.read_text("utf-8"))["states"]
    return rows


@cache
def _names() -> frozenset[str]:
    return frozenset(_bare(name) for names, _, _ in _rows().values() for name in names)


@cache
def _codes() -> dict[str, str]:
    return {_bare(name): iso3 for iso3, (names, demonyms, _) in _rows().items() for name in (*names, *demonyms)}
