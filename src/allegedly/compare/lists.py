"""The word lists and weights of this room, as data/ has them."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any

from allegedly import language
from allegedly.ids import sha256


@lru_cache(maxsize=1)
def version() -> str:
    """What a comparison hangs on besides the readings: these lists and weights, and the model; short."""
    weighed = sha256(_text().encode())[:10]
    return f"compare/1 {weighed} {language.version()}"


def _text() -> str:
    return resources.files("allegedly.compare").joinpath("data", "compare.json").read_text("utf-8")


@lru_cache(maxsize=1)
def data() -> dict[str, Any]:
    """data/compare.json: words, weights, thresholds, reasons."""
    found: dict[str, Any] = json.loads(_text())
    return found


@lru_cache(maxsize=64)
def words(name: str) -> frozenset[str]:
    """A list of words by its name."""
    return frozenset(data()["words"][name])


#: A pair less likely than this is not kept.
KEPT: float = data()["pairs"]["kept"]
#: Statements hang together by a pair of at least this chance.
HANGING: float = data()["grouping"]["hanging"]
#: Documents that share so many pairs of statements are looked at as copies.
SHARED: int = data()["copies"]["statements_shared"]
