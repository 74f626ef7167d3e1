"""When a predicted actor is a party that gold names.

Both sides are compared by whom they stand for: a gold party by its own name, the other forms that the page has for it
and its principal's; a predicted actor by its own name and codes and those of whom it acts for, holds an office of,
belongs to. One of these in common is enough.

- States and their governments are the same where their ISO 3166 code is: "Norway", "Norwegian", `iso3: NOR`.
- Other names are the same without case, articles and titles; also where one is the beginning or end of the other
  ("Lind", "Ida Lind"), the other's initials, or a name of the same entry of the gazetteer.
- Descriptions ("fishermen from the delta") are compared as bags of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from allegedly.records import Actor, Reading, Relation
from evaluation import meaning_names as names
from evaluation import states
from evaluation.gold_records import GoldPage

# Ties whose object a person speaks for.
_OFFICES = frozenset(("holds-position", "leader-of", "member-of", "employed-by"))
# Kinds whose country's code tells for whom they act; an armed group of a country is not that country.
_OFFICIAL = frozenset(("state", "government", "person"))
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "a", "an"))


@dataclass(frozen=True)
class Known:
    """What somebody may be called: names as printed, codes of states."""

    names: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()

    def meets(self, other: Known) -> bool:
        """True where both have a code or a name in common."""
        if self.codes & other.codes:
            return True
        return any(same_name(one, two) for one in self.names for two in other.names)

    @classmethod
    def of(cls, names: Iterable[str], codes: Iterable[str] = ()) -> Known:
        """States' names become their codes."""
        every = [(name, states.code(name)) for name in names]
        return cls(
            frozenset(name for name, code in every if code is None),
            frozenset([*codes, *(code for _, code in every if code is not None)]),
        )


@cache
def same_name(one: str, other: str) -> bool:
    """True where two names that are no states' may be one actor's."""
    first, second = names.forms(one), names.forms(other)
    if first & second:
        return True
    short, long = sorted((names.plain(one).split(), names.plain(other).split()), key=len)
    if not short:
        return False
    printed = one if names.plain(one).split() == short else other
    if not (_is_named(one) and _is_named(other)):
        return not (_is_named(one) or _is_named(other)) and names.overlap(one, other) >= names.ENOUGH
    if short in (long[: len(short)], long[-len(short) :]):
        return True
    return len(short) == 1 and len(long) > 1 and printed.isupper() and short[0] == _initials(long)


def _is_named(printed: str) -> bool:
    """True where all words but small ones have a capital; "officials in Teryn" is a description."""
    words = re.findall(r"[\w’'-]+", printed)
    return all(word != word.lower() or word in _SMALL for word in words)


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word not in _SMALL)


@dataclass
class Parties:
    """The parties of one page: gold's names against a reading's actors."""

    page: GoldPage
    reading: Reading
    _gold: dict[str, Known] = field(default_factory=dict)
    _read: dict[str, Known] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._actors: Mapping[str, Actor] = {actor.id: actor for actor in self.reading.actors}

    def same(self, gold: str, read: str) -> bool:
        """True where the actor with the id `read` is, or stands for, the party `gold`, or the other way round."""
        if gold not in self._gold:
            self._gold[gold] = Known.of(_gold_names(self.page, gold))
        if read not in self._read:
            self._read[read] = self._known(read)
        return self._gold[gold].meets(self._read[read])

    def name(self, read: str) -> str:
        """The actor's name; what is no actor's id stands for itself."""
        return self._actors[read].name if read in self._actors else read

    def _known(self, read: str) -> Known:
        found: list[str] = []
        waiting = [read]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.append(one)
                waiting += _behind(self._actors.get(one), self.reading.relations)
        actors = [self._actors[one] for one in found if one in self._actors]
        stated = [role.organisation for actor in actors for role in actor.roles if role.organisation]
        called = [self.name(one) for one in found] + [alias for actor in actors for alias in aliases(actor)]
        return Known.of([*called, *stated], (code for actor in actors for code in _codes(actor)))


def _gold_names(page: GoldPage, party: str) -> Iterator[str]:
    """The party's own name and forms, then those of whom it acts for."""
    seen: list[str] = []
    current: str | None = party
    while current is not None and current not in seen:
        seen.append(current)
        yield current
        for actor in page.actors.values():
            if actor.name.casefold() == current.casefold():
                yield from actor.also
        current = page.principals.get(current)


def _behind(actor: Actor | None, relations: Iterable[Relation]) -> Iterator[str]:
    """Ids of those for whom the actor acts."""
    if actor is None:
        return
    if actor.principal is not None:
        yield actor.principal
    if actor.kind == "person":
        for one in relations:
            if one.relation in _OFFICES and one.polarity == "positive" and actor.id in one.subjects:
                yield from one.objects


def _codes(actor: Actor) -> Iterator[str]:
    known = actor.identifiers
    if "iso3" in known:
        yield known["iso3"].upper()
    if actor.kind in _OFFICIAL:
        yield from (code for code in (known.get("country", ""), known.get("cameo", "")[:3]) if states.is_code(code))


def aliases(actor: Actor) -> tuple[str, ...]:
    """The names under which the gazetteer has the actor; none where it was not linked to it."""
    key = actor.identifiers.get("key")
    return () if key is None or actor.kind == "place" else _aliases(key)


@cache
def _aliases(key: str) -> tuple[str, ...]:
    # The package is imported where it is needed, as in predict.py: small readings made by hand need none of it.
    from allegedly.actors import gazetteer

    entry = gazetteer().entry(key)
    return () if entry is None else (entry.name, *entry.aliases)
