"""Who is meant by a name, and whether a capital's name means those who govern, against the marked passages.

A predicted mention is the one that shares most inked characters with the marked words (Dice coefficient); where one
place is a mention of two actors ("both"), it is enough that one of them is right. An actor is right where its `iso3` is
the code that gold has, or `country` for the town itself; where its name or one of the gazetteer's names for it is
gold's; and where nobody known is meant if it was left open.

identity          share of marked names whose actor is right; identity.states, .names, .unknown of a part
found             share of marked names that are a mention of anybody
linked            F1 of names that were tied to somebody known; persons and places left out, on both sides
sense             share of names of capitals, seats and residences with the right sense; sense.VALUE of those with one
sense.itself      share of other marked names that were not taken for a seat
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from allegedly.records import Actor, Mention, Reading
from evaluation import meaning_names as names
from evaluation import states
from evaluation.attributions import Places, overlap
from evaluation.figures import Counts, Figure, figure, named, share
from evaluation.gold_passages import ITSELF, SENSES, UNKNOWN, GoldMention, Passage
from evaluation.ink import Ink
from evaluation.parties import aliases

_KINDS = ("states", "names", "unknown")
_NOT_NAMED = re.compile(
    r"(?:the|an?|this|that|its?|their|his|her|he|she|they|we|our|us|i|you|your)\b\s*", re.IGNORECASE
)

Found = tuple[Actor, Mention]


def kind(gold: GoldMention) -> str:
    """What sort of identity gold gives."""
    return "unknown" if gold.identity == UNKNOWN else "states" if states.is_code(gold.identity) else "names"


@dataclass(frozen=True)
class Judged:
    """One passage and what was read of it; a reading of None was refused."""

    passage: Passage
    reading: Reading | None

    @cached_property
    def _read(self) -> list[tuple[Places, Found]]:
        if self.reading is None:
            return []
        ink = Ink(self.reading.document.text)
        return [(ink.places([one.span]), (actor, one)) for actor in self.reading.actors for one in actor.mentions]

    @cached_property
    def found(self) -> list[tuple[GoldMention, list[Found]]]:
        """Every marked name with the predicted mentions of its place."""
        ink = Ink(self.passage.text)
        return [(gold, self._nearest(ink.places([gold.span]))) for gold in self.passage.mentions]

    def _nearest(self, places: Places) -> list[Found]:
        shared = [(overlap(places, read), one) for read, one in self._read]
        best = max((much for much, _ in shared), default=0.0)
        return [one for much, one in shared if much == best > 0]

    def identity(self, wanted: str | None = None) -> Counts:
        given = [(gold, found) for gold, found in self.found if wanted in (None, kind(gold))]
        return share(sum(is_right(gold, found) for gold, found in given), len(given))

    def mentioned(self) -> Counts:
        return share(sum(bool(found) for _, found in self.found), len(self.found))

    def linked(self) -> Counts:
        """Right are known actors in their place; what is linked where gold marks nobody costs precision."""
        wanted = [(gold, found) for gold, found in self.found if kind(gold) != "unknown" and gold.sense != "place"]
        right = sum(is_right(gold, found) and any(_is_known(actor) for actor, _ in found) for gold, found in wanted)
        read = {places for places, (actor, one) in self._read if _is_known(actor) and _is_name(one.text)}
        return Counts(min(right, len(read)), len(read), len(wanted))

    def sense(self, wanted: Sequence[str]) -> Counts:
        given = [(gold, found) for gold, found in self.found if gold.sense in wanted]
        return share(sum(has_sense(gold, found) for gold, found in given), len(given))


def is_right(gold: GoldMention, found: Sequence[Found]) -> bool:
    """True where one of the actors found in the place is whom gold means."""
    return any(_is_meant(gold, actor) for actor, _ in found)


def has_sense(gold: GoldMention, found: Sequence[Found]) -> bool:
    """True where the mention was taken as gold does; what was not found has no sense."""
    return any(mention.sense == gold.sense for _, mention in found) or (not found and gold.sense == ITSELF)


def _is_meant(gold: GoldMention, actor: Actor) -> bool:
    known = actor.identifiers
    if gold.identity == UNKNOWN:
        return "key" not in known and "iso3" not in known
    if states.is_code(gold.identity):
        code = known.get("iso3") or (known.get("country") if gold.sense != ITSELF else None)
        return gold.identity == (code or states.code(actor.name))
    return bool(names.forms(gold.identity) & frozenset().union(*map(names.forms, (actor.name, *aliases(actor)))))


def _is_known(actor: Actor) -> bool:
    return "key" in actor.identifiers and actor.kind not in ("person", "place")


def _is_name(text: str) -> bool:
    """True for words with a capital after articles and pronouns."""
    return _NOT_NAMED.sub("", text, count=1).casefold() != _NOT_NAMED.sub("", text, count=1)


def judged(passages: Sequence[Passage], readings: Sequence[Reading | None]) -> list[Judged]:
    """Every passage with its reading."""
    return [Judged(*one) for one in zip(passages, readings, strict=True)]


def score(passages: Sequence[Judged], *, name: str) -> list[Figure]:
    """All figures, `name` before each."""
    figures = [
        figure("identity", [one.identity() for one in passages], headline=True),
        *(figure(f"identity.{sort}", [one.identity(sort) for one in passages]) for sort in _KINDS),
        figure("found", [one.mentioned() for one in passages]),
        figure("linked", [one.linked() for one in passages], headline=True),
        figure("sense", [one.sense(SENSES) for one in passages], headline=True),
        *(figure(f"sense.{sense}", [one.sense([sense]) for one in passages]) for sense in (*SENSES, ITSELF)),
    ]
    return [named(one, name) for one in figures]


def errors(passages: Sequence[Judged]) -> Iterator[str]:
    """One line for everything that is wrong: passage, what gold has, what was read, the passage's words around it."""
    for one in passages:
        text = one.passage.text
        for gold, found in one.found:
            span = gold.span
            near = f"{text[max(0, span.start - 50) : span.start]}«{span.of(text)}»{text[span.end : span.end + 50]}"
            if not is_right(gold, found):
                read = " or ".join(_shown(actor) for actor, _ in found) or "no mention"
                yield f"{one.passage.id} identity: {gold.identity}, read {read} | {near}"
            if not has_sense(gold, found):
                read = " or ".join(sorted({mention.sense for _, mention in found})) or "no mention"
                yield f"{one.passage.id} sense: {gold.sense}, read {read} | {near}"
        yield from _invented(one)


def _invented(one: Judged) -> Iterator[str]:
    marked = Ink(one.passage.text).places(gold.span for gold in one.passage.mentions)
    for places, (actor, mention) in one._read:
        if _is_known(actor) and _is_name(mention.text) and not places & marked:
            yield f"{one.passage.id} linked: not marked in gold, read {_shown(actor)} | {mention.text}"


def _shown(actor: Actor) -> str:
    code = actor.identifiers.get("iso3") or actor.identifiers.get("country")
    return f"{actor.name} ({actor.kind}{f', {code}' if code else ''})"
