"""A pattern laid over the tree: who does it, to whom, and which thing.

In:      a trigger and the patterns of its lemma.
Out:     the first pattern, the most demanding first, whose demands are met and both of whose sides are parties.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from allegedly.events.lexicon import TIES, Pattern, lexicon
from allegedly.events.parties import Parties
from allegedly.events.tree import below, fillers

# Where the sides of a noun stand unless its pattern says so.
_NOUN_SUBJECT = ("nmod:by", "support", "nmod:poss", "amod", "compound", "nmod:from")
_MAY_BE_PLACES = ("CONSULT", "ASSAULT", "COERCE", "MOBILIZE", "AID", "based-in", "home-of", "controls", "SANCTION")
_SUBJECT_PLACES = ("home-of",)
_TOWNS = ("based-in",)
# Whose things are dealt with is dealt with, save where one has to be there oneself.
_DIRECT = frozenset(("CONSULT", "AGREE", "COOPERATE", *TIES))
_BETWEEN = ("nmod:between", "nmod:among", "obl:between")


class Filled(NamedTuple):
    """A pattern with the ids of both sides; `value` is the head of the words for a thing."""

    pattern: Pattern
    trigger: Token
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    value: Token | None = None


def filled(trigger: Token, parties: Parties) -> Filled | None:
    """What the trigger says that somebody does to somebody; None where it says nothing of the kind."""
    for pattern in candidates(trigger):
        if meets(trigger, pattern):
            found = _fill(trigger, pattern, parties)
            if found is not None:
                return found
    return None


def candidates(trigger: Token) -> tuple[Pattern, ...]:
    """The patterns of the trigger's lemma, the most demanding first."""
    if trigger.pos_ in ("VERB", "AUX"):
        return lexicon("verb").of(trigger.lemma_) or lexicon("adjective").of(trigger.lower_)
    if trigger.pos_ in ("NOUN", "PROPN"):
        return lexicon("noun").of(trigger.lemma_)
    return lexicon("adjective").of(trigger.lower_) if trigger.pos_ in ("ADJ", "ADV", "ADP") else ()


def meets(trigger: Token, pattern: Pattern) -> bool:
    """True where all that the pattern demands stands in the tree, and nothing that it excludes."""
    if pattern.particle is not None and not _has_particle(trigger, pattern.particle):
        return False
    if not all(_lemmas(trigger, slot) & wanted for slot, wanted in pattern.needs):
        return False
    return not any(_lemmas(trigger, slot) & unwanted for slot, unwanted in pattern.unless)


def _lemmas(trigger: Token, slot: str) -> set[str]:
    """The lemmas of the heads in a slot; of a noun's compounds as well ("rocket attack")."""
    found = fillers(trigger, slot)
    return {word for one in found for word in (one.lemma_, one.lower_, one.lower_.removesuffix("s"))}


def _has_particle(trigger: Token, particle: str) -> bool:
    return any(one.lower_ == particle for one in below(trigger, "compound", "advmod", "case", "obl", "mark"))


def _fill(trigger: Token, pattern: Pattern, parties: Parties) -> Filled | None:
    subjects, objects = sides(trigger, pattern, parties)
    value = None if objects else _value(trigger, pattern)
    if value is not None or pattern.compiled:
        subjects, objects = parties.known(subjects), parties.known(objects)
    if objects and not parties.known((*subjects, *objects)):
        # "residents searched the clinic": nobody whom a page names, or who acts for anybody.
        return None
    if not subjects or not (objects or value is not None):
        return None
    return Filled(pattern, trigger, subjects, objects, value)


def sides(trigger: Token, pattern: Pattern, parties: Parties) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parties on both sides; empty where none stands there. Nobody is on both."""
    if pattern.between or pattern.symmetric:
        several = _several(trigger, pattern, parties)
        if several:
            return several[:1], several[1:]
    objects = _side(trigger, pattern.object, parties, place=pattern.type in _MAY_BE_PLACES)
    if pattern.type in _TOWNS:
        objects = parties.towns([one for slot in pattern.object for one in fillers(trigger, slot)]) or objects
    if not objects and pattern.type not in _DIRECT and not pattern.compiled:
        objects = parties.behind([one for slot in pattern.object for one in fillers(trigger, slot)])
    taken = [slot for slot in pattern.object if slot in ("nmod:of", "nmod:poss") and objects]
    slots = tuple(slot for slot in _subject_slots(pattern) if slot not in taken)
    subjects = _side(trigger, slots, parties, place=pattern.type in _SUBJECT_PLACES)
    return subjects, tuple(one for one in objects if one not in subjects)


def _subject_slots(pattern: Pattern) -> tuple[str, ...]:
    if pattern.subject:
        return pattern.subject
    return _NOUN_SUBJECT if pattern.part == "noun" else ("agent",)


def _side(trigger: Token, slots: tuple[str, ...], parties: Parties, *, place: bool) -> tuple[str, ...]:
    for slot in slots:
        found = parties.of(fillers(trigger, slot), place=place)
        if found:
            return found
    return ()


def _several(trigger: Token, pattern: Pattern, parties: Parties) -> tuple[str, ...]:
    """ "talks between A and B", "A and B met": the first named is the subject, the others are objects."""
    for slot in _BETWEEN if pattern.between else ():
        found = parties.of(fillers(trigger, slot))
        if len(found) > 1:
            return found
    if not pattern.symmetric:
        return ()
    subjects = _side(trigger, _subject_slots(pattern), parties, place=False)
    objects = _side(trigger, pattern.object, parties, place=False)
    return subjects if len(subjects) > 1 and not [one for one in objects if one not in subjects] else ()


def _value(trigger: Token, pattern: Pattern) -> Token | None:
    for slot in pattern.value:
        found = fillers(trigger, slot)
        if found:
            return found[0]
    return None
