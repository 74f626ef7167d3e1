"""The unnamed of headline and lede who are named below: "Hamas official says …" is Ali Barakeh.

Rules:   two descriptions of the page's head that have one noun and one world are one actor ("Lindmark's driver", "a
         former driver for Ivo Lindmark"). Somebody described in the singular in headline, dek or the first two
         paragraphs is the person whom the page names by the fourth paragraph after it, if that person speaks, belongs
         to the same world ("Hamas") and is of a like office; or is the first speaker whom the page introduces after
         it and whom it calls nothing else. It has to be one person: two who fit are nobody. A body described in the
         head ("Ministry denies …") is the only one below whose name has its noun, or, where none has, the only one
         that may be called so.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from allegedly.actors.entities import Entity
from allegedly.actors.names import generic_modifiers, may_stand_for, neighbours, offices
from allegedly.actors.resolve import Resolved
from allegedly.records import HEAD, Block

_REACH = 4  # Paragraphs from the description to the name; chosen.
_NEXT = 2  # Paragraphs in which the first speaker may be the one of the lede; chosen.
_LEDE = 2


def name_the_unnamed(doc: Doc, resolved: Resolved, blocks: Sequence[Block], sources: set[int]) -> None:
    """Join the descriptions of the page's head with those whom they mean; changes `resolved`."""
    page = _Page(resolved, _order(doc, blocks), sources)
    page.join_head()
    for entity in page.unnamed():
        known = page.named_for(entity)
        if known is not None and not entity.holds(known):
            known.take(entity)
    for entity in [one for one in page.unnamed() if one.mentions[0].definite]:
        called = [other for other in resolved.entities if other is not entity and _called(entity, other)]
        if len(called) == 1 and not entity.holds(called[0]):
            called[0].take(entity)
    page.join_bodies()


class _Page:
    def __init__(self, resolved: Resolved, order: dict[int, int], sources: set[int]) -> None:
        self.entities, self.order, self.sources = resolved.entities, order, sources

    def unnamed(self) -> list[Entity]:
        return [entity for entity in self.entities if _is_unnamed(entity)]

    def place(self, entity: Entity) -> int | None:
        """The paragraph of the first mention; headline and dek are 0, None where it is in neither."""
        return self.order.get(min(entity.mentions, key=lambda mention: mention.start).head)

    def join_head(self) -> None:
        """Two descriptions of the head in which nothing differs are of one person."""
        head = [entity for entity in self.unnamed() if (at := self.place(entity)) is not None and at < _LEDE]
        for at, entity in enumerate(head):
            for other in head[at + 1 :]:
                if entity.mentions and other.mentions and _alike(entity, other):
                    entity.take(other)

    def named_for(self, entity: Entity) -> Entity | None:
        at = self.place(entity)
        first = min(entity.mentions, key=lambda mention: mention.start)
        if at is None or at > _LEDE or (first.definite and at > 1):
            return None
        others = [other for other in self.entities if other is not entity]
        fitting = [other for other in others if self._named_soon(other, at) and _like(entity, other)]
        if not fitting and at == 0:
            fitting = [other for other in others if other.names and other.sort == "person" and _like(entity, other)]
        introduced = self._introduced(entity, at) if at < _LEDE else None
        if len(fitting) == 1:
            # Where somebody else speaks first, of whom the page says nothing else, it may as well be him.
            return fitting[0] if introduced in (None, fitting[0]) else None
        return None if fitting else introduced

    def _named_soon(self, other: Entity, at: int) -> bool:
        """True where a person is named, as somebody who speaks, within reach of paragraph `at`."""
        person = other.sort == "person" or (other.sort == "unknown" and len(other.longest) > 1)
        if not other.mentions or not other.names or not person:
            return False
        named = (one.head for one in other.mentions if one.form == "name")
        places = [self.order[head] for head in named if head in self.order]
        return self._speaks(other) and bool(places) and min(places) <= at + _REACH

    def _speaks(self, other: Entity) -> bool:
        return any(mention.head in self.sources for mention in other.mentions)

    def _introduced(self, entity: Entity, at: int) -> Entity | None:
        """The first speaker whom the page names after the description, if it says nothing else of him."""
        if not any(mention.head in self.sources for mention in entity.mentions):
            return None
        # "Mayor says", "rival claims": that somebody speaks next does not make him the mayor.
        specific = entity.nouns - offices()
        if any(may_stand_for(wide, {noun}) for wide in ("official", "leader") for noun in specific):
            return None
        if entity.nouns & neighbours():
            return None
        after = max(mention.head for mention in entity.mentions if self.order.get(mention.head) in (0, at))
        for other in sorted(self.entities, key=lambda one: min((it.start for it in one.mentions), default=0)):
            named = [one.head for one in other.mentions if one.form == "name" and one.head > after]
            spoken = [one.head for one in other.mentions if one.head in self.sources and one.head > after]
            if not named or not spoken or other.sort != "person" or len(other.longest) < 2:
                continue
            place = self.order.get(min(spoken))
            if any(one.head <= after and one.form == "name" for one in other.mentions):
                continue
            if place is None or place > max(at, 1) + _NEXT:
                return None
            unsaid = not other.nouns - entity.nouns and not set(other.longest) & entity.modifiers
            return other if unsaid and _same_gender(entity, other) else None
        return None

    def join_bodies(self) -> None:
        """ "Ministry denies …" over "The Ministry of Works said"."""
        named = [one for one in self.entities if one.names and one.sort == "group" and one.mentions]
        for entity in self.entities:
            if not entity.mentions or entity.names or entity.sort != "group" or self.place(entity) not in (0, 1):
                continue
            telling = entity.modifiers - generic_modifiers()
            fitting = [
                other
                for other in named
                if entity.nouns & other.nouns & {word for name in other.names for word in name}
                and telling <= other.modifiers | {word for name in other.names for word in name}
            ]
            if not fitting and not telling:
                fitting = [other for other in named if any(may_stand_for(noun, other.nouns) for noun in entity.nouns)]
            if len(fitting) == 1 and entity.number == "Sing":
                fitting[0].take(entity)


def _called(entity: Entity, other: Entity) -> bool:
    """True where `other` was called so before: the noun, and whatever world the description names."""
    if not other.mentions or not other.names or min(one.start for one in other.mentions) > entity.mentions[0].start:
        return False
    return bool(entity.nouns & other.nouns) and _like(entity, other)


def _order(doc: Doc, blocks: Sequence[Block]) -> dict[int, int]:
    """For every token the number of its paragraph, from 1; headline and dek are 0."""
    number, found = 0, {}
    for block in blocks:
        if block.kind not in (*HEAD, "paragraph"):
            continue
        number += block.kind == "paragraph"
        span = doc.char_span(block.start, block.end, alignment_mode="expand")
        if span is not None:
            found.update(dict.fromkeys(range(span.start, span.end), 0 if block.kind in HEAD else number))
    return found


def _is_unnamed(entity: Entity) -> bool:
    described = bool(entity.mentions) and not entity.names and not all(one.predicate for one in entity.mentions)
    return described and entity.sort == "person" and entity.number == "Sing"


def _same_gender(entity: Entity, other: Entity) -> bool:
    return not ({entity.gender, other.gender} >= {"he", "she"})


def _alike(entity: Entity, other: Entity) -> bool:
    """One noun, and one world where both name one."""
    telling, world = entity.modifiers - generic_modifiers(), other.modifiers - generic_modifiers()
    shared = bool(telling & world) or not telling or not world
    return bool(entity.nouns & other.nouns) and shared and _same_gender(entity, other)


def _like(entity: Entity, other: Entity) -> bool:
    """The same office, or one that the description sums up, in the same world."""
    if not _same_gender(entity, other):
        return False
    telling = entity.modifiers - generic_modifiers()
    world = other.modifiers | {word for name in other.names for word in name}
    office = bool(entity.nouns & other.nouns) or bool(entity.nouns & offices())
    if telling:
        return office and bool(telling & world)
    return bool(entity.nouns & other.nouns)
