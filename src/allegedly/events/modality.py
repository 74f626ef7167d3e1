"""Under which conditions a clause says that something happens: not, perhaps, in future, if, ever again.

In:      the trigger of an event or tie.
Out:     `Standing`; None where the words do not say that anything happens: a wish, an order, an offer, a question.
Rules:   `data/modality.json`.
Source:  FactBank's scale of certainty and polarity (Saurí and Pustejovsky 2009); TimeML's links for what verbs do to
         the events below them (SLINK: modal, counter-factive, conditional).
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import NamedTuple

from spacy.tokens import Token

from allegedly.events.lexicon import words_of_class
from allegedly.events.tree import below, preposition
from allegedly.records import Certainty, Modality, Polarity

_CLIMB = 6
_COMPANIONS = ("aux", "advmod", "det", "mark", "cop", "amod", "obl", "cc")
_STRONGER: tuple[Modality, ...] = ("asserted", "habitual", "predicted", "possible", "conditional")


class Standing(NamedTuple):
    """What is said of the happening; `certainty` None where the words near it do not lower it.

    `top` is the main verb under whose control the event stands: the trigger itself in a plain clause.
    """

    polarity: Polarity
    certainty: Certainty | None
    modality: Modality
    top: Token


@cache
def _rules() -> dict[str, frozenset[str]]:
    data = resources.files("allegedly.events").joinpath("data", "modality.json").read_text("utf-8")
    return {name: frozenset(words) for name, words in json.loads(data).items() if isinstance(words, list)}


def standing(trigger: Token) -> Standing | None:
    """How the words around the trigger, and the verbs over it, say that it happens."""
    found = _here(trigger)
    at = trigger
    if trigger.pos_ in ("NOUN", "PROPN") and not _carried(trigger):
        return None if _is_unreal(trigger) else found
    for _ in range(_CLIMB):
        over = _above(at)
        if found is None or over is None:
            break
        found = _under(found, at, over)
        at = over
    return found


def _carried(noun: Token) -> bool:
    """True where a verb says that the noun happens, or that somebody does it: "launched | an attack"."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ == "NOUN":
        first = first.head
    carried = first.dep_.split(":")[0] in ("obj", "nsubj", "obl", "xcomp")
    return carried and first.head.lemma_ in words_of_class("support")


def _is_unreal(noun: Token) -> bool:
    """True for "called for | talks", "the threat of | an attack": over all other words a noun is taken for granted."""
    over = noun.head
    while noun.dep_ == "conj" and over.pos_ == "NOUN":
        noun, over = over, over.head
    if over.pos_ == "NOUN":
        return noun.dep_.split(":")[0] == "nmod" and over.lemma_ in _rules()["unreal_nouns"]
    return noun.dep_.split(":")[0] in ("obj", "obl", "nsubj") and over.lemma_ in _rules()["unreal_verbs"]


def _under(inner: Standing, token: Token, over: Token) -> Standing | None:
    """The event below, seen through the verb or noun `over` it."""
    outer = _here(over)
    changed = _through(token, over)
    if outer is None or changed is None:
        return None
    polarity: Polarity = "positive"
    if [inner.polarity, outer.polarity, changed.polarity].count("negative") % 2:
        polarity = "negative"
    modality = max((inner.modality, outer.modality, changed.modality), key=_STRONGER.index)
    return Standing(polarity, inner.certainty or outer.certainty or changed.certainty, modality, over)


def _through(token: Token, over: Token) -> Standing | None:
    """What the verb over the event does to it; None where it makes it a wish, an order, a threat."""
    rules, plain = _rules(), Standing("positive", None, "asserted", over)
    if token.dep_ == "conj":
        return plain
    lemma = over.lemma_
    if over.pos_ == "AUX" and lemma.endswith("ed"):
        # A verb that was taken for an auxiliary has kept its form: "failed to".
        lemma = lemma.removesuffix("ed")
    if over.pos_ == "NOUN":
        return None if lemma in rules["unreal_nouns"] else plain
    if lemma in rules["undoing"] and token.pos_ not in ("NOUN", "PROPN"):
        return plain._replace(polarity="negative")
    if lemma in rules["predicting"]:
        return plain._replace(modality="predicted")
    if lemma in rules["likely"]:
        return plain._replace(certainty="probable")
    if token.pos_ in ("NOUN", "PROPN"):
        return None if lemma in rules["unreal_verbs"] else plain
    return plain if lemma in rules["happening"] or lemma in rules["perhaps"] else None


def _here(token: Token) -> Standing | None:
    """What the word's own companions say."""
    rules = _rules()
    said = {one.lower_ for one in below(token, *_COMPANIONS)}
    if "whether" in said or _is_imperative(token):
        return None
    polarity: Polarity = "negative" if said & rules["negations"] or preposition(token) == "without" else "positive"
    certainty: Certainty | None = "probable" if said & rules["probable_words"] else None
    modality: Modality = "asserted"
    if said & rules["conditions"]:
        modality = "conditional"
    elif said & rules["possible_words"]:
        modality, certainty = "possible", "possible"
    elif said & rules["future_words"]:
        modality = "predicted"
    elif said & rules["habit_words"]:
        modality = "habitual"
    elif said & {"would", "'d", "’d"}:
        modality = "conditional" if below(token, "advcl") else "predicted"
    return Standing(polarity, certainty, modality, token)


def _is_imperative(token: Token) -> bool:
    return "Imp" in token.morph.get("Mood", []) and not below(token, "nsubj")


def _above(token: Token) -> Token | None:
    """The word that decides on this one's happening; None at the top of its clause."""
    head = token.head
    if head.i == token.i:
        return None
    if token.pos_ in ("NOUN", "PROPN"):
        if token.dep_ == "nmod" and head.pos_ == "NOUN":
            return head
        return head if head.pos_ in ("VERB", "AUX") and token.dep_.split(":")[0] in ("obj", "obl", "nsubj") else None
    if token.dep_ == "xcomp" or (token.dep_ == "advcl" and preposition_of_clause(token) in ("from", "for")):
        return head
    if token.dep_ == "conj" and head.pos_ in ("VERB", "AUX") and not below(token, "nsubj"):
        return head
    if token.dep_ == "acl" and any(one.lower_ == "to" for one in below(token, "mark", "aux")):
        return head
    return None


def preposition_of_clause(token: Token) -> str:
    """ "from" in "refrained from calling"."""
    return next((one.lower_ for one in below(token, "mark", "case")), "")
