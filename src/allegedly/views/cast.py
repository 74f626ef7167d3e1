"""Who is on a page: who they are, which statements they make, and in which they are spoken of.

In:      a reading and the outline of its statements.
Out:     `Part`s, those who act or speak most first; and how many more the page only describes.
Cost:    linear in mentions. Fails: never.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from allegedly.records import Actor, Reading
from allegedly.views.outline import Entry

_ROLES = 2  # Chosen: as many roles as fit beside a name.


class Part(NamedTuple):
    """An actor with the numbers of the statements that it makes, and of those that speak of it."""

    actor: Actor
    facts: tuple[str, ...]
    says: tuple[int, ...]
    told_of: tuple[int, ...]

    @property
    def weight(self) -> tuple[bool, int, int]:
        """Named ones first, then those of whom there is most to tell."""
        return (not self.actor.named, -len(self.says) - len(self.told_of), self.actor.mentions[0].start)


def cast(reading: Reading, entries: Sequence[Entry]) -> tuple[list[Part], int]:
    """Everybody who is named, or speaks, or takes part in a relation; and the number of the others."""
    numbers = {entry.statement.id: entry.number for entry in entries}
    says: dict[str, list[int]] = {}
    for entry in entries:
        speaker = entry.statement.speaker.actor
        if speaker is not None and entry.statement.cue is not None:
            says.setdefault(speaker, []).append(entry.number)
    sides: dict[str, list[int]] = {}
    for relation in reading.relations:
        for one in (*relation.subjects, *relation.objects):
            sides.setdefault(one, []).append(numbers[relation.statement])
    places = _Places(entries)
    names = {actor.id: actor.name for actor in reading.actors}
    parts, left = [], 0
    for actor in reading.actors:
        spoken = sorted({*sides.get(actor.id, ()), *places.of(actor)} - set(says.get(actor.id, ())))
        if not (actor.named or actor.id in says or actor.id in sides) or not actor.mentions:
            left += 1
            continue
        parts.append(Part(actor, tuple(_facts(actor, names)), tuple(says.get(actor.id, ())), tuple(spoken)))
    return sorted(parts, key=lambda part: part.weight), left


class _Places:
    """The statements by where their contents lie."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        pieces = [(piece.start, piece.end, entry) for entry in entries for piece in entry.statement.content]
        self.pieces = sorted(pieces, key=lambda piece: piece[0])
        self.starts = [start for start, _, _ in self.pieces]

    def of(self, actor: Actor) -> set[int]:
        """The innermost statements in whose contents the actor is mentioned."""
        found = set()
        for mention in actor.mentions:
            around = [
                piece for piece in self.pieces[: bisect_right(self.starts, mention.start)] if mention.start < piece[1]
            ]
            if around:
                found.add(min(around, key=lambda piece: piece[1] - piece[0])[2].number)
        return found


def _facts(actor: Actor, names: dict[str, str]) -> list[str]:
    known = actor.identifiers
    code = known.get("cameo") or known.get("iso3")
    facts = [actor.kind.replace("-", " "), *([code] if code else [])]
    facts += [role.text for role in actor.roles[:_ROLES]]
    if actor.principal is not None:
        facts.append(f"acts for {names.get(actor.principal, 'somebody')}")
    seats = dict.fromkeys(mention.text for mention in actor.mentions if mention.metonym)
    facts += [f"also “{' '.join(seat.split())}” (its government)" for seat in seats]
    if actor.candidates:
        facts.append(f"left open: {' or '.join(one.name for one in actor.candidates)}")
    return facts


def numbers(given: Sequence[int], most: int = 12) -> str:
    """ "3, 5, 8"; after `most` of them only how many more there are."""
    shown = ", ".join(map(str, given[:most]))
    return shown if len(given) <= most else f"{shown} and {len(given) - most} more"
