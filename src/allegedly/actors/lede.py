"""The unnamed person of headline and lede who is named below: "Hamas official says …" is Ali Barakeh.

Rule:    somebody described in the singular in headline, dek or the first two paragraphs, never named, is the person
         whom the page names by the third paragraph after it, if that person speaks on the page, belongs to the same
         world ("Hamas"), and is of a like office; and if nobody else named there fits as well. Two descriptions of the
         head of the page that do not contradict each other are one person.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from allegedly.actors.entities import Entity
from allegedly.actors.names import generic_modifiers
from allegedly.actors.resolve import Resolved
from allegedly.records import Block

_HEAD = frozenset(("headline", "dek"))
_REACH = 4  # Paragraphs from the description to the name; chosen.
# What an official may be called when he is named: offices that a lede sums up.
_OFFICE = frozenset(
    ("official", "leader", "figure", "source", "insider", "authority", "politician", "lawmaker", "executive")
)


def name_the_unnamed(doc: Doc, resolved: Resolved, blocks: Sequence[Block], sources: set[int]) -> None:
    """Join the descriptions of the page's head with those whom they mean; changes `resolved`."""
    order = _order(doc, blocks)
    for entity in [one for one in resolved.entities if _is_unnamed(one)]:
        first = min(entity.mentions, key=lambda mention: mention.start)
        at = order.get(first.head)
        if at is None or at > 2 or (first.definite and at > 0):
            continue
        fitting = [
            other
            for other in resolved.entities
            if other is not entity and _named_soon(other, at, order, sources) and _like(entity, other)
        ]
        if len(fitting) == 1:
            fitting[0].take(entity)
    for entity in [one for one in resolved.entities if _is_unnamed(one) and one.mentions[0].definite]:
        called = [other for other in resolved.entities if other is not entity and _called(entity, other)]
        if len(called) == 1:
            called[0].take(entity)


def _called(entity: Entity, other: Entity) -> bool:
    """True where `other` was called so before: the noun, and whatever world the description names."""
    if not other.mentions or not other.names or min(one.start for one in other.mentions) > entity.mentions[0].start:
        return False
    return bool(entity.nouns & other.nouns) and _like(entity, other)


def _order(doc: Doc, blocks: Sequence[Block]) -> dict[int, int]:
    """For every token the number of its paragraph, from 1; headline and dek are 0."""
    number, found = 0, {}
    for block in blocks:
        if block.kind not in (*_HEAD, "paragraph"):
            continue
        number += block.kind == "paragraph"
        span = doc.char_span(block.start, block.end, alignment_mode="expand")
        if span is not None:
            found.update(dict.fromkeys(range(span.start, span.end), 0 if block.kind in _HEAD else number))
    return found


def _is_unnamed(entity: Entity) -> bool:
    described = bool(entity.mentions) and not entity.names and not all(one.predicate for one in entity.mentions)
    return described and entity.sort == "person" and entity.number == "Sing"


def _named_soon(other: Entity, at: int, order: dict[int, int], sources: set[int]) -> bool:
    """True where a person is named, as somebody who speaks, within reach of paragraph `at`."""
    if not other.mentions or not other.names or other.sort not in ("person", "unknown"):
        return False
    places = [order[mention.head] for mention in other.mentions if mention.form == "name" and mention.head in order]
    speaks = any(mention.head in sources for mention in other.mentions)
    return speaks and bool(places) and min(places) <= at + _REACH


def _like(entity: Entity, other: Entity) -> bool:
    """The same office, or one that the description sums up, in the same world."""
    if entity.gender in ("he", "she") and other.gender in ("he", "she") and entity.gender != other.gender:
        return False
    telling = entity.modifiers - generic_modifiers()
    world = other.modifiers | {word for name in other.names for word in name}
    office = bool(entity.nouns & other.nouns) or bool(entity.nouns & _OFFICE)
    if telling:
        return office and bool(telling & world)
    return bool(entity.nouns & other.nouns)
