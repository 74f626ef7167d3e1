"""Confidence that means something: of all values given with .8, about 80 % are right.

In:      statements whose `confidences` are what the rules and scores say.
Out:     the same with the share of right answers that such a score had on the dev pages of evaluation/gold, fitted by
         `python -m training.calibration`; `python -m evaluation meaning` prints how far off it is on pages never used.
         `abstain` takes away what is less sure than somebody wants.
Source:  isotonic regression (Zadrozny and Elkan 2002).
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any, TypeVar

from allegedly.records import Evidence, Link, Reading, Speaker, Statement

Scored = TypeVar("Scored", Link, Evidence)

# What a field says when nobody knows.
_UNKNOWN: Mapping[str, Any] = {
    "act": None,
    "certainty": "unknown",
    "polarity": None,
    "distance": None,
    "channel": None,
    "said": None,
    "chain": (),
    "outcome": None,
}


@lru_cache(maxsize=1)
def _tables() -> dict[str, tuple[tuple[float, float], ...]]:
    """For each field the points (score, share of right ones), by score."""
    text = resources.files("allegedly.reading").joinpath("data", "calibration.json").read_text("utf-8")
    return {field: tuple((raw, share) for raw, share in rows) for field, rows in json.loads(text)["fields"].items()}


def calibrated(statement: Statement) -> Statement:
    """The statement with calibrated confidences; a field without a table keeps its score."""
    tables = _tables()
    shares = {
        field: round(share(tables[field], score), 4) if field in tables else score
        for field, score in statement.confidences.items()
    }
    return statement.model_copy(update={"confidences": shares})


def trusted(field: str, items: Sequence[Scored]) -> tuple[Scored, ...]:
    """Links or evidence with calibrated confidences, in their order."""
    table = _tables().get(field)
    if table is None:
        return tuple(items)
    return tuple(one.model_copy(update={"confidence": round(share(table, one.confidence), 4)}) for one in items)


def share(table: Sequence[tuple[float, float]], score: float) -> float:
    """The share of right answers at a score, between the table's points on a straight line."""
    at = bisect_right(table, score, key=lambda point: point[0])
    if at == 0:
        return table[0][1]
    if at == len(table):
        return table[-1][1]
    (low, below), (high, above) = table[at - 1], table[at]
    return below + (above - below) * (score - low) / (high - low)


def abstain(reading: Reading, least: float) -> Reading:
    """The reading with what is less sure than `least` left open; links and evidence below it go."""
    return reading.model_copy(
        update={
            "statements": tuple(_open(statement, least) for statement in reading.statements),
            "links": tuple(link for link in reading.links if link.confidence >= least),
            "evidence": tuple(item for item in reading.evidence if item.confidence >= least),
        }
    )


def _open(statement: Statement, least: float) -> Statement:
    """The statement without the values that are less sure than `least`; with 0 it stays as it is.

    A speaker who is not sure enough keeps the kind, and loses the name.
    """
    unsure = {field for field, sure in statement.confidences.items() if sure < least}
    if not unsure:
        return statement
    changes: dict[str, Any] = {field: value for field, value in _UNKNOWN.items() if field in unsure}
    if "act" in unsure:
        changes["outcome"] = None
    changes["marks"] = tuple(mark for mark in statement.marks if mark.of not in unsure)
    if "speaker" in unsure:
        changes["speaker"] = _unnamed(statement.speaker)
    return statement.model_copy(update=changes)


def _unnamed(speaker: Speaker) -> Speaker:
    return speaker.model_copy(update={"actor": None, "name": None})
