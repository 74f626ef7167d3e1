"""Lasting ties that nouns and appositions carry: "Ali Ren, a member of the council", "Iran, Velmar's main sponsor".

In:      a Doc and its parties.
Out:     `Filled`, like those of triggers; rules in `data/ties.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from spacy.tokens import Doc, Token

from allegedly.events.frames import Filled
from allegedly.events.lexicon import Pattern
from allegedly.events.parties import Parties
from allegedly.events.tree import below, preposition, together
from allegedly.language.nouns import names_person

_FAR = 6  # Words in which a name follows "home to".
_REACH = 4  # Words between a possessor and the noun: "main state sponsor".
_OF = ("of", "to", "for", "at", "with", "from", "in", "on")


@cache
def _rules() -> dict[str, Any]:
    data = resources.files("allegedly.events").joinpath("data", "ties.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(data)
    return loaded


@cache
def _nouns() -> dict[str, str]:
    """Role nouns → tie: "chairman" is leader-of; those of several words as well."""
    data = resources.files("allegedly.events").joinpath("data", "offices.json").read_text("utf-8")
    listed = json.loads(data)["nouns"]
    return {noun: tie for rules in (listed, _rules()["nouns"]) for tie, nouns in rules.items() for noun in nouns}


def _tie(doc: Doc, noun: Token) -> str | None:
    """The tie of the longest known role that ends with the word: "prime | minister"."""
    nouns = _nouns()
    if noun.lemma_ not in _last_words():
        return None
    for before in (2, 1):
        if noun.i >= before:
            words = [one.lower_ for one in doc[noun.i - before : noun.i]]
            found = nouns.get(" ".join([*words, noun.lemma_]))
            if found is not None:
                return found
    return nouns.get(noun.lemma_)


@cache
def _last_words() -> frozenset[str]:
    return frozenset(noun.split(" ")[-1] for noun in _nouns())


def ties(doc: Doc, parties: Parties) -> Iterator[Filled]:
    """Every tie that a noun carries between its bearer and whom it is of."""
    for token in doc:
        tie = _tie(doc, token)
        if tie is None:
            told = _beside(doc, token, parties) or _of_body(doc, token, parties) or _works_at(token, parties)
            if told is not None:
                yield told
            continue
        found = _tied(token, tie, parties) if token.pos_ in ("NOUN", "PROPN") else None
        found = found or _before_name(doc, token, tie, parties)
        if found is not None:
            yield found


def _tied(noun: Token, tie: str, parties: Parties) -> Filled | None:
    # Whom the tree does not show, the page's own names do: "the | director | …, Ida Moravec, said".
    bearers = parties.of(each for one in _bearers(noun) for each in together(one)) or parties.people([noun])
    others = tuple(one for one in parties.of(_others(noun), place=True) if one not in bearers)
    others = others or parties.principals(bearers[:1]) or (parties.home if noun.lemma_ in _rules()["of_state"] else ())
    if not bearers or not others:
        return None
    whole = next((one for one in _others(noun) if one.lemma_ in _rules()["alliances"]), None)
    if whole is not None and tie in ("member-of", "part"):
        # Who is of somebody's alliance is somebody's ally.
        tie = "ally-of"
    return None if tie == "part" else Filled(_pattern(_settled(noun, tie)), noun, _borne(noun, bearers), others[:1])


def _borne(noun: Token, bearers: tuple[str, ...]) -> tuple[str, ...]:
    """All of whom a plural is said: "members of the council, | Jo Ren and Ida Voss |"."""
    return bearers if "Plur" in noun.morph.get("Number", []) else bearers[:1]


def _of_body(doc: Doc, word: Token, parties: Parties) -> Filled | None:
    """ "Jo Ren | of the Harbour Institute", "Jo Ren, a hydrologist at the University of Tarn": works there."""
    if word.pos_ == "PROPN" and word.ent_type_ == "PERSON":
        named = parties.people([word])
        bodies = [one for one in below(word, "nmod") if preposition(one) in ("of", "from", "at") and one.i > word.i]
    elif word.pos_ == "NOUN" and names_person(word):
        named = parties.people(_bearers(word)) or parties.people([word])
        bodies = [one for one in _others(word) if preposition(one) in ("at", "of", "with")]
    else:
        return None
    at_work = _first("employed-by", word, named, parties.bodies(bodies))
    homes = [one for one in below(word, "nmod", "obl") if preposition(one) in ("of", "from", "in") and one.i > word.i]
    return at_work or _first("based-in", word, named, parties.towns(homes))


def _beside(doc: Doc, word: Token, parties: Parties) -> Filled | None:
    """ "Lima, | home | to the union", "the Chadian state-| run | agency Tanit": ties that trees seldom have right."""
    at = word.i
    if word.lower_ == "home" and at > 1 and at + 2 < len(doc) and doc[at + 1].lower_ == "to":
        before = doc[at - 2] if doc[at - 1].text == "," else doc[at - 1]
        bearers = parties.towns([before]) or parties.of([before], place=True)
        return _first("home-of", word, bearers, parties.of(_names_after(doc, at + 2)))
    if word.lower_ == "based" and at > 1 and doc[at - 1].text == "-":
        places = parties.towns([doc[at - 2]]) or parties.of([doc[at - 2]], place=True)
        return _first("based-in", word, parties.known(parties.of(_words_after(doc, at + 1))), places)
    if told := _state_outlet(doc, word, parties):
        return told
    owned = at > 2 and word.lower_ in _rules()["owned"] and doc[at - 1].text == "-"
    if owned and doc[at - 2].lower_ in _rules()["owners"]:
        owners = parties.of(_names_before(doc, at - 2), place=True)
        return _first("controls", word, owners, parties.of(_names_after(doc, at + 1)))
    return None


def _works_at(verb: Token, parties: Parties) -> Filled | None:
    """ "Jo Ren, who | teaches | law at the University of Tarn": works there, wherever the tree hangs the body."""
    if verb.pos_ != "VERB" or verb.lemma_ not in _rules()["works"]:
        return None
    subjects = [verb.head] if verb.dep_ == "acl:relcl" else below(verb, "nsubj")
    bodies = [
        one for one in verb.subtree if one.i > verb.i and one.pos_ == "PROPN" and preposition(one) in ("at", "for")
    ]
    return _first("employed-by", verb, parties.people(subjects) or parties.of(subjects), parties.bodies(bodies))


def _state_outlet(doc: Doc, word: Token, parties: Parties) -> Filled | None:
    """ "Velmar's | state | news agency Tanit": the state's own, said or understood."""
    behind = next(
        (at for at in (word.i + 1, word.i + 2) if at < len(doc) and doc[at].lower_ in _rules()["outlets"]), None
    )
    if word.lower_ != "state" or behind is None:
        return None
    owners = parties.of(_possessor(word), place=True) or parties.of(_names_before(doc, word.i), place=True)
    return _first("controls", word, owners or parties.home, parties.of(_names_after(doc, behind + 1)))


def _first(tie: str, word: Token, bearers: tuple[str, ...], others: tuple[str, ...]) -> Filled | None:
    others = tuple(one for one in others if one not in bearers)
    return Filled(_pattern(tie), word, bearers[:1], others[:1]) if bearers and others else None


def _words_after(doc: Doc, start: int) -> list[Token]:
    """The words up to the next comma: "Lima-based | rights group Tanit"."""
    words = list(doc[start : start + _FAR])
    return words[: next((at for at, one in enumerate(words) if one.is_punct), len(words))]


def _names_after(doc: Doc, start: int) -> list[Token]:
    """Capitalised words up to the next comma; persons before bodies: "home to | Velmar leader Ida Moravec"."""
    found = []
    for token in doc[start : start + _FAR]:
        if token.text in (",", ".", ";"):
            break
        if token.text[:1].isupper():
            found.append(token)
    return sorted(found, key=lambda one: one.ent_type_ != "PERSON")


def _names_before(doc: Doc, end: int) -> list[Token]:
    return [token for token in doc[max(0, end - _REACH) : end] if token.text[:1].isupper()][-2:]


def _before_name(doc: Doc, noun: Token, tie: str, parties: Parties) -> Filled | None:
    """ "Hamas's main state | sponsor | Iran", whatever the tree makes of it: a possessor, the noun, a name."""
    after = noun.i + 1
    if after >= len(doc) or not doc[after].text[:1].isupper() or doc[after].is_sent_start:
        return None
    bearers = parties.of([doc[after]])
    others = tuple(one for one in parties.of(_possessor(noun)) if one not in bearers)
    if not bearers:
        return None
    return Filled(_pattern(_settled(noun, tie)), noun, bearers[:1], others[:1]) if others else None


def _possessor(noun: Token) -> list[Token]:
    """The word before "'s" and up to three words before the noun, whatever the tree: "| Velmar | 's main sponsor"."""
    doc, at = noun.doc, noun.i - 1
    while at > noun.sent.start and doc[at].pos_ in ("NOUN", "ADJ") and noun.i - at < _REACH:
        at -= 1
    return [doc[at - 1]] if at > 0 and doc[at].lower_ in ("'s", "’s") else []


def _settled(noun: Token, tie: str) -> str:
    """The head of a ministry or a section holds an office; "deputy" and "former" make no leader."""
    before = {one.lower_ for one in noun.children if one.i < noun.i} | {noun.nbor(-1).lower_ if noun.i else ""}
    return "holds-position" if tie == "leader-of" and before & set(_rules()["under"]) else tie


def _bearers(noun: Token) -> list[Token]:
    """Of whom the noun is said: the other side of an apposition, the subject of "is", the name behind it."""
    if noun.dep_ == "appos":
        return together(noun.head)
    if below(noun, "cop"):
        return [each for one in below(noun, "nsubj") for each in together(one)]
    named = [one for one in below(noun, "appos", "flat", "nmod:desc") if one.pos_ == "PROPN" and one.i > noun.i]
    if not named and noun.dep_ in ("compound", "nmod", "nmod:desc", "flat") and noun.head.pos_ == "PROPN":
        named = [noun.head]
    if not named and noun.i + 1 < len(noun.doc) and noun.nbor().pos_ == "PROPN" and noun.nbor().ent_type_ == "PERSON":
        named = [noun.nbor()]
    return named[:1]


def _others(noun: Token) -> list[Token]:
    """Whom it is of: "of the council", "the council's", "Velmar", "at the institute"."""
    found = [one for one in below(noun, "nmod", "obl") if preposition(one) in _OF and one.i > noun.i]
    before = below(noun, "nmod:poss") + [one for one in below(noun, "compound", "amod", "nmod") if one.i < noun.i]
    if not found and noun.i + 1 < len(noun.doc) and noun.nbor().lower_ in _OF:
        # A tree that hangs the phrase elsewhere: what stands right behind the noun is its own all the same.
        after = noun.doc[noun.i + 2 : noun.i + 2 + _REACH]
        found = [one for one in after if one.text[:1].isupper()][:1]
    return [*before, *found] or _possessor(noun)


@cache
def _pattern(tie: str) -> Pattern:
    return Pattern("noun", tie, None, (), None, None, (), (), (), (), (), False, False)
