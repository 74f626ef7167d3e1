"""Do two names mean one actor: full names, surnames, first names, abbreviations, titles.

In:      words of names as printed.
Out:     a yes or no from the words alone; who else bears the name is the business of `resolve`.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import Any

_LINKING = frozenset(("of", "the", "for", "and", "in", "on", "at", "de", "la", "des", "du"))
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "md"))


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    data = resources.files("allegedly.actors").joinpath("data", "people.json").read_text("utf-8")
    return {name: frozenset(words) for name, words in json.loads(data).items() if isinstance(words, list)}


def generic_modifiers() -> frozenset[str]:
    """Words before a noun that do not tell one person from another: "senior", "former", "two"."""
    return _lists()["generic_modifiers"]


def offices() -> frozenset[str]:
    """Nouns that a lede sums an office up with: "official", "leader", "insider"."""
    return _lists()["offices"]


def body_words() -> frozenset[str]:
    """Last words that only bodies' names have: "Holdings", "Pharma"."""
    return _lists()["body_words"]


def neighbours() -> frozenset[str]:
    """Nouns of people that stand before a country's name as well: "neighbour Orland"."""
    return _lists()["neighbours"]


@lru_cache(maxsize=1)
def _roles() -> dict[str, Any]:
    data = json.loads(resources.files("allegedly.actors").joinpath("data", "roles.json").read_text("utf-8"))
    return {**data, "wider": {noun: frozenset(narrower) for noun, narrower in data["wider"].items()}}


def noun_of_title(title: str) -> str:
    """ "senator" for "Sen."; a title that is a noun itself is that noun."""
    return str(_roles()["titles"].get(plain(title), plain(title)))


def calls_any_body(noun: str) -> bool:
    """True for "the company", "the paper": said of a body of which the page has only given the name."""
    return noun in _roles()["any_body"]


def may_stand_for(noun: str, nouns: set[str]) -> bool:
    """True where the press calls the bearer of one of these offices by `noun` too: "leader" of a "president"."""
    return noun in nouns or bool(_roles()["wider"].get(noun, frozenset()) & nouns)


def is_written_as_name(text: str) -> bool:
    """True where every word but the small ones of names has a capital: "Ministry of Works", no "attorney for Mills"."""
    words = [word for word in text.split() if word.casefold() not in _lists()["name_particles"]]
    return bool(words) and all(word != word.lower() for word in words)


def plain(word: str) -> str:
    """The word in lower case without diacritics, dots and the possessive ending.

    >>> plain("Sébastien's")
    'sebastien'
    """
    bare = unicodedata.normalize("NFKD", word.removesuffix("'s").removesuffix("’s"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).casefold().replace(".", "")


def key(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words for comparison: without articles, suffixes and diacritics."""
    return tuple(
        plain(word) for word in words if word.casefold() not in _SUFFIXES and plain(word) not in ("the", "a", "an", "")
    )


def gender(words: tuple[str, ...]) -> str | None:
    """ "she", "he" or None by a given name or a title among the words."""
    lists = _lists()
    for word in words:
        lower = word.casefold()
        if lower in lists["she_words"] or lower in lists["he_words"]:
            return "she" if lower in lists["she_words"] else "he"
    first = plain(words[0]) if words else ""
    if first in lists["she_names"]:
        return "she"
    return "he" if first in lists["he_names"] else None


def noun_gender(noun: str) -> str | None:
    """ "she" or "he" where the noun says so: "spokeswoman"."""
    lists = _lists()
    if noun in lists["she_words"]:
        return "she"
    return "he" if noun in lists["he_words"] else None


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where one name may shorten the other: a surname, a first name, a first and last name without the middle."""
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    if short == long:
        return True
    if len(short) == 1:
        return short[0] in (long[-1], long[0]) or short[0] == "-".join(long[-2:])
    if short[-1] != long[-1]:
        # Two-part surnames: "Bagheri Kani" of "Ali Bagheri Kani" is caught below, "Kim Jong" of "Kim Jong Un" here.
        return short == long[: len(short)]
    if short == long[-len(short) :]:
        return True
    first, full = short[0], long[0]
    return first == full or (len(first) <= 2 and first[:1] == full[:1]) or (len(full) <= 2 and first[:1] == full[:1])


def same_body(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where one name of a body is the other, its abbreviation, its beginning or its end where that says enough."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    if len(short) == 1 and abbreviates(short[0], long):
        return True
    # "the Daily News" of "the New York Daily News": a paper is called without its town.
    if short[-1] in _lists()["papers"] and short == long[-len(short) :]:
        return True
    # "Corvane" of "Corvane Shipping Group": what is left over must say nothing but what kind of body it is.
    return short == long[: len(short)] and all(word in _lists()["body_words"] for word in long[len(short) :])


def abbreviates(short: str, long: tuple[str, ...]) -> bool:
    """True for "memri" and ("middle", "east", "media", "research", "institute"); small words may count or not."""
    if len(short) < 2 or len(long) < 2:
        return False
    initials = "".join(word[0] for word in long if word)
    without = "".join(word[0] for word in long if word and word not in _LINKING)
    return short in (initials, without)
