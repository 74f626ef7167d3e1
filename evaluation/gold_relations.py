"""What gold says has happened between parties, or holds between them (docs/annotation.md, "Relations")."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from allegedly.spans import Span
from evaluation.gold_raw import Raw, Table
from evaluation.marks import Expected
from evaluation.places import places

_TABLE = Path(__file__).parent / "data" / "relations.json"


class Types(NamedTuple):
    """`events` are types with their modes; `values` may have words in place of an object."""

    events: Mapping[str, tuple[str, ...]]
    ties: tuple[str, ...]
    values: frozenset[str]
    symmetric: frozenset[str]

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.events, *self.ties)


@cache
def types() -> Types:
    """The types of docs/annotation.md, in its order."""
    table = json.loads(_TABLE.read_text("utf-8"))
    return Types(
        {name: tuple(modes) for name, modes in table["events"].items()},
        tuple(table["ties"]),
        frozenset(table["values"]),
        frozenset(table["symmetric"]),
    )


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """One relation. Sides are names of parties; `value` stands for the object where that is a thing.

    `statement` is 0 in outlet voice.
    """

    type: str
    mode: str | None
    subject: tuple[str, ...]
    object: tuple[str, ...]
    value: Span | None
    statement: int
    trigger: Span
    when: str | None
    where: Span | None
    polarity: str
    certainty: str
    modality: str


def declared(gold: Table) -> bool:
    """True for a page on which relations were annotated: it has one, or says `relations = true`."""
    return bool(gold.get("relation")) or gold.get("relations") is True


def relation(raw: Raw, row: Table, certainties: Mapping[int, str]) -> GoldRelation:
    """A checked row; `certainties` are those of the statements."""
    trigger = trigger_places(raw, row["trigger"], row["statement"])[row.get("at", 1) - 1]
    return GoldRelation(
        row["type"],
        row.get("mode"),
        tuple(row["subject"]),
        tuple(row.get("object", ())),
        _nearest(raw.text, row.get("value", ""), trigger),
        row["statement"],
        trigger,
        row.get("when"),
        _nearest(raw.text, row.get("where", ""), trigger),
        row.get("polarity", "positive"),
        row.get("certainty", certainties.get(row["statement"], "certain")),
        row.get("modality", "asserted"),
    )


def trigger_places(raw: Raw, words: str, statement: int) -> list[Span]:
    """Where a trigger may stand, in reading order; `at` counts these.

    In a statement: inside its content, where that is possible outside statements nested in it. In outlet voice: outside
    everything that is attributed.
    """
    found = places(raw.text, words)
    if statement == 0:
        told = [one for one in raw.marks.values() if one.source or one.cue]
        return [place for place in found if not any(_within(place, one) for one in told)]
    inside = [place for place in found if _within(place, raw.marks[statement])]
    nested = [one for one in raw.marks.values() if one.nested_in == statement]
    own = [place for place in inside if not any(_within(place, one) for one in nested)]
    return own or inside


def _within(place: Span, statement: Expected) -> bool:
    return any(place.start < piece.end and piece.start < place.end for piece in statement.content)


def _nearest(text: str, words: str, to: Span) -> Span | None:
    return min(places(text, words), key=lambda one: max(one.start - to.end, to.start - one.end, 0), default=None)
