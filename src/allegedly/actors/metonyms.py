"""Does a capital, a seat, a residence stand for those who govern there: decided from grammar, with the reason.

    "Pyongyang | has | those capabilities" → government   "in Pyongyang" → place   "a delegation to Beijing" → both

In:      the words of such a name.
Out:     `Sensed`; never empty: without any sign a residence is its government and a town a place.
Rules:   `data/metonyms.json`.
Source:  grammatical role and head word are what decides place metonymy (Markert and Nissim 2002, 2007).
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import NamedTuple

from spacy.tokens import Doc, Token

from allegedly.folding import fold
from allegedly.records import Sense

_CLIMB = 4


class Sensed(NamedTuple):
    """What the name means, and the grammar that says so."""

    sense: Sense
    why: str


@cache
def _rules() -> dict[str, frozenset[str]]:
    data = resources.files("allegedly.actors").joinpath("data", "metonyms.json").read_text("utf-8")
    return {name: frozenset(words) for name, words in json.loads(data).items() if isinstance(words, list)}


def is_residence(words: str) -> bool:
    """True for "the Kremlin": a seat that is no town."""
    return fold(words) in _rules()["residences"]


def sense(doc: Doc, start: int, end: int) -> Sensed:
    """What the name in the tokens `[start, end)` means."""
    residence = is_residence(doc[start:end].text)
    found = _beside(doc, start, end) or _role(_head(doc, start, end), residence=residence)
    if found is not None:
        return found
    return Sensed("government", "a residence") if residence else Sensed("place", "nothing shows a deed")


def _head(doc: Doc, start: int, end: int) -> Token:
    inside = range(start, end)
    return next((one for one in doc[start:end] if one.head.i not in inside or one.head.i == one.i), doc[end - 1])


def _beside(doc: Doc, start: int, end: int) -> Sensed | None:
    """What stands right next to the name: a hyphen, the name of its country, brackets of a dateline."""
    after = doc[end] if end < len(doc) else None
    if after is None:
        return None
    if after.text in ("-", "‐", "–") and end + 1 < len(doc) and doc[end + 1].lower_ in _rules()["based"]:
        return Sensed("place", f"“-{doc[end + 1].text}”")
    if start > 1 and doc[start - 1].lower_ == "to" and doc[start - 2].lower_ == "according":
        return Sensed("government", "“according to”")
    if after.text == ":" and (start == 0 or doc[start - 1].is_space):
        return Sensed("government", "speaks in a headline")
    listed = end + 2 < len(doc) and (doc[end + 2].text in (",", "and", "or") or doc[end + 2].lower_ in ("and", "or"))
    country = after.text == "," and end + 1 < len(doc) and doc[end + 1].ent_type_ in ("LOC", "GPE")
    first = doc[start - 1].lower_ if start else ""
    if country and first in _rules()["locative"] and not listed:
        return Sensed("place", "its country follows")
    return None


def _role(head: Token, depth: int = 0, *, residence: bool) -> Sensed | None:
    """What the name's place in the tree says."""
    relation = head.dep_.split(":")[0]
    if relation == "conj" and depth < _CLIMB:
        own = next((one.lower_ for one in head.children if one.dep_ == "case"), "")
        return _role(head.head, depth + 1, residence=residence) if not own else _after(own, head)
    before = next((one.lower_ for one in head.children if one.dep_ == "case" and one.i < head.i), "")
    if before:
        return _after(before, head)
    if relation == "nsubj":
        return _subject(head)
    if relation == "obj":
        return _object(head)
    if head.dep_ in ("nmod:poss", "det:poss"):
        return _owner(head)
    if relation in ("compound", "amod", "nmod", "nmod:desc"):
        return _modifier(head, residence=residence)
    if relation == "appos" and depth < _CLIMB:
        beside = head.head.ent_type_ in ("LOC", "GPE")
        return Sensed("place", "beside another name") if beside else _role(head.head, depth + 1, residence=residence)
    told = [one for one in head.children if one.dep_.split(":")[0] == "nsubj"]
    if told and any(one.dep_ == "cop" for one in head.children) and told[0].lemma_ in _rules()["of_power_nouns"]:
        return Sensed("government", f"is said to be “{told[0].text}”")
    return None


def _after(word: str, head: Token) -> Sensed | None:
    """After a preposition."""
    rules = _rules()
    over, said = head.head, f"after “{word}”"
    if word in rules["locative"]:
        return Sensed("place", said)
    if word in ("to", "from"):
        if over.lemma_ in rules["journeys"] and word == "to":
            return Sensed("both", f"a {over.lemma_} to it")
        going = over.lemma_ in rules["going"] or over.lemma_ in rules["passage"]
        return Sensed("place" if going else "government", f"“{over.text} {word}”")
    if word in ("of", "'s", "’s"):
        if word != "of":
            return _owner(head)
        if over.lemma_ in rules["of_power_nouns"]:
            return Sensed("government", f"“{over.text} of”")
        return Sensed("place", f"“{over.text} of”")
    if word in rules["towards"]:
        onto = word == "on" and over.lemma_ in rules["onto_place_verbs"]
        if onto or (word in ("on", "for", "by", "under") and over.lemma_ in rules["going"] | rules["passage"]):
            return Sensed("place", f"“{over.text} {word}”")
        return Sensed("government", said)
    return None


def _subject(head: Token) -> Sensed:
    verb, rules = head.head, _rules()
    beside = next((one for one in head.children if one.dep_ == "appos"), None)
    if beside is not None and beside.lemma_ in rules["towns"]:
        return Sensed("place", f"is “{beside.text}”")
    passive = any(one.lemma_ == "be" and one.i < verb.i for one in verb.children) and verb.lower_.endswith("ed")
    if head.dep_ == "nsubj:pass" or (passive and verb.pos_ == "VERB"):
        if verb.lemma_ in rules["at_place_verbs"]:
            return Sensed("place", f"“{verb.text}” is done to a place")
        return Sensed("government", f"subject of “{verb.text}”")
    if verb.pos_ in ("ADJ", "NOUN", "PROPN", "NUM") and verb.lemma_ in (
        "capital",
        "city",
        "town",
        "home",
        "cold",
        "hot",
    ):
        return Sensed("place", f"is said to be “{verb.text}”")
    return Sensed("government", f"subject of “{verb.text}”")


def _object(head: Token) -> Sensed:
    verb = head.head
    if verb.lemma_ in _rules()["at_place_verbs"]:
        return Sensed("place", f"“{verb.text}” is done to a place")
    return Sensed("government", f"object of “{verb.text}”")


def _owner(head: Token) -> Sensed:
    owned = head.head
    if owned.lemma_ in _rules()["of_place_nouns"]:
        return Sensed("place", f"a town has “{owned.text}”")
    return Sensed("government", f"owns “{owned.text}”")


def _modifier(head: Token, *, residence: bool) -> Sensed:
    noun = head.head
    if residence:
        return Sensed("government", f"before “{noun.text}”")
    power = _rules()["of_power_nouns"] | _rules()["of_power_people"]
    return Sensed("government" if noun.lemma_ in power else "place", f"before “{noun.text}”")
