"""Phrases of a frame that name who heard the words.

    told | reporters |        said in a letter | to shareholders |        speaking | to the channel |

In:      a `Frame`.
Out:     phrases in text order; none where nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from allegedly.attribution.meaning.frame import Frame
from allegedly.attribution.meaning.hop_names import words
from allegedly.attribution.meaning.nouns import group_words, kind_words, person_words, singular
from allegedly.attribution.meaning.phrases import Phrase

_PEOPLE = frozenset(("PERSON", "ORG", "NORP"))
_WITH = frozenset(("speak", "talk", "chat", "converse"))
_FOR_TALKS = frozenset(("briefing", "presentation", "lecture", "call"))


def heard(frame: Frame) -> Iterator[Phrase]:
    """The phrases that name who heard the words of the frame's statement."""
    for at, phrase in enumerate(frame.phrases):
        before = frame.phrases[at - 1] if at else None
        if not phrase.is_time and (_is_object(frame, phrase) or _follows(frame, phrase, before)):
            yield phrase


def verb_of(frame: Frame, phrase: Phrase) -> str:
    """The dictionary form of the verb that the phrase belongs to; the cue's where it is the cue's."""
    if frame.governs(phrase) and (phrase.verb is None or phrase.verb == frame.verb):
        return frame.lemma()
    return "" if phrase.verb is None else phrase.verb.lemma_.lower()


def said_in(phrase: Phrase, before: Phrase | None) -> Phrase | None:
    """The phrase right before, where this one belongs to it: "an interview | with the channel"."""
    if before is None or before.is_time or phrase.apart or before.verb != phrase.verb:
        return None
    return before


def _is_object(frame: Frame, phrase: Phrase) -> bool:
    """True for "reporters" in "told reporters"."""
    if phrase.word or phrase.apart or phrase.verb is None or phrase.verb.lemma_.lower() not in words()["tell"]:
        return False
    if phrase.noun in words()["told_things"]:
        return False
    between = phrase.head.doc[phrase.verb.i + 1 : phrase.first]
    return all(token.pos_ in ("ADV", "PART", "SPACE") for token in between)


def _follows(frame: Frame, phrase: Phrase, before: Phrase | None) -> bool:
    """True for what "to" or "with" names after a verb of speaking, or after a noun for words said or written."""
    joined = said_in(phrase, before)
    if joined is not None:
        if joined.noun in _FOR_TALKS and phrase.word in ("for", "to", "with"):
            return True
        if joined.noun in words()["no_hearer_nouns"] and joined.word in ("in", "with", "as"):
            return False
        if joined.noun in words()["talks"]:
            return phrase.word == "to"
        if joined.noun in words()["interviews"]:
            return False
    if phrase.word not in ("to", "with") or not _can_hear(phrase):
        return False
    verb = verb_of(frame, phrase)
    if phrase.word == "with":
        return verb in _WITH
    if not frame.governs(phrase):
        return verb in words()["beside"]
    return verb in words()["speak"] or (phrase.verb is not None and verb not in words()["no_hearer_verbs"])


def _can_hear(phrase: Phrase) -> bool:
    """True for people, bodies and words that stand for them."""
    head = phrase.head
    if head.ent_type_ in _PEOPLE or head.lower_ in kind_words("personal"):
        return True
    noun = singular(head)
    return any(
        noun in known
        for known in (person_words(), group_words("institutions"), kind_words("outlets"), words()["crowds"])
    )
