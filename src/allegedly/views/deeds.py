"""What is said to have happened, in words, grouped by who says so: the outlet first, then speakers in reading order.

In:      a reading and the outline of its statements.
Out:     `Asserted` groups of `Deed`s.
Cost:    linear. Fails: never. A deed is never told without who asserts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from allegedly.records import Reading, Relation
from allegedly.views import words
from allegedly.views.outline import Entry

# Those in which nobody does it to anybody: both do.
_MUTUAL = frozenset(("CONSULT", "ally-of"))


class Deed(NamedTuple):
    """One relation: its sides in words, what is done, and under which conditions; `number` is its statement's."""

    sides: str
    what: str
    facts: tuple[str, ...]
    number: int
    relation: Relation


class Asserted(NamedTuple):
    """Who asserts, and what."""

    who: str
    outlet: bool
    deeds: tuple[Deed, ...]


def deeds(reading: Reading, entries: Sequence[Entry]) -> list[Asserted]:
    """All relations of the reading."""
    names = {actor.id: actor.name for actor in reading.actors}
    known = {entry.statement.id: entry for entry in entries}
    groups: dict[tuple[bool, str], list[Deed]] = {}
    for relation in reading.relations:
        entry = known.get(relation.statement)
        if entry is None:
            continue
        who = entry.statement.speaker.name or words.speaker(entry.statement, reading.document)[0]
        outlet = words.is_outlet_voice(entry.statement)
        groups.setdefault((not outlet, who), []).append(_deed(relation, names, entry.number))
    ordered = sorted(groups, key=lambda group: group[0])
    return [Asserted(who, not said, tuple(groups[said, who])) for said, who in ordered]


def _deed(relation: Relation, names: dict[str, str], number: int) -> Deed:
    subjects = ", ".join(names.get(one, one) for one in relation.subjects)
    objects = ", ".join(names.get(one, one) for one in relation.objects) or f"“{relation.object}”"
    arrow = " — " if relation.relation in _MUTUAL else " → "
    mode = f" ({relation.mode.replace('-', ' ')})" if relation.mode else ""
    what = f"{relation.relation.replace('-', ' ')}{mode} “{' '.join(relation.trigger.text.split())}”"
    return Deed(subjects + arrow + objects, what, tuple(_facts(relation)), number, relation)


def _facts(relation: Relation) -> Iterator[str]:
    if relation.polarity == "negative":
        yield "said not to be so"
    if relation.modality != "asserted":
        yield relation.modality
    if relation.certainty in ("probable", "possible") and relation.certainty != relation.modality:
        yield relation.certainty
    if relation.when is not None:
        yield words.date(relation.when)
    if relation.where is not None:
        yield " ".join(relation.where.text.split())
