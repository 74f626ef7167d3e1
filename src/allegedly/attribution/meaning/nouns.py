"""What kind of thing a noun names: a person, a body, a paper, a poll, a news organisation; and which names are known.

In:      `../data/{source_kinds,news_organisations}.json`, and the language's `{person_nouns,group_nouns}.json`.
Out:     sets of words in lower case; a noun is looked up in the singular (`singular`).
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from spacy.tokens import Token

_PEOPLE, _GROUPS, _KINDS = "person_nouns.json", "group_nouns.json", "source_kinds.json"
_PASSES_ON = ("agencies", "broadcasters", "newspapers", "magazines", "sites", "programmes")


@cache
def _file(name: str) -> dict[str, Any]:
    room = "allegedly.language" if name in (_PEOPLE, _GROUPS) else "allegedly.attribution"
    data = resources.files(room).joinpath("data", name).read_text("utf-8")
    loaded: dict[str, Any] = json.loads(data)
    return loaded


@cache
def _words(file: str, name: str) -> frozenset[str]:
    return frozenset(_file(file)[name])


def person_words(name: str = "nouns") -> frozenset[str]:
    """A list of the language's person_nouns.json."""
    return _words(_PEOPLE, name)


def group_words(name: str) -> frozenset[str]:
    """A list of the language's group_nouns.json."""
    return _words(_GROUPS, name)


def kind_words(name: str) -> frozenset[str]:
    """A list of data/source_kinds.json."""
    return _words(_KINDS, name)


@cache
def news_organisations() -> frozenset[str]:
    """Names of those who pass on the words of others, in their own letters, without articles."""
    data = _file("news_organisations.json")
    entries = (entry for kind in _PASSES_ON for entry in data[kind])
    return frozenset(name for entry in entries for name in entry.split(" / "))


def singular(token: Token) -> str:
    """The noun in lower case and the singular: "Policemen" is "policeman"; what is no noun stays as it is."""
    word = _hyphenated(token)
    plurals: dict[str, str] = _file(_PEOPLE)["irregular_plurals"]
    if word in plurals:
        return plurals[word]
    if word in _known() and word != token.lower_:
        return word
    if token.lemma_ in _known():
        return token.lemma_
    for ending, instead in (("ies", "y"), ("ses", "s"), ("ches", "ch"), ("s", "")):
        if word.endswith(ending) and word[: -len(ending)] + instead in _known():
            return word[: -len(ending)] + instead
    return word


def _hyphenated(token: Token) -> str:
    """The word, with what a hyphen ties to it where that is a noun of some list: "whistle-blower"."""
    word = token.lower_.rstrip(".") if len(token) > 2 else token.lower_
    if token.i < 2 or token.nbor(-1).text != "-" or token.nbor(-1).whitespace_ or token.nbor(-2).whitespace_:
        return word
    whole = f"{token.nbor(-2).lower_}-{word}"
    return next((one for one in (whole, whole.removesuffix("s")) if one in _known()), word)


def plural(token: Token) -> bool:
    """True where the noun stands in the plural, by its form."""
    if token.lower_ in _file(_PEOPLE)["irregular_plurals"]:
        return True
    return "Plur" in token.morph.get("Number", []) or (token.lower_.endswith("s") and singular(token) != token.lower_)


@cache
def _known() -> frozenset[str]:
    """Every noun that some list has."""
    lists = [person_words(), kind_words("documents"), kind_words("polls"), kind_words("outlets")]
    groups = ("institutions", "collectives", "either", "plural_groups")
    return frozenset().union(*lists, *(group_words(name) for name in groups))
