"""Who the headline means: a statement of the page's head says what somebody named below says, and is that somebody's.

    Banned leader hints at return  …  “I do not rule out that I will be home before the wheat is cut,” Vorek said

In:      a Doc with the encoder's scores, statements whose speakers are known as far as names and grammar tell.
Out:     the same statements; unnamed speakers of headline, dek and the first two paragraphs have the name of the one
         who says the like below, where one fits clearly better than everybody else.
Rule:    both are people or both are bodies; the contents are alike in meaning and words; the words of the description
         ("minister") count for the one whose role they are. Thresholds below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from spacy.tokens import Doc

from allegedly.actors.names import gender, may_stand_for, neighbours, noun_gender, offices
from allegedly.language import encoding_of
from allegedly.reading.link_sides import Side, rarity_of, shared_words, sides
from allegedly.records import Actor, Block, Link, Speaker, Statement, lede

# Chosen on the dev pages of evaluation/gold: of the seven heads that these join there, all are joined rightly.
_ENOUGH, _MARGIN = 0.75, 0.12
# Bodies say like things more often than people do: without a word in common they must say nearly the same.
_ENOUGH_OF_BODIES = 1.1
_ROLE = 0.35
_PARAGRAPHS = 2
# Of what the head takes over from the body; chosen, `training.calibration` measures what it is worth.
_SURE_AGAIN = 0.7
_PEOPLE = frozenset(("named-person", "unnamed-person"))
_BODIES = frozenset(("named-group", "unnamed-group", "outlet"))
_NAMED = frozenset(("named-person", "named-group", "outlet"))


def named_below(
    doc: Doc, statements: Sequence[Statement], blocks: Sequence[Block], actors: Sequence[Actor]
) -> list[Statement]:
    """The statements in their order."""
    if encoding_of(doc) is None:
        return list(statements)
    described = sides(doc, statements, blocks, actors, frozenset())
    rarity = rarity_of(described)
    roles = {
        actor.id: _words(" ".join([*(role.text for role in actor.roles), *(one.text for one in actor.mentions)]))
        for actor in actors
    }
    below = [side for side in described if side.statement.speaker.kind in _NAMED and side.statement.speaker.actor]
    head = lede(blocks, paragraphs=_PARAGRAPHS)
    votes: dict[str, dict[str, float]] = {}
    for side in described:
        key = _unnamed(doc, side, head)
        if key is None:
            continue
        for other in below:
            if _of_a_kind(side.statement, other.statement) and other.block not in head and other.place > side.place:
                role = _fits_role(side.statement, other.statement, roles)
                alike = _alike(side, other, rarity)
                if not role and _is_office(_noun(side.statement.speaker.name or "")):
                    continue
                if side.statement.speaker.kind not in _PEOPLE and not role and alike < _ENOUGH_OF_BODIES:
                    continue
                fit = alike + _ROLE * role
                best = votes.setdefault(key, {})
                best[_actor(other)] = max(best.get(_actor(other), 0.0), fit)
    chosen = {key: actor for key, fits in votes.items() if (actor := _clear(fits)) is not None}
    names = {_actor(side): side.statement.speaker for side in below}
    return [_renamed(one, chosen, names) for one in statements]


def told_below(statements: Sequence[Statement], links: Sequence[Link], blocks: Sequence[Block]) -> list[Statement]:
    """What headline, dek and lede say again was said when the body says, where they do not say it.

    The speaker is not taken over as well: on the dev pages that made as many wrong as right.
    """
    by_id = {one.id: one for one in statements}
    head = lede(blocks, paragraphs=_PARAGRAPHS)
    same: dict[str, Statement] = {}
    for link in sorted(links, key=lambda one: -one.confidence):
        if link.kind == "same":
            early, late = sorted((by_id[link.a], by_id[link.b]), key=lambda one: one.content[0].start)
            if early.block in head and late.block not in head:
                same.setdefault(early.id, late)
    return [_told(one, same.get(one.id)) for one in statements]


def _told(statement: Statement, below: Statement | None) -> Statement:
    if below is None or below.said is None or statement.said is not None:
        return statement
    sure = {**statement.confidences, "said": _SURE_AGAIN}
    return statement.model_copy(update={"said": below.said, "confidences": sure})


def _actor(side: Side) -> str:
    return str(side.statement.speaker.actor)


def _key(statement: Statement) -> str | None:
    speaker = statement.speaker
    return speaker.actor or (speaker.name and speaker.name.casefold())


def _unnamed(doc: Doc, side: Side, head: frozenset[int]) -> str | None:
    """What an unnamed speaker of the page's head is known by; None for everybody else.

    Several unnamed people are nobody in particular, and whom another one quotes is somebody else.
    """
    statement = side.statement
    if statement.speaker.kind not in ("unnamed-person", "unnamed-group") or side.block not in head:
        return None
    passed_on = any(hop.role == "speaker" for hop in statement.chain[1:])
    if statement.nested_in is not None or passed_on or statement.source is None:
        return None
    if _noun(statement.speaker.name or "") in neighbours():
        return None
    span = doc.char_span(statement.source.start, statement.source.end, alignment_mode="expand")
    several = span is not None and ("Plur" in span.root.morph.get("Number", []) or span.root.lower_ in _NUMBERS)
    return None if several else _key(statement)


_NUMBERS = frozenset(
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "some", "several", "many")
)


def _of_a_kind(one: Statement, other: Statement) -> bool:
    kinds = {one.speaker.kind, other.speaker.kind}
    return (kinds <= _PEOPLE and not _apart(one, other)) or kinds <= _BODIES


def _apart(unnamed: Statement, named: Statement) -> bool:
    """True where the description is of a woman and the name a man's, or the other way round."""
    words = "" if unnamed.source is None else unnamed.source.text
    described = {noun_gender(word) for word in _words(words)} - {None}
    known = gender(tuple((named.speaker.name or "").split()))
    return known is not None and bool(described) and known not in described


def _is_office(noun: str) -> bool:
    """True for "mayor", "spokesman": only whoever is called so is meant."""
    return noun not in offices() and any(may_stand_for(wide, {noun}) for wide in ("official", "leader"))


def _alike(one: Side, other: Side, rarity: dict[str, float]) -> float:
    return float(np.dot(one.meaning, other.meaning)) + shared_words(one, other, rarity)


def _fits_role(one: Statement, other: Statement, roles: dict[str, frozenset[str]]) -> float:
    """1 where a word of the description is a word of the other's role, as stated anywhere on the page."""
    known = roles.get(str(other.speaker.actor), frozenset()) | _words(other.speaker.role or "")
    known |= _words(other.speaker.affiliation or "") | _words(other.source.text if other.source else "")
    known |= _words(other.speaker.name or "")
    noun = _noun(one.speaker.name or "")
    return float(bool(noun and may_stand_for(noun, set(known))))


def _noun(name: str) -> str:
    """What a description is about: "official" of "senior Hamas official", "mayor" of "mayor of Lusk"."""
    words = re.split(r",| (?:of|for|in|at|from|on|with|who|to)\b", name.casefold())[0].split()
    return words[-1].strip("’'\"") if words else ""


_IDLE = frozenset(("a", "an", "the", "of", "and", "in", "for", "by", "senior", "former", "top", "one", "two"))


def _words(text: str) -> frozenset[str]:
    words = (word.strip("’'\",.()").casefold() for word in text.replace("’s", "").replace("'s", "").split())
    return frozenset(word for word in words if word and word not in _IDLE)


def _clear(fits: dict[str, float]) -> str | None:
    ranked = sorted(fits.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
        return None
    return ranked[0][0]


def _renamed(statement: Statement, chosen: dict[str, str], names: Mapping[str, Speaker]) -> Statement:
    key = _key(statement)
    actor = chosen.get(key) if key is not None else None
    known = names.get(actor or "")
    if actor is None or known is None or statement.speaker.kind not in ("unnamed-person", "unnamed-group"):
        return statement
    return _as(statement, known)


def _as(statement: Statement, known: Speaker) -> Statement:
    """The statement under somebody's name; how the head calls him stays as the role."""
    old = statement.speaker
    told = {"actor": known.actor, "name": known.name, "kind": known.kind, "role": old.role or old.name}
    speaker = old.model_copy(update={**told, "candidates": ()})
    chain = tuple(
        hop.model_copy(update={"name": known.name, "actor": known.actor}) if hop.role == "speaker" and at == 0 else hop
        for at, hop in enumerate(statement.chain)
    )
    sure = {**statement.confidences, "speaker": _SURE_AGAIN}
    return statement.model_copy(update={"speaker": speaker, "chain": chain, "confidences": sure})
