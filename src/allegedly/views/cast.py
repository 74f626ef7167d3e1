"""Who is on a page: who they are, which statements they make, and in which they are spoken of.

In:      a reading and the outline of its statements.
Out:     `Part`s, those of whom there is most to tell first; and how many more the page only names or describes.
Cost:    linear in mentions and statements. Fails: never.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from allegedly.records import Actor, Reading
from allegedly.views.outline import Entry

_ROLES, _LEFT_OPEN = 2, 3  # Chosen: as many as fit beside a name.


class Part(NamedTuple):
    """An actor with the numbers of the statements that it makes, and of those that speak of it.

    `acts` is True for who speaks or is a side of a relation.
    """

    actor: Actor
    facts: tuple[str, ...]
    says: tuple[int, ...]
    told_of: tuple[int, ...]
    acts: bool

    @property
    def weight(self) -> tuple[bool, bool, int, int]:
        """Named ones first, plain places after those who can act, then those of whom there is most to tell."""
        first = min((mention.start for mention in self.actor.mentions), default=0)
        idle = self.actor.kind == "place" and not self.acts
        return (not self.actor.named, idle, -len(self.says) - len(self.told_of), first)


def cast(reading: Reading, entries: Sequence[Entry]) -> tuple[list[Part], int]:
    """Everybody who speaks, takes part in a relation, or is spoken of by name; and the number of the others."""
    says, sides = _spoken(entries), _sides(reading, entries)
    places = _Places(entries)
    names = {actor.id: actor.name for actor in reading.actors}
    parts, left = [], 0
    for actor in reading.actors:
        own = says.get(actor.id, [])
        told = sorted({*sides.get(actor.id, ()), *places.of(actor)} - set(own))
        acts = bool(own) or actor.id in sides
        if acts or (actor.named and told):
            parts.append(Part(actor, tuple(_facts(actor, names)), tuple(own), tuple(told), acts))
        else:
            left += 1
    return sorted(parts, key=lambda part: part.weight), left


def _spoken(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """The numbers of the statements that each makes, in order; what the outlet says itself is nobody's."""
    says: dict[str, list[int]] = {}
    for entry in entries:
        speaker = entry.statement.speaker.actor
        if speaker is not None and entry.statement.cue is not None:
            says.setdefault(speaker, []).append(entry.number)
    return says


def _sides(reading: Reading, entries: Sequence[Entry]) -> dict[str, list[int]]:
    """The numbers of the statements that assert something of each."""
    numbered = {entry.statement.id: entry.number for entry in entries}
    sides: dict[str, list[int]] = {}
    for relation in reading.relations:
        for one in (*relation.subjects, *relation.objects):
            if relation.statement in numbered:
                sides.setdefault(one, []).append(numbered[relation.statement])
    return sides


class _Places:
    """The statements by where their contents lie."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        pieces = [(piece.start, piece.end, entry.number) for entry in entries for piece in entry.statement.content]
        self._pieces = sorted(pieces)
        self._starts = [start for start, _, _ in self._pieces]
        # How far anything up to here reaches: a search backwards may end where nothing reaches any more.
        self._reach = list(accumulate((end for _, end, _ in self._pieces), max))

    def of(self, actor: Actor) -> set[int]:
        """The innermost statements in whose contents the actor is mentioned."""
        return {number for mention in actor.mentions if (number := self._around(mention.start)) is not None}

    def _around(self, position: int) -> int | None:
        found: tuple[int, int] | None = None
        index = bisect_right(self._starts, position) - 1
        while index >= 0 and self._reach[index] > position:
            start, end, number = self._pieces[index]
            if position < end and (found is None or end - start < found[0]):
                found = (end - start, number)
            index -= 1
        return None if found is None else found[1]


def _facts(actor: Actor, names: dict[str, str]) -> list[str]:
    code = short(actor)
    facts = [actor.kind.replace("-", " "), *([code] if code else [])]
    facts += _roles(actor)[:_ROLES]
    if actor.principal is not None:
        facts.append(f"acts for {names.get(actor.principal, 'somebody')}")
    seats = _once(mention.text for mention in actor.mentions if mention.metonym)
    facts += [f"also “{seat}” (its government)" for seat in seats]
    if actor.candidates:
        facts.append(f"left open: {_alternatives(actor)}")
    return facts


def short(actor: Actor) -> str | None:
    """The shortest code by which the actor is known: CAMEO's, else the country's."""
    return actor.identifiers.get("cameo") or actor.identifiers.get("iso3")


def _roles(actor: Actor) -> list[str]:
    """What the page says it is, without what another role says too or the kind has said already."""
    roles = _once(role.text for role in actor.roles)
    told = [role.casefold() for role in roles]
    return [
        role
        for role, words in zip(roles, told, strict=True)
        if words != actor.kind and not any(words in other for other in told if other != words)
    ]


def _alternatives(actor: Actor) -> str:
    """Who may be meant; where all have one name, their keys."""
    named = _once(one.name for one in actor.candidates)
    shown = named if len(named) > 1 else [one.key for one in actor.candidates]
    more = len(shown) - _LEFT_OPEN
    return f"{', '.join(shown[:_LEFT_OPEN])} or {more} more" if more > 0 else " or ".join(shown)


def _once(texts: Iterable[str]) -> list[str]:
    """The texts on one line each, the same one only once, whatever its capitals."""
    lines = [" ".join(text.split()) for text in texts]
    return list({line.casefold(): line for line in reversed(lines)}.values())[::-1]


def numbers(given: Sequence[int], most: int = 12) -> str:
    """ "3, 5, 8"; after `most` of them only how many more there are."""
    shown = ", ".join(map(str, given[:most]))
    return shown if len(given) <= most else f"{shown} and {len(given) - most} more"
