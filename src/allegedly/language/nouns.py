"""What kind of thing a common noun names: a person, a body or group.

In:      `data/{person_nouns,group_nouns}.json`.
Out:     sets of words in lower case, in the singular; a token is looked up by its lemma.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from spacy.tokens import Token


@cache
def _file(name: str) -> dict[str, Any]:
    data = resources.files("allegedly.language").joinpath("data", name).read_text("utf-8")
    loaded: dict[str, Any] = json.loads(data)
    return loaded


@cache
def _words(file: str, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(_file(file)[name] for name in names))


def names_person(token: Token) -> bool:
    """True for "officials", "fisherman": nouns for one person or several, known by trade, office or kin."""
    return (
        token.lemma_ in _words("person_nouns.json", ("nouns",))
        or token.lower_ in _file("person_nouns.json")["irregular_plurals"]
    )


def names_group(token: Token) -> bool:
    """True for "ministry", "rebels' army", "crowd": nouns for a body or for many people."""
    return token.lemma_ in _words("group_nouns.json", ("institutions", "mass", "collectives", "either", "apposable"))


@cache
def body_nouns() -> frozenset[str]:
    """Nouns that stand for one body with a name of its own, in the singular: "ministry", "union", "company"."""
    return _words("group_nouns.json", ("institutions", "mass", "apposable"))


def is_either(noun: str) -> bool:
    """True for "wholesaler", "owner": a person or a firm, by what else is said of it."""
    return noun in _file("group_nouns.json")["either"]


def is_ruled(token: Token) -> bool:
    """True for "parliament", "shares": what a country or a body has, and a person seldom."""
    return token.lower_ in _file("group_nouns.json")["ruled"]


def is_title(token: Token) -> bool:
    """True for "Mr", "President", "Col.": what stands before a name and is no part of it."""
    words = _words("person_nouns.json", ("plain_titles", "titles"))
    return token.lower_ in words or (token.pos_ in ("NOUN", "PROPN", "ADJ") and token.lemma_ in words)
